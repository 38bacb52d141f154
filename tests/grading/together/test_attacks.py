"""Every file of `tests/attacks` gets its honest score, and the box is as it was."""

import json

import pytest

from course_utils.grading.coursework.verdict import Verdict
from course_utils.grading.examining.pair import Pair
from course_utils.notebooks.matching import Paper, read_paper
from tests.grading.attacks import Attack, attack, attacks
from tests.grading.conftest import OUTPUT_LIMIT
from tests.grading.notebooks import RIGHT, as_bytes, sheet, submitted
from tests.grading.pairs import examine

HIDDEN = "SECRET_OF_SETUP) == 84"


def examined(pair: Pair, one: Attack) -> tuple[Paper, Verdict]:
    paper = read_paper(as_bytes(one.notebook), sheet())
    return paper, examine(pair, paper)


def score(verdict: Verdict) -> float:
    return sum(cell.points or 0 for cell in verdict.cells.values())


def learners_outputs(paper: Paper, verdict: Verdict) -> str:
    own = [cell.place for cell in paper.cells if cell.kind != "check"]
    return json.dumps([verdict.cells[place].outputs for place in own if place in verdict.cells])


@pytest.mark.parametrize("one", attacks(), ids=lambda one: one.name)
def test_the_score_is_the_honest_one(pair: Pair, hurried_pair: Pair, one: Attack) -> None:
    used = hurried_pair if "timed out" in one.flags else pair
    paper, verdict = examined(used, one)
    assert score(verdict) == one.score, (verdict.flags, learners_outputs(paper, verdict)[:3000])
    for flag in one.flags:
        assert any(seen.startswith(flag) for seen in verdict.flags), verdict.flags
    said = learners_outputs(paper, verdict)
    assert "BREACH" not in said, said
    assert HIDDEN not in said
    assert len(said) < 6 * OUTPUT_LIMIT
    neighbour = examine(used, read_paper(as_bytes(submitted(RIGHT)), sheet()))
    assert (score(neighbour), neighbour.flags) == (6, [])


def test_nothing_is_left_for_the_next_one(pair: Pair) -> None:
    examined(pair, attack("leaves_something_behind"))
    paper, verdict = examined(pair, attack("finds_what_was_left"))
    assert "BREACH" not in learners_outputs(paper, verdict)


def test_an_honest_submission_is_right_after_attacks_on_the_box(pair: Pair) -> None:
    paper = read_paper(as_bytes(submitted(RIGHT)), sheet())
    for name in ("pid_1_limits", "kills_its_parent", "fork_bomb", "folders_that_resist"):
        examined(pair, attack(name))
        assert score(examine(pair, paper)) == 6


def test_a_box_that_was_hard_to_wipe_is_started_afresh(pair: Pair) -> None:
    starts = pair.learner.starts
    examined(pair, attack("folders_that_resist"))
    assert pair.learner.starts == starts + 1
