"""The notebook that `autograded/` holds: the submission as it was graded, with its outputs."""

from functools import cache
from typing import Any

from course_utils.grading.coursework.submitted import Paper, PaperCell
from course_utils.grading.coursework.verdict import CellVerdict, Output, Verdict

_TAGS = {
    *("a", "b", "br", "code", "div", "em", "i", "p", "pre", "span", "strong", "sub", "sup"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "ol", "li", "caption"),
}


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
    if "data" not in output:
        return output
    data = {
        kind: harmless_html(text) if kind in ("text/html", "text/markdown", "text/latex") else text
        for kind, text in output["data"].items()
    }
    return {**output, "data": data}


def harmless_html(text: str) -> str:
    """Keep the tags of simple text and tables; everything else is shown as it was typed."""
    if "<" not in text:
        return text
    return str(_sanitiser().sanitize_html_tags(text))


@cache
def _sanitiser() -> Any:
    from nbconvert.preprocessors import sanitize  # noqa: PLC0415 - a second, for the first that needs it

    make: Any = sanitize.SanitizeHTML
    return make(tags=sorted(_TAGS), attributes={"*": ["title"], "td": ["colspan"]})
