"""What is told about a key that was found: where it stands and what to do first, never the key."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from course_utils.leaks.shapes import KeyKind

_FIRST = {
    KeyKind.OPENAI: "Revoke it first, at https://platform.openai.com/api-keys: whoever has seen it can use it. Then take it out.",
    KeyKind.PRACTICE: "Revoke it first, on the practice platform, as you would a real one. Then take it out.",
    KeyKind.KNOWN: "Change it first, where it was given to you. Then take it out.",
}


@dataclass(frozen=True)
class Finding:
    """A key somewhere.

    Attributes:
        kind: what it is.
        value: what may be shown of it: `[key …abcd]`.
        line, column: where it begins in its text, counted from 1.
        file: the path of the file; "" where a notebook was handed over.
        cell, output: the numbers in a notebook, counted from 1; None outside of one.
        part: what of the cell or notebook the text is: `source`, `text/html`, `metadata`, ….
        commit: the commit that brought it in, where history was read.
        allowed: the reason that a comment gives for it; then it is no leak.
    """

    kind: KeyKind
    value: str
    line: int
    column: int
    file: str = ""
    cell: int | None = None
    output: int | None = None
    part: str = ""
    commit: str = ""
    allowed: str = ""

    @property
    def place(self) -> str:
        """Where it stands within its file: `cell 3, output 1, text/html, line 2, column 7`."""
        named = [
            f"cell {self.cell}" if self.cell else "",
            f"output {self.output}" if self.output else "",
            self.part,
            f"line {self.line}",
            f"column {self.column}",
        ]
        return ", ".join(filter(None, named))

    @property
    def first(self) -> str:
        """What to do first."""
        return _FIRST[self.kind]


class Lines:
    """The lines of a text, for places in it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def place(self, at: int) -> tuple[int, int]:
        """Give a place as its line and column, counted from 1."""
        line = bisect_left(self._ends, at)
        return line + 1, at - (self._ends[line - 1] if line else -1)

    def line(self, number: int) -> str:
        """Give a line by its number, "" where there is none."""
        if not 1 <= number <= len(self._ends) + 1:
            return ""
        start = self._ends[number - 2] + 1 if number > 1 else 0
        return self._text[start : self._ends[number - 1] if number <= len(self._ends) else None]

    @cached_property
    def _ends(self) -> list[int]:
        return [end.start() for end in re.finditer("\n", self._text)]
