"""nbgrader's seam: with these in `nbgrader_config.py`, plain `nbgrader autograde` uses the boxes.

    c.Autograde.sanitize_preprocessors = ["course_utils.grading.preprocessor.Match"]
    c.Autograde.autograde_preprocessors = [
        "course_utils.grading.preprocessor.Examine",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
    ]

`Match` stands where nbgrader resolves duplicates and puts its own cells back, `Examine` where a kernel
would run the notebook. Neither ever falls back to running a submission outside a box.
"""

import atexit
import json
from functools import cache
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode, from_dict
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Integer

from course_utils.grading.coursework.assignment import Assignment, load_assignment
from course_utils.grading.coursework.autograded import marked_notebook
from course_utils.grading.coursework.submitted import Paper, UnreadableError, read_paper
from course_utils.grading.coursework.verdict import Verdict
from course_utils.grading.examining.choice import Decision, decide
from course_utils.grading.examining.pair import Beside
from course_utils.grading.examining.sitting import Times
from course_utils.grading.examining.slot import Slot
from course_utils.grading.grade_class import WHOLE_SUBMISSION
from course_utils.grading.records.gradebook import Ledger
from course_utils.grading.records.layout import folders_of
from course_utils.grading.sandbox.box import Setup
from course_utils.grading.sandbox.confine import Limits
from course_utils.grading.sandbox.requirements import bubblewrap

Resources = dict[str, Any]


class _OnSheet(NbGraderPreprocessor):  # type: ignore[misc]
    """What both need: the assignment as it was released, and the submission matched with it."""

    def _assignment(self, resources: Resources) -> Assignment:
        folders = folders_of(CourseDirectory(parent=self))
        name = resources["nbgrader"]["assignment"]
        with Ledger(folders, load_assignment(folders.source, name)) as ledger:
            return ledger.assignment

    def _paper(self, notebook: NotebookNode, resources: Resources, assignment: Assignment) -> Paper:
        name = resources["nbgrader"]["notebook"]
        sheet = next(sheet for sheet in assignment.sheets if sheet.name == name)
        paper = read_paper(json.dumps(notebook).encode(), sheet)
        for flag in paper.flags:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], flag)
        return paper


class Match(_OnSheet):
    """Makes a submission safe to run and to write: see `submission.read_paper`."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        _refuse_links(Path(resources["metadata"]["path"], f"{resources['metadata']['name']}.ipynb"))
        paper = self._paper(nb, resources, self._assignment(resources))
        return from_dict(marked_notebook(paper, Verdict())), resources


class Examine(_OnSheet):
    """Runs a submission in the boxes; its outputs tell nbgrader the points of each check."""

    timeout = Float(10.0, help="Seconds a cell may run.").tag(config=True)
    memory = Integer(1024, help="Megabytes a submission may use.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        assignment = self._assignment(resources)
        paper = self._paper(nb, resources, assignment)
        warm = _warm(assignment.modules, assignment.needs_platform, self.timeout, self.memory)
        decision = warm.decision(assignment)
        for note in decision.notes:
            self.log.warning("%s", note)
        files = _files_beside(Path(resources["metadata"]["path"]))
        verdict = warm.slot.examine(paper, Beside(assignment.files, files), decision.way)
        for flag in verdict.flags:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], flag)
        return from_dict(marked_notebook(paper, verdict)), resources


class _Warm:
    """A pair of boxes that outlives a submission, and what is known of the assignments it saw."""

    def __init__(self, slot: Slot) -> None:
        self.slot = slot
        self._decisions: dict[str, Decision] = {}

    def decision(self, assignment: Assignment) -> Decision:
        key = repr(assignment)
        if key not in self._decisions:
            self._decisions[key] = decide(self.slot, assignment)
        return self._decisions[key]


@cache
def _warm(modules: tuple[str, ...], platform: bool, timeout: float, memory: int) -> _Warm:
    """Keep one warm pair for this process: nbgrader makes its preprocessors anew for each notebook."""
    setup = Setup(bubblewrap(), Limits(memory=memory * 1024 * 1024), modules)
    slot = Slot(setup, Times(timeout, WHOLE_SUBMISSION * timeout), platform=platform)
    atexit.register(slot.close)
    slot.warm_up()
    return _Warm(slot)


def _refuse_links(notebook: Path) -> None:
    """A link may lead to the solution, or to any file of the instructor's.

    Raises:
        UnreadableError: the notebook, its folder or the student's is a symbolic link.
    """
    for path in (notebook, notebook.parent, notebook.parent.parent):
        if path.is_symlink():
            raise UnreadableError(f"{path} is a symbolic link, and is not followed")


def _files_beside(folder: Path) -> dict[str, bytes]:
    """Nbgrader has put the learner's files and the instructor's into the folder it works in."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb"
    }
