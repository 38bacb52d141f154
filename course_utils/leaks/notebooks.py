"""Keys in a notebook: every text that its JSON holds is looked at, and told by its place.

Source, outputs of every MIME type, tracebacks, metadata, attachments and the state of widgets are all
reached by the same walk, so that what a later format adds is looked at too. A list of strings is one text,
and the streams of a cell are read on where another output comes between.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from course_utils.leaks.allowing import Allowances
from course_utils.leaks.finding import Finding, Lines
from course_utils.leaks.text import Match, find_keys, joined, redacted, redacted_parts

_WRITTEN_BY_HAND = ("source", "input")
"""Only there a comment can allow a key: what a program prints is not the author's word."""


@dataclass(frozen=True)
class NotebookText:
    """A text of a notebook and its place; the numbers are counted from 1.

    `cuts` are the places where outputs were joined: of such a text only a key across one of them counts,
    the others stand in its parts.
    """

    text: str
    part: str
    cell: int | None = None
    output: int | None = None
    cuts: tuple[int, ...] = ()

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
        yield Finding(
            match.kind,
            match.label,
            line,
            column,
            cell=text.cell,
            output=text.output,
            part=text.part,
            allowed=allowances.reason(line) if text.part in _WRITTEN_BY_HAND else "",
        )


def without_keys(value: Any, known: Collection[str] = ()) -> Any:
    """Give a notebook, or any part of one, with a label in the place of each key; nothing else changes."""
    if isinstance(value, str):
        return redacted(value, known)
    if _is_text(value):
        return redacted_parts(value, known)
    if isinstance(value, list):
        return [without_keys(each, known) for each in _streams_without_keys(value, known)]
    if isinstance(value, dict):
        pairs = ((without_keys(k, known), without_keys(v, known)) for k, v in value.items())
        return type(value)(pairs)
    return value


def texts(notebook: Any) -> Iterator[NotebookText]:
    """Give the texts of a notebook, cell by cell; what belongs to all of it comes last."""
    if not isinstance(notebook, dict):
        yield from (NotebookText(text, "") for text in _texts_in(notebook))
        return
    for number, cell in enumerate(_cells(notebook), 1):
        yield from _texts_of_cell(cell, number)
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
    for streams in _cut_streams(outputs):
        parts = [_stream_text(outputs[at]) for at in streams]
        cuts = tuple(accumulate(map(len, parts[:-1])))
        name = str(outputs[streams[0]]["name"])
        yield NotebookText("".join(parts), name, cell, streams[0] + 1, cuts)


def _parts_of_output(output: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the parts of an output by their names: a stream's, a MIME type, or a field's."""
    for name, value in output.items():
        if name == "data" and isinstance(value, dict):
            yield from value.items()
        elif name == "text" and output.get("output_type") == "stream":
            yield str(output.get("name", name)), value
        else:
            yield name, value


def _cut_streams(outputs: list[Any]) -> list[list[int]]:
    """Give the places of outputs that are one stream with others between them, or more than one of it."""
    by_name: dict[str, list[int]] = {}
    for at, output in enumerate(outputs):
        if _is_stream(output):
            by_name.setdefault(str(output["name"]), []).append(at)
    return [places for places in by_name.values() if len(places) > 1]


def _is_stream(output: Any) -> bool:
    named = isinstance(output, dict) and output.get("output_type") == "stream" and "name" in output
    return named and (isinstance(output.get("text"), str) or _is_text(output.get("text")))


def _stream_text(stream: dict[str, Any]) -> str:
    return "".join(stream["text"])


def _streams_without_keys(outputs: list[Any], known: Collection[str]) -> list[Any]:
    """Take a key out that is cut between two streams; there the lists of lines become texts."""
    outputs = list(outputs)
    for places in _cut_streams(outputs):
        before = [_stream_text(outputs[at]) for at in places]
        for at, old, new in zip(places, before, redacted_parts(before, known), strict=True):
            if new != old:
                outputs[at] = type(outputs[at])(outputs[at], text=new)
    return outputs


def _texts_in(value: Any) -> Iterator[str]:
    """Give the texts in a value of JSON, names of fields too, in their order and without recursion."""
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, str):
            yield each
        elif _is_text(each):
            yield joined(each)[0]
        elif isinstance(each, list | tuple):
            left.extend(reversed(each))
        elif isinstance(each, dict):
            left.extend(part for pair in reversed(each.items()) for part in reversed(pair))


def _is_text(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(line, str) for line in value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
