from typing import Any

from course_utils.checks.exercise import Check, Written
from course_utils.lab.card import Card, make_card

CHECKS = [
    Check("a_one", "a", "Rule one.", 1, "Task 1: the first", "an_exercise"),
    Check("a_two", "a", "Rule two.", 0.5, "Task 1: the first", "an_exercise"),
    Check("b_one", "b", "Rule three.", 2, "Task 2: the second", "an_exercise"),
]
GOOD = {"passed": True, "attempted": True, "message": "", "earned": 1}
BAD = {
    "passed": False,
    "attempted": True,
    "message": "Not yet: a() gave 1.\nExpected: 2.\nRule two.",
    "earned": 0,
}
STUB = {"passed": False, "attempted": False, "message": "Not attempted yet: write b.", "earned": 0}


ESSAY = Written("essay", "Task 3: in words", 2)


def named(results: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": name, **result} for name, result in results.items()]


def card_of(**results: dict[str, Any]) -> Card:
    return make_card(CHECKS, {"checks": named(results)})


def states(**results: dict[str, Any]) -> list[str]:
    return [said.state for said in card_of(**results).rules]


def test_before_the_first_check_nothing_is_known() -> None:
    card = make_card(CHECKS, {})
    assert states() == ["open"] * 3
    assert not card.known
    assert not card.passed
    assert (card.points, card.points_possible) == (0, 3.5)


def test_a_task_has_one_row_with_its_points() -> None:
    card = card_of(a_one=GOOD, a_two=BAD, b_one=GOOD)
    assert [(row.title, row.functions) for row in card.rows] == [("Task 1", "a"), ("Task 2", "b")]
    assert [(row.points, row.points_possible) for row in card.rows] == [(1, 1.5), (1, 2)]
    assert [said.check.name for said in card.not_yet] == ["a_two"]


def test_while_it_runs_the_next_rule_is_the_one_being_checked() -> None:
    card = make_card(CHECKS, {}, fresh=named({"a_one": GOOD}), running=True)
    assert [said.state for said in card.rules] == ["passed", "running", "open"]


def test_while_it_runs_the_last_results_stay_until_the_new_ones_are_there() -> None:
    last = {"checks": named({"a_one": GOOD, "a_two": GOOD, "b_one": GOOD})}
    card = make_card(CHECKS, last, fresh=named({"a_one": BAD}), running=True)
    assert [said.state for said in card.rules] == ["not-yet", "running", "passed"]
    assert card.points == 2
    assert make_card(CHECKS, last, running=True).points == 3


def test_what_a_person_marks_is_empty_until_it_is_begun_and_no_points() -> None:
    result = {"checks": named({"a_one": GOOD}), "written": [{"name": "essay", "begun": False}]}
    card = make_card(CHECKS, result, [ESSAY])
    assert [task.title for task in card.empty] == ["Task 3"]
    assert card.points_possible == 3.5
    result["written"] = [{"name": "essay", "begun": True}]
    assert make_card(CHECKS, result, [ESSAY]).empty == []
    assert make_card(CHECKS, {}, [ESSAY]).empty == []


def test_what_was_not_begun_is_no_mistake_and_is_said_once() -> None:
    card = card_of(a_one=STUB, a_two=STUB, b_one=BAD)
    assert [said.state for said in card.rules] == ["stub", "stub", "not-yet"]
    assert [said.check.name for said in card.not_yet] == ["a_one", "b_one"]


def test_a_check_that_the_course_no_longer_has_does_not_count() -> None:
    assert states(gone=GOOD) == ["open"] * 3


def test_the_message_comes_apart() -> None:
    (said,) = card_of(a_two=BAD).not_yet
    assert (said.parts.found, said.parts.expected) == ("a() gave 1.", "2.")
