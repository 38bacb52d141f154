"""Examining in the tests' shared pair of boxes."""

from course_utils.grading.examine import Beside, Pair
from course_utils.grading.submission import Paper
from course_utils.grading.verdict import Verdict


def examine(pair: Pair, paper: Paper) -> Verdict:
    """Examine a submission that comes without files, its checks apart."""
    return pair.examine(paper, Beside(), "apart")
