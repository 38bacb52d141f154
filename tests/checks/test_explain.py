import re
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from course_utils.checks import Checker, NotYet
from tests.checks.learners import RULE


def mask(key: str) -> str:  # beside its checks, as in a notebook: a message quotes its line
    return {"": str(1 / len(key))}[key] if key in ("", "raise") else key[-4:]


@cache
def cached(env: dict[str, str]) -> str:
    return mask(env["KEY"])


def recurses() -> None:
    recurses()


def slices_a_match(text: str) -> str:
    def last(match: Any) -> str:
        return str(match[-1:])

    return re.sub("a+", last, text)


def runs(program: str) -> None:
    subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)


def needs(program: str) -> None:
    runs(program)


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


def test_an_error_in_the_place_of_a_value_is_told_with_the_value_and_its_reason(
    check: Checker,
) -> None:
    wanted, why = "1234", "Here the key is short."
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        check.equal(mask("raise"), wanted, why)

    assert failed.value.message.endswith("\nExpected: '1234'.")
    assert failed.value.why == why
    with pytest.raises(NotYet) as again, check("mask", "Another rule."):
        check.equal(mask("raise"), "1234", why)
    assert str(again.value).splitlines() == [
        "Not yet: mask raised KeyError: 'raise', the same error as above.",
        why,
    ]


def test_a_value_that_would_have_to_be_worked_out_is_not_told(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        check.equal(mask("raise"), "12" + str(34))

    assert "Expected" not in failed.value.message
    assert failed.value.why == RULE


def test_what_cannot_be_remembered_is_not_called_a_wrong_signature(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("cached", RULE):
        cached({"KEY": "sk-1234"})  # type: ignore[arg-type]

    assert "unhashable type: 'dict'" in failed.value.message
    assert "@cache" in failed.value.why


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("return os.environ.get('KEY')", True),
        ("load_dotenv()\n    return getenv('KEY')", True),
        ("return env.get('KEY')", False),
        ("os.environ['KEY'] = 'k1'\n    return env.get('KEY')", False),
    ],
)
def test_who_answers_from_the_process_is_told_of_the_argument(body: str, *, told: bool) -> None:
    cell = f"import os\nfrom os import getenv\n\ndef mask(env):\n    {body}"
    with pytest.raises(NotYet) as failed, Checker(cells=[cell])("mask", RULE):
        Checker().that(holds=False, message="No.")

    assert ("argument env" in str(failed.value)) is told


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


def test_a_name_that_is_not_in_the_value_is_no_error_of_the_function(check: Checker) -> None:
    given = {"dev": "…"}
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        check.that(given["live"], "…")  # type: ignore[arg-type]

    assert failed.value.message == "There is no 'live' in what mask gave."


def test_what_the_platforms_record_refuses_names_rule_and_task(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        raise NotYet("It is no key.")

    assert (failed.value.why, failed.value.task) == (RULE, "mask")


def test_a_collection_in_a_collection_is_called_one(check: Checker) -> None:
    with pytest.raises(NotYet, match="gave a collection with a set in it"), check("mask", RULE):
        check.equal({*[{"a"}]}, {"a"})


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("raise SystemExit('no such branch')", "no such branch"),
        ("raise SystemExit(3)", "the program ended with status 3 and said nothing"),
    ],
)
def test_a_program_that_failed_is_quoted_and_the_line_that_needed_it(
    check: Checker, program: str, said: str
) -> None:
    with pytest.raises(NotYet) as failed, check("needs", RULE):
        needs(program)

    told = f"raised CalledProcessError: {said}. The line was `runs(program)`."
    assert told in failed.value.message


def test_who_slices_a_match_is_told_what_its_text_is(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("slices_a_match", RULE):
        slices_a_match("haiku")

    told = "IndexError: no such group (a match is not the text that was found: match[0] is)."
    assert told in failed.value.message


def test_recursion_without_end_is_said_so(check: Checker) -> None:
    with pytest.raises(NotYet, match="raised RecursionError"), check("recurses", RULE):
        recurses()
