from dataclasses import dataclass

from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.coursework.verdict import Verdict
from course_utils.grading.examining.choice import decide
from course_utils.grading.examining.pair import Beside, Pair, Way
from course_utils.notebooks.matching import Paper, read_paper
from course_utils.notebooks.sheet import Sheet, read_sheet
from tests.grading.notebooks import Cell, answer, as_bytes, check, notebook, sheet
from tests.grading.pairs import examine


def made(*cells: Cell) -> Sheet:
    return read_sheet("foreign", as_bytes(notebook(cells)))


def assignment(of: Sheet) -> Assignment:
    return Assignment(of.name, (of,), {})


SHAPE = answer("class Shape:\n    sides = 4\n\ndef draw():\n    return Shape()", "shape")
DRAWS = check("assert draw().sides == 4", "draws", 2)


def test_plain_values_are_judged_apart(pair: Pair) -> None:
    decision = decide(pair, assignment(sheet()))
    assert decision.way == "apart"
    assert decision.notes == ()


def test_checks_that_need_more_run_in_the_box_and_the_report_says_so(pair: Pair) -> None:
    foreign = made(SHAPE, DRAWS)
    decision = decide(pair, assignment(foreign))
    assert decision.way == "together"
    assert "draws needs more than plain values" in decision.notes[0]
    assert "can forge" in decision.notes[0]
    for book, points in ((notebook([SHAPE]), 2), (notebook([]), 0)):
        paper = read_paper(as_bytes(book), foreign)
        verdict = pair.examine(paper, Beside(), decision.way)
        assert sum(cell.points or 0 for cell in verdict.cells.values()) == points


def test_a_solution_that_fails_its_own_check_is_told(pair: Pair) -> None:
    broken = made(
        answer("def one():\n    return 2", "one"), check("assert one() == 1", "is_one", 1)
    )
    decision = decide(pair, assignment(broken))
    assert decision.way == "apart"
    assert "does not pass is_one" in decision.notes[0]


def test_a_submission_has_no_say(pair: Pair) -> None:
    plain = made(answer("def one():\n    return 1", "one"), check("assert one() == 1", "is_one", 1))
    assert decide(pair, assignment(plain)).way == "apart"
    forger = notebook([answer("class Yes:\n    __eq__ = lambda *_: True\none = Yes", "one")])
    verdict = examine(pair, read_paper(as_bytes(forger), plain))
    assert sum(cell.points or 0 for cell in verdict.cells.values()) == 0


@dataclass
class Busy:
    """A pair on a machine that is busy at first: some checks are lost, then none is."""

    pair: Pair
    disturbed: int
    flags: tuple[str, ...] = ()

    def examine(self, paper: Paper, beside: Beside, way: Way) -> Verdict:
        verdict = self.pair.examine(paper, beside, way)
        if way == "apart" and self.disturbed:
            self.disturbed -= 1
            for cell in verdict.cells.values():
                cell.points = 0.0
            verdict.flags += self.flags
        return verdict


def test_what_passes_never_leads_a_class_into_the_way_that_can_be_forged(pair: Pair) -> None:
    assert decide(Busy(pair, 2), assignment(sheet())).way == "apart"
    short = decide(Busy(pair, 3, ("the machine was short of memory",)), assignment(sheet()))
    assert short.way == "apart"
    assert "(the machine was short of memory)" in short.notes[0]
