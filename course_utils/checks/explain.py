"""What went wrong while a check ran a learner's function, in a sentence or two for the learner."""

from dataclasses import dataclass
from types import TracebackType
from typing import Any

from course_utils.checks.limits import TimeLimitReached
from course_utils.checks.outcomes import NotAttempted, NotYet
from course_utils.checks.sources import Sources
from course_utils.checks.wording import call_text, line_text, shorten, typed
from course_utils.keys import redact


@dataclass(frozen=True)
class Checked:
    """What is being checked: a task's name, the notebook's names, and the learner's cells as text."""

    task: str
    notebook: dict[str, Any]
    sources: Sources

    @property
    def function(self) -> Any:
        return self.notebook.get(self.task)


def obstacle(checked: Checked) -> NotYet | None:
    """Give what can be said before any of the learner's code runs, if there is something."""
    task = checked.task
    if error := checked.sources.syntax_error(task):
        return _unreadable(task, error)
    if borrowed := checked.sources.course_names(task):
        return NotYet(
            f"{task} takes {borrowed[0]} from the course itself.",
            why="The course has this answer too; the task asks for yours. Write it without that import.",
            task=task,
        )
    if task in checked.notebook and not callable(checked.function):
        return NotYet(
            f"{task} is {typed(checked.function)}, and it should be a function.",
            why="A line like `name = …` replaces the function of that name. Use another name there.",
            task=task,
        )
    return None


def explain(error: BaseException, checked: Checked, seconds: float) -> NotYet:
    """Turn whatever came out of a check's block into the one outcome that a learner reads."""
    outcome = _outcome(error, checked, seconds)
    if shadowed := checked.sources.shadowed_builtins(checked.task):
        outcome.add_note(
            f"Your notebook uses Python's own name `{shadowed[0]}` for something else, and {checked.task} "
            "needs that name: another name there may cure this."
        )
    return outcome


def _outcome(error: BaseException, checked: Checked, seconds: float) -> NotYet:
    task = checked.task
    points = _points(error, checked.notebook)
    match error:
        case NotYet():
            return error
        case TimeLimitReached():
            return NotYet(
                f"{task} was still running after {seconds:g} seconds, so it was stopped.",
                why="Often that is a loop whose condition never becomes false.",
                task=task,
            )
        case NotImplementedError():
            return _not_attempted(points, task)
        case NameError(name=str(name)) if points[-1].tb_next is None and len(points) == 1:
            return _missing(name, checked.sources)
        case TypeError() if points[-1].tb_next is None and len(points) == 1:
            return NotYet(
                f"{task} can't be called as the task describes it: {_said(error)}.",
                why="Keep the function's first line, with its name and parameters, as it was given.",
                task=task,
            )
        case SystemExit():
            return NotYet(
                f"{task} ended the whole program with exit().",
                why="A function hands its answer back with return; whoever called it goes on.",
                task=task,
            )
        case RecursionError():
            return NotYet(
                f"{task} calls itself again and again without an end.",
                why="Is there a case in which it returns without calling itself?",
                task=task,
            )
    return _raised(error, points, task)


def _not_attempted(points: list[TracebackType], task: str) -> NotYet:
    stub = [task, *(point.tb_frame.f_code.co_name for point in points[1:])][-1]
    if stub == task:
        return NotAttempted(
            f"{task} is still the stub. Replace its raise line, run that cell, then this one.",
            task=task,
        )
    return NotAttempted(f"{task} calls {stub}, which is still the stub.", task=stub)


def _missing(name: str, sources: Sources) -> NotYet:
    if error := sources.syntax_error(name):
        return _unreadable(name, error)
    return NotYet(
        f"there is no function {name}.",
        why="Run the cell that defines it first; if it was renamed, give it its name back.",
        task=name,
    )


def _unreadable(task: str, error: SyntaxError) -> NotYet:
    """Say why Python can't read the cell that should define a task."""
    line = shorten(redact(error.text or ""))
    return NotYet(
        f"Python can't read the cell that defines {task}. Line {error.lineno}: {error.msg}.",
        why=f"That line is `{line}`; the slip may be just before it. Until it is mended nothing in that cell exists.",
        task=task,
    )


def _raised(error: BaseException, points: list[TracebackType], task: str) -> NotYet:
    check, *inside = points
    said = _said(error)
    return NotYet(
        f"{call_text(check) or task} raised {type(error).__name__}{': ' if said else ''}{said}.",
        why=f"It came from the line `{line_text(inside[-1])}`." if inside else "",
        task=task,
    )


def _points(error: BaseException, notebook: dict[str, Any]) -> list[TracebackType]:
    """Give the points of a traceback that lie in the notebook: the check's own, then the learner's."""
    points = []
    point = error.__traceback__
    while point:
        if point.tb_frame.f_globals is notebook:
            points.append(point)
        point = point.tb_next
    return points


def _said(error: BaseException) -> str:
    try:
        return shorten(redact(str(error))).rstrip(".")
    except Exception:
        return ""
