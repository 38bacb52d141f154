"""nbgrader's seam: with these in `nbgrader_config.py`, plain `nbgrader autograde` uses the boxes.

    c.Autograde.exporter_class = "course_utils.grading.preprocessor.SafeCopies"
    c.Autograde.sanitize_preprocessors = ["course_utils.grading.preprocessor.Match"]
    c.Autograde.autograde_preprocessors = [
        "course_utils.grading.preprocessor.Examine",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
    ]

`SafeCopies` is made before nbgrader reads or copies anything of a learner's, and lets it have only what
`course grade` would read. `Match` stands where nbgrader resolves duplicates and puts its own cells back, which
is done by then, `Examine` where a kernel would run the notebook. None of them ever falls back to running a
submission outside a box.
"""

import atexit
import json
import secrets
import shutil
import tempfile
import weakref
from functools import cache
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode, from_dict
from nbgrader.converters import Autograde
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Integer

from course_utils.errors import CourseError
from course_utils.grading.copies import hand_out_copies
from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.coursework.autograded import marked_notebook
from course_utils.grading.examining.choice import Decision, decide
from course_utils.grading.examining.pair import Beside
from course_utils.grading.examining.slot import Slot
from course_utils.grading.examining.terms import Terms
from course_utils.grading.records.report import printable
from course_utils.grading.run import BUSY
from course_utils.grading.sandbox.requirements import bubblewrap
from course_utils.notebooks.matching import Paper, read_paper
from course_utils.notebooks.running import (
    CELL_SECONDS,
    CELL_SECONDS_HELP,
    MEMORY_HELP,
    MEMORY_MEGABYTES,
)

Resources = dict[str, Any]

_LINE_MISSING = (
    "nbgrader itself would follow links that a learner put beside a notebook. Add this line to "
    'nbgrader_config.py: c.Autograde.exporter_class = "course_utils.grading.preprocessor.SafeCopies"'
)


class ConfigurationError(CourseError):
    """`nbgrader_config.py` lacks what keeps submissions from doing harm."""


class BusyError(CourseError):
    """What a submission needed had others: its result would say little."""


class SafeCopies(NotebookExporter):
    """Leads nbgrader to copies of what was handed in, read and matched as `course grade` does.

    nbgrader makes its exporter after it has listed the submissions and before it opens one of them.

    Attributes:
        assignment: what they are matched with, read once for all of them.
    """

    assignment: Assignment

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)  # type: ignore[no-untyped-call]
        if isinstance(self.parent, Autograde):
            folder = tempfile.mkdtemp(prefix="course-submitted-")
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            self.assignment = hand_out_copies(self.parent, Path(folder))


class Match(NbGraderPreprocessor):  # type: ignore[misc]
    """Sees that what nbgrader read is a copy of ours, which is matched with the sheet already.

    Raises:
        ConfigurationError: the configuration lacks the line for it.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        _copies(self)
        return nb, resources


def _copies(preprocessor: NbGraderPreprocessor) -> SafeCopies:
    if not isinstance(preprocessor.parent, SafeCopies):
        raise ConfigurationError(_LINE_MISSING)
    return preprocessor.parent


class Examine(NbGraderPreprocessor):  # type: ignore[misc]
    """Runs a submission in the boxes; its outputs tell nbgrader the points of each check.

    Raises:
        ConfigurationError: the configuration lacks the line for `SafeCopies`.
        BusyError: the submission was disturbed twice.
    """

    timeout = Float(CELL_SECONDS, help=CELL_SECONDS_HELP).tag(config=True)
    memory = Integer(MEMORY_MEGABYTES, help=MEMORY_HELP).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        assignment = _copies(self).assignment
        paper = self._paper(nb, resources, assignment)
        warm = _warm(
            assignment.modules,
            assignment.examiners_cells,
            assignment.needs_platform,
            self.timeout,
            self.memory,
        )
        decision = warm.decision(assignment)
        for note in decision.notes:
            self.log.warning("%s", note)
        self.log.info("Keys in the checks are those of `course grade --seed %s`.", warm.seed)
        files = _files_beside(Path(resources["metadata"]["path"]))
        verdict = warm.slot.examine(paper, Beside(assignment.files, files), decision.way)
        if verdict.disturbed:
            verdict = warm.slot.examine(paper, Beside(assignment.files, files), decision.way)
        if verdict.disturbed:
            raise BusyError(BUSY)
        for flag in verdict.flags:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], printable(flag))
        return from_dict(marked_notebook(paper, verdict)), resources

    def _paper(self, notebook: NotebookNode, resources: Resources, assignment: Assignment) -> Paper:
        name = resources["nbgrader"]["notebook"]
        sheet = next(sheet for sheet in assignment.sheets if sheet.name == name)
        return read_paper(json.dumps(notebook).encode(), sheet)


class _Warm:
    """A pair of boxes that outlives a submission, and what is known of the assignments it saw."""

    def __init__(self, slot: Slot, seed: str) -> None:
        self.slot, self.seed = slot, seed
        self._decisions: dict[str, Decision] = {}

    def decision(self, assignment: Assignment) -> Decision:
        key = repr(assignment)
        if key not in self._decisions:
            self._decisions[key] = decide(self.slot, assignment)
        return self._decisions[key]


@cache
def _warm(
    modules: tuple[str, ...], cells: tuple[str, ...], platform: bool, timeout: float, memory: int
) -> _Warm:
    """Keep one warm pair for this process: nbgrader makes its preprocessors anew for each notebook."""
    seed = secrets.token_hex(8)
    slot = Terms(modules, cells, platform, seed, timeout, memory).slot(bubblewrap())
    atexit.register(slot.close)
    slot.warm_up()
    return _Warm(slot, seed)


def _files_beside(folder: Path) -> dict[str, bytes]:
    """Nbgrader has put the learner's files and the instructor's into the folder it works in."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb"
    }
