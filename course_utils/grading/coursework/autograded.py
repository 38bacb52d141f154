"""The notebook that `autograded/` holds: the submission as it was graded, with its outputs."""

import re
from typing import Any

from course_utils.grading.coursework.verdict import CellVerdict, Output, Verdict
from course_utils.notebooks.matching import Paper, PaperCell

_KEPT_TAGS = {
    *("a", "b", "br", "code", "div", "em", "i", "p", "pre", "span", "strong", "sub", "sup"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "ol", "li", "caption"),
}
_FORMATTING = {"a", "b", "code", "em", "i", "strong"}
_INLINE = {*_FORMATTING, "span", "sub", "sup"}
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*"|='[^'<>]*')?)*)\s*/?>"""
)
_KEPT_ATTRIBUTES = re.compile(r'\s(?:title|colspan)="[^"]*"')
_MARKUP = re.compile(r"<(?=[a-zA-Z/!?])")
"""What may begin markup; `a < b` does not."""
_DEEPEST = 50
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_MOST_COLOURS = 5_000


def marked_notebook(paper: Paper, verdict: Verdict) -> dict[str, Any]:
    """Build the notebook (nbformat 4.5). Its HTML, a stranger's, keeps plain tags only."""
    metadata = {
        name: paper.sheet.notebook_metadata[name]
        for name in ("kernelspec", "language_info")
        if name in paper.sheet.notebook_metadata
    }
    return {
        "cells": [_marked(cell, paper, verdict.cells.get(cell.place)) for cell in paper.cells],
        "metadata": metadata,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _marked(cell: PaperCell, paper: Paper, result: CellVerdict | None) -> dict[str, Any]:
    nbgrader = next(
        (known.metadata for known in paper.sheet.cells if known.grade_id == cell.grade_id), None
    )
    marked: dict[str, Any] = {
        "id": f"cell-{cell.place}",
        "cell_type": cell.cell_type,
        "metadata": {"nbgrader": dict(nbgrader)} if nbgrader else {},
        "source": cell.source if cell.cell_type == "code" else _plain(cell),
    }
    if cell.cell_type == "code":
        marked["execution_count"] = result.count if result else None
        marked["outputs"] = [harmless(output) for output in result.outputs] if result else []
    return marked


def _plain(cell: PaperCell) -> str:
    """Text of the learner's is shown by Formgrader as it is, HTML included."""
    return cell.source if cell.kind in ("text", "task") else harmless_html(cell.source)


def harmless(output: Output) -> Output:
    """Give an output as a page may show it: plain tags, and no more colours than a page can afford."""
    if "traceback" in output:
        lines = "\n".join(output["traceback"])
        return {**output, "traceback": _few_colours(lines).split("\n")}
    if "text" in output:
        return {**output, "text": _few_colours(output["text"])}
    if "data" not in output:
        return output
    data = {
        kind: harmless_html(text)
        if kind in ("text/html", "text/markdown", "text/latex")
        else _few_colours(text)
        for kind, text in output["data"].items()
    }
    return {**output, "data": data}


def _few_colours(text: str) -> str:
    """Leave out all colours where there are many: nbconvert takes the square of their number."""
    return text if text.count("\x1b[") <= _MOST_COLOURS else _COLOUR.sub("", text)


def harmless_html(text: str) -> str:
    """Keep the tags of simple text and tables, closed in order; all else is shown as it was typed.

    One pass over the text, whatever it holds: parsers of HTML repair what is broken, and pages of a few
    kilobytes grow to gigabytes that way.
    """
    kept: list[str] = []
    opened: list[str] = []
    end = 0
    for tag in _TAG.finditer(text):
        between = text[end : tag.start()]
        kept += [
            _typed(between),
            _unformatted(opened) if "\n" in between else "",
            _tag(tag, opened),
        ]
        end = tag.end()
    kept.append("" if "\n" not in text[end:] else _unformatted(opened))
    return "".join([*kept, _typed(text[end:]), *(f"</{name}>" for name in reversed(opened))])


def _tag(tag: re.Match[str], opened: list[str]) -> str:
    closing, name = tag[1], tag[2].lower()
    if name not in _KEPT_TAGS or (closing and name not in opened):
        return _typed(tag[0])
    if name == "br":
        return "<br>"
    if not closing:
        if len(opened) == _DEEPEST:
            return _typed(tag[0])
        before = "" if name in _INLINE else _unformatted(opened)
        opened.append(name)
        return f"{before}<{name}{''.join(_KEPT_ATTRIBUTES.findall(tag[3]))}>"
    closed = ""
    while not closed.endswith(f"</{name}>"):
        closed += f"</{opened.pop()}>"
    return closed


def _unformatted(opened: list[str]) -> str:
    """End what formats text, at the end of a line and before a block: a browser begins it anew in every block."""
    closed = ""
    while any(name in _FORMATTING for name in opened):
        closed += f"</{opened.pop()}>"
    return closed


def _typed(text: str) -> str:
    return _MARKUP.sub("&lt;", text)
