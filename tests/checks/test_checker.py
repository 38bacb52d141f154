"""`check`, as a check cell uses it. The functions here stand for a learner's."""

import sys
from collections.abc import Iterator
from http import HTTPStatus

import pytest

from course_utils.checks import Checker, NotYet
from tests.checks.learners import RULE, mask, told_of_a_key


def digest(key: str) -> str:
    return key


def quits() -> None:
    sys.exit(3)


def loops() -> Iterator[int]:
    while True:
        pass


def test_a_check_that_passes_says_its_rule_in_one_line(
    check: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    with check("mask", RULE):
        check.equal(mask("sk-1234"), "1234")

    assert capsys.readouterr().out == f"✓ {RULE}\n"


def test_a_wrong_value_is_shown_with_the_call_the_expected_one_and_the_rule(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        check.equal(mask("sk-1234"), "…1234")

    assert str(failed.value).splitlines() == [
        """Not yet: mask("sk-1234") gave '1234'.""",
        "Expected: '…1234'.",
        RULE,
    ]


def test_a_value_may_have_a_reason_of_its_own(check: Checker) -> None:
    with pytest.raises(NotYet, match="Four is all") as failed, check("mask", RULE):
        check.equal(mask("sk-1234"), "…", "Four is all that may show.")

    assert RULE not in str(failed.value)


@pytest.mark.parametrize(
    ("found", "expected"), [("200", 200), (True, 1), (1, True), ([1], (1,)), (None, "")]
)
def test_a_value_of_another_type_is_another_value(
    check: Checker, found: object, expected: object
) -> None:
    with pytest.raises(NotYet, match="mask gave"), check("mask", RULE):
        check.equal(found, expected)


def test_a_subclass_of_the_type_will_do(check: Checker) -> None:
    with check("mask", RULE):
        check.equal(HTTPStatus.OK, 200)


def test_a_function_that_prints_instead_is_told_so(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        check.equal(None, "…1234")

    assert failed.value.message.endswith("has no return, and printing is not returning.")


def test_leaving_the_program_is_an_answer_to_the_check_only(check: Checker) -> None:
    with pytest.raises(NotYet, match=r"quits ended the whole program with exit\(\)"):  # noqa: SIM117
        with check("quits", RULE):
            quits()


def test_a_loop_is_stopped_and_gets_less_time_in_the_next_check() -> None:
    check = Checker(seconds=0.1, cells=[])
    messages = []
    for _ in range(2):
        with pytest.raises(NotYet) as failed, check("loops", RULE):
            loops()
        messages.append(failed.value.message)

    assert messages == [
        "loops was still running after 0.1 seconds and was stopped.",
        "loops was still running after 0.01 seconds and was stopped.",
    ]


def test_what_is_written_to_standard_error_is_shown_and_costs_nothing(
    check: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    with check("mask", RULE):
        print("to see", file=sys.stderr)  # noqa: T201

    assert capsys.readouterr() == (f"to see\n✓ {RULE}\n", "")


def test_ctrl_c_is_the_learners_own(check: Checker) -> None:
    with pytest.raises(KeyboardInterrupt), check("mask", RULE):
        raise KeyboardInterrupt


def test_what_is_said_of_the_practice_platform_stays(check: Checker) -> None:
    assert "The practice platform" in told_of_a_key(check, lambda _: "The practice platform")[1]
