"""Generate what learners get from solutions/: exercises without answers and hidden checks."""

from pathlib import Path

import click

from course_utils.commands._assignments import argument_assignments
from course_utils.errors import CourseError
from course_utils.learner.units import find_checkout


@click.command()
@argument_assignments
@click.option("--check", is_flag=True, help="Change nothing; fail when an exercise is out of date.")
def release(assignments: tuple[str, ...], check: bool) -> None:
    """Generate what learners get from solutions/, all of it or the assignments named.

    Example: `course release how_a_server_checks_a_key`
    """
    course = find_checkout(Path.cwd())
    if course is None:
        raise CourseError("There is no course in this folder. Run this inside a clone of it.")
    click.echo("Reading the sources …", err=True)  # nbgrader takes seconds to load
    from course_utils.grading.pages import release as releases  # noqa: PLC0415

    known = releases.assignments(course)
    if unknown := sorted(set(assignments) - set(known)):
        raise CourseError(f"There is no {unknown[0]} in solutions/. There is: {', '.join(known)}.")
    act, outcome = (releases.drift, "out of date") if check else (releases.release, "written")
    differences = [path for name in assignments or known for path in act(course, name)]
    for path in differences:
        click.echo(f"{outcome}: {path.relative_to(course)}")
    if not differences:
        click.echo("Everything is up to date.")
    elif check:
        click.echo("Bring it up to date with `course release`.", err=True)
        click.get_current_context().exit(1)
