"""Begin a notebook afresh; your own file is kept beside the new one."""

from pathlib import Path, PurePosixPath

import click

from course_utils.kit.kept import forget_kept
from course_utils.kit.lesson_texts import Texts, read_texts
from course_utils.learner.afresh import begin_afresh
from course_utils.learner.naming import notebook_meant
from course_utils.learner.units import Course, find_course_home, read_course
from course_utils.learner.workspace import Workspace, explained_refusals, find_workspace


@click.command()
@click.argument("name")
def reset(name: str) -> None:
    """Begin an exercise or a lesson afresh; your own file is kept beside the new one.

    The panel shows it as not done again. NAME is the notebook's name without `.ipynb`, or the number of a
    unit, for its exercise. A page of JupyterLab on which it is open shows the new one.

    Example: `course reset 02`
    """
    workspace = find_workspace()
    course = read_course(find_course_home(Path.cwd()))
    notebook = notebook_meant(course, name)
    kept = begin_afresh(course, workspace, notebook)
    _forget_answers(course, workspace, notebook)
    if kept is not None:
        click.echo(f"Yours is kept as {kept.relative_to(workspace.folder)}.")
    click.echo(f"{notebook} is as new.")


def _forget_answers(course: Course, workspace: Workspace, notebook: PurePosixPath) -> None:
    """Forget what was guessed and answered in a lesson."""
    for unit in course.units:
        if unit.lesson_path == notebook:
            texts = read_texts().get(unit.number, Texts())
            with explained_refusals(workspace.folder):
                forget_kept(workspace.state, {*texts.predictions, *texts.quizzes, *texts.answers})
