"""What a message holds, without the keys in it: texts at any depth, names of fields, and bytes."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from numbers import Number
from typing import Any

from course_utils.leaks.kernel.values import learn
from course_utils.leaks.text import Match, joined, redacted, taken_out, taken_out_of_parts, to_hide

_NOT_SHOWN = "[This is not shown, because the search for keys in it failed: {}.]"
_SHORTEST = 5
"""Characters that may be a piece of a key."""

_SHORT = 60
"""Characters of a text that comes again: the kernel's name for itself, a MIME type, a field's name."""

_BINARY = re.compile(r"(?:(?:image|audio|video)/|application/pdf\Z)(?!.*\+(?:xml|json))")
"""MIME types of what a message holds as base64."""

_NAMES = frozenset({"name", "status", "execution_state", "comm_id", "target_name", "ename"})
"""Texts that a front end needs as they are, and that no value of a learner's gets into."""


def clean_message(content: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """Give a message's content without keys; the names of its fields are the protocol's own.

    The lines of a traceback are looked at as one text: a key may go on in the next.
    """
    return {
        name: _clean_lines(value, known) if name == "traceback" else clean(value, known)
        for name, value in content.items()
    }


def clean(value: Any, known: Collection[str]) -> Any:
    """Give what a message holds without keys.

    What JSON has no word for is given as the messages' own writer would write it.
    """
    match value:
        case str():
            return _clean_text(value, known) if len(value) >= _SHORTEST else value
        case None | Number():
            return value
        case Mapping():
            return _clean_fields(value, known)
        case bytes() | bytearray() | memoryview():
            return clean_bytes(value, known)
        case Iterable():
            return [clean(each, known) for each in value]
    return value


def _clean_text(text: str, known: Collection[str]) -> str:
    if len(text) <= _SHORT and type(text) is str:  # another one may say that it equals any
        found = _found_in_short(text, frozenset(known))
    else:
        found = to_hide(text, known)
    learn(found)
    return taken_out(text, found)


@lru_cache(maxsize=128)
def _found_in_short(text: str, known: frozenset[str]) -> list[Match]:
    return to_hide(text, known)


def _clean_lines(lines: Sequence[str], known: Collection[str]) -> list[str]:
    found = to_hide(joined(lines)[0], known)
    learn(found)
    return taken_out_of_parts(lines, found)


def _clean_fields(fields: Mapping[Any, Any], known: Collection[str]) -> dict[Any, Any]:
    """Clean names and values; of two names that became the same the later one gets a number."""
    cleaned: dict[Any, Any] = {}
    for name, each in fields.items():
        shown = label = clean(name, known)
        number = 1
        while shown in cleaned:
            number += 1
            shown = f"{label} ({number})"
        cleaned[shown] = clean(each, () if _is_base64(name) else known)
    return cleaned


def _is_base64(name: Any) -> bool:
    """Tell whether a MIME type's data are bytes in base64: a few letters of a key stand there by chance."""
    return isinstance(name, str) and bool(_BINARY.match(name))


def clean_bytes(
    buffer: bytes | bytearray | memoryview, known: Collection[str]
) -> bytes | bytearray | memoryview:
    """Give bytes as they are, or as many zeros where a key is in them, also in letters of two or four bytes."""
    text = bytes(buffer).replace(b"\0", b"").decode("latin-1")
    return buffer if redacted(text, known) == text else bytes(len(bytes(buffer)))


def without_texts(content: Mapping[str, Any], error: Exception) -> dict[str, Any]:
    """Give content that can't be looked through with a sentence in the place of each text."""
    sentence = _NOT_SHOWN.format(type(error).__name__)
    return {name: _instead(name, value, sentence) for name, value in content.items()}


def _instead(name: str, value: Any, sentence: str) -> Any:
    match value:
        case str():
            return value if name in _NAMES else sentence
        case None | Number():
            return value
        case Mapping():
            return {"text/plain": sentence} if name == "data" else {}
    return [sentence] if name == "traceback" else []
