"""A learner's exercise, run from the top in a fresh kernel: what each of its checks says."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from course_utils.checks.kernel_run import KernelRun
from course_utils.checks.outcomes import TOLD_BEFORE
from course_utils.checks.reading import ExerciseError, released
from course_utils.leaks.text import redacted
from course_utils.notebooks.matching import Paper, PaperCell
from course_utils.notebooks.points import points_of
from course_utils.notebooks.running import CELL_SECONDS
from course_utils.notebooks.sheet import SheetCell

_MOST_ENDS = 3
"""Cells that end Python: the notebook is run again without each."""


@dataclass(frozen=True)
class Check:
    """A check as it is given out: the rule of a task that it stands for, and the heading it stands under."""

    name: str
    task: str
    rule: str
    points: float
    heading: str
    exercise: str


@dataclass(frozen=True)
class CheckResult:
    """What one check said about a learner's code; an empty message means that it passed.

    `earned` may be a part of `points`, where the check's last line is a number.
    """

    name: str
    task: str
    rule: str
    points: float
    message: str
    attempted: bool = True
    earned: float = 0.0
    heading: str = ""

    @property
    def passed(self) -> bool:
        return not self.message

    @property
    def told_before(self) -> bool:
        """Whether the message only says that another check met the same error."""
        return TOLD_BEFORE in " ".join(self.message.split())

    @property
    def topic(self) -> str:
        """The check's name without the task's, in words."""
        return self.name.removeprefix(self.task).strip("_").replace("_", " ")


@dataclass(frozen=True)
class Written:
    """A task that is answered in words and marked by a person."""

    name: str
    heading: str
    points: float
    begun: bool = False
    """Whether the learner's answer differs from what was given out."""

    @property
    def title(self) -> str:
        return self.heading.partition(":")[0]


def written_answers(paper: Paper) -> tuple[Written, ...]:
    """Give the tasks of a learner's notebook that a person marks, in their order."""
    return tuple(
        replace(_written(paper.sheet.by_id[str(cell.grade_id)]), begun=cell.changed)
        for cell in paper.cells
        if cell.kind == "written"
    )


def _written(cell: SheetCell) -> Written:
    return Written(cell.grade_id, cell.heading, cell.points)


def released_written(exercises: Path, exercise: str) -> tuple[Written, ...]:
    """Give the tasks of an exercise that a person marks; arguments and errors as for `released_checks`."""
    return _given(exercises, exercise)[1]


def released_checks(exercises: Path, exercise: str) -> tuple[Check, ...]:
    """Give the checks of an exercise that a learner can see, in their order.

    Args:
        exercises: as for `read_exercise`.
        exercise: the exercise's name.

    Raises:
        ExerciseError: there is no such exercise, or it can't be read.
    """
    return _given(exercises, exercise)[0]


def _given(exercises: Path, exercise: str) -> tuple[tuple[Check, ...], tuple[Written, ...]]:
    path = exercises / exercise / f"{exercise}.ipynb"
    try:
        return _given_in(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise ExerciseError(f"The exercise {path} can't be read: {error.strerror}.") from None


@lru_cache
def _given_in(path: Path, _changed: int) -> tuple[tuple[Check, ...], tuple[Written, ...]]:
    sheet = released(path)
    checks = tuple(
        Check(cell.grade_id, *cell.rule, cell.points, cell.heading, path.stem)
        for cell in sheet.checks
    )
    return checks, tuple(_written(cell) for cell in sheet.cells if cell.kind == "written")


def run_checks(
    paper: Paper,
    folder: Path,
    environment: Mapping[str, str],
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    told: Callable[[CheckResult], None] = lambda _result: None,
    seconds: float = CELL_SECONDS,
) -> list[CheckResult]:
    """Run a notebook in a kernel of its own and give what its checks say, in their order.

    Where a cell ends Python, the others are run without it.

    Args:
        paper: the learner's notebook, matched with the exercise.
        folder: where it runs.
        environment: what the kernel sees of the environment.
        progress: is told how many cells are done, out of how many.
        told: is given each result as soon as its check has run.
        seconds: how long a cell of the learner's may take.

    Raises:
        ExerciseError: no kernel starts.
    """
    cells = [cell for cell in paper.cells if cell.cell_type == "code"]
    run = KernelRun(folder, environment, seconds, [cell.kind == "check" for cell in cells])
    left_out: list[int] = []  # cells that ended Python
    ended, known = False, set[int]()

    def end(node: NotebookNode) -> None:
        place = node.metadata.place
        if run.is_check[place] and place not in known:
            known.add(place)
            told(_checked(paper, cells[place], node, _said(node)))

    while not ended and len(left_out) <= _MOST_ENDS:
        nodes = [
            new_code_cell("" if place in left_out else cell.source, metadata={"place": place})
            for place, cell in enumerate(cells)
        ]
        try:
            run.execute(nodes, progress, end)
            ended = True
        except DeadKernelError:
            left_out.append(run.begun[-1].metadata.place)
    return [
        _checked(paper, cell, node, _told(node, [cells[each] for each in left_out], cell))
        for cell, node in zip(cells, nodes, strict=True)
        if cell.kind == "check"
    ]


def _told(node: NotebookNode, left_out: list[PaperCell], cell: PaperCell) -> str:
    """Give what a check says, and which cells of the learner's ended Python where it does not pass."""
    if cell in left_out:
        return "Not yet: Python itself stopped while this was checked."
    message = _said(node)
    begin = [
        f"`{each.source.strip().partition(chr(10))[0]}`"
        for each in left_out
        if each.kind != "check"
    ]
    if not message or not begin:
        return message
    return f"{message}\nPython stopped in the cell that begins {' and the one that begins '.join(begin)}."


def _checked(paper: Paper, cell: PaperCell, node: NotebookNode, message: str) -> CheckResult:
    given = paper.sheet.by_id[str(cell.grade_id)]
    task, rule = given.rule
    return CheckResult(
        name=given.grade_id,
        task=task,
        rule=rule,
        points=given.points,
        message=redacted(message),
        attempted=not any(output.get("ename") == "NotAttempted" for output in node.outputs),
        earned=points_of(not message, _number(node), given.points),
        heading=given.heading,
    )


def _number(node: NotebookNode) -> float | None:
    """Give the number that a check's last line is, which is partial credit; IPython may show other lines before it."""
    values = [each for each in node.outputs if each.output_type == "execute_result"]
    with suppress(ValueError, IndexError):
        return float(values[-1].data.get("text/plain", ""))
    return None


def _said(node: NotebookNode) -> str:
    for output in node.outputs:
        if output.output_type == "error" and output.ename in ("NotYet", "NotAttempted"):
            return str(output.evalue)
        if output.output_type == "error":
            return f"Not yet: the check itself could not run ({output.ename}: {output.evalue})."
    if not node.metadata.get("ended"):
        return (
            "Not yet: this was not checked. Some cell before it takes away what Python itself needs, such as "
            "sys.stdout or a function of its own."
        )
    return ""
