import base64
from collections.abc import Callable

import pytest

from course_utils import keys
from course_utils.checks import Checker, NotYet
from course_utils.checks.hiding import hide
from tests.checks.learners import RULE, told_of_a_key


def test_a_key_is_only_ever_shown_masked(check: Checker) -> None:
    a_key = check.key("a test")
    with pytest.raises(NotYet) as failed, check("mask", RULE):
        check.equal(f"<{a_key}>", a_key)

    assert a_key[20:] not in str(failed.value)
    assert f"…{a_key[-4:]}]" in str(failed.value)


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
    a_key, told = told_of_a_key(check, value)

    said = "".join(told.split())
    spellings = [a_key, a_key[::-1], a_key.encode().hex()]
    spellings += [base64.b64encode(a_key.encode()[shift:]).decode() for shift in range(3)]
    for text in spellings:
        small = text.lower()
        pieces = {small[at : at + 8] for at in range(len(text) - 7)} - {"practice"}
        assert not {piece for piece in pieces if piece in said.lower()}


@pytest.mark.parametrize("shared", range(8))
@pytest.mark.parametrize(
    "value",
    [
        lambda key: key,
        lambda key: key[:45],
        lambda key: key + key[20:],
        lambda key: key[:45] + "X" + key[45:],
        lambda key: f"Bearer {key}, {key[:30]}",
    ],
)
def test_of_a_key_that_no_check_has_made_nothing_secret_is_shown(
    value: Callable[[str], str], shared: int
) -> None:
    begins = len(f"{keys.PRACTICE_PREFIX}proj-")
    another, a_third = keys.generate(keys.Kind.PROJECT), keys.generate(keys.Kind.PROJECT)
    while a_third[begins + shared].lower() == another[begins + shared].lower():
        a_third = keys.generate(keys.Kind.PROJECT)
    made = another[: begins + shared] + a_third[begins + shared :]
    secret = another[begins:]

    shown = hide(f"It gave {value(another)!r}.", {made})

    assert shown.startswith("It gave '")
    pieces = {secret[at : at + 5] for at in range(len(secret) - 4)}
    assert not {piece for piece in pieces if piece in shown}


def test_no_text_of_a_checks_own_shows_a_key_that_the_learners_code_has_made(
    check: Checker,
) -> None:
    made = [keys.generate(kind) for kind in keys.Kind]

    def ask(how: Callable[[str], object]) -> str:
        with pytest.raises(NotYet) as failed, check("mask", RULE):
            how(f"The keys are {made}, and the first is <{made[0]}>.")
        return "".join(failed.value._render_traceback_())

    def equal(text: str) -> None:
        check.equal(dict.fromkeys(made, 1), made, text)

    def raises(text: str) -> None:
        with check.raises(KeyError, why=text):
            raise ValueError(text)

    for said in (ask(lambda text: check.that(False, text, text)), ask(equal), ask(raises)):
        assert f"<{keys.label(made[0])}>" in said
        assert not [key for key in made if key[-20:-5] in said]


def test_a_piece_of_a_key_says_how_much_it_is_of_which(check: Checker) -> None:
    a_key, told = told_of_a_key(check, lambda key: key[:6:-1])

    part = f"'[{len(a_key) - 7} of {len(a_key)} characters of the key …{a_key[-4:]}, turned round]'"
    assert part in " ".join(told.split())
