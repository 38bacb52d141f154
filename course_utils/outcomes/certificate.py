"""A page to print: what a learner has done, by what their own folder remembers, and what that proves.

It is made from facts that lie in the learner's folder, which its owner can change: the page says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.errors import CourseError
from course_utils.kit.box import Box
from course_utils.known_keys import remembered
from course_utils.leaks.text import redacted
from course_utils.learner.kept import recall
from course_utils.learner.progress import last_check, lessons_run, passed
from course_utils.learner.units import Course, Unit, find_course_home, read_course
from course_utils.learner.workspace import Workspace, find_workspace
from course_utils.outcomes.challenge import KIND as CHALLENGE
from course_utils.outcomes.questions import read_questions
from course_utils.outcomes.sheet import kept_letters

if TYPE_CHECKING:
    from jinja2 import Template

FILE = "certificate.html"
_LONGEST_NAME = 80


class CertificateError(CourseError):
    """The page can't be made."""


@dataclass(frozen=True)
class Row:
    """A unit on the page. `points` are those of the checks that a learner can run, "" where there is no exercise."""

    label: str
    lesson_read: bool
    points: str
    all_passed: bool


def certificate(name: object, today: date | None = None) -> Box:
    """Write the page into the learner's folder, and tell where it is; dots are no name yet.

    Args:
        name: whose certificate it is, a text of up to 80 characters; anything else is no name yet.
        today: the date on it; by default that of the machine.

    Raises:
        CertificateError: the name is too long, or the folder can't be written.
        NotInPageError: this is a page of a browser, which has no jinja2.
    """
    written = name if isinstance(name, str) else ""
    shown = redacted(" ".join(written.split()), remembered())
    if not shown.strip(".… "):
        told = "Write your name in the place of the dots, between the quotes."
        return Box("turn", "Your certificate", told)
    if len(shown) > _LONGEST_NAME:
        raise CertificateError(
            f"A name on the certificate has at most {_LONGEST_NAME} characters: this one has {len(shown)}."
        )
    template = _template()
    workspace = find_workspace()
    course = read_course(find_course_home(Path.cwd()))
    page = template.render(
        name=shown, today=today or datetime.now().astimezone().date(), **_facts(course, workspace)
    )
    target = workspace.folder / FILE
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CertificateError(
            f"The certificate can't be written to {target} ({error.strerror})."
        ) from error
    told = (
        f"It is `{FILE}`, in your folder. To print it, right-click it in the file browser at the left, choose "
        "`Open in New Browser Tab`, and print from there."
    )
    return Box("right", "Your certificate", told)


def _facts(course: Course, workspace: Workspace) -> dict[str, Any]:
    read, done = lessons_run(course, workspace), passed(workspace)
    # the last unit is the one that writes this page, and nobody is at its end yet
    rows = [_row(unit, read, done, workspace) for unit in course.units[:-1]]
    return {
        "title": course.title,
        "rows": rows,
        "questions": {form: _right(form) for form in ("before", "after")},
        "asked": len(read_questions().skills),
        "challenge": bool(recall(CHALLENGE, "passed")),
    }


def _row(unit: Unit, read: frozenset[str], done: frozenset[str], workspace: Workspace) -> Row:
    result = last_check(workspace, unit.exercise) if unit.exercise else {}
    points = _points(result) if unit.exercise else ""
    return Row(unit.label, unit.name in read, points, unit.exercise in done)


def _points(result: Mapping[str, Any]) -> str:
    match result.get("points"), result.get("points_possible"):
        case ((int() | float() as earned), (int() | float() as possible)):
            return f"{earned:g} of {possible:g} points"
    return "not yet"


def _right(form: Any) -> int | None:
    letters = kept_letters(form)
    return sum(read_questions().right(form, letters)) if letters else None


def _template() -> "Template":
    from course_utils.pages import templates_of  # noqa: PLC0415 - a page has no jinja2

    return templates_of("course_utils.outcomes").get_template("certificate.html")
