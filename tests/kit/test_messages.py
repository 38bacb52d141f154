import pytest

from course_utils.kit import messages
from course_utils.kit.lesson_texts import Message, Texts
from course_utils.kit.messages import cheat_sheet

FIRST = Message("401 `no_key`", "It held no key.", "Send one.")
SECOND = Message("a | b <c>", "A bar.", "Nothing.")


@pytest.fixture(autouse=True)
def two_units(monkeypatch: pytest.MonkeyPatch) -> None:
    units = {3: Texts(messages=(SECOND,)), 0: Texts(messages=(FIRST,)), 1: Texts()}
    monkeypatch.setattr(messages, "read_texts", lambda: units)


def test_the_lines_stand_in_the_order_of_the_course() -> None:
    assert [(entry.unit, entry.message) for entry in cheat_sheet()] == [(0, FIRST), (3, SECOND)]


def test_a_learner_sees_the_lines_of_the_units_that_they_have_begun() -> None:
    assert [entry.message for entry in cheat_sheet({0, 1})] == [FIRST]
    assert cheat_sheet({1}) == []
