"""The panel: the assignments of the course with their numbers and buttons, and the command that runs, as HTML."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.grading.coursework.assignment import assignments
from course_utils.grading.records.layout import Folders
from course_utils.learner.units import Course
from course_utils.pages import templates_of
from course_utils.teaching.standing import Counter, Numbers
from course_utils.teaching.work import Work

DOWNLOADED = "downloaded"
"""Where an instructor puts what a learning platform gives out; git ignores it."""

_HTML = templates_of("course_utils.teaching")


@dataclass(frozen=True)
class Line:
    """An assignment on the panel."""

    name: str
    title: str
    numbers: Numbers


class Panel:
    """Makes the panel of one course, and knows what its buttons may ask for."""

    def __init__(self, course: Course, folders: Folders, work: Work, base_url: str) -> None:
        self._course, self._folders, self._work = course, folders, work
        self._base_url = base_url
        self._counter = Counter(folders)

    def sections(self) -> list[tuple[str, str]]:
        """Give the sections, top first: a name and HTML each. What runs stands below the button that began it."""
        run = self._work.latest
        busy = run is not None and run.running
        lines = [
            Line(name, title, self._counter.numbers(name, busy=busy))
            for name, title in self.assignments().items()
        ]
        given = {"base": self._base_url, "busy": busy}
        archives, rosters = self.downloaded(".zip"), self.downloaded(".csv")
        sections = [("head", _render("head.html", **given, rosters=rosters, archives=archives))]
        sections.append(("assignments", _render("assignments.html", lines=lines)))
        for line in lines:
            card = _render("assignment.html", **given, line=line, archives=archives)
            sections.append((f"assignment {line.name}", card))
        if run:
            names = [name for name, _ in sections]
            began = f"assignment {run.words[-1]}"
            last = "\n".join(list(run.lines)[-12:])
            below = names.index(began) + 1 if began in names else 1
            sections.insert(below, ("run", _render("run.html", run=run, said=last)))
        return sections

    def said(self) -> str:
        """Give the sentence that a screen reader says when it changes."""
        run = self._work.latest
        if run is None:
            return ""
        if run.running:
            return f"{run.words[0]} is running."
        return f"{run.words[0]} has ended" + (
            "." if run.status == 0 else ", with something to read."
        )

    def assignments(self) -> dict[str, str]:
        """Give the assignments that have a source, with their titles, in the order of the course."""
        there = assignments(self._folders.source)
        titles = {
            unit.exercise: unit.label for unit in self._course.units if unit.exercise in there
        }
        return {
            **{str(name): title for name, title in titles.items()},
            **{name: name for name in there if name not in titles},
        }

    def downloaded(self, suffix: str) -> list[str]:
        """Give the names of files in `downloaded/`, the newest first."""
        folder = self._folders.root / DOWNLOADED
        files = [path for path in folder.glob(f"*{suffix}") if path.is_file()]
        return [path.name for path in sorted(files, key=_changed, reverse=True)]

    def words(self, asked: dict[str, Any]) -> list[str]:
        """Give the command for what a button asks.

        Raises:
            CourseError: there is no such button.
        """
        what, name, file = (str(asked.get(part, "")) for part in ("do", "assignment", "file"))
        if what in ("grade", "report", "feedback", "release") and name in self.assignments():
            return [what, name]
        if what == "collect" and name in self.assignments() and file in self.downloaded(".zip"):
            return [what, f"{DOWNLOADED}/{file}", name]
        if what == "roster" and file in self.downloaded(".csv"):
            return [what, f"{DOWNLOADED}/{file}"]
        raise CourseError("What this button was for is not there any more. Reload the page.")


def _changed(path: Path) -> float:
    return path.stat().st_mtime


def _render(template: str, **context: Any) -> str:
    return _HTML.get_template(template).render(**context)
