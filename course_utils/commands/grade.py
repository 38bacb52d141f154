"""Grade a class: run its submissions in boxes, write the gradebook and a report."""

from dataclasses import replace
from pathlib import Path

import click

from course_utils.commands._assignments import argument_assignment
from course_utils.errors import INTERRUPTED
from course_utils.notebooks.running import (
    CELL_SECONDS,
    CELL_SECONDS_HELP,
    MEMORY_HELP,
    MEMORY_MEGABYTES,
)


@click.command()
@argument_assignment
@click.option("--jobs", type=click.IntRange(1), help="How many at once.  [default: one per core]")
@click.option("--student", help="Grade this student only.")
@click.option("--force", is_flag=True, help="Grade again what is graded already.")
@click.option(
    "--timeout",
    type=click.FloatRange(1),
    default=CELL_SECONDS,
    show_default=True,
    help=CELL_SECONDS_HELP,
)
@click.option(
    "--memory",
    type=click.IntRange(128),
    default=MEMORY_MEGABYTES,
    show_default=True,
    help=MEMORY_HELP,
)
@click.option(
    "--isolation",
    type=click.Choice(["box", "none"]),
    default="box",
    show_default=True,
    help="none: no box; every submission can read and change your files and give itself any score.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Grade on the workers of a Dask cluster: tcp://HOST:PORT, or tls:// with Dask's settings.",
)
@click.option("--seed", help="Make the keys in checks as in the run whose report names this seed.")
def grade(
    assignment: str,
    jobs: int | None,
    student: str | None,
    force: bool,
    timeout: float,
    memory: int,
    isolation: str,
    scheduler: str | None,
    seed: str | None,
) -> None:
    """Grade the submissions of an assignment: those that are new, changed or failed last time.

    Reads submitted/, writes autograded/, gradebook.db and report/ASSIGNMENT.json.
    After Ctrl-C, a kill or a full disk the same command grades the rest. A due date in the gradebook
    counts: handing in late costs what nbgrader's LateSubmissionPlugin says.

    Example: `course grade how_a_server_checks_a_key`
    """
    if scheduler and (jobs or isolation == "none"):
        raise click.UsageError(
            "--jobs and --isolation none are for this machine: on a cluster its workers' threads say how "
            "many run at once, each in a box. Leave them out, or --scheduler."
        )
    click.echo(f"Grading {assignment} …", err=True)  # at once: the rest takes seconds to load
    from course_utils.grading.records.layout import course_folder  # noqa: PLC0415

    root = course_folder(Path.cwd())
    from course_utils.grading.events import Options  # noqa: PLC0415
    from course_utils.grading.grade_class import grade_class  # noqa: PLC0415
    from course_utils.grading.terminal import Screen, tell  # noqa: PLC0415

    options = Options(
        jobs or 0, timeout, memory, student, force, isolation == "box", scheduler or ""
    )
    options = replace(options, seed=seed) if seed else options
    with Screen() as screen:
        summary = grade_class(root, assignment, options, screen)
    tell(summary, assignment)
    if summary.stopped:
        click.get_current_context().exit(INTERRUPTED)
    if summary.failed or summary.report.trouble:
        click.get_current_context().exit(1)
