import hashlib
import subprocess
import sys
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


def test_a_stored_key_may_be_a_certain_one() -> None:
    key, table = examples.stored_key(examples.sha256, key="k1", scopes=[])

    assert key == "k1"
    assert [examples.sha256("k1") in table, len(table)] == [True, 2]


@pytest.mark.parametrize(
    ("digest", "can"),
    [
        (examples.sha256, True),
        (lambda key: hashlib.md5(key.encode()).digest(), True),
        (lambda key: key, True),
        (None, False),
        (lambda key: [key], False),
        (lambda key: 1 / 0, False),
        (lambda key: object(), False),
        (lambda key: "the same", False),
        (str.strip, False),
        (str.lower, False),
        (lambda key: key[:20], False),
    ],
)
def test_a_digest_serves_if_each_key_finds_its_own_row(digest: object, can: bool) -> None:
    assert examples.serves(digest) == can


def test_a_seed_gives_other_keys_the_same_ones_each_time() -> None:
    program = (
        "from course_utils.checks import check\nprint(check.key('a'))\n"
        "for seed in ('one', 'two', 'one'):\n"
        "    check.configure(seconds=1, seed=seed)\n    print(check.key('a'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    plain, one, two, again = done.stdout.split()
    assert len({plain, one, two}) == 3
    assert one == again


def test_a_seed_moves_all_times_by_the_same_years() -> None:
    program = (
        "from course_utils.checks import check\n"
        "for seed in ('one', 'two', 'one'):\n"
        "    check.configure(seconds=1, seed=seed)\n"
        "    print(*(check.time(f'{year}-11-24 12:00:30+02:00').isoformat() for year in (2026, 2999)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    one, two, again = [
        [datetime.fromisoformat(each) for each in line.split()] for line in done.stdout.splitlines()
    ]
    assert one == again != two
    for times in (one, two):
        assert times[1].year - times[0].year == 2999 - 2026
        assert times[0].year > 2026
        assert {f"{each:%m-%d %H:%M:%S %z}" for each in times} == {"11-24 12:00:30 +0200"}


def test_a_row_is_another_one_for_another_seed_and_its_places_go_with_it() -> None:
    row = [3, 400, 2, 2, 1]
    assert examples.varied(row, [1]) == (row, [1])
    rows = set()
    for seed in map(str, range(20)):
        examples.reseed(seed)
        other, (place,) = examples.varied(row, [1], scaled=True)
        assert (other, [place]) == examples.varied(row, [1], scaled=True)
        assert other[place] == max(other) == 400 * other[(place - 1) % 5] / 3
        rows.add(tuple(other))
    examples.reseed("")
    assert len(rows) > 15
