import pytest

from course_utils.checks.hints import hints_for, tasks


@pytest.mark.parametrize("task", sorted(tasks()))
def test_a_task_has_more_than_one_hint_and_each_says_more(task: str) -> None:
    hints = hints_for(task)

    assert len(hints) >= 2
    assert len(set(hints)) == len(hints)
    for hint in hints:
        assert 20 <= len(hint) <= 200
        assert "return " not in hint


def test_there_are_no_hints_for_what_is_no_task() -> None:
    assert hints_for("no such task") == []
