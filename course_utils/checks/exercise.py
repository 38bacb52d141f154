"""A learner's exercise, run from the top in a fresh kernel: what each of its checks says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from course_utils.checks.outcomes import TOLD_BEFORE
from course_utils.errors import CourseError

CELL_SECONDS = 10
_MORE_FOR_A_CHECK = 2
"""A check stops a learner's function after ten seconds by itself, and says so better than we can."""

_CHECK = re.compile(r"check\(\s*\"(\w+)\",\s*\"([^\"]*)\"")
_HEADING = re.compile(r"^## (.*)", re.MULTILINE)


class ExerciseError(CourseError):
    """An exercise can't be checked; the message says why and what to do."""


@dataclass(frozen=True)
class CheckResult:
    """What one check said about a learner's code; an empty message means that it passed."""

    name: str
    task: str
    rule: str
    points: float
    message: str
    attempted: bool = True

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


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook.

    Raises:
        ExerciseError: the file is missing or is no notebook.
    """
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise ExerciseError(
            f"{path} is missing. `course start` copies the exercises that are not there yet."
        ) from None
    except Exception as error:  # what nbformat raises depends on what it stumbles over
        raise ExerciseError(
            f"{path} can't be read as a notebook ({type(error).__name__}). "
            f"`course reset {path.stem}` gives you a fresh one and keeps this file beside it."
        ) from None
    return notebook


def with_released_checks(submitted: NotebookNode, released: NotebookNode) -> NotebookNode:
    """Put the released read-only cells in the place of the learner's copies of them.

    Each stands once: a check that was changed is as it was, one that was copied counts once, one that
    was deleted is added at the end. Cells for setting up that were deleted come first.
    """
    locked = {name: cell for cell in released.cells if (name := _locked_name(cell))}
    missing = dict(locked)
    cells = []
    for cell in submitted.cells:
        name = _grader(cell).get("grade_id")
        if name not in locked:
            cells.append(cell)
        elif name in missing:
            cells.append(missing.pop(name))
    set_up = [cell for cell in missing.values() if not _grader(cell).get("grade")]
    checks = [cell for cell in missing.values() if _grader(cell).get("grade")]
    submitted.cells = [*set_up, *cells, *checks]
    return submitted


def headings(released: NotebookNode) -> dict[str, str]:
    """Give for each check the heading that it stands under."""
    under: dict[str, str] = {}
    heading = ""
    for cell in released.cells:
        if cell.cell_type == "markdown":
            heading = [heading, *_HEADING.findall(cell.source)][-1]
        elif _grader(cell).get("grade"):
            under[_grader(cell)["grade_id"]] = heading
    return under


def run_checks(
    notebook: NotebookNode,
    folder: Path,
    environment: Mapping[str, str],
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    seconds: float = CELL_SECONDS,
) -> list[CheckResult]:
    """Run a notebook in a kernel of its own and give what its checks say, in their order.

    A kernel, and not a shell in this process: it is what the learner's own Restart and Run All uses, a
    cell that never ends can be interrupted, and one that ends the process takes only itself along.

    Args:
        notebook: is changed: it holds the outputs afterwards.
        folder: where it runs.
        environment: what the kernel sees of the environment.
        progress: is told how many cells are done, out of how many.
        seconds: how long a cell of the learner's may take.
    """
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in code:
        cell.outputs = []
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout_func=lambda cell: seconds + _MORE_FOR_A_CHECK * bool(_grader(cell).get("grade")),
        interrupt_on_timeout=True,
        error_on_timeout={"ename": "TimeoutError", "evalue": "", "traceback": []},
        allow_errors=True,
        record_timing=False,
        extra_arguments=["--HistoryManager.hist_file=:memory:", "--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    )
    begun: list[NotebookNode] = []

    def begin(cell: NotebookNode, **_: Any) -> None:
        progress(len(begun), len(code))
        begun.append(cell)

    client.on_cell_execute = begin
    try:
        client.execute(env=dict(environment))
    except DeadKernelError:
        stopped = begun[-1].source.strip().partition("\n")[0]
        reason = (
            f"Not yet: Python stopped in the cell that begins `{stopped}`, so this was not checked."
        )
        return [_checked(cell, reason) for cell in code if _grader(cell).get("grade")]
    return [_checked(cell, _said(cell)) for cell in code if _grader(cell).get("grade")]


def _checked(cell: NotebookNode, message: str) -> CheckResult:
    grader = _grader(cell)
    found = _CHECK.search(cell.source)
    task, rule = found.groups() if found else (grader["grade_id"], "")
    return CheckResult(
        name=grader["grade_id"],
        task=task,
        rule=rule,
        points=grader["points"],
        message=message,
        attempted=not any(output.get("ename") == "NotAttempted" for output in cell.outputs),
    )


def _said(cell: NotebookNode) -> str:
    for output in cell.outputs:
        if output.output_type == "error" and output.ename in ("NotYet", "NotAttempted"):
            return str(output.evalue)
        if output.output_type == "error":
            return f"Not yet: the check itself could not run ({output.ename}: {output.evalue})."
    return ""


def _locked_name(cell: NotebookNode) -> str | None:
    grader = _grader(cell)
    return grader["grade_id"] if grader.get("locked") and not grader.get("solution") else None


def _grader(cell: NotebookNode) -> dict[str, Any]:
    return dict(cell.metadata.get("nbgrader", {}))
