"""A check whose last line is the points: what a stranger's number can come to, in both ways."""

import pytest

from course_utils.grading.examining.pair import Beside, Pair, Way
from course_utils.notebooks.matching import read_paper
from course_utils.notebooks.sheet import read_sheet
from tests.grading.notebooks import answer, as_bytes, check, code, notebook

MOST = 2
SHEET = read_sheet(
    "points",
    as_bytes(
        notebook(
            [answer("def share():\n    return 1", "share"), check("share()", "share_is", MOST)]
        )
    ),
)
FORGES = """
from course_utils.grading.inside import roles
reported = roles._reported
roles._reported = lambda result: {**reported(result), "number": share()}
"""

NUMBERS = {
    "1.5": 1.5,
    "99": MOST,
    "-1": 0,
    "float('nan')": 0,
    "float('inf')": 0,
    "10**400": 0,
    "-10**400": 0,
    "True": MOST,
}


def points(pair: Pair, way: Way, number: str, forges: str = "") -> float:
    book = notebook([answer(f"def share():\n    return {number}", "share"), code(forges)])
    verdict = pair.examine(read_paper(as_bytes(book), SHEET), Beside(), way)
    return sum(cell.points or 0 for cell in verdict.cells.values())


@pytest.mark.parametrize("number", NUMBERS)
def test_checks_apart(pair: Pair, number: str) -> None:
    assert points(pair, "apart", number) == NUMBERS[number]


@pytest.mark.parametrize("number", NUMBERS)
def test_checks_in_the_learners_process(pair: Pair, number: str) -> None:
    assert points(pair, "together", number) == NUMBERS[number]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_forged_report_stops_nobody(pair: Pair, number: str) -> None:
    assert points(pair, "together", number, FORGES) == NUMBERS[number]
