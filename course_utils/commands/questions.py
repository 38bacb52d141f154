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

    PATH is such a file, or a folder: all in it that are called `eight_questions….json` are read. They hold
    letters and no name.

    Exit status 0 means that all were read, 1 that one was not.

    Example: `course questions downloaded/`
    """
    gathered = gather(paths)
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
    Console().print(table)
    for path, why in gathered.missed.items():
        shown = "".join(each if each.isprintable() else "?" for each in str(path))
        click.echo(f"Not read: {shown}: {why}", err=True)
    if not any(gathered.letters.values()):
        click.echo(f"No answers found: learners find theirs in their folder, as {FILE}.", err=True)
    if gathered.missed:
        raise click.exceptions.Exit(1)
