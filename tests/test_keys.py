import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils import keys
from course_utils.keys import Kind


def practice_key(kind: Kind = Kind.PROJECT, seed: int = 1) -> str:
    return keys.generate(kind, random.Random(seed).randbytes)


@pytest.mark.parametrize("kind", Kind)
def test_a_generated_key_says_who_owns_it_and_is_well_formed(kind: Kind) -> None:
    key = practice_key(kind)
    assert key.startswith(f"sk-practice-{kind}-")
    assert keys.is_well_formed(key)
    assert not keys.looks_like_openai(key)


def test_the_same_seed_gives_the_same_key_and_another_seed_another() -> None:
    assert practice_key(seed=1) == practice_key(seed=1)
    assert practice_key(seed=1) != practice_key(seed=2)


@given(st.integers(0, 2**32), st.data())
def test_one_wrong_character_breaks_the_checksum(seed: int, data: st.DataObject) -> None:
    key = practice_key(seed=seed)
    place = data.draw(st.integers(0, len(key) - 1))
    wrong = data.draw(st.sampled_from("0aZ-")).replace(key[place], "x")
    assert not keys.is_well_formed(key[:place] + wrong + key[place + 1 :])


@pytest.mark.parametrize("wrong", ["", "sk-", "sk-practice-proj-", "Bearer", "ключ", " "])
def test_other_strings_are_not_well_formed(wrong: str) -> None:
    assert not keys.is_well_formed(wrong)
    assert not keys.is_well_formed(practice_key() + wrong + "\n")


def test_a_key_with_the_marker_in_it_is_drawn_again() -> None:
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    number = 0
    for character in keys.OPENAI_MARKER:
        number = number * 62 + alphabet.index(character)
    draws = iter([number.to_bytes(32, "big"), bytes(31) + b"\x07"])
    assert keys.OPENAI_MARKER not in keys.generate(Kind.PROJECT, lambda _: next(draws))
    assert next(draws, None) is None


@pytest.mark.parametrize(
    ("key", "masked"),
    [("", ""), ("twelve chars", "twelve chars"), ("thirteen char", "thirteen*char")],
)
def test_mask_shows_what_openai_shows(key: str, masked: str) -> None:
    assert keys.mask(key) == masked


def test_mask_keeps_the_length_and_shows_twelve_characters() -> None:
    key = practice_key()
    assert keys.mask(key) == "sk-pract" + "*" * (len(key) - 12) + key[-4:]


def test_a_short_value_shows_nothing_of_itself() -> None:
    assert keys.tail("hunter2") == "…"
    assert keys.label("hunter2") == "[key …]"


def test_a_secret_shows_itself_only_when_asked() -> None:
    secret = keys.Secret("open sesame")
    assert "sesame" not in f"{secret!r} {secret} {[secret]}"
    assert secret.reveal() == "open sesame"
