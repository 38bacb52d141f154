"""`check.answer`: a line that a learner fills in within a lesson, answered at once.

    status = ...
    check.answer("status-without-a-key", status)

Unlike a check of an exercise it raises nothing: a lesson goes on. What it asks and expects stands in the
lesson's file (`course_utils.kit.lesson_texts`).
"""

from collections.abc import Callable
from typing import Any

from course_utils.checks.comparing import difference
from course_utils.checks.wording import sentence, shown, typed
from course_utils.kit.box import Box
from course_utils.kit.lesson_texts import LessonTextError, Line, find_line
from course_utils.kit.values import equal, unfinished
from course_utils.leaks.text import redacted
from course_utils.learner.kept import keep


def answer(
    name: str,
    value: object,
    *,
    expected: object = ...,
    by: Callable[[Any], object] | None = None,
) -> None:
    """Judge what a line gives, and show the verdict.

    Args:
        name: the line's name in the lesson's file.
        value: what the learner's line gave; dots anywhere in it mean that it is still to be filled in.
        expected: what it should be, where the lesson's file can't know it.
        by: makes of the value what is judged; called once the line is filled in.

    Raises:
        LessonTextError: there is no such line, or nothing says what is expected.
    """
    line = find_line(name)
    wanted = line.expected if expected is ... else expected
    if wanted is ...:
        raise LessonTextError(f"Nobody says what {name!r} should be: give it as expected=.")
    if unfinished(value):
        _show_turn(line)
        return
    try:
        found = by(value) if by else value
    except Exception as error:
        _show_wrong(line, f"Your line gives {shown(value)}, and with it {_told(error)}")
        return
    if unfinished(found):
        _show_turn(line)
    elif equal(found, wanted):
        keep("answer", name, right=True)
        Box("right", "Yes", line.because).show()
    else:
        _show_wrong(line, _compared(line, value, found, wanted))


def _compared(line: Line, value: object, found: object, wanted: object) -> str:
    told = f"Your line gives {shown(value) if type(found) is type(wanted) else typed(value)}."
    if found is not value:
        told += f" With it, the result is {shown(found)}."
    slips = (slip for slip in line.wrong if equal(value, slip.value) or equal(found, slip.value))
    slip = next(slips, None)
    return " ".join(filter(None, [told, slip.because if slip else difference(found, wanted)]))


def _told(error: Exception) -> str:
    try:
        said = redacted(str(error))
    except Exception:
        said = ""
    return sentence(f"{type(error).__name__}: {said}".rstrip(": "))


def _show_turn(line: Line) -> None:
    how = "Write it in place of the dots, and run the cell again."
    Box("turn", "Your turn", f"{line.task} {how}", _help(line)).show()


def _show_wrong(line: Line, message: str) -> None:
    keep("answer", line.name, right=False)
    Box("wrong", "Not yet", message, _help(line)).show()


def _help(line: Line) -> tuple[tuple[str, str], ...]:
    return (("A hint", line.hint), ("The solution", f"`{line.solution}`"))
