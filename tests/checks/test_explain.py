import pytest

from course_utils.checks import Checker, NotYet
from tests.checks.learners import RULE


def mask(key: str) -> str:  # beside its checks, as in a notebook: a message quotes its line
    return {"": str(1 / len(key))}[key] if key in ("", "raise") else key[-4:]


def recurses() -> None:
    recurses()


unsized = 5


def test_an_error_of_the_learners_is_shown_with_its_line(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        mask("raise")

    message = " ".join(str(failed.value).split())
    assert """mask("raise") raised KeyError: 'raise'. The line was `return {""" in message
    assert message.endswith(RULE)
    assert failed.value.__suppress_context__


def test_an_error_that_meets_other_checks_too_is_told_in_short(check: Checker) -> None:
    messages = []
    for rule in (RULE, "Another rule.", RULE):
        with pytest.raises(NotYet) as failed, check("mask", rule):
            mask("raise")
        messages.append(failed.value.message)

    assert messages[0] == messages[2]
    assert "The line was `return {" in messages[0]
    assert messages[1] == "mask raised KeyError: 'raise', the same error as above."


def test_another_error_is_told_in_full(check: Checker) -> None:
    for key in ("raise", ""):
        with pytest.raises(NotYet, match="The line was"), check("mask", f"A rule for {key!r}."):
            mask(key)


def test_a_function_that_is_not_there_is_missed_by_its_name(check: Checker) -> None:
    with pytest.raises(NotYet, match="there is no function not_there"), check("not_there", RULE):
        not_there()  # type: ignore[name-defined]  # noqa: F821


def test_a_function_with_other_parameters_is_told_to_keep_them(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        mask("a", "b")  # type: ignore[call-arg]

    assert failed.value.message == (
        "mask can't be called as the task describes it: "
        "mask() takes 1 positional argument but 2 were given."
    )


def test_a_value_that_the_check_cannot_use_is_not_called_a_wrong_signature(check: Checker) -> None:
    with pytest.raises(NotYet, match="mask gave a value of another type"), check("mask", RULE):
        check.that(len(unsized) > 0, "…")  # type: ignore[arg-type]


def test_recursion_without_end_is_said_so(check: Checker) -> None:
    with pytest.raises(NotYet, match="raised RecursionError"), check("recurses", RULE):
        recurses()
