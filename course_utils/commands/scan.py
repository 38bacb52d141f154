"""Look for keys in files, in what is staged, or in a git history."""

import json
import shlex
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from course_utils.leaks.finding import Finding
from course_utils.leaks.scanning import Report, scan_files, scan_history, scan_staged


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--staged", is_flag=True, help="Look at what the next commit changes.")
@click.option("--history", is_flag=True, help="Look at all that the repository in PATH ever held.")
@click.option(
    "--let-through",
    multiple=True,
    metavar="PATTERN",
    help="Let through what can't be looked into and is called so, as `data/*.zst`.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer with JSON, for a program to read.")
def scan(
    paths: tuple[str, ...],
    staged: bool,
    history: bool,
    let_through: tuple[str, ...],
    as_json: bool,
) -> None:
    """Look for keys of OpenAI's shapes and for practice keys, and say where they stand. No key is shown.

    PATH is a file or a folder, this folder without one; what git ignores there is left out. Notebooks are
    read cell by cell and archives file by file; a key that is cut, escaped or encoded is found, too. A line
    with the comment `course: allow-key` and a reason, or the line below it, is let through.

    Exit status 0 means that there is no key, 1 that there is one, 2 that something could not be looked at.

    Example: `course scan --staged`
    """
    if staged and history:
        raise click.UsageError("Choose one of --staged and --history.")
    if staged:
        report = scan_staged(Path.cwd(), paths)
    elif history:
        report = _histories(paths or (".",))
    else:
        report = scan_files([Path(path) for path in paths or (".",)])
    report.let(let_through)
    if as_json:
        click.echo(json.dumps(_as_json(report), indent=2))
    else:
        _tell(report, "objects" if history else "files")
    if report.exit_status:
        raise click.exceptions.Exit(report.exit_status)


def _histories(paths: tuple[str, ...]) -> Report:
    whole = Report()
    for path in paths:
        one = scan_history(Path(path))
        whole.leaks += one.leaks
        whole.allowed += one.allowed
        whole.missed += one.missed
        whole.looked_at += one.looked_at
    return whole


def _tell(report: Report, what: str) -> None:
    for leak in report.leaks:
        commit = f" (commit {leak.commit[:12]})" if leak.commit else ""
        click.echo(f"{leak.file}{commit}: {leak.place}: {leak.kind} {leak.value}")
    for first in dict.fromkeys(leak.first for leak in report.leaks):
        click.secho(first, bold=True)
    for missed in report.missed:
        click.echo(f"Not looked at: {missed.file}: {missed.why}", err=True)
    if report.missed:
        click.echo(
            f"To let such a file through: --let-through {shlex.quote(report.missed[0].file)}",
            err=True,
        )
    click.echo(". ".join(_sums(report, what)) + ".", err=True)


def _sums(report: Report, what: str) -> Iterator[str]:
    count = len(report.leaks)
    keys = "No key" if not count else "1 key" if count == 1 else f"{count} keys"
    yield f"{keys} in {report.looked_at:,} {what}"
    if report.allowed:
        yield f"Let through, with a reason: {len(report.allowed)}"
    if report.let_through:
        yield f"Let through, and not looked at: {len(report.let_through)}"


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "leaks": [_finding(each) for each in report.leaks],
        "allowed": [_finding(each) for each in report.allowed],
        "not_looked_at": [asdict(each) for each in report.missed],
        "let_through": [asdict(each) for each in report.let_through],
        "looked_at": report.looked_at,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "first": finding.first}
