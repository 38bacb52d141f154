import re
from itertools import chain

import pytest

from course_utils.checks.hints import hints_for, rules, tasks
from course_utils.grading.pages.release import assignments
from tests.support.submissions import COURSE, exercise

RULES_OF_CHECKS = frozenset(
    chain.from_iterable(
        re.findall(r'check\("([\w.]+)", "([^"]+)"\)', cell.source)
        for assignment in assignments(COURSE)
        for cell in exercise(assignment).cells
    )
)


@pytest.mark.parametrize("task", sorted(tasks()))
def test_a_task_has_more_than_one_hint_and_each_says_more(task: str) -> None:
    for hints in [hints_for(task), *(hints_for(task, rule) for rule in sorted(rules(task)))]:
        assert len(hints) >= 2
        assert len(set(hints)) == len(hints)
        for hint in hints:
            assert 20 <= len(hint) <= 200
            assert "return " not in hint


@pytest.mark.parametrize("task", sorted(tasks()))
def test_hints_for_a_rule_stand_under_the_words_of_a_check(task: str) -> None:
    assert {(task, rule) for rule in rules(task)} <= RULES_OF_CHECKS


@pytest.mark.parametrize("task", sorted(filter(rules, tasks())))
def test_where_one_rule_has_a_ladder_of_its_own_each_has(task: str) -> None:
    assert rules(task) == {rule for of, rule in RULES_OF_CHECKS if of == task}


def test_a_ladder_goes_from_the_cause_or_the_place_to_the_tool() -> None:
    rule = "A blank key is no key: the answer is None."
    hints = hints_for("read_key", rule)
    with_a_cause = hints_for("read_key", rule, "Not yet: read_key({}, {}) gave ''. Expected: None.")

    assert not set(hints) & set(hints_for("read_key"))
    assert "empty text" in with_a_cause[0]
    assert with_a_cause[1:] == hints[1:]


def test_there_are_no_hints_for_what_is_no_task() -> None:
    assert hints_for("no such task") == []
    assert hints_for("no such task", "A rule.") == []


@pytest.mark.parametrize(
    ("said", "part"),
    [
        (
            "verdict(…) raised TypeError: '>' not supported between instances of 'datetime' and\n'NoneType'.",
            "None",
        ),
        ("read_key({}, {}) raised KeyError: 'Authorization'.", "does not hold that name"),
        ("raised TypeError: can't compare offset-naive and offset-aware datetimes.", "own clock"),
        (
            "raised ValueError: too many values to unpack (expected 2). The line was `get(u, headers={",
            "a colon",
        ),
        ("raised ValueError: not enough values to unpack (expected 2, got 1).", "Count them"),
        ("raised UnsupportedProtocol: Request URL is missing 'http://'.", "an f stands"),
        ("gave <Response [200 OK]>, an object of type Response. Expected: 200", "whole answer"),
        ("gave 'None', text (a str). Expected: None.", "without quotes"),
        ("gave 200, a whole number (an int). Expected: (200, 'ok'), a tuple.", "Two values"),
    ],
)
def test_a_well_known_mistake_has_a_hint_before_all_others(said: str, part: str) -> None:
    first, *others = hints_for("read_key", "A rule.", said)

    assert part in first
    assert others == hints_for("read_key")[1:]


def test_while_nothing_can_run_there_is_no_hint_for_the_rule() -> None:
    blank = "A blank key is no key: the answer is None."

    assert len(hints_for("read_key", blank, "Not yet: there is no function read_key.")) == 1
    assert len(hints_for("read_key", blank, "Not yet: read_key gave 5. Expected: None.")) == 3
