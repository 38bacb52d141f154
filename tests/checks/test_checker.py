"""`check`, as a check cell uses it. The functions here stand for a learner's."""

import re
import sys
from collections.abc import Iterator
from http import HTTPStatus

import pytest

from course_utils.checks import Checker, NotYet
from course_utils.checks.hints import hints_for, rules
from tests.checks.learners import RULE, mask, told_of_a_key


def digest(key: str) -> str:
    return key


EXERCISE = "how_a_server_checks_a_key"
BLANK, BEARER = RULES_WITH_HINTS = (
    "A blank key is no key: the answer is None.",
    "Without the word Bearer, the rest is no key.",
)


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


def test_hints_speak_of_the_check_that_met_an_error_first(
    check: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    for rule in RULES_WITH_HINTS:
        with pytest.raises(NotYet), check("read_key", rule):
            mask("raise")
    for _ in range(2):
        check.hint("read_key")

    said = "mask raised KeyError"
    assert _hints(capsys) == hints_for(EXERCISE, "read_key", BLANK, said)[:2]
    assert (
        hints_for(EXERCISE, "read_key", BLANK, said)[1:]
        == hints_for(EXERCISE, "read_key", BLANK)[1:]
    )


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


def test_hints_come_one_by_one_and_the_last_one_stays(
    check: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(4):
        check.hint("digest")

    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Hint")]
    assert [line.split(" for")[0] for line in shown] == [
        "Hint 1 of 3",
        "Hint 2 of 3",
        "Hint 3 of 3",
        "Hint 3 of 3",
    ]


def test_a_hint_speaks_first_of_the_rule_that_failed_last(
    check: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    for rule in RULES_WITH_HINTS:
        with pytest.raises(NotYet), check("read_key", rule):
            check.equal(5, None)
        check.hint("read_key")
    assert _hints(capsys) == [hints_for(EXERCISE, "read_key", rule)[0] for rule in RULES_WITH_HINTS]

    with check("read_key", BEARER):
        check.equal("", "")
    check.hint("read_key")
    check.hint("digest")
    assert _hints(capsys) == [
        hints_for(EXERCISE, "read_key", BLANK)[1],
        hints_for(EXERCISE, "digest")[0],
    ]


def test_hints_end_when_every_check_of_the_task_is_green(
    check: Checker, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for rule in sorted(rules(EXERCISE, "digest")):
        with check("digest", rule):
            check.equal(digest("k"), "k")
    check.hint("digest")
    assert "No hint is needed: every check of digest that you ran is green." in " ".join(
        capsys.readouterr().out.split()
    )

    monkeypatch.setitem(globals(), "digest", str.lower)  # another one, which nobody checked yet
    check.hint("digest")
    assert "Hint 1 of 3" in capsys.readouterr().out


def _hints(capsys: pytest.CaptureFixture[str]) -> list[str]:
    shown = " ".join(capsys.readouterr().out.split())
    return [
        part.strip()
        for part in re.split(r"Hint \d of \d for \w+:|✓.*?\. (?=Hint)", shown)
        if part.strip()
    ]


def test_a_hint_for_no_task_says_which_tasks_there_are(check: Checker) -> None:
    with pytest.raises(NotYet, match=r"There are no hints for digset\. Did you mean digest\?"):
        check.hint("digset")


def test_before_a_function_can_be_called_no_hint_speaks_of_its_rule(
    check: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NotYet), check("read_key", BLANK):
        read_key("")  # type: ignore[name-defined]  # noqa: F821
    for _ in range(2):
        check.hint("read_key")

    first, again = _hints(capsys)
    assert first == again
    assert first.startswith("Run the cell")
