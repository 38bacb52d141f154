"""Where the key comes from, what hides it, what is wrong with it, and which name was meant."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from course_utils.leaks.doctor.diagnosis import Diagnosis
from course_utils.leaks.loading import NAME, Place
from course_utils.leaks.mistakes import find_mistake

ABOUT = "API key"

_OFFICIAL = frozenset({NAME, "OPENAI_ADMIN_KEY"})
_MEANT = (
    "OPENAIAPIKEY",
    "OPENAIKEY",
    "OPENAITOKEN",
    "OPENAISECRETKEY",
    "CHATGPTAPIKEY",
    "APIKEYOPENAI",
)
_NEARLY = 0.9
"""How alike two names are: one letter more, less or other among twelve."""


def used_place(held: Sequence[Place]) -> Place | None:
    """Give the place whose key is used: the first that is not blank."""
    return next((place for place in held if not place.is_blank), None)


def where_from(held: Sequence[Place]) -> Iterator[Diagnosis]:
    """Say which place the key is taken from, and which others are hidden by it."""
    used = used_place(held)
    if used is None:
        yield from map(_unreadable, (place for place in held[:2] if place.trouble))
        yield Diagnosis(
            ABOUT,
            "ok",
            f"There is no {NAME} in the environment, in .env or in the keyring. The course needs none of yours.",
        )
        return
    yield Diagnosis(ABOUT, "ok", f"load_api_key() takes it from {used.name}.")
    before, after = held[: held.index(used)], held[held.index(used) + 1 :]
    for place in before:
        if place.trouble:
            yield _unreadable(place)
        elif place.value is not None:
            yield Diagnosis(
                ABOUT,
                "look",
                f"{NAME} is set and blank in {place.name}. OpenAI() and load_dotenv() stop there.",
                "Take the blank one away: `unset OPENAI_API_KEY`, in PowerShell `Remove-Item Env:OPENAI_API_KEY`.",
            )
    yield from (_hidden(place, used) for place in after if not place.is_blank)


def _hidden(place: Place, used: Place) -> Diagnosis:
    assert place.value is not None
    assert used.value is not None
    if place.value.reveal().strip() == used.value.reveal().strip():
        return Diagnosis(ABOUT, "ok", f"The same key is in {place.name}.")
    return Diagnosis(
        ABOUT,
        "look",
        f"Another key is in {place.name}. The one from {used.name} hides it.",
        f"If that one is meant, take the first away from {used.name}, and start the program again.",
    )


def _unreadable(place: Place) -> Diagnosis:
    return Diagnosis(
        ABOUT,
        "problem",
        f"{place.name} could not be read ({place.trouble}).",
        "Write it anew as UTF-8 text, for yourself to read.",
    )


def mistakes(held: Sequence[Place], *, for_openai: bool) -> Iterator[Diagnosis]:
    """Say what is wrong with each value."""
    for place in held:
        if place.is_blank:
            continue
        assert place.value is not None
        if mistake := find_mistake(place.value.reveal(), for_openai=for_openai):
            yield Diagnosis(
                ABOUT,
                "look" if mistake.harmless else "problem",
                f"The value in {place.name} {mistake.text}.",
                mistake.remedy,
            )


def other_names(
    environment: Mapping[str, str], in_file: Mapping[str, str], file: str, *, is_missing: bool
) -> Iterator[Diagnosis]:
    """Name the variables that are nearly called as they should be."""
    for place, names in (("the environment", environment), (file, in_file)):
        for name in filter(_is_nearly_right, names):
            yield Diagnosis(
                ABOUT,
                "problem" if is_missing else "look",
                f"There is a variable {name} in {place}. No client reads that name.",
                f"If it is the key, call it {NAME}.",
            )


def _is_nearly_right(name: str) -> bool:
    letters = re.sub(r"[^A-Z0-9]", "", name.upper())
    if name in _OFFICIAL or letters == "OPENAIADMINKEY":
        return False
    return letters in _MEANT or _alike(letters) >= _NEARLY


def _alike(letters: str) -> float:
    return difflib.SequenceMatcher(None, letters, _MEANT[0], autojunk=False).ratio()
