"""`check`, as a check cell uses it. The functions here stand for a learner's."""

import base64
import re
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from IPython.core.error import StdinNotImplementedError

from course_utils.checks import Checker, NotAttempted, NotYet, examples
from course_utils.checks.hints import hints_for, rules

RULE = "A rule, and why it matters."
BLANK, BEARER = RULES_WITH_HINTS = (
    "A blank key is no key: the answer is None.",
    "Without the word Bearer, the rest is no key.",
)


@pytest.fixture
def check() -> Checker:
    return Checker(cells=["def mask(key):\n    print(key)"])


def mask(key: str) -> str:
    return {"": str(1 / len(key))}[key] if key in ("", "raise") else key[-4:]


def unfinished() -> None:
    raise NotImplementedError


def needs_unfinished() -> None:
    unfinished()


def quits() -> None:
    sys.exit(3)


def recurses() -> None:
    recurses()


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


def test_hints_speak_of_the_check_that_met_an_error_first(
    check: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    for rule in RULES_WITH_HINTS:
        with pytest.raises(NotYet), check("read_key", rule):
            mask("raise")
    for _ in range(2):
        check.hint("read_key")

    said = "mask raised KeyError"
    assert _hints(capsys) == hints_for("read_key", BLANK, said)[:2]
    assert hints_for("read_key", BLANK, said)[1:] == hints_for("read_key", BLANK)[1:]


def test_another_error_is_told_in_full(check: Checker) -> None:
    for key in ("raise", ""):
        with pytest.raises(NotYet, match="The line was"), check("mask", f"A rule for {key!r}."):
            mask(key)


def test_a_stub_is_not_attempted(check: Checker) -> None:
    with (
        pytest.raises(NotAttempted, match="unfinished is still to be written"),
        check("unfinished", RULE),
    ):
        unfinished()


def test_a_stub_behind_the_function_is_named(check: Checker) -> None:
    with pytest.raises(NotAttempted, match="calls unfinished, which is"):  # noqa: SIM117
        with check("needs_unfinished", RULE):
            needs_unfinished()


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


unsized = 5


def test_leaving_the_program_is_an_answer_to_the_check_only(check: Checker) -> None:
    with pytest.raises(NotYet, match=r"quits ended the whole program with exit\(\)"):  # noqa: SIM117
        with check("quits", RULE):
            quits()


def test_recursion_without_end_is_said_so(check: Checker) -> None:
    with pytest.raises(NotYet, match="raised RecursionError"), check("recurses", RULE):
        recurses()


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


def test_a_key_is_only_ever_shown_masked(check: Checker) -> None:
    a_key = check.key("a test")
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        check.equal(f"<{a_key}>", a_key)

    assert a_key[20:] not in str(failed.value)
    assert f"…{a_key[-4:]}]" in str(failed.value)


def _told_of_a_key(check: Checker, change: Callable[[str], object]) -> tuple[str, str]:
    """Give a key, and what a check says of something that was made from it."""
    a_key = examples.key("a test")

    def ask() -> None:
        with check("mask", RULE):
            check.equal(change(check.key("a test")), a_key, f"Not {change(a_key)}.")

    with pytest.raises(NotYet) as failed:
        ask()
    return a_key, str(failed.value)


@pytest.mark.parametrize(
    "value",
    [
        lambda key: key + key,
        lambda key: key[:-1],
        lambda key: key[3:],
        lambda key: key[20:29],
        lambda key: key[::-1],
        lambda key: f"x{key}y".upper(),
        lambda key: key.encode().hex(),
        lambda key: base64.urlsafe_b64encode(key.encode()).decode(),
        lambda key: base64.b64encode(b"ab" + key.encode()).decode(),
        lambda key: {key[5:40]: [key[40:]]},
    ],
)
def test_no_piece_of_a_key_is_shown_whatever_was_done_to_it(
    check: Checker, value: Callable[[str], object]
) -> None:
    a_key, told = _told_of_a_key(check, value)

    said = "".join(told.split())
    spellings = [a_key, a_key[::-1], a_key.encode().hex()]
    spellings += [base64.b64encode(a_key.encode()[shift:]).decode() for shift in range(3)]
    for text in spellings:
        small = text.lower()
        pieces = {small[at : at + 8] for at in range(len(text) - 7)} - {"practice"}
        assert not {piece for piece in pieces if piece in said.lower()}


def test_a_piece_of_a_key_says_how_much_it_is_of_which(check: Checker) -> None:
    a_key, told = _told_of_a_key(check, lambda key: key[:6:-1])

    part = f"'[{len(a_key) - 7} of {len(a_key)} characters of the key …{a_key[-4:]}, turned round]'"
    assert part in " ".join(told.split())


def test_what_is_said_of_the_practice_platform_stays(check: Checker) -> None:
    assert "The practice platform" in _told_of_a_key(check, lambda _: "The practice platform")[1]


def salted(key: str) -> object:
    return object()


@pytest.mark.parametrize("slip", [None, salted, str.strip, lambda key: [key], lambda key: 1 / 0])
def test_a_task_is_judged_with_a_right_digest_where_the_learners_finds_no_row(
    check: Checker, monkeypatch: pytest.MonkeyPatch, slip: object
) -> None:
    def looks_up(key: str, table: dict[Any, dict[str, Any]]) -> bool:
        return digest(key) in table

    monkeypatch.setitem(globals(), "digest", slip)
    monkeypatch.setitem(globals(), "looks_up", looks_up)
    with check("looks_up", RULE):
        a_key, table = check.stored_key("digest", scopes=())
        check.equal(looks_up(a_key, table), True)
        check.equal(looks_up(f" {a_key}", table), False)
        a_key, table = check.stored_key("digest", key="k1", scopes=())
        check.equal(looks_up("k1", table), True)

    assert globals()["digest"] is slip


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
    assert _hints(capsys) == [hints_for("read_key", rule)[0] for rule in RULES_WITH_HINTS]

    with check("read_key", BEARER):
        check.equal("", "")
    check.hint("read_key")
    check.hint("digest")
    assert _hints(capsys) == [hints_for("read_key", BLANK)[1], hints_for("digest")[0]]


def test_hints_end_when_every_check_of_the_task_is_green(
    check: Checker, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for rule in sorted(rules("digest")):
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


def digest(key: str) -> str:
    return key


def verdict(key: str, scope: str, database: dict[str, dict[str, object]], now: object) -> object:
    database.pop(digest(key), None)
    return key, scope, now


def test_a_call_with_a_table_and_a_moment_can_be_repeated(check: Checker) -> None:
    def ask() -> None:
        with check("verdict", RULE):
            noon = check.time("2026-11-24 12:00+00:00")
            a_key, table = check.stored_key("digest", scopes={"read"})
            check.equal(verdict(a_key, "read", table, noon), (200, "ok"))

    with pytest.raises(NotYet) as failed:
        ask()

    message = " ".join(str(failed.value).split())
    record = """the key's record = {"scopes": {'read'}, "revoked": False, "expires_at": None}"""
    assert f"Here {record}, noon = 2026-11-24 12:00:00+00:00." in message
    assert "Your function changed the table that it was given." in message


def test_a_task_that_another_one_needs_is_to_be_repaired_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check = Checker(cells=["def verdict(key, scope, database, now):\n    return digest(key)"])

    def told() -> str:
        with pytest.raises(NotYet) as failed, check("verdict", RULE):
            check.equal(verdict("k", "read", {}, None), (200, "ok"))
        return " ".join(str(failed.value).split())

    with pytest.raises(NotYet), check("digest", RULE):
        check.equal(digest("k"), "d")
    assert "verdict uses digest, which fails a check of its own." in told()

    monkeypatch.setitem(globals(), "digest", str.lower)  # another one, which nobody checked yet
    assert "digest" not in told()


@pytest.mark.parametrize(
    ("found", "expected", "told"),
    [
        ("ABC", "abc", "Only the case"),
        ("a" * 32, "a" * 64, "The text has 32 characters; expected are 64."),
        ("abc".upper, "ABC", "the parentheses () behind its name are missing"),
    ],
)
def test_what_two_values_do_not_show_is_said(
    check: Checker, found: object, expected: object, told: str
) -> None:
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        check.equal(found, expected)

    assert told in failed.value.message


def test_code_above_the_raise_line_is_not_called_unbegun() -> None:
    stub = "def unfinished():\n    answer = 1\n    raise NotImplementedError()"
    check = Checker(cells=[stub])
    with pytest.raises(NotYet, match="ran into the line `raise") as failed:  # noqa: SIM117
        with check("unfinished", RULE):
            unfinished()
    assert not isinstance(failed.value, NotAttempted)


def asks() -> str:
    raise StdinNotImplementedError("no stdin")


def test_input_is_not_called_unbegun(check: Checker) -> None:
    with pytest.raises(NotYet, match=r"asks asks somebody with input\(\)"):  # noqa: SIM117
        with check("asks", RULE):
            asks()
