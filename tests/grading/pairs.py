"""Examining in the tests' shared pair of boxes."""

from course_utils.grading.coursework.verdict import Verdict
from course_utils.grading.examining.pair import Beside, Pair
from course_utils.notebooks.matching import Paper


def examine(pair: Pair, paper: Paper) -> Verdict:
    """Examine a submission that comes without files, its checks apart."""
    return pair.examine(paper, Beside(), "apart")
