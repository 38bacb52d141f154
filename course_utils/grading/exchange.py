"""nbgrader's exchange, a folder that learners write: collecting from it follows no link.

    c.ExchangeFactory.collect = "course_utils.grading.exchange.SafeCollect"

nbgrader's own copies with the instructor's rights whatever a link leads to, and waits at a pipe for ever.
"""

import tempfile
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from course_utils.grading.coursework.strangers_files import read_folder


class SafeCollect(ExchangeCollect):  # type: ignore[misc]
    """Collects the plain files that a learner handed in."""

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        with tempfile.TemporaryDirectory(prefix="course-collected-") as place:
            files, notes = read_folder(Path(src))
            for note in notes:
                self.log.warning("%s: %s", src, note)
            for name, body in files.items():
                path = Path(place, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(body)
            super().do_copy(place, dest, log)
