"""A learner's notebook, found and matched with the exercise that it was made from."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.notebooks.finding import (
    AmbiguousError,
    find_notebook,
    may_be_notebook,
    taken_instead,
)
from course_utils.notebooks.matching import Paper, match
from course_utils.notebooks.names import what_is_there
from course_utils.notebooks.reading import MAX_FILE, Notebook, UnreadableError, read_notebook
from course_utils.notebooks.sheet import Sheet, read_sheet


class ExerciseError(CourseError):
    """An exercise can't be checked; the message says why and what to do."""


class NoExerciseError(ExerciseError):
    """A notebook was made from no exercise."""


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
        name, body = _neighbour(path, released(named))
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
        afresh = f" `course reset {path.stem}` gives you a fresh one and keeps this file beside it."
        raise ExerciseError(
            f"{path} can't be used: {why}.{afresh if named.is_file() else ''}"
        ) from None
    paths = [folder / f"{folder.name}.ipynb" for folder in sorted(exercises.glob("[!.]*/"))]
    given = sorted(filter(Path.is_file, paths), key=lambda other: other != named)
    if not given:
        raise ExerciseError(f"There is no exercise in {exercises}, which belongs to the course.")
    paper = max((match(notebook, released(each)) for each in given), key=lambda each: each.known)
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


def released(path: Path) -> Sheet:
    """Read an exercise as it is given out.

    Raises:
        ExerciseError: it can't be read.
    """
    try:
        return read_sheet(path.stem, path.read_bytes())
    except (UnreadableError, OSError) as why:
        raise ExerciseError(f"The exercise {path} can't be read: {why}.") from None


def _neighbour(path: Path, sheet: Sheet) -> tuple[str, bytes]:
    """Find the notebook under another name in its folder, or in one below."""
    bodies = _near(path, sheet)
    missing = "a folder, and no notebook" if path.is_dir() else "not there"
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
