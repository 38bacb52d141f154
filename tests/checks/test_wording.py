from datetime import UTC, datetime, timedelta, timezone
from http import HTTPStatus

import pytest

from course_utils.checks.examples import key
from course_utils.checks.wording import one_line, shorten, shown, typed

A_KEY = key("a test")
MOMENT = datetime(2026, 11, 2, 9, tzinfo=UTC)


class Unshowable:
    def __repr__(self) -> str:
        raise RuntimeError


def test_a_key_is_never_shown_wherever_it_stands() -> None:
    for value in (A_KEY, [A_KEY], {"key": A_KEY}, A_KEY.encode(), "x" * 90 + A_KEY + "y" * 90):
        assert A_KEY[20:-4] not in shown(value)
        assert A_KEY[12:30] not in shown(value)


def test_a_long_value_loses_its_middle() -> None:
    text = shown("a" * 50_000)

    assert len(text) < 110
    assert text.startswith("'aaa")
    assert text.endswith("aaa'")


def test_whitespace_in_a_value_is_kept_because_it_may_be_the_mistake() -> None:
    assert shown("  k1 ") == "'  k1 '"
    assert shorten("two  spaces") == "two  spaces"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (MOMENT, "2026-11-02 09:00:00+00:00"),
        (MOMENT.astimezone(timezone(timedelta(hours=-5))), "2026-11-02 04:00:00-05:00"),
        (MOMENT.replace(tzinfo=None), "2026-11-02 09:00:00 without a time zone"),
        ([{"created_at": MOMENT}], "[{'created_at': 2026-11-02 09:00:00+00:00}]"),
        ((MOMENT.date(),), "(2026-11-02,)"),
        ({timedelta(days=90)}, "{90 days, 0:00:00}"),
        (["datetime.datetime(2026, 1, 1)"], "['datetime.datetime(2026, 1, 1)']"),
    ],
)
def test_moments_read_as_people_write_them(value: object, text: str) -> None:
    assert shown(value) == text


def test_what_would_move_the_cursor_is_written_out() -> None:
    assert shown("\x1b[2J\r") == r"'\x1b[2J\r'"


def test_a_value_that_cannot_be_shown_is_named_by_its_type() -> None:
    assert shown(Unshowable()) == "an object of type Unshowable"


def test_types_are_named_for_a_beginner() -> None:
    assert typed("200") == "'200', text (a str)"
    assert typed(200) == "200, a whole number (an int)"
    assert typed(None) == "None"
    assert typed(HTTPStatus.OK).endswith("an object of type HTTPStatus")


def test_source_on_one_line_reads_as_if_it_was_written_on_one() -> None:
    assert one_line('read_key(\n    {"Authorization": "Bearer   k1"}, {}\n)') == (
        'read_key({"Authorization": "Bearer   k1"}, {})'
    )


def test_a_call_over_many_lines_loses_its_last_comma_too() -> None:
    assert (
        one_line('f(\n    [\n        1,\n        2,\n    ],\n    "(a, )",\n)')
        == 'f([1, 2], "(a, )")'
    )
