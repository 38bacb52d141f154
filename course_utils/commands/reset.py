"""Begin a notebook afresh; your own file is kept beside the new one."""

from pathlib import Path

import click

from course_utils.learner.afresh import begin_afresh
from course_utils.learner.naming import notebook_meant
from course_utils.learner.units import find_course_home, read_course
from course_utils.learner.workspace import find_workspace


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
    if kept is not None:
        click.echo(f"Yours is kept as {kept.relative_to(workspace.folder)}.")
    click.echo(f"{notebook} is as new.")
