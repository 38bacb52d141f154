"""Keys in a notebook: every text that its JSON holds is looked at, and told by its place.

Source, outputs of every MIME type, tracebacks, metadata, attachments and the state of widgets are all
reached by the same walk, so that what a later format adds is looked at too. A list of strings is one text,
and the streams of a cell are read on where another output comes between, as are the sources of code cells.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from course_utils.leaks.allowing import (
    Allowances,
    redacted_parts_unless_allowed,
    redacted_unless_allowed,
)
from course_utils.leaks.finding import Finding, Lines
from course_utils.leaks.going_on import cut_keys_taken_out, cuts_of, going_on, is_text
from course_utils.leaks.text import Match, find_keys, joined, redacted, redacted_parts

_WRITTEN_BY_HAND = ("source", "input")
"""Only there a comment can allow a key: what a program prints is not the author's word."""


@dataclass(frozen=True)
class NotebookText:
    """A text of a notebook and its place; the numbers are counted from 1.

    `cuts` are the places where outputs or sources were joined, the latter those of `cells`: of such a text only a key
    across one of them counts, the others stand in its parts.
    """

    text: str
    part: str
    cell: int | None = None
    output: int | None = None
    cuts: tuple[int, ...] = ()
    cells: tuple[int, ...] = ()

    def keys(self, known: Collection[str]) -> list[Match]:
        found = find_keys(self.text, known)
        if self.cuts:
            ends = (*self.cuts, len(self.text))
            return [each for each in found if ends[bisect_right(ends, each.start)] < each.end]
        return found


def findings(notebook: Any, known: Collection[str] = ()) -> list[Finding]:
    """Find the keys in a notebook, in its order.

    Args:
        notebook: what `json.loads` or nbformat gives, of any format; a broken one is read as far as it goes.
        known: see `text.find_keys`.
    """
    found = (each for text in texts(notebook) for each in _findings_in(text, known))
    return list(dict.fromkeys(found))


def _findings_in(text: NotebookText, known: Collection[str]) -> Iterator[Finding]:
    lines = Lines(text.text)
    allowances = Allowances(lines)
    for match in text.keys(known):
        line, column = lines.place(match.start)
        part = bisect_right(text.cuts, match.start) if text.cells else 0
        before = lines.place(text.cuts[part - 1])[0] - 1 if part else 0
        yield Finding(
            match.kind,
            match.label,
            line - before,
            column,
            cell=text.cells[part] if text.cells else text.cell,
            output=text.output,
            part=text.part,
            allowed=allowances.reason(line) if text.part in _WRITTEN_BY_HAND else "",
        )


def without_keys(value: Any, known: Collection[str] = ()) -> Any:
    """Give a notebook, or any part of one, with a label in the place of each key; nothing else changes.

    A key in the source of a cell that a comment allows stays, unless values are known.
    """
    if isinstance(value, str):
        return redacted(value, known)
    if is_text(value):
        return redacted_parts(value, known)
    if isinstance(value, list):
        return [without_keys(each, known) for each in cut_keys_taken_out(value, known)]
    if isinstance(value, dict):
        pairs = ((without_keys(k, known), _field(k, v, known)) for k, v in value.items())
        return type(value)(pairs)
    return value


def _field(name: Any, value: Any, known: Collection[str]) -> Any:
    if name in _WRITTEN_BY_HAND and not known:
        if isinstance(value, str):
            return redacted_unless_allowed(value)
        if is_text(value):
            return redacted_parts_unless_allowed(value)
    return without_keys(value, known)


def texts(notebook: Any) -> Iterator[NotebookText]:
    """Give the texts of a notebook, cell by cell; what belongs to all of it comes last."""
    if not isinstance(notebook, dict):
        yield from (NotebookText(text, "") for text in _texts_in(notebook))
        return
    cells = list(_cells(notebook))
    for number, cell in enumerate(cells, 1):
        yield from _texts_of_cell(cell, number)
    for text in going_on(cells):
        numbers, parts = tuple(at + 1 for at in text.places), text.parts(cells)
        yield NotebookText("".join(parts), text.name, None, None, cuts_of(parts), numbers)
    for name, value in notebook.items():
        if name not in ("cells", "worksheets") or not isinstance(value, list):
            yield from (NotebookText(text, name) for text in (name, *_texts_in(value)))


def _cells(notebook: dict[str, Any]) -> Iterator[Any]:
    """Give the cells of format 4, and those of the sheets of older ones."""
    sheets = [notebook, *_list(notebook.get("worksheets"))]
    for sheet in sheets:
        if isinstance(sheet, dict):
            yield from _list(sheet.get("cells"))
        elif sheet:
            yield sheet


def _texts_of_cell(cell: Any, number: int) -> Iterator[NotebookText]:
    if not isinstance(cell, dict):
        yield from (NotebookText(text, "", number) for text in _texts_in(cell))
        return
    for name, value in cell.items():
        if name == "outputs":
            yield from _texts_of_outputs(_list(value) or [value], number)
        else:
            yield from (NotebookText(text, name, number) for text in (name, *_texts_in(value)))


def _texts_of_outputs(outputs: list[Any], cell: int) -> Iterator[NotebookText]:
    for number, output in enumerate(outputs, 1):
        if not isinstance(output, dict):
            yield from (NotebookText(text, "", cell, number) for text in _texts_in(output))
            continue
        for part, value in _parts_of_output(output):
            yield from (
                NotebookText(text, part, cell, number) for text in (part, *_texts_in(value))
            )
    for text in going_on(outputs):
        parts, first = text.parts(outputs), text.places[0] + 1
        yield NotebookText("".join(parts), text.name, cell, first, cuts_of(parts))


def _parts_of_output(output: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the parts of an output by their names: a stream's, a MIME type, or a field's."""
    for name, value in output.items():
        if name == "data" and isinstance(value, dict):
            yield from value.items()
        elif name == "text" and output.get("output_type") == "stream":
            yield str(output.get("name", name)), value
        else:
            yield name, value


def _texts_in(value: Any) -> Iterator[str]:
    """Give the texts in a value of JSON, names of fields too, in their order and without recursion."""
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, str):
            yield each
        elif is_text(each):
            yield joined(each)[0]
        elif isinstance(each, list | tuple):
            left.extend(reversed(each))
        elif isinstance(each, dict):
            left.extend(part for pair in reversed(each.items()) for part in reversed(pair))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
