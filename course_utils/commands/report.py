"""Make a page of a class's grades, or a file that Canvas or Moodle imports."""

from pathlib import Path

import click

from course_utils.commands._assignments import argument_assignment

FORMATS = ("html", "csv", "canvas", "moodle")


@click.command()
@argument_assignment
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="html",
    show_default=True,
    help="What to make.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Where to.  [default: report/]")
def report(assignment: str, form: str, output: Path | None) -> None:
    """Write what a class got for an assignment, as it stands in the gradebook now: points given by hand included.

    html is a page to read and to print: how points are spread, which rules were missed and what to ask then, and
    everybody rule by rule. csv has all figures; canvas and moodle are for these programs' own import of grades.

    Example: `course report how_a_server_checks_a_key --format canvas`
    """
    from course_utils.grading.records.layout import course_folder  # noqa: PLC0415
    from course_utils.grading.records.preview import refuse_unknown  # noqa: PLC0415

    refuse_unknown(course_folder(Path.cwd()), assignment)
    from course_utils.grading.pages.class_report import write_report  # noqa: PLC0415 — nbgrader takes seconds

    written = write_report(Path.cwd(), assignment, form, output)
    click.echo(f"Written: {written.path}")
    if written.waiting and form in ("canvas", "moodle"):
        click.echo(
            f"Not final: {written.waiting} wait for a human (Formgrader, Manual Grading). "
            "Mark their answers, then run this again.",
            err=True,
        )
