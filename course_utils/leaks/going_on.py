"""Texts of a notebook that go on in another of its items: a stream over outputs, and a program over code cells."""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from course_utils.leaks.text import joined, taken_out_of_parts, to_hide

_SOURCES = ("source", "input")


@dataclass(frozen=True)
class GoingOn:
    """One text in many items of a list.

    Attributes:
        name: what a finding calls it: a stream's name, or the field of a cell.
        field: where each item has its part of it.
        places: which items, counted from 0.
    """

    name: str
    field: str
    places: list[int]

    def parts(self, items: list[Any]) -> list[str]:
        """Give the parts as they follow each other; a program's cells begin on new lines."""
        end = "\n" if self.field in _SOURCES else ""
        return ["".join(items[at][self.field]) + end for at in self.places]


def cuts_of(parts: list[str]) -> tuple[int, ...]:
    """Give the places in the whole where one part ends and another one begins."""
    return tuple(accumulate(map(len, parts[:-1])))


def going_on(items: list[Any]) -> list[GoingOn]:
    """Find the texts of outputs, or of cells, that have more than one part."""
    places: dict[tuple[str, str], list[int]] = {}
    for at, item in enumerate(items):
        if isinstance(item, dict) and (named := _named(item)):
            places.setdefault(named, []).append(at)
    return [GoingOn(*named, at) for named, at in places.items() if len(at) > 1]


def cut_keys_taken_out(items: list[Any], known: Collection[str]) -> list[Any]:
    """Take out the keys that begin in one item and end in another; there lists of lines become texts."""
    items = list(items)
    for text in going_on(items):
        parts = ["".join(items[at][text.field]) for at in text.places]
        whole, begins = joined(parts)
        cut = [
            match
            for match in to_hide(whole, known)
            if bisect_right(begins, match.start) != bisect_right(begins, match.end - 1)
        ]
        for at, old, new in zip(text.places, parts, taken_out_of_parts(parts, cut), strict=True):
            if new != old:
                items[at] = type(items[at])(items[at], **{text.field: new})
    return items


def is_text(value: Any) -> bool:
    """Tell whether a value is a text as a list of its lines."""
    return isinstance(value, list) and bool(value) and all(isinstance(line, str) for line in value)


def _named(item: dict[str, Any]) -> tuple[str, str] | None:
    if item.get("output_type") == "stream" and "name" in item and _is_any_text(item.get("text")):
        return str(item["name"]), "text"
    if item.get("cell_type") == "code":
        return next(((name, name) for name in _SOURCES if _is_any_text(item.get(name))), None)
    return None


def _is_any_text(value: Any) -> bool:
    return isinstance(value, str) or is_text(value)
