"""Check this computer: what is fine, what to look at, what to mend."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from course_utils.lab import health
from course_utils.leaks.doctor.diagnosis import Diagnosis
from course_utils.learner.units import find_course_home
from course_utils.learner.workspace import find_workspace

_COLOURS = {"ok": "green", "look": "yellow", "problem": "red"}


@click.command()
@click.option(
    "--online",
    is_flag=True,
    help="Ask a server elsewhere, such as OpenAI's, whether it takes your key. It costs nothing.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer with JSON, for a program to read.")
@click.pass_obj
def doctor(inherited: Mapping[str, str] | None, online: bool, as_json: bool) -> None:
    """Look at this computer and say what the course finds. Nothing is changed.

    Each line begins with ok, look (worth knowing) or problem (to be mended). Exit status 1 means
    that there is a problem. The last lines are about your API key: where it comes from, what hides it, what is
    wrong with it. No line has a character of it.

    Example: `course doctor`
    """
    here = Path.cwd()
    findings = health.examine(
        find_workspace(), find_course_home(here), inherited or os.environ, here, online=online
    )
    found = []
    for finding in findings:
        found.append(finding)
        if not as_json:
            _show(finding)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], indent=2))
    if any(finding.verdict == "problem" for finding in found):
        raise click.exceptions.Exit(1)


def _show(finding: Diagnosis) -> None:
    verdict = click.style(f"{finding.verdict:8}", fg=_COLOURS[finding.verdict])
    click.echo(f"{verdict} {finding.about}: {finding.text}")
    if finding.remedy:
        click.echo(f"{'':8} {finding.remedy}")
