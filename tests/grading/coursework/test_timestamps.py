"""When something was handed in: zones are told or flagged, and no text costs more than its length."""

import pytest

from course_utils.grading.coursework.timestamps import read_timestamp


@pytest.mark.parametrize(
    ("text", "in_utc"),
    [
        ("2026-11-24 10:00:00 UTC", "2026-11-24 10:00:00"),
        ("2026-11-24 10:00:00 CET", "2026-11-24 09:00:00"),
        ("2026-07-24 10:00:00 Europe/Berlin", "2026-07-24 08:00:00"),
        ("2026-11-24 15:58:23 PST", "2026-11-24 23:58:23"),
        ("2026-11-24 15:58:23.948203 America/Los_Angeles", "2026-11-24 23:58:23.948203"),
        ("2026-11-24T15:58:23Z", "2026-11-24 15:58:23"),
        ("2026-11-24T15:58:23+01:00", "2026-11-24 14:58:23"),
        ("2026-11-24 15:58:23 -0530", "2026-11-24 21:28:23"),
        ("2026-11-24 15:58 UTC+2", "2026-11-24 13:58:00"),
        ("Tue, 24 Nov 2026 10:00:00 EDT", "2026-11-24 14:00:00"),
        ("Tue Nov 24 15:58:23 PST 2026", "2026-11-24 23:58:23"),
        ("Tue Nov 24 03:58:23 PM PST 2026", "2026-11-24 23:58:23"),
        ("2026-11-24 03:58 p.m. UTC", "2026-11-24 15:58:00"),
        ("2026-11-24 12:58:23am Z", "2026-11-24 00:58:23"),
        ("2026-11-24  15:58:23\tutc", "2026-11-24 15:58:23"),
        ("\ufeff2026-11-24 15:58 GMT\n", "2026-11-24 15:58:00"),
    ],
)
def test_a_zone_counts(text: str, in_utc: str) -> None:
    moment, told = read_timestamp(text.encode(), "timestamp.txt")
    assert (f"{moment}", told) == (in_utc, "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-11-24 10:00:00", "names no zone: read as UTC"),
        ("24 Nov 2026 10:00:00", "names no zone: read as UTC"),
        ("Nov 24, 2026 10:00 AM", "names no zone: read as UTC"),
        ("Tue Nov 24 10:00:00 CEST 2026", "names a zone that is not known: read as UTC"),
        ("2026-11-24 22:00 PM UTC", "could not be read"),
        ("2026-11-24 10:00 UTC 2020-01-01 10:00 UTC", "could not be read"),
        ("2026-11-24 10:00:00 XYZ", "names a zone that is not known: read as UTC"),
        ("2026-11-24 10:00:00 ../UTC", "could not be read"),
        ("2026-11-24 10:00:00 +99", "names a zone that is not known: read as UTC"),
        ("2026-11-24 10:00:00 localtime", "names a zone that is not known: read as UTC"),
        ("2026-11-24 10:00:00 posixrules", "names a zone that is not known: read as UTC"),
        ("2026-11-24 10:00:00 right/Europe/Berlin", "names a zone that is not known: read as UTC"),
        ("yesterday \udcff", "could not be read"),
        ("10:00", "could not be read"),
        ("0001-01-01 00:00:00+05:00", "could not be read"),
        ("2026 " * 1_000_000, "could not be read"),
        (" ", "is empty"),
    ],
)
def test_what_is_not_clear_is_told(text: str, told: str) -> None:
    body = text.encode(errors="surrogateescape")
    moment, said = read_timestamp(body, "timestamp.txt")
    assert said == f"timestamp.txt {told}"
    assert (moment is not None) == ("UTC" in told)
    assert moment is None or f"{moment}" == "2026-11-24 10:00:00"
