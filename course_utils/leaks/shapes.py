"""What in a view of a text is a key: the one place where that is decided.

A practice key is found by its checksum, wherever it stands and whatever stands beside it: of 4,294,967,296
texts of its shape one is a key. A key of OpenAI's has the marker in its middle and the same number of
characters on either side of it, 20 (until 2024, and still met behind `sk-proj-`), 58 or 74. (Lengths and
prefixes as in the rules of public scanners and in keys that were revoked, November 2026.) Where one stands
in one piece, other numbers count too: see `keys.KEY_PATTERN`.

Not looked for: the client secrets of the Realtime API (`ek_…`), which are dead after a minute, and what
could be any digest, such as the keys of Azure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from course_utils import keys


class KeyKind(StrEnum):
    """What was found, in the words in which it is told."""

    PRACTICE = "practice key"
    OPENAI = "OpenAI key"
    KNOWN = "value that is known to be secret"
    LOOK_ALIKE = "text shaped like a key"
    """A practice key with a wrong checksum, or a key made of a few letters: hidden, and no leak."""


@dataclass(frozen=True)
class Shape:
    """A key in a compact view, from `start` to `end`; `key` is its text."""

    start: int
    end: int
    kind: KeyKind
    key: str


_PRACTICE_BEGINS = keys.PRACTICE_PREFIX.encode()
_ITS_BEGINNING = (f"{keys.PRACTICE_MARKER}-".encode(), keys.BEGINNING.encode())
_PRACTICE = re.compile(
    b"|".join(
        b"%b-(?=([0-9A-Za-z]{%d}))" % (kind.encode(), keys.SECRET_LENGTH) for kind in keys.Kind
    )
)
"""Without what begins every practice key, which a program may add; its end is looked at again for another one."""

_CLASSES = bytes(
    ord("a") if byte < 128 and chr(byte).isalnum() else ord("-" if byte in b"-_" else " ")
    for byte in range(256)
)
_ALONE = b" %b " % (b"a" * keys.SECRET_LENGTH)

_MARKER = keys.OPENAI_MARKER.encode()
SIDES = (74, 58, 20)
"""Characters of a real key on either side of the marker."""

_OPENAI_BEGINS = re.compile(rf"{keys.BEGINNING}(?:(?:{'|'.join(keys.OPENAI_KINDS)})-)?\Z".encode())
_LONGEST_BEGINNING = len(keys.BEGINNING) + max(map(len, keys.OPENAI_KINDS)) + 1
_ALONE_IN_VIEW = re.compile(rb"[A-Za-z0-9_-]+")
_STANDS_BEHIND = re.compile(
    rf"(?:\A|[^A-Za-z0-9_+/-])(?:(?:{'|'.join(keys.OPENAI_KINDS)})-)?\Z".encode()
)
_SAYS_WHAT_IT_IS = re.compile(rb"(?i)(?:key|token|secret|openai|bearer)[^\n]*\Z")
_LONGEST_NAME = 60
"""Characters in front of a value, on its line, that may name it."""

_NOT_OF_A_KEY = bytes(
    byte for byte in range(256) if _CLASSES[byte] == ord(" ") and byte not in b"+/="
)
_FEW_LETTERS = 10
"""Of 40 random characters 30 differ; a key with fewer than this is written as an example."""


def shapes(compact: bytes) -> Iterator[Shape]:
    """Give the keys that stand whole in a compact view, in no order."""
    yield from _practice_keys(compact)
    if _MARKER in compact:
        yield from _openai_keys(compact)


def without_beginning(view: bytes) -> Iterator[Shape]:
    """Give the secret parts of keys that stand alone in a view, as a double click selects them."""
    classes = _classes(view)
    at = classes.find(_ALONE)
    while at >= 0:
        for kind in keys.Kind:
            end = at + keys.SECRET_LENGTH
            key = f"{keys.PRACTICE_PREFIX}{kind}-{view[at:end].decode()}"
            if keys.is_well_formed(key):
                yield Shape(at, end, KeyKind.PRACTICE, key)
        at = classes.find(_ALONE, at + 1)
    yield from _openai_keys_without_beginning(view)


def may_be_without_beginning(view: bytes) -> bool:
    """Tell whether as many letters and digits stand together in a view as a secret part has, or more.

    In regular lines every fourth place shows already that they don't, in two thirds of the time.
    """
    return all(
        b"a" * (keys.SECRET_LENGTH // step) in view[::step].translate(_CLASSES) for step in (4, 1)
    )


def _classes(view: bytes) -> bytes:
    return b" %b " % view.translate(_CLASSES)


def kind_of(key: str) -> KeyKind:
    """Say what a text is that has a key's shape."""
    if keys.is_well_formed(key):
        return KeyKind.PRACTICE
    if keys.looks_like_openai(key) and _has_many_letters(key):
        return KeyKind.OPENAI
    return KeyKind.LOOK_ALIKE


def _practice_keys(compact: bytes) -> Iterator[Shape]:
    for found in _PRACTICE.finditer(compact):
        key = (_PRACTICE_BEGINS + found[0] + found[found.lastindex or 0]).decode()
        if keys.is_well_formed(key):
            start = found.start()
            for part in _ITS_BEGINNING:
                start -= len(part) * compact.endswith(part, 0, start)
            yield Shape(start, found.end(found.lastindex or 0), KeyKind.PRACTICE, key)


def _openai_keys(compact: bytes) -> Iterator[Shape]:
    at = compact.find(_MARKER)
    while at >= 0:
        for side in SIDES:
            begins, end = at - side, at + len(_MARKER) + side
            before = _OPENAI_BEGINS.search(
                compact, max(0, begins - _LONGEST_BEGINNING), max(0, begins)
            )
            if before and end <= len(compact):
                key = compact[before.start() : end].decode("latin-1")
                yield Shape(before.start(), end, kind_of(key), key)
                break
        at = compact.find(_MARKER, at + 1)


def _openai_keys_without_beginning(view: bytes) -> Iterator[Shape]:
    """Give what has a marker in the middle of as many characters as a key has, and nothing else beside it.

    A short one, as short texts in base64 may be by chance, counts only behind a name that says what it is.
    """
    at = view.find(_MARKER)
    while at >= 0:
        for side in SIDES:
            start, end = at - side, at + len(_MARKER) + side
            if start < 0 or _ALONE_IN_VIEW.fullmatch(view, start, end) is None:
                continue
            key = f"{keys.BEGINNING}{view[start:end].decode()}"
            before = view[max(0, start - _LONGEST_NAME) : start]
            begun = _STANDS_BEHIND.search(before)
            is_named = side > min(SIDES) or (begun and _SAYS_WHAT_IT_IS.search(before))
            if begun and is_named and not view[end : end + 1].translate(None, _NOT_OF_A_KEY):
                yield Shape(start, end, kind_of(key), key)
        at = view.find(_MARKER, at + 1)


def _has_many_letters(key: str) -> bool:
    before, _, after = key.removeprefix(keys.BEGINNING).partition(keys.OPENAI_MARKER)
    return len(set(before[-20:] + after)) >= _FEW_LETTERS
