from typing import Any

import pytest

from course_utils.keys import Kind, generate
from course_utils.kit.values import equal, same, shown, unfinished
from course_utils.known_keys import remember


class Odd:
    def __eq__(self, other: object) -> bool:
        raise ArithmeticError

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        raise ArithmeticError


@pytest.mark.parametrize(
    "value", [..., [1, ...], {"key": ...}, {...: 1}, {"a": [(1, {...})]}, f"Bearer {...}"]
)
def test_dots_anywhere_mean_that_it_is_not_begun(value: object) -> None:
    assert unfinished(value)


@pytest.mark.parametrize("value", [None, 0, "", "...", [], {}, Odd()])
def test_anything_else_is_an_answer(value: object) -> None:
    assert not unfinished(value)


def test_true_is_not_one_and_what_cannot_be_compared_is_not_equal() -> None:
    assert equal(401, 401)
    assert equal([1, 2], [1, 2])
    assert not equal(True, 1)
    assert not equal(0, False)
    assert not equal("a", "A")
    assert not equal(Odd(), 1)


def test_a_reader_takes_texts_in_any_case_and_spacing_for_the_same() -> None:
    assert same(" The  Server", "the server")
    assert not same("the client", "the server")
    assert same(2, 2.0)


@pytest.mark.parametrize(
    ("value", "text"),
    [(401, "401"), ("the server", "the server"), (None, "None"), ("a\nb", "a b"), ([1], "[1]")],
)
def test_a_value_is_shown_as_in_a_sentence(value: Any, text: str) -> None:
    assert shown(value) == text


def test_what_is_shown_is_short_and_holds_no_key() -> None:
    key = generate(Kind.PROJECT)
    assert key not in shown({"key": key})
    assert shown(remember(key)[:40]) == "sk-practice-proj-[key …]"
    assert len(shown("a" * 1000)) <= 70
    assert shown(Odd()) == "an object of type Odd"
