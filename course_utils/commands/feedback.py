"""Make the pages that show learners what failed and why."""

from pathlib import Path

import click

from course_utils.commands._assignments import argument_assignment


@click.command()
@argument_assignment
# scripts may still say these; pages are quick to make by now, and always as the gradebook stands
@click.option("--jobs", hidden=True, expose_value=False)
@click.option("--force", is_flag=True, hidden=True, expose_value=False)
def feedback(assignment: str) -> None:
    """Make the pages that learners get back: points, each rule in words, and why it is not kept yet.

    Reads autograded/ and gradebook.db as it stands now, points and comments given by hand included; writes feedback/.
    Hidden checks stay hidden. A page runs nothing and loads nothing; files that came with a notebook are not copied.
    Where `course collect` took the submissions from Canvas or Moodle, feedback/ASSIGNMENT.zip has the pages in the
    form that it takes back: Upload Submissions on Canvas, Upload multiple feedback files in a zip on Moodle.

    Exit status 0 means that everybody who was graded has a page, 1 that one could not be made.

    Example: `course feedback how_a_server_checks_a_key`
    """
    from course_utils.grading.records.layout import course_folder, load_folders  # noqa: PLC0415
    from course_utils.grading.records.preview import refuse_unknown  # noqa: PLC0415

    root = course_folder(Path.cwd())
    refuse_unknown(root, assignment)
    click.echo(f"Making the pages of {assignment} …", err=True)  # at once: nbgrader takes seconds
    from course_utils.grading.pages.feedback import Made, make_feedback  # noqa: PLC0415
    from course_utils.grading.pages.giving_back import pack  # noqa: PLC0415

    made = Made()
    for made in make_feedback(root, assignment):
        click.echo(f"{len(made.students)} pages", err=True)
    for student, why in made.failed.items():
        click.echo(f"{student}: no page can be made ({why}).", err=True)
    if made.absent:
        click.echo(f"Not graded, so without a page: {', '.join(made.absent)}")
    click.echo(f"{len(made.students)} pages are in feedback/.")
    if archive := pack(load_folders(root), assignment, made.students):
        click.echo(f"To give back on Canvas or Moodle: {archive.path}")
        if archive.left_out:
            click.echo(f"Not in it, since they came from elsewhere: {', '.join(archive.left_out)}")
    if made.failed:
        click.get_current_context().exit(1)
