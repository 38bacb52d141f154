"""Make the pages that show learners what failed and why."""

import os
from pathlib import Path

import click


@click.command()
@click.argument("assignment")
@click.option("--jobs", type=click.IntRange(1), help="How many at once.  [default: one per core]")
@click.option("--force", is_flag=True, help="Make pages again that are there.")
def feedback(assignment: str, jobs: int | None, force: bool) -> None:
    """Make the pages that show learners what failed and why, without the hidden checks.

    Reads autograded/ and gradebook.db, writes feedback/.
    A page runs nothing and loads nothing; files that came with a notebook are not copied. After
    grading by hand make the pages again with --force.

    Example: `course feedback how_a_server_checks_a_key`
    """
    click.echo(f"Making the pages of {assignment} …", err=True)  # at once: nbgrader takes seconds
    from course_utils.grading.imports import leave_out_addresses  # noqa: PLC0415

    leave_out_addresses()
    from course_utils.grading.pages.feedback import make_feedback  # noqa: PLC0415

    made, failed = 0, 0
    for some in make_feedback(Path.cwd(), assignment, jobs or os.cpu_count() or 1, force=force):
        made, failed = made + len(some.students), failed + len(some.failed)
        for student, why in some.failed.items():
            click.echo(f"{student}: no page can be made ({why}).", err=True)
        click.echo(f"{made} pages", err=True)
    click.echo(f"{made} pages are in feedback/.")
    if failed:
        click.get_current_context().exit(1)
