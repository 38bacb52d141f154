"""A learner's exercise, run from the top in a fresh kernel: what each of its checks says."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from subprocess import DEVNULL
from tempfile import TemporaryDirectory
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from course_utils.checks.outcomes import TOLD_BEFORE
from course_utils.errors import CourseError
from course_utils.leaks.text import redacted
from course_utils.notebooks.finding import (
    AmbiguousError,
    find_notebook,
    may_be_notebook,
    taken_instead,
)
from course_utils.notebooks.matching import Paper, PaperCell, match
from course_utils.notebooks.names import what_is_there
from course_utils.notebooks.points import points_of
from course_utils.notebooks.reading import MAX_FILE, Notebook, UnreadableError, read_notebook
from course_utils.notebooks.running import CELL_SECONDS, KERNEL_NAME
from course_utils.notebooks.sheet import Sheet, SheetCell, read_sheet

_MORE_FOR_A_CHECK = 2
"""A check stops a learner's function after `CELL_SECONDS` by itself, and says so better than we can."""


class _ThisPythonsKernel(AsyncKernelManager):
    """Runs this very interpreter, whatever else is installed somewhere under the kernel's name."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]), **settings)


class ExerciseError(CourseError):
    """An exercise can't be checked; the message says why and what to do."""


class NoExerciseError(ExerciseError):
    """A notebook was made from no exercise."""


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


def read_exercise(path: Path, exercises: Path) -> Paper:
    """Read a learner's notebook and match it with the exercise that it was made from, as that was given out.

    The exercise is the one of the file's name, else the one whose cells the notebook holds. Where the file is
    missing, another one in its folder that holds the exercise's cells is taken, and told.

    Args:
        path: the learner's notebook.
        exercises: the folder of what is given out: `NAME/NAME.ipynb` for each exercise.

    Raises:
        ExerciseError: there is none, it is no notebook, or was made from no exercise.
    """
    body: bytes | None = None
    notes: tuple[str, ...] = ()
    named = exercises / path.stem / path.name
    if not (path.is_dir() and named.is_file()):
        with suppress(FileNotFoundError):
            body = _bytes_of(path)
    if body is None and named.is_file():
        name, body = _neighbour(path, _released(named))
        notes = (taken_instead(name, ""),)
    if body is None:
        known = ", ".join(sorted(folder.name for folder in exercises.glob("*/")))
        raise ExerciseError(
            f"There is no exercise {path.stem}, and no file {path}. There is: {known}."
        )
    notebook, paper = _read(body, path, named, exercises)
    if paper.is_untouched and paper.sheet.name == path.stem:
        bodies = _near(path, paper.sheet)
        with suppress(AmbiguousError):
            if worked := find_notebook(bodies, paper.sheet, instead_of_untouched=True):
                notes = (taken_instead(worked, path.name),)
                notebook, paper = _read(bodies[worked], path, named, exercises)
    return replace(paper, flags=(*notes, *_text_now(notebook, paper.sheet), *paper.flags))


def _read(body: bytes, path: Path, named: Path, exercises: Path) -> tuple[Notebook, Paper]:
    """Read a notebook that stands at a path or for it, and match it with the exercise that it was made from."""
    try:
        notebook = read_notebook(body)
    except UnreadableError as why:
        raise ExerciseError(
            f"{path} can't be used: {why}. `course reset {path.stem}` gives you a fresh one and keeps "
            "this file beside it."
        ) from None
    given = sorted(exercises.glob("*/*.ipynb"), key=lambda other: other != named)
    paper = max((match(notebook, _released(each)) for each in given), key=lambda each: each.known)
    if paper.is_strange:
        raise NoExerciseError(
            f"{path} was made from no exercise of this course: none of its cells is there."
        )
    return notebook, paper


def _text_now(notebook: Notebook, sheet: Sheet) -> list[str]:
    """Name the answers whose cells are no code cells any more, as one letter too many makes them in JupyterLab."""
    answers = {cell.grade_id for cell in sheet.cells if cell.kind == "answer"}
    return [
        f"the answer cell {cell.grade_id} is a text cell now; it was read as code. To make it code again, "
        "click at the left of it and press Y"
        for cell in notebook.cells
        if cell.cell_type != "code" and cell.grade_id in answers and cell.source
    ]


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
    sheet = _released(path)
    checks = tuple(
        Check(cell.grade_id, *cell.rule, cell.points, cell.heading, path.stem)
        for cell in sheet.checks
    )
    return checks, tuple(_written(cell) for cell in sheet.cells if cell.kind == "written")


def _released(path: Path) -> Sheet:
    try:
        return read_sheet(path.stem, path.read_bytes())
    except (UnreadableError, OSError) as why:
        raise ExerciseError(f"The exercise {path} can't be read: {why}.") from None


def _neighbour(path: Path, sheet: Sheet) -> tuple[str, bytes]:
    """Find the notebook under another name in its folder, or in one below."""
    bodies = _near(path, sheet)
    missing = "a folder, and no notebook" if path.is_dir() else "missing"
    try:
        name = find_notebook(bodies, sheet)
    except AmbiguousError as why:
        raise ExerciseError(
            f"{path} is {missing}, and {why}. Give one of them this name."
        ) from None
    if name is None:
        there = {each.name for each in path.parent.glob("[!.]*") if each != path}
        raise ExerciseError(
            f"{path} is {missing}{what_is_there(there)}. "
            "`course start` copies the exercises that are not there yet."
        )
    return name, bodies[name]


def _near(path: Path, sheet: Sheet) -> dict[str, bytes]:
    """Read what may be an exercise's notebook beside a path and in the folders there, by name."""
    near = [*path.parent.glob("*"), *path.parent.glob("[!.]*/*")]
    return {
        other.relative_to(path.parent).as_posix(): _bytes_of(other)
        for other in sorted(near)
        if other != path and other.is_file() and may_be_notebook(other.name, [sheet.name])
    }


def _bytes_of(path: Path) -> bytes:
    """Read a file.

    Raises:
        FileNotFoundError: there is none.
        ExerciseError: it is no file, or can't be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise ExerciseError(
                f"{path} is a folder, or no ordinary file. Name the notebook itself."
            )
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ExerciseError(f"{path} can't be read: {error.strerror}.") from None
    except ValueError as error:  # a name that no file can have
        raise ExerciseError(f"{str(path)!r} can't be read: {error}.") from None


def run_checks(
    paper: Paper,
    folder: Path,
    environment: Mapping[str, str],
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    told: Callable[[CheckResult], None] = lambda _result: None,
    seconds: float = CELL_SECONDS,
) -> list[CheckResult]:
    """Run a notebook in a kernel of its own and give what its checks say, in their order.

    A kernel, and not a shell in this process: it is what the learner's own Restart and Run All uses, a
    cell that never ends can be interrupted, and one that ends the process takes only itself along.

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
    nodes = [new_code_cell(cell.source, metadata={"place": n}) for n, cell in enumerate(cells)]
    is_check = [cell.kind == "check" for cell in cells]
    client = NotebookClient(
        new_notebook(cells=nodes),
        kernel_name=KERNEL_NAME,
        kernel_manager_class=_ThisPythonsKernel,
        timeout_func=lambda node: seconds + _MORE_FOR_A_CHECK * is_check[node.metadata.place],
        interrupt_on_timeout=True,
        error_on_timeout={"ename": "TimeoutError", "evalue": "", "traceback": []},
        allow_errors=True,
        record_timing=False,
        shutdown_kernel="immediate",  # nothing of it is needed any more; some took three seconds to end
        extra_arguments=[
            "--HistoryManager.hist_file=:memory:",
            "--InteractiveShellApp.extensions=course_utils.leaks",  # as in the learner's own kernel
            "--log-level=ERROR",
        ],
        resources={"metadata": {"path": str(folder)}},
    )
    begun: list[NotebookNode] = []

    def begin(cell: NotebookNode, **_: Any) -> None:
        progress(len(begun), len(cells))
        begun.append(cell)

    def end(cell: NotebookNode, execute_reply: dict[str, Any], **_: Any) -> None:
        cell.metadata.ended = execute_reply["content"]["status"] == "ok"
        if is_check[cell.metadata.place]:
            told(_checked(paper, cells[cell.metadata.place], cell, _said(cell)))

    client.on_cell_execute = begin
    client.on_cell_executed = end
    checks = [(cell, node) for cell, node in zip(cells, nodes, strict=True) if cell.kind == "check"]
    try:
        with (
            TemporaryDirectory() as nobodys,  # somebody's own IPython starts with files of their own
            # a loop that ends with it: this may be a thread of JupyterLab's server; ZeroMQ needs a selector
            asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner,
        ):
            # what other programs print would show in the terminal as it is, with any key in it
            own = {**environment, "IPYTHONDIR": nobodys}
            runner.run(client.async_execute(env=own, stdout=DEVNULL, stderr=DEVNULL))
    except DeadKernelError:
        stopped = begun[-1].source.strip().partition("\n")[0]
        reason = (
            f"Not yet: Python stopped in the cell that begins `{stopped}`, so this was not checked."
        )
        return [_checked(paper, cell, node, reason) for cell, node in checks]
    except (KeyError, RuntimeError, OSError) as error:  # KeyError: there is no such kernel
        raise ExerciseError(
            f"Jupyter's Python could not be started ({error}). `course doctor` looks for the reason."
        ) from error
    return [_checked(paper, cell, node, _said(node)) for cell, node in checks]


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
