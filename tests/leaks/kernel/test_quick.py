"""What a search would find is never missed by the quick look before it."""

import base64
from random import Random
from string import ascii_letters, digits

from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.leaks.kernel.quick import may_hold_a_key
from course_utils.leaks.text import redacted
from tests.support.made_keys import every_shape, practice_key

KEYS = every_shape(seed=7)
BETWEEN = ["", "\n", " ", "', '", "\x1b[31m", "[31m", "<b>x</b>", "%20", "\\x2d", "…"]


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(KEYS), st.sampled_from(BETWEEN), st.booleans(), st.data())
def test_a_piece_of_a_known_key_and_a_whole_one_that_nobody_knows_are_noticed(
    key: str, between: str, is_known: bool, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(key) - 5)) if is_known else 0
    end = data.draw(st.integers(start + 5, len(key))) if is_known else len(key)
    middle = (start + end) // 2
    text = f"Some prose, or a LOG of 2026: {key[start:middle]}{between}{key[middle:end]}!"
    known = [key] if is_known else []

    assert may_hold_a_key(text, known) or redacted(text, known) == text


def test_a_whole_key_is_noticed_in_base64_and_hex() -> None:
    for key in KEYS:
        for before in ("", "x", "xy"):
            octets = f"{before}{key}".encode()
            for spelt in (base64.b64encode(octets).decode(), octets.hex(), octets.hex().upper()):
                assert may_hold_a_key(f"see {spelt}", [])


def test_a_secret_part_alone_is_noticed_wherever_it_begins() -> None:
    for seed in range(8):
        secret = practice_key(seed=seed).rpartition("-")[2]
        for before in range(8):
            text = f"{'.' * before}{secret}\n"

            assert secret not in redacted(text)
            assert may_hold_a_key(text, [])


def test_other_texts_are_let_pass() -> None:
    log = "".join(f"{number} GET /v1/models 200 in 0.{number} s\n" for number in range(1000))
    prose = "The quick brown fox jumps over 13 lazy dogs, and SO ON: a best practice.\n" * 100

    assert not may_hold_a_key(log, [practice_key()])
    assert not may_hold_a_key(prose, [practice_key()])


def test_a_search_takes_over_where_too_many_pieces_are_looked_for() -> None:
    letters = "".join(Random(5).choices(ascii_letters + digits, k=100_000))
    text = "\n".join(letters[at : at + 40] for at in range(0, len(letters), 40))
    known = [practice_key(seed=seed) for seed in range(40)]

    assert not may_hold_a_key(text, [])
    assert may_hold_a_key(text, known)
    assert redacted(text, known) == text


def test_a_value_without_a_letter_of_a_key_is_no_reason_to_search() -> None:
    assert not may_hold_a_key("some text, and 12 more\n", ["пароль от сайта"])
