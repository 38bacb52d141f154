"""What a key is: its shapes, its checksum, and the ways to show one without giving it away.

(`leaks.text` finds keys in a text, also cut and encoded, and takes them out of it.)

Practice keys read `sk-practice-KIND-BODYCHECK`: 256 random bits in base 62 (43 characters), then the
CRC-32 of everything before it in base 62 (6 characters). The checksum lets a server refuse a mistyped
key before it asks its database, and lets a scanner tell a key from a look-alike without a network. A
practice key never contains the marker that every real OpenAI key carries, so neither is ever taken
for the other.

This module imports nothing else of the course: everything else may import it.
"""

import base64
import hmac
import re
import secrets
import string
import zlib
from collections.abc import Callable
from enum import StrEnum
from typing import NoReturn, Self

ELLIPSIS = "…"

_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
_BODY_LENGTH = 43
_CHECK_LENGTH = 6
_STARS = "*" * 10

SECRET_LENGTH = _BODY_LENGTH + _CHECK_LENGTH
"""Characters of a practice key behind what says whose it is."""

BEGINNING = "sk-"
PRACTICE_MARKER = "practice"
PRACTICE_PREFIX = f"{BEGINNING}{PRACTICE_MARKER}-"
OPENAI_MARKER = base64.b64encode(b"OpenAI").decode()


class Kind(StrEnum):
    """Who owns a practice key; the value is the part of the key that says so."""

    PROJECT = "proj"
    SERVICE_ACCOUNT = "svcacct"
    ADMIN = "admin"


OPENAI_KINDS = ("proj", "svcacct", "service", "admin", "None")
"""What says in a real key whose it is; keys of before 2024 say nothing."""

_PRACTICE = rf"{PRACTICE_PREFIX}(?:{'|'.join(Kind)})-[0-9A-Za-z]{{{SECRET_LENGTH}}}(?![0-9A-Za-z])"
_REAL = rf"{BEGINNING}[A-Za-z0-9_-]{{20,200}}?{OPENAI_MARKER}[A-Za-z0-9_-]{{20,}}"

_WHOLE_PRACTICE = re.compile(_PRACTICE)

_ESCAPE = r"(?<=\\[abfnrtv0])|(?<=\\x[0-9a-f]{2})|(?<=\\u[0-9a-f]{4})"
_BEFORE = rf"(?:(?<![A-Za-z0-9])|{_ESCAPE})"

KEY_PATTERN = re.compile(rf"{_BEFORE}(?:{_PRACTICE}|{_REAL})")
"""Finds practice keys and keys of OpenAI's shapes in a text, and in a text that `repr` or JSON wrote.

The shapes of real keys are those that public secret scanners know: 74 or 58 characters on either side
of the marker after `sk-proj-`, `sk-svcacct-` and `sk-admin-`, and 20 on either side in older ones.
"""


class Secret:
    """A value that does not show itself: `reveal()` gives it, and nothing else does.

    Stars stand in its place in `repr`, `str`, f-strings and tracebacks with variables. It has no attribute that a
    debugger or `vars` could list, its copies are itself, and neither pickle nor JSON takes it.
    """

    __slots__ = ("_give",)

    def __init__(self, value: str) -> None:
        def give() -> str:
            return value

        self._give = give

    def reveal(self) -> str:
        """Give the value: where a client is made, and nowhere before."""
        return self._give()

    def __repr__(self) -> str:
        return f"Secret({_STARS!r})"

    def __str__(self) -> str:
        return _STARS

    def __format__(self, form: str) -> str:
        return format(_STARS, form)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        raise TypeError(
            "A Secret is not pickled, because a pickle holds its value for everybody to read. Let the "
            "other process load the key itself."
        )


def generate(kind: Kind, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """Make a practice key.

    Args:
        kind: who will own the key.
        random_bytes: gives that many random bytes. Pass `random.Random(seed).randbytes` where the
            same keys are needed twice; the default is the operating system's generator.
    """
    while True:
        body = _base62(int.from_bytes(random_bytes(32), "big"), _BODY_LENGTH)
        unchecked = f"{PRACTICE_PREFIX}{kind}-{body}"
        key = unchecked + _checksum(unchecked)
        if OPENAI_MARKER not in key:
            return key


def is_well_formed(key: str) -> bool:
    """Tell whether this is a practice key whose checksum is right; it may still be unknown or revoked."""
    if _WHOLE_PRACTICE.fullmatch(key) is None:
        return False
    return _checksum(key[:-_CHECK_LENGTH]) == key[-_CHECK_LENGTH:]


def looks_like_openai(key: str) -> bool:
    """Tell whether this has the shape of a real OpenAI key."""
    return re.fullmatch(_REAL, key) is not None


def mask(key: str) -> str:
    """Show a key as OpenAI's error messages do.

    Up to 12 characters are shown whole; of a longer key the first 8 and the last 4, with a star for
    each hidden character. (Seen in the answers of the OpenAI API, November 2026.)
    """
    if len(key) <= 12:
        return key
    return f"{key[:8]}{'*' * (len(key) - 12)}{key[-4:]}"


def tail(key: str) -> str:
    """Give the end of a key, enough to tell two apart: `…abcd`. Of a short value nothing is shown."""
    return ELLIPSIS + (key[-4:] if len(key) >= 20 else "")


def display(key: str, kind: Kind) -> str:
    """Give a practice key as lists of keys show it: whose it is, and its end."""
    return f"{PRACTICE_PREFIX}{kind}-{tail(key)}"


def label(key: str) -> str:
    """Give what stands in a log or an output in a key's place: `[key …abcd]`."""
    return f"[key {tail(key)}]"


def _checksum(unchecked: str) -> str:
    return _base62(zlib.crc32(unchecked.encode()), _CHECK_LENGTH)


def _base62(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, len(_ALPHABET))
        digits.append(_ALPHABET[digit])
    return "".join(reversed(digits))


def digest(key: str, pepper: Secret) -> str:
    """Give the fingerprint under which a server stores a key: HMAC-SHA-256, 64 hexadecimal digits."""
    return hmac.digest(pepper.reveal().encode(), key.encode(), "sha256").hex()
