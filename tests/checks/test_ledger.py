"""Which hint comes next, by what the checks before it said. The functions here stand for a learner's."""

import re

import pytest

from course_utils.checks import Checker, NotYet
from course_utils.checks.hints import hints_for, rules
from tests.checks.learners import mask

EXERCISE = "how_a_server_checks_a_key"
BLANK, BEARER = RULES_WITH_HINTS = (
    "A blank key is no key: the answer is None.",
    "Without the word Bearer, the rest is no key.",
)


def digest(key: str) -> str:
    return key


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
