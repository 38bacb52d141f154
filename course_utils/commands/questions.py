"""Count a class's answers to the eight questions, before the course and after it."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from course_utils.outcomes.gathered import FILE, gather
from course_utils.outcomes.questions import FORMS, read_questions


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
def questions(paths: tuple[Path, ...]) -> None:
    """Count who was right, skill by skill, in the files that learners handed in.

    PATH is the archive that Canvas or Moodle gives out, a folder (also that archive, unpacked), or such a file: all
    that are called `…eight_questions….json` are read. They hold letters and no name.

    Exit status 0 means that all were read, 1 that one was not, or that there was none.

    Example: `course questions downloaded/submissions.zip`
    """
    gathered = gather(paths)
    answered = any(gathered.letters.values())
    table = Table("skill", *FORMS)
    right = {form: gathered.right(form) for form in FORMS}
    for number, skill in enumerate(read_questions().skills):
        cells = (
            f"{right[form][number]} of {len(gathered.letters[form])}"
            if gathered.letters[form]
            else ""
            for form in FORMS
        )
        table.add_row(skill.name, *cells)
    if answered:
        Console().print(table)
    for path, why in gathered.missed.items():
        shown = "".join(each if each.isprintable() else "?" for each in str(path))
        click.echo(f"Not read: {shown}: {why}", err=True)
    if not answered:
        click.echo(
            f"No answers found: learners find theirs in their folder, as {FILE}. "
            "An archive that lies in a folder has to be named itself.",
            err=True,
        )
    if gathered.missed or not answered:
        raise click.exceptions.Exit(1)
