import pytest

from course_utils.checks import Checker, NotYet
from tests.checks.learners import RULE


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
    assert f"Here {record}, noon = 2026-11-24 12:00:00+00:00. The database holds 2 keys." in message
    assert "Your function changed the table that it was given." in message


def test_a_record_is_told_of_the_table_that_was_handed_over_alone(check: Checker) -> None:
    def ask() -> None:
        with check("verdict", RULE):
            noon = check.time("2026-11-24 12:00+00:00")
            a_key, _ = check.stored_key("digest", scopes={"read"})
            check.equal(verdict(a_key, "read", {}, noon), (401, "invalid_key"))

    with pytest.raises(NotYet) as failed:
        ask()

    assert "Here noon = 2026-11-24 12:00:00+00:00." in failed.value.message
    assert "record" not in failed.value.message


@pytest.mark.parametrize(
    ("found", "expected", "told"),
    [
        ("ABC", "abc", "Only the case"),
        ("a" * 32, "a" * 64, "The text has 32 characters; expected are 64."),
        ("abc".upper, "ABC", "the parentheses () behind its name are missing"),
        ({*"abc"}, {"abc"}, "These are the letters of one text."),
    ],
)
def test_what_two_values_do_not_show_is_said(
    check: Checker, found: object, expected: object, told: str
) -> None:
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        check.equal(found, expected)

    assert told in failed.value.message


def test_a_whole_key_in_the_place_of_its_short_form_is_told_apart(check: Checker) -> None:
    a_key = check.key("whole")

    with pytest.raises(NotYet, match="only look alike"), check("mask", RULE):
        check.equal(f"ask {a_key}", f"ask [key …{a_key[-4:]}]")
