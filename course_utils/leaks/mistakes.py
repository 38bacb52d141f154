"""What is wrong with a value that should be a key, told without a character of it.

Each of these has cost somebody an evening: the client sends such a value as it is, or can't send it and says
"Connection error", and some HTTP libraries print the whole header in their traceback.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from course_utils.keys import PRACTICE_PREFIX, is_well_formed

_CURLY = re.compile("[\u2018-\u201f\u00ab\u00bb]")
_PLACEHOLDER = re.compile(
    r"<.*>|\.{3}|sk-\.{3}|x{3,}|(?:sk-)?(?:your|my|the|paste|put|insert|change|replace|add)[-_ ]?.*key.*|(?:change|replace)[-_ ]?me",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong.

    Attributes:
        text: says it, after the words "the value".
        remedy: what to do.
        harmless: `load_api_key` mends it by itself; another program may not.
    """

    text: str
    remedy: str
    harmless: bool = False


_MISTAKES: tuple[tuple[Callable[[str], object], Mistake], ...] = (
    (
        lambda value: re.match(r"(?:export\s+)?[A-Z_]*KEY[A-Z_]*\s*=", value.strip()),
        Mistake(
            "begins with a name and the sign =, as a whole line of a file",
            "Leave only what stands behind the sign =.",
        ),
    ),
    (
        lambda value: re.match(r"(?:Authorization\s*:\s*)?Bearer\b", value.strip(), re.IGNORECASE),
        Mistake(
            "begins with the word Bearer", "Take that word away: the client adds it to the key."
        ),
    ),
    (
        lambda value: re.match(r"[a-z][a-z+.-]*://|www\.", value.strip(), re.IGNORECASE),
        Mistake(
            "is an address and no key",
            "Put the key there. An address belongs into OPENAI_BASE_URL.",
        ),
    ),
    (
        _CURLY.search,
        Mistake(
            "has curly quotes in it, which a text program has made of straight ones",
            "Copy the key once more, from where it was shown, and without quotes.",
        ),
    ),
    (
        lambda value: value.strip()[:1] in tuple("\"'`") or value.strip()[-1:] in tuple("\"'`"),
        Mistake(
            "has quotes that belong to it", "Take the quotes away: they are sent with the key."
        ),
    ),
    (
        lambda value: "*" in value or "\N{HORIZONTAL ELLIPSIS}" in value or "\N{BULLET}" in value,
        Mistake(
            "is a masked key: its middle was replaced when it was shown",
            "A key is shown whole only once. Make a new one and copy it then.",
        ),
    ),
    (
        lambda value: _PLACEHOLDER.fullmatch(value.strip()),
        Mistake("is a placeholder", "Put your key in its place."),
    ),
    (
        lambda value: re.search(r"[\r\n\v\f\x85\u2028\u2029]", value.strip()),
        Mistake("has a line end inside", "Copy the key once more, as one line."),
    ),
    (
        lambda value: re.search(r"\s", value.strip()),
        Mistake("has a space inside", "Copy the key once more, without the words around it."),
    ),
    (
        lambda value: not (value.isascii() and value.strip().isprintable()),
        Mistake(
            "has a character in it that no key has, perhaps one that can't be seen",
            "Copy the key once more, from where it was shown.",
        ),
    ),
    (
        lambda value: (
            value.strip().startswith(PRACTICE_PREFIX) and not is_well_formed(value.strip())
        ),
        Mistake(
            "is no whole practice key: a character is missing, too many or another one",
            "Copy the key once more, from its first to its last character.",
        ),
    ),
    (
        lambda value: re.search(r"[\r\n]", value),
        Mistake("has a line end around the key", "Take it away, or `strip()` the value.", True),
    ),
    (
        lambda value: value != value.strip(),
        Mistake("has a space around the key", "Take it away, or `strip()` the value.", True),
    ),
)


def find_mistake(value: str) -> Mistake | None:
    """Give the first thing that is wrong with a value that is not blank; None where nothing is known against it."""
    return next((mistake for is_made, mistake in _MISTAKES if is_made(value)), None)
