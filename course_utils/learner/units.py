"""The course as `course.toml` describes it: its title and its units, in their order."""

import tomllib
from dataclasses import MISSING, dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Any

from course_utils.errors import CourseError

COURSE_FILE = "course.toml"


class CourseFileError(CourseError):
    """`course.toml` is missing, unreadable, or does not say what a unit needs."""


@dataclass(frozen=True)
class Unit:
    """One row of the course. Paths are relative to the course's folder, and the same in `work/`."""

    number: int
    name: str
    title: str
    lesson_minutes: int
    exercise: str | None = None
    exercise_minutes: int = 0
    points: int = 0
    installed: str = ""
    """What of its lesson needs the installed course and does not run in a browser alone, as a sentence; mostly nothing."""
    exercise_installed: str = ""
    """The same of its exercise."""

    @property
    def number_text(self) -> str:
        return f"{self.number:02}"

    @property
    def label(self) -> str:
        return f"{self.number_text} {self.title}"

    @property
    def lesson_path(self) -> PurePosixPath:
        return PurePosixPath("lessons", f"{self.number:02}_{self.name}.ipynb")

    @property
    def exercise_path(self) -> PurePosixPath | None:
        if self.exercise is None:
            return None
        return PurePosixPath("exercises", self.exercise, f"{self.exercise}.ipynb")


@dataclass(frozen=True)
class Course:
    """The units, and the folder that holds their lessons and exercises."""

    home: Path
    title: str
    units: tuple[Unit, ...]


def find_checkout(start: Path) -> Path | None:
    """Return the checkout of this project that `start` lies in, if it lies in one."""
    for folder in (start, *start.parents):
        if (folder / COURSE_FILE).is_file() and (folder / "course_utils").is_dir():
            return folder
    return None


def find_course_home(start: Path) -> Path:
    """Return the folder of the lessons: the checkout around `start`, else what was installed."""
    package = Path(__file__).resolve().parents[1]
    return find_checkout(start) or find_checkout(package) or package / "content"


def read_course(home: Path) -> Course:
    """Read `course.toml` in `home`.

    Raises:
        CourseFileError: with one sentence that names the file and what is wrong in it.
    """
    path = home / COURSE_FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CourseFileError(
            f"{path} is missing. Get the course again, or run this inside its folder."
        ) from None
    except OSError as error:
        raise CourseFileError(
            f"{path} cannot be read ({error.strerror}). Check who may read it."
        ) from error
    except RecursionError as error:
        raise _unreadable(path, "it is nested too deeply") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error)) from error
    try:
        rows = table["unit"]
        if not rows or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _unreadable(path, "it names no unit, [[unit]]")
        if not isinstance(table["title"], str):
            raise _unreadable(path, "its title is no text")
        units = sorted(map(_unit, rows), key=lambda unit: unit.number)
        return Course(home, table["title"], tuple(units))
    except KeyError as error:
        raise _unreadable(path, f"the entry {error} is missing") from error
    except ValueError as error:
        raise _unreadable(path, str(error)) from error


def _unit(row: dict[str, Any]) -> Unit:
    of = f"the unit {row['name']!r}"
    allowed = {field.name: field for field in fields(Unit)}
    if unknown := row.keys() - allowed.keys():
        raise ValueError(f"{of} has an unknown entry, {min(unknown)!r}")
    required = {name for name, field in allowed.items() if field.default is MISSING}
    if absent := required - row.keys():
        raise ValueError(f"{of} lacks the entry {min(absent)!r}")
    for name, value in row.items():
        if allowed[name].type is int:
            if type(value) is not int or value < 0:
                raise ValueError(f"{of} needs a whole number as {name!r}")
        elif not isinstance(value, str) or ("/" in value and name != "title"):
            raise ValueError(f"{of} needs a text as {name!r}")
    return Unit(**row)


def _unreadable(path: Path, reason: str) -> CourseFileError:
    return CourseFileError(
        f"{path} is not a valid course description: {reason}. "
        f"Mend it, or get it back with `git checkout {COURSE_FILE}`.",
        path=path,
    )
