"""What went wrong while a check ran a learner's function, in a sentence or two for the learner."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from subprocess import CalledProcessError
from types import TracebackType
from typing import Any

from IPython.core.error import StdinNotImplementedError

from course_utils.checks.comparing import asked_for
from course_utils.checks.deciding import decides
from course_utils.checks.limits import TimeLimitReached
from course_utils.checks.outcomes import TOLD_BEFORE, NotAttempted, NotYet
from course_utils.checks.sources import Sources
from course_utils.checks.wording import call_text, line_text, one_line, sentence, shorten, typed
from course_utils.errors import CourseError, ProgramEndedError
from course_utils.leaks.text import redacted

_UNHASHABLE = re.compile("unhashable type: '(list|set|dict)'")


@dataclass(frozen=True)
class Crash:
    """An error of a learner's function, and the rule whose check met it first."""

    function: object
    error: str
    line: str
    rule: str

    def is_same(self, other: "Crash") -> bool:
        """Tell whether both are one error in one line of one function."""
        return self.function is other.function and (self.error, self.line) == (
            other.error,
            other.line,
        )


@dataclass(frozen=True)
class Checked:
    """What is being checked: a task, the rule it should keep, the notebook's names and its cells.

    `crashes` are those that a check has told of already; they are told in short the next time. `stopped`
    has the error of each function's cell that ended before it was defined, as far as that is known.
    """

    task: str
    rule: str
    notebook: dict[str, Any]
    sources: Sources
    crashes: list[Crash]
    stopped: Mapping[str, BaseException]

    @property
    def function(self) -> Any:
        return self.notebook.get(self.task)

    def not_yet(self, message: str, why: str = "") -> NotYet:
        """Make the outcome for this task; without a reason of its own it names the rule."""
        return NotYet(message, why=why or self.rule, task=self.task)


def obstacle(checked: Checked) -> NotYet | None:
    """Give what can be said before any of the learner's code runs, if there is something."""
    task = checked.task
    if error := checked.sources.syntax_error(task):
        return _unreadable(task, error)
    if task in checked.stopped:
        return _stopped(task, checked)
    if borrowed := checked.sources.course_names(task):
        return checked.not_yet(
            f"{task} takes {borrowed[0]} from the course itself.",
            "The course has an answer too; the task asks for yours. Write it without that import.",
        )
    if task in checked.notebook and not callable(checked.function):
        return checked.not_yet(
            f"{task} is {typed(checked.function)}, not a function.",
            f"A line `{task} = …` replaces the function of that name. Use another name there.",
        )
    return None


def explain(error: BaseException, checked: Checked, seconds: float) -> NotYet:
    """Turn whatever came out of a check's block into the one outcome that a learner reads."""
    outcome = _outcome(error, checked, seconds)
    for name in checked.sources.shadowed_builtins(checked.task)[:1]:
        outcome.add_note(
            f"Your notebook uses Python's own name `{name}` for something else, and {checked.task} "
            "needs it. Another name there may cure this."
        )
    if not isinstance(outcome, NotAttempted) and _asks_its_own_environment(checked):
        outcome.add_note(
            f"{checked.task} asks os.environ, which is this computer's environment. "
            "The one that counts is its argument env."
        )
    return outcome


def _asks_its_own_environment(checked: Checked) -> bool:
    """Tell whether a function that is given an environment as `env` answers from that of its process."""
    match checked.sources.definition(checked.task):
        case ast.FunctionDef(args=given) if "env" in {each.arg for each in given.args}:
            return decides(checked.sources, checked.task, ("os.environ", "os.getenv"))
    return False


def _outcome(error: BaseException, checked: Checked, seconds: float) -> NotYet:
    task = checked.task
    check, *inside = _points(error, checked.notebook)
    match error:
        case NotYet(task=""):
            return checked.not_yet(error.message, error.why)
        case NotYet():
            return error
        case TimeLimitReached():
            return checked.not_yet(
                f"{task} was still running after {_duration(seconds)} and was stopped.",
                "Often that is a loop whose condition never becomes false.",
            )
        case StdinNotImplementedError():
            return checked.not_yet(
                f"{task} asks somebody with input(), and nobody answers while it is checked.",
                "What a function needs comes in through its parameters.",
            )
        case NotImplementedError():
            return _not_implemented([point.tb_frame.f_code.co_name for point in inside], checked)
        case SystemExit() | ProgramEndedError():
            return checked.not_yet(
                f"{task} ended the whole program with exit().",
                "A function hands its answer back with return; whoever called it goes on.",
            )
        case CourseError() if not inside:
            return checked.not_yet(str(error))
        case NameError(name=str(name)) if check.tb_next is None:
            return _missing(name, checked)
        case KeyError() if check.tb_next is None:
            return checked.not_yet(f"There is no {_said(error)} in what {task} gave.")
        case TypeError() if check.tb_next is None:
            return _unusable(error, check, checked)
    return _raised(error, check, inside, checked)


def _unreadable(task: str, error: SyntaxError) -> NotYet:
    place = f"Line {error.lineno}: " if error.lineno else ""
    line = one_line(error.text or "")
    why = "Until then the cell does nothing."
    if "outside function" in error.msg:
        why = "That line begins too far left. Lines of the function begin four spaces in."
    elif isinstance(error, IndentationError):
        why = (
            "Lines that belong together begin at the same column. Until then the cell does nothing."
        )
    elif line:
        why = "The slip may be just before it; until then the cell does nothing."
    return NotYet(
        f"Python can't read the cell that defines {task}. {place}{sentence(error.msg)}",
        why=f"That line is `{line}`. {why}" if line else why,
        task=task,
    )


def _not_implemented(calls: list[str], checked: Checked) -> NotYet:
    """Say which function is still as it was given, or has code and its raise line still.

    Args:
        calls: the learner's functions on the way to it, outermost first; empty where they live in
            another process and only the error came over.
        checked: what was to be checked.
    """
    task = checked.task
    stub = calls[-1] if calls else task
    if checked.sources.is_begun(stub):
        return NotYet(
            f"your code in {stub} ran into the line `raise NotImplementedError()`.",
            why="Delete that line: it only stood in the place of your code.",
            task=stub,
        )
    if not calls:
        message = f"{task}, or a function that it calls, is still to be written."
    elif stub == task:
        message = f"{task} is still to be written. Your code goes where its raise line stands now."
    elif len(calls) == 1:
        message = f"this check needs {stub}, which is still to be written."
    else:
        message = f"{task} calls {stub}, which is still to be written."
    return NotAttempted(message, task=stub)


def _missing(name: str, checked: Checked) -> NotYet:
    if error := checked.sources.syntax_error(name):
        return _unreadable(name, error)
    if name in checked.stopped or checked.sources.definition(name) is not None:
        return _stopped(name, checked)
    return NotYet(
        f"there is no function {name}.",
        why="Run the cell that defines it first; if it was renamed, give it its name back.",
        task=name,
    )


def _stopped(name: str, checked: Checked) -> NotYet:
    """Say that the cell of a function ended with an error first; where it ran elsewhere, not with which."""
    error = checked.stopped.get(name)
    said = f"{type(error).__name__}: {_said(error)}" if error else "an error"
    return NotYet(
        f"the cell that defines {name} stopped with {said.rstrip(': ')}, before {name} was there.",
        why="Cure that error and run the cell again.",
        task=name,
    )


def _unusable(error: TypeError, check: TracebackType, checked: Checked) -> NotYet:
    """Explain a `TypeError` of the check's own line: its call did not fit, or what it got back."""
    called = (call_text(check) or "").partition("(")[0]
    if called not in checked.notebook:
        nothing = checked.sources.why_none(checked.task)
        if nothing and "NoneType" in _said(error):
            return checked.not_yet(f"{checked.task} gave None. {nothing}")
        if found := _UNHASHABLE.search(_said(error)):
            return checked.not_yet(
                f"{checked.task} gave a collection with a {found[1]} in it.",
                "Each piece of it has to be a plain value, such as a text.",
            )
        return checked.not_yet(f"{checked.task} gave a value of another type: {_said(error)}.")
    if _said(error).startswith("unhashable type"):
        return checked.not_yet(
            f"{called} can't be called with what this task hands over: {_said(error)}.",
            "Something around the function, such as @cache, remembers calls by their arguments, "
            "and can't do so with a dict or a list. Take it away.",
        )
    return checked.not_yet(
        f"{called} can't be called as the task describes it: {_said(error)}.",
        "Keep the function's first line, with its name and parameters, as it was given.",
    )


def _raised(
    error: BaseException, check: TracebackType, inside: list[TracebackType], checked: Checked
) -> NotYet:
    said = f"{type(error).__name__}: {_said(error)}".rstrip(": ")
    if isinstance(error, CalledProcessError) and len(inside) > 1:
        inside = inside[:-1]  # what ran the program is a helper, or was given
    line = line_text(inside[-1]) if inside else ""
    expected, why = asked_for(check)
    crash = Crash(checked.function, said, line, checked.rule)
    first = next(filter(crash.is_same, checked.crashes), None)
    if first is None:
        checked.crashes.append(crash)
    elif first.rule != checked.rule:
        return checked.not_yet(f"{checked.task} raised {said}, {TOLD_BEFORE}.", why)
    called = call_text(check) or checked.task
    place = f" The line was `{line}`." if line else ""
    wanted = f"\nExpected: {expected}." if expected else ""
    return checked.not_yet(f"{called} raised {said}.{place}{wanted}", why)


def _points(error: BaseException, notebook: dict[str, Any]) -> list[TracebackType]:
    """Give the points of a traceback that lie in the notebook: the check's own, then the learner's."""
    points = []
    point = error.__traceback__
    while point:
        if point.tb_frame.f_globals is notebook:
            points.append(point)
        point = point.tb_next
    return points


def _duration(seconds: float) -> str:
    return "1 second" if seconds == 1 else f"{seconds:g} seconds"


def _said(error: BaseException) -> str:
    try:
        return shorten(redacted(_words(error))).rstrip(".")
    except Exception:
        return "it can't be shown"


def _words(error: BaseException) -> str:
    """Give an error's message, with a word on one that is too short; of a program that failed, what it said itself."""
    if isinstance(error, IndexError) and str(error) == "no such group":
        return "no such group (a match is not the text that was found: match[0] is)"
    if not isinstance(error, CalledProcessError):
        return str(error)
    said = error.stderr or ""
    text = one_line(said.decode(errors="replace") if isinstance(said, bytes) else said)
    return text or f"the program ended with status {error.returncode} and said nothing"
