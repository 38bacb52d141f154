"""How the kit looks at a value that a learner wrote: is it begun, is it that one, how is it shown."""

from math import inf
from typing import Any

from course_utils.known_keys import remembered
from course_utils.leaks.text import redacted

_LONGEST = 70
_DOTS = str(Ellipsis)


def unfinished(value: object) -> bool:
    """Tell whether the dots that were to be replaced are still there, also inside a container or a text."""
    match value:
        case str():
            return _DOTS in value
        case dict():
            return any(unfinished(part) for pair in value.items() for part in pair)
        case list() | tuple() | set() | frozenset():
            return any(unfinished(part) for part in value)
    return value is ...


def same(found: object, expected: object) -> bool:
    """Tell whether two values are equal for a reader: True is not 1; texts in any case and spacing."""
    if isinstance(found, str) and isinstance(expected, str):
        return _plain(found) == _plain(expected)
    return equal(found, expected)


def equal(found: object, expected: object) -> bool:
    """Tell whether two values are equal, where True is not 1; a value that can't be compared is not."""
    try:
        return isinstance(found, bool) == isinstance(expected, bool) and bool(found == expected)
    except Exception:
        return False


def number(value: object) -> float | None:
    """Give the number that a value is, or is as a text; None where it is none, or endless."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
        value = int(value) if value.is_integer() else value
    if isinstance(value, bool) or not isinstance(value, int | float) or value in (inf, -inf):
        return None
    return value if value == value else None


def shown(value: Any) -> str:
    """Give a value as a sentence shows it: text without quotes, at most a line, no key and no piece of one of ours."""
    try:
        text = value if isinstance(value, str) else repr(value)
        text = " ".join(redacted(text, remembered()).split())
    except Exception:
        return f"an object of type {type(value).__name__}"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
