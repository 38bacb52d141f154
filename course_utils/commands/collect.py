"""Put what learners handed in on Canvas, Moodle or the exchange into submitted/."""

import shlex
from pathlib import Path

import click

from course_utils.commands._assignments import argument_assignment


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@argument_assignment
@click.option(
    "--replace",
    is_flag=True,
    help="Take what is handed in now in the place of what is there; that is kept in replaced/.",
)
def collect(source: Path, assignment: str, replace: bool) -> None:
    """Sort the files of SOURCE by their learners, into submitted/STUDENT/ASSIGNMENT/.

    SOURCE is the archive that Canvas or Moodle gives out for an assignment, an unpacked one, a folder of files or
    folders that are called as the students, or the inbound/ folder of nbgrader's exchange. Whose a file is, the
    gradebook knows: enter the class first, with `course roster`. What a group handed in goes to each of its members.

    Exit status 0 means that each file found its learner, 1 that something was left aside.

    Example: `course collect submissions.zip how_a_server_checks_a_key`
    """
    from course_utils.grading.records.layout import course_folder, load_folders  # noqa: PLC0415
    from course_utils.grading.records.preview import refuse_unknown  # noqa: PLC0415

    root = course_folder(Path.cwd())
    refuse_unknown(root, assignment)
    from course_utils.grading.collecting.archives import members  # noqa: PLC0415 — nbgrader takes seconds
    from course_utils.grading.collecting.collect import collect as sort  # noqa: PLC0415
    from course_utils.grading.collecting.register import registered, registered_groups  # noqa: PLC0415
    from course_utils.grading.coursework.assignment import load_assignment  # noqa: PLC0415
    from course_utils.grading.records.report import printable  # noqa: PLC0415

    folders = load_folders(root)
    load_assignment(folders.source, assignment)
    people = registered(folders)
    groups = registered_groups(folders)
    done = sort(folders, assignment, members(source), people, groups, replace=replace)
    click.echo(
        f"{len(done.placed)} new, {len(done.replaced)} replaced, {len(done.unchanged)} as before, "
        f"{len(done.kept)} left as they are."
    )
    for group, theirs in sorted(done.groups.items(), key=lambda entry: entry[0].name):
        click.echo(f"group {group.name}: {', '.join(theirs)}")
    for student, notes in sorted(done.notes.items()):
        click.echo(f"{student}: {'; '.join(notes)}")
    for other, theirs in sorted(done.elsewhere.items()):
        click.echo(
            f"Left aside, since it looks like {other}: {', '.join(sorted(theirs))}. "
            f"Collect it as that: course collect {shlex.quote(str(source))} {other}",
            err=True,
        )
    elsewhere = {student for theirs in done.elsewhere.values() for student in theirs}
    absent = sorted({person.student for person in people} - done.everybody - elsewhere)
    if absent:
        click.echo(f"Not in {source.name}: {', '.join(absent)}")
    for path, why in sorted(done.aside.items()):
        click.echo(f"Left aside: {path!r}: {printable(why)}", err=True)
    if done.kept and not replace:
        click.echo(
            f"With --replace what is in {source.name} takes the place of what is there, whether it is newer or "
            "older; what is there is kept in replaced/.",
            err=True,
        )
    if done.aside or done.kept or done.elsewhere:
        raise click.exceptions.Exit(1)
