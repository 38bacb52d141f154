"""The incident drill of unit 08: somebody has found the learner's own key, and the dollars run until it is revoked.

- `leaks`: the places where the key may have been found, one for each seed.
- `begin`: sets the scene on a platform, or takes up a drill that was left in the middle.
- `drill`: the drill as a lesson holds it in its hands.
- `run`: one run of it, as it is kept in the learner's folder.
- `incident`: what happened, read from the platform's own records: times, requests, dollars.
- `repository`: the published repository in which the key lay, and git, asked without anybody's settings.
- `page`: the last page: what happened by the minute, what it cost, what would have cost less.

What a run took and cost is kept in the learner's folder, as the guesses of lessons are. Nothing here answers a task.
"""

from course_utils.drill.begin import begin_drill
from course_utils.drill.drill import Drill

__all__ = ["Drill", "begin_drill"]
