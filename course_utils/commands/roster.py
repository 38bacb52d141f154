"""Enter a class and its groups into the gradebook, from the roster that Canvas or Moodle exports."""

from pathlib import Path

import click


@click.command()
@click.argument("csv", metavar="CSV", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def roster(csv: Path) -> None:
    """Enter the students of a roster. What the gradebook knows of somebody is kept, and only completed.

    CSV is Canvas's gradebook export, Moodle's export of participants, of grades or its grading worksheet, as they
    are, or a table with the columns id, first_name, last_name, email. The names of columns have to be English.

    Where groups hand in together, CSV is Canvas's export of the group set, Moodle's participants or the grading
    worksheet, or a table with the columns id and group: `course collect` then gives a group's work to each member.
    A group takes the place of an earlier one of that name.

    Exit status 0 means that everybody was entered, 1 that a line was left aside or says otherwise.

    Example: `course roster students.csv`
    """
    from course_utils.grading.records.layout import course_folder, load_folders  # noqa: PLC0415

    root = course_folder(Path.cwd())
    from course_utils.grading.collecting.register import register  # noqa: PLC0415 — nbgrader takes seconds
    from course_utils.grading.collecting.rosters import read_roster  # noqa: PLC0415

    read = read_roster(csv)
    done = register(load_folders(root), read)
    click.echo(
        f"{len(done.added)} entered, {len(done.completed)} completed, {len(done.unchanged)} known already."
    )
    for group in done.groups:
        click.echo(f"group {group.name}: {', '.join(group.members)}")
    for told in (*done.differing, *read.aside):
        click.echo(f"Left as it is: {told}", err=True)
    if done.differing or read.aside:
        raise click.exceptions.Exit(1)
