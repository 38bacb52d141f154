"""The hints of every exercise: they grow, and stand under the words of the checks.

Change the words of a rule and of its hints together.
"""

import re
from itertools import chain

import pytest

from course_utils.checks.hints import exercises, hints_for, rules, tasks
from course_utils.grading.pages.release import assignments
from tests.support.submissions import COURSE, exercise

RULES_OF_CHECKS = {
    assignment: frozenset(
        chain.from_iterable(
            re.findall(r'check\(\s*"([\w.]+)",\s*"([^"]+)",?\s*\)', cell.source)
            for cell in exercise(assignment).cells
        )
    )
    for assignment in assignments(COURSE)
}

each_task = pytest.mark.parametrize(
    ("of", "task"), [(of, task) for of in exercises() for task in sorted(tasks(of))]
)


@each_task
def test_a_task_has_more_than_one_hint_and_each_says_more(of: str, task: str) -> None:
    for ladder in [
        hints_for(of, task),
        *(hints_for(of, task, rule) for rule in sorted(rules(of, task))),
    ]:
        assert len(ladder) >= 2
        assert len(set(ladder)) == len(ladder)
        for hint in ladder:
            assert 20 <= len(hint) <= 200
            assert "return " not in hint


@each_task
def test_hints_for_a_rule_stand_under_the_words_of_a_check(of: str, task: str) -> None:
    assert {(task, rule) for rule in rules(of, task)} <= RULES_OF_CHECKS[of]


@each_task
def test_where_one_rule_has_a_ladder_of_its_own_each_has(of: str, task: str) -> None:
    every = {rule for checked, rule in RULES_OF_CHECKS[of] if checked == task}
    assert rules(of, task) in (set(), every)
