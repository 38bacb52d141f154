"""Plain values as JSON and back. Nothing is unpickled, no class of the sender's is ever made.

What JSON has no shape for travels under a tag, `{"$": "bytes", "v": …}`. A subclass arrives as its
plain base; anything else is a `NotPlainError` that says what came instead.
"""

import base64
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path, PurePath
from typing import Any

from course_utils.errors import CourseError

MAX_DEPTH = 60
MAX_ITEMS = 200_000

TAG = "$"

Encoded = Any
"""What `json.loads` gives: None, bool, int, float, str, list or dict of these."""


class NotPlainError(CourseError):
    """The value, or something inside it, cannot cross between processes."""


class GarbledError(CourseError):
    """What arrived is not something that `pack` makes."""


_AS_THEY_ARE = frozenset({str, bool, float, type(None)})
"""Types whose values are JSON already: most of what crosses, and looked at without a further call."""

_NAMES = frozenset({str})
"""What the names in an object of JSON are."""


class _Budget:
    def __init__(self) -> None:
        self.items = MAX_ITEMS

    def spend(self, items: int, depth: int, error: type[Exception]) -> None:
        """Count what is inside of a value, so many levels deep."""
        self.items -= items
        if items and depth > MAX_DEPTH:
            raise error(f"it is nested more than {MAX_DEPTH} levels deep, or contains itself")
        if self.items < 0:
            raise error(f"it has more than {MAX_ITEMS} items")


Special = Callable[[Any], Encoded | None]
"""Packs one more kind of value (a tagged dict), or gives None for a value it does not know."""


def pack(value: Any, special: Special | None = None) -> Encoded:
    """Turn a plain value into JSON.

    Raises:
        NotPlainError: the value, or one inside it, is no plain value, too deep or too large.
    """
    if type(value) in _AS_THEY_ARE:
        return value
    if type(value) is dict and not value:  # the names of most calls' arguments
        return {}
    return _pack(value, special, _Budget(), 0)


def _pack(value: Any, special: Special | None, budget: _Budget, depth: int) -> Encoded:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind not in _KINDS:
        kind = next((known for known in _KINDS if isinstance(value, known)), kind)
    if kind in _WITH_ITEMS:
        return _WITH_ITEMS[kind](value, special, budget, depth)
    if kind in _ALONE:
        return _ALONE[kind](value)
    packed = special(value) if special else None
    if packed is None:
        raise NotPlainError(f"it is {_named(kind)}")
    return packed


def _pack_all(
    items: Iterable[Any], special: Special | None, budget: _Budget, depth: int
) -> list[Encoded]:
    found = [*items]
    budget.spend(len(found), depth + 1, NotPlainError)
    return [
        item if type(item) in _AS_THEY_ARE else _pack(item, special, budget, depth + 1)
        for item in found
    ]


def _pack_list(value: list[Any], special: Special | None, budget: _Budget, depth: int) -> Encoded:
    return _pack_all(list.__iter__(value), special, budget, depth)


def _pack_tuple(
    value: tuple[Any, ...], special: Special | None, budget: _Budget, depth: int
) -> Encoded:
    return {TAG: "tuple", "v": _pack_all(tuple.__iter__(value), special, budget, depth)}


def _pack_set(value: set[Any], special: Special | None, budget: _Budget, depth: int) -> Encoded:
    items = _pack_all(set.__iter__(value), special, budget, depth)
    return {TAG: "set", "v": _in_one_order(items)}


def _pack_frozenset(
    value: frozenset[Any], special: Special | None, budget: _Budget, depth: int
) -> Encoded:
    items = _pack_all(frozenset.__iter__(value), special, budget, depth)
    return {TAG: "frozenset", "v": _in_one_order(items)}


def _pack_dict(
    value: dict[Any, Any], special: Special | None, budget: _Budget, depth: int
) -> Encoded:
    if {*map(type, dict.keys(value))} <= _NAMES and TAG not in dict.keys(value):
        budget.spend(len(value), depth + 1, NotPlainError)
        return {  # an object of JSON as it is: most are
            name: item if type(item) in _AS_THEY_ARE else _pack(item, special, budget, depth + 1)
            for name, item in dict.items(value)
        }
    items = _pack_all(dict.values(value), special, budget, depth)
    names = _pack_all(dict.keys(value), special, budget, depth)
    return {TAG: "dict", "v": list(map(list, zip(names, items, strict=True)))}


_WITH_ITEMS: dict[type, Callable[[Any, Special | None, _Budget, int], Encoded]] = {
    list: _pack_list,
    dict: _pack_dict,
    tuple: _pack_tuple,
    set: _pack_set,
    frozenset: _pack_frozenset,
}

_ALONE: dict[type, Callable[[Any], Encoded]] = {
    str: str.__str__,
    int: lambda value: _small_enough(int(value)),
    float: float,
    bytes: lambda value: {TAG: "bytes", "v": base64.b64encode(value).decode("ascii")},
    datetime: lambda value: {TAG: "datetime", "v": datetime.isoformat(value)},
    date: lambda value: {TAG: "date", "v": date.isoformat(value)},
    timedelta: lambda value: {
        TAG: "timedelta",
        "v": [value.days, value.seconds, value.microseconds],
    },
    PurePath: lambda value: {TAG: "path", "v": str(value)},
}

_KINDS = dict.fromkeys((*_WITH_ITEMS, *_ALONE))
"""What can cross, a kind before its bases: a subclass is packed as the first that it is."""


def _in_one_order(items: list[Encoded]) -> list[Encoded]:
    """Let equal sets be packed alike in two processes, whose hashes differ."""
    return sorted(items, key=repr) if items[1:] else items


def _small_enough(number: int) -> int:
    if number.bit_length() > 4096:
        raise NotPlainError("it is a number with more than 4096 bits")
    return number


def _named(kind: type) -> str:
    """Name the type as a sentence needs it: `an int`, `a Recipe object`."""
    common = {
        "function": "a function",
        "builtin_function_or_method": "a function",
        "generator": "a generator",
        "coroutine": "a coroutine",
        "module": "a module",
        "type": "a class",
    }
    name = str(kind.__name__)[:80]
    article = "an" if name[:1].lower() in set("aeiou") else "a"
    return common.get(name, f"{article} {name} object")


Unspecial = Callable[[str, Encoded], Any]
"""Makes the value of a tag that `unpack` does not know, or raises `GarbledError`."""


def _refuse(_tag: str, _body: Encoded) -> Any:
    raise GarbledError("a kind of value that is not known")


def unpack(packed: Encoded, special: Unspecial = _refuse) -> Any:
    """Turn what `pack` made back into plain values.

    Raises:
        GarbledError: it is not something that `pack` makes, too deep or too large.
    """
    if type(packed) in _AS_THEY_ARE:
        return packed
    return _unpack(packed, special, _Budget(), 0)


def _unpack(packed: Encoded, special: Unspecial, budget: _Budget, depth: int) -> Any:
    kind = type(packed)  # of what JSON gives
    if kind is not list and kind is not dict:
        return packed
    budget.spend(len(packed), depth + 1, GarbledError)
    if kind is list:
        return [
            item if type(item) in _AS_THEY_ARE else _unpack(item, special, budget, depth + 1)
            for item in packed
        ]
    if TAG not in packed:
        return {
            key: item if type(item) in _AS_THEY_ARE else _unpack(item, special, budget, depth + 1)
            for key, item in packed.items()
        }
    tag, body = packed[TAG], packed.get("v")
    if not isinstance(tag, str):
        raise GarbledError("a tag that is no text")
    if tag in ("tuple", "set", "frozenset", "dict"):
        return _unpack_items(tag, body, special, budget, depth)
    if tag in _SCALARS:
        try:
            return _SCALARS[tag](body)
        except (TypeError, ValueError, OverflowError, AttributeError) as error:
            raise GarbledError(f"not a {tag}: {type(error).__name__}") from error
    return special(tag, body)


def _unpack_items(tag: str, body: Encoded, special: Unspecial, budget: _Budget, depth: int) -> Any:
    if not isinstance(body, list):
        raise GarbledError(f"a {tag} without items")
    items: list[Any] = _unpack(body, special, budget, depth)
    try:
        if tag == "dict":
            _see_that_hashes_differ([key for key, _ in items])
        elif tag != "tuple":
            _see_that_hashes_differ(items)
        if tag == "dict":
            return dict(items)
        return {"tuple": tuple, "set": set, "frozenset": frozenset}[tag](items)
    except GarbledError:
        raise
    except (TypeError, ValueError) as error:
        raise GarbledError(f"not a {tag}: {type(error).__name__}") from error


_MOST_OF_ONE_HASH = 20


def _see_that_hashes_differ(keys: Collection[Any]) -> None:
    """Refuse keys that were made to collide: a table of them takes the square of their number.

    Raises:
        GarbledError: many of them have the same hash.
    """
    if len(keys) > _MOST_OF_ONE_HASH < max(Counter(map(hash, keys)).values()):
        raise GarbledError("many keys that were made to have one hash")


def _timedelta(body: Encoded) -> timedelta:
    days, seconds, microseconds = body
    return timedelta(days, seconds, microseconds)


def _bytes(body: Encoded) -> bytes:
    return base64.b64decode(body.encode("ascii"), validate=True)


_SCALARS: dict[str, Callable[[Encoded], Any]] = {
    "bytes": _bytes,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "timedelta": _timedelta,
    "path": Path,
}
