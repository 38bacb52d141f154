"""Begin a notebook afresh; your own file is kept beside the new one."""

from itertools import count
from pathlib import Path

import click

from course_utils.errors import CourseError
from course_utils.learner.copies import copy_course
from course_utils.learner.course_map import write_map
from course_utils.learner.progress import forget
from course_utils.learner.units import Course, find_course_home, read_course
from course_utils.learner.workspace import find_workspace


@click.command()
@click.argument("name")
def reset(name: str) -> None:
    """Begin an exercise or a lesson afresh; your own file is kept beside the new one.

    The map shows it as not done again. NAME is the notebook's name without `.ipynb`.

    Example: `course reset how_a_server_checks_a_key`
    """
    workspace = find_workspace()
    course = read_course(find_course_home(Path.cwd()))
    notebook = _find(course, name)
    path = workspace.folder / notebook
    kept = _set_aside(path)
    copy_course(course, workspace)
    forget(course, workspace, notebook)
    write_map(course, workspace)
    if kept is not None:
        click.echo(f"Yours is kept as {kept.relative_to(workspace.folder)}.")
    click.echo(f"{path.relative_to(workspace.folder)} is as new.")


def _find(course: Course, name: str) -> Path:
    """Give a notebook's place in the course, which is its place in the learner's folder too.

    Raises:
        CourseError: the course has no such notebook.
    """
    for room in ("exercises", "lessons"):
        for path in (course.home / room).rglob("*.ipynb"):
            if path.stem == name:
                return path.relative_to(course.home)
    raise CourseError(f"There is no exercise or lesson {name}. Is the name spelt as in the map?")


def _set_aside(path: Path) -> Path | None:
    """Rename a file so that nothing of it is lost, if it is there."""
    if not path.exists():
        return None
    kept = next(
        candidate
        for number in count(1)
        if not (candidate := path.with_name(f"{path.stem}.kept-{number}{path.suffix}")).exists()
    )
    return path.rename(kept)
