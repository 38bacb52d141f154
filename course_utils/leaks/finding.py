"""What is told about a key that was found: where it stands and what to do first, never the key."""

from dataclasses import dataclass

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


def line_and_column(text: str, place: int) -> tuple[int, int]:
    """Give a place of a text as its line and column, counted from 1."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
