from datetime import UTC, datetime

import pytest

from course_utils.checks import examples
from course_utils.keys import is_well_formed


def test_a_name_always_has_the_same_key_and_no_other_name_has_it() -> None:
    assert examples.key("reader") == examples.key("reader")
    assert examples.key("reader") != examples.key("writer")
    assert is_well_formed(examples.key("reader"))


def test_a_time_says_its_offset() -> None:
    assert examples.time("2026-11-24 12:00+00:00") == datetime(2026, 11, 24, 12, tzinfo=UTC)
    with pytest.raises(ValueError, match="needs an offset"):
        examples.time("2026-11-24 12:00")


def test_a_stored_key_stands_under_two_digests_and_beside_another() -> None:
    key, table = examples.stored_key(str.upper, scopes=["read"], revoked=True)

    row = {"scopes": {"read"}, "revoked": True, "expires_at": None}
    assert table[key.upper()] == row
    assert [record == row for record in table.values()] == [False, True, True]


def test_a_digest_that_fails_or_gives_no_key_costs_nothing() -> None:
    for digest in (None, lambda key: [key], lambda key: 1 / 0):
        assert len(examples.stored_key(digest, scopes=[])[1]) == 2
