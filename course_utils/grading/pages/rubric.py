"""How an answer in words is marked, for Formgrader to show beside it.

It stands in the instructor's notebook, in the cells right below the answer that are tagged `not-released`; the answer
there is one that earns all points. Marked examples, where there are some, stand in `NOTES.md` under a heading that
begins with *The written answer*.
"""

import re
from itertools import takewhile
from pathlib import Path
from typing import Any

import nbformat
import nbgrader
from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode
from nbgrader.coursedir import CourseDirectory

from course_utils.grading.pages.class_page import read_notes
from course_utils.grading.records.layout import Folders, folders_of

NOT_RELEASED = "not-released"
"""The tag of a cell that learners do not get."""

TEMPLATE = "course_formgrade"
TEMPLATES = Path(__file__).parent / "formgrader"
NBGRADERS_TEMPLATES = Path(nbgrader.__file__).parent / "server_extensions/formgrader/templates"
"""Where nbconvert finds Formgrader's page with the rubric, and nbgrader's own, which that one extends."""

_EXAMPLES = re.compile(
    r"^## (?P<title>The written answer[^\n]*)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
_TITLE = re.compile(r"#+ (?P<title>[^\n]+)\n")

Part = dict[str, str]
"""A `title` and a `text` in Markdown."""


def rubric_of(folders: Folders, assignment: str, notebook: str, grade_id: str) -> list[Part]:
    """Give how an answer is marked, part by part; [] where the instructor's notebook says nothing of it."""
    path = folders.source / assignment / f"{notebook}.ipynb"
    try:
        cells = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4).cells
    except (OSError, ValueError, nbformat.validator.NotebookValidationError):
        return []
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells]
    if grade_id not in names:
        return []
    place = names.index(grade_id)
    below = list(takewhile(_is_kept_back, cells[place + 1 :]))
    parts = [_part(cell.source, "How it is marked") for cell in below]
    examples = _EXAMPLES.search(read_notes(folders.source, assignment))
    whole = {"title": "An answer with all points", "text": cells[place].source}
    return [*parts, whole, *([examples.groupdict()] if examples else [])]


def _is_kept_back(cell: NotebookNode) -> bool:
    return cell.cell_type == "markdown" and NOT_RELEASED in cell.metadata.get("tags", [])


def _part(source: str, otherwise: str) -> Part:
    titled = _TITLE.match(source)
    if titled is None:
        return {"title": otherwise, "text": source}
    return {"title": titled["title"], "text": source[titled.end() :]}


class Rubrics(Preprocessor):
    """Adds to each answer in words of a graded notebook how it is marked, where Formgrader shows it."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        assignment, notebook = (resources.get(f"{kind}_id") for kind in ("assignment", "notebook"))
        in_formgrader = assignment and notebook
        folders = folders_of(CourseDirectory(config=self.config)) if in_formgrader else None
        for cell in nb.cells:
            cell.metadata.pop("course_rubric", None)
            named = cell.metadata.get("nbgrader", {})
            if folders and cell.cell_type == "markdown" and named.get("grade"):
                name = str(named.get("grade_id"))
                cell.metadata.course_rubric = rubric_of(
                    folders, str(assignment), str(notebook), name
                )
        return nb, resources
