"""Feedback pages: what failed and why, without the hidden checks. nbgrader's pages, made in parallel."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from glob import escape
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.api import BaseCell, Comment, Grade, MissingEntry
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets import TraitError

from course_utils.errors import CourseError
from course_utils.grading.coursework.assignment import is_name
from course_utils.grading.imports import leave_out_addresses
from course_utils.grading.pages.html import Page
from course_utils.grading.records.configuration import listen, not_possible, read_configuration
from course_utils.grading.records.layout import load_folders
from course_utils.notebooks.sheet import without_hidden_checks

TELL_BY_THEMSELVES = ("NotYet", "NotAttempted")
"""Errors of `course_utils.checks`: their lines are written for the learner."""

MOST_IN_A_SHARE = 25
"""Pages that one process makes before it tells."""

_HIDDEN_FAILED = "A part of this check that is not shown did not pass."
_LEFT_OUT = (
    "What this cell said is left out here: hidden checks had been asked by then. "
    "Run it in your own copy to see it.\n"
)
_LONGEST_SAID = 300
"""Characters of an error in a check cell: enough for a sentence, too few to carry a list of questions."""


class KnownGrades(GetGrades):  # type: ignore[misc]
    """nbgrader's preprocessor, which asks the gradebook for each cell; here twice for a notebook."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        self._known: dict[type, dict[str, Any]] = {}
        done: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        return done

    def _get_comment(self, cell: NotebookNode, _resources: dict[str, Any]) -> None:
        cell.metadata.nbgrader["comment"] = self._find(Comment, cell).comment

    def _get_score(self, cell: NotebookNode, _resources: dict[str, Any]) -> None:
        grade = self._find(Grade, cell)
        cell.metadata.nbgrader.update(score=grade.score, points=grade.max_score)

    def _find(self, kind: type[Any], cell: NotebookNode) -> Any:
        """Give a cell's grade or comment.

        Raises:
            MissingEntry: there is none.
        """
        if kind not in self._known:
            place = self.notebook_id, self.assignment_id, self.student_id
            notebook = self.gradebook.find_submission_notebook(*place)
            rows = self.gradebook.db.query(BaseCell.name, kind).join(
                kind, kind.cell_id == BaseCell.id
            )
            self._known[kind] = dict(rows.filter(kind.notebook_id == notebook.id).all())
        name = cell.metadata.nbgrader.grade_id
        if name not in self._known[kind]:
            raise MissingEntry(f"No {kind.__name__.lower()} of {name} is in the gradebook.")
        return self._known[kind][name]


class HideChecks(NbGraderPreprocessor):  # type: ignore[misc]
    """Leaves out what learners were not given: hidden checks, tracebacks of them, and their questions.

    A learner's function may remember what hidden checks asked it, and a later cell print that.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        asked = False
        for cell in nb.cells:
            if _is_check(cell):
                asked = asked or without_hidden_checks(cell.source) != cell.source.strip()
            elif asked and cell.get("outputs"):
                cell.outputs = [new_output("stream", name="stdout", text=_LEFT_OUT)]
        done: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        return done

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], _index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        if _is_check(cell):
            cell.source = without_hidden_checks(cell.source)
            for output in cell.outputs:
                if output.output_type == "error" and output.ename not in TELL_BY_THEMSELVES:
                    output.evalue = output.evalue[:_LONGEST_SAID] or _HIDDEN_FAILED
                    output.traceback = [f"{output.ename}: {output.evalue}"]
        return cell, resources


def _is_check(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "code" and is_grade(cell) and not is_solution(cell))


class FeedbackError(CourseError):
    """Feedback pages could not be made."""


@dataclass(frozen=True)
class Made:
    """Whose pages are there by now, and whose could not be made, with the reason."""

    students: list[str]
    failed: dict[str, str]


def make_feedback(root: Path, assignment: str, jobs: int, *, force: bool) -> Iterator[Made]:
    """Make the pages of everybody who was graded; tell of some as their pages are there.

    Pages that are there and newer than their grading are kept, unless forced. Only pages are made:
    no file that a learner handed in beside the notebook is copied.

    Raises:
        FeedbackError: nobody was graded, or nbgrader cannot be asked; the message says why.
    """
    autograded = load_folders(root).autograded
    notebooks = autograded.glob(f"*/{escape(assignment)}/*.ipynb") if is_name(assignment) else ()
    students = sorted({path.parent.parent.name for path in notebooks})
    if not students:
        raise FeedbackError(
            f"Nobody's {assignment} is graded yet. Run `course grade {assignment}` first."
        )
    share = min(MOST_IN_A_SHARE, -(-len(students) // jobs))
    shares = [students[start : start + share] for start in range(0, len(students), share)]
    # a fresh process each: this one may hold threads, or an open gradebook
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=leave_out_addresses
    ) as workers:
        done = [workers.submit(_convert, root, assignment, names, force) for names in shares]
        for each in as_completed(done):
            try:
                yield each.result()
            except BrokenProcessPool as error:
                raise FeedbackError(
                    "A process that makes pages was ended from outside; there may be too little memory. "
                    f"Run `course feedback {assignment} --jobs 1`: pages that are there stay."
                ) from error


def _convert(root: Path, assignment: str, students: list[str], force: bool) -> Made:
    """Make some students' pages with nbgrader's converter, which is begun once for all of them."""
    config = read_configuration(root)
    config.CourseDirectory.assignment_id = assignment
    config.GenerateFeedback.preprocessors = [KnownGrades, HideChecks, CSSHTMLHeaderPreprocessor]
    config.GenerateFeedback.exporter_class = Page
    log, heard = listen(assignment)
    try:
        converter = _Share(CourseDirectory(config=config), config=config, log=log)
        converter.students, converter.force = set(students), force
        converter.start()
    except NbGraderException:
        if not heard.failed:
            raise FeedbackError(f"No page of {assignment} can be made: {heard.reason}.") from None
    except (TraitError, ImportError) as error:
        raise not_possible(root, error) from None
    return Made([name for name in students if name not in heard.failed], heard.failed)


class _Share(GenerateFeedback):  # type: ignore[misc]
    """nbgrader's converter for some of the students, and for the pages alone."""

    students: set[str]
    assignments: dict[str, list[str]]
    notebooks: list[str]

    def init_notebooks(self) -> None:
        super().init_notebooks()
        self.assignments = {
            folder: notebooks
            for folder, notebooks in self.assignments.items()
            if Path(folder).parent.name in self.students
        }

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Nbgrader compares the times of handing in: a page would outlive a second grading."""
        folder = Path(self._format_dest(assignment_id, student_id))
        if not self.force and all(_is_newer(folder, Path(book)) for book in self.notebooks):
            return False
        shutil.rmtree(folder, ignore_errors=True)
        return True

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Nbgrader would copy what stands beside the notebook, a stranger's pages among it."""


def _is_newer(folder: Path, notebook: Path) -> bool:
    page = folder / f"{notebook.stem}.html"
    return page.is_file() and page.stat().st_mtime_ns >= notebook.stat().st_mtime_ns
