"""Check an exercise: what is right, what is not yet, and why."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from course_utils.checks.hints import hints_for
from course_utils.environment import without_proxy_for_loopback, without_real_keys
from course_utils.errors import CourseError
from course_utils.learner.course_map import write_map
from course_utils.learner.progress import record_check
from course_utils.learner.units import find_course_home, read_course
from course_utils.learner.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from course_utils.checks.exercise import CheckResult

    Groups = dict[str, list[CheckResult]]  # the checks under each task's heading


@click.command()
@click.argument("name")
@click.option(
    "--hints",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Show the first N hints for each check that does not pass.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_context
def check(context: click.Context, name: str, hints: int, as_json: bool) -> None:
    """Check an exercise: run it from the top, and say what is right, what is not yet, and why.

    NAME is the exercise's name, or the path of a notebook that was made from it. The exit status is 0
    when every check passes, 1 when one does not.

    Example: `course check how_a_server_checks_a_key --hints 1`
    """
    workspace = find_workspace()
    home = find_course_home(Path.cwd())
    path = Path(name) if name.endswith(".ipynb") else _copy_of(workspace, name)
    released = home / "exercises" / path.stem / path.name
    if not released.is_file():
        known = sorted(folder.name for folder in (home / "exercises").glob("*/"))
        raise CourseError(f"There is no exercise {path.stem}. There is: {', '.join(known)}.")
    groups = _run(path, released)
    results = [result for group in groups.values() for result in group]
    passed = all(result.passed for result in results)
    if as_json:
        click.echo(json.dumps(_as_json(path.stem, results), indent=1))
    else:
        _print(Console(), groups, hints)
    if path.resolve() == _copy_of(workspace, path.stem):
        record_check(workspace, path.stem, passed=passed)
        write_map(read_course(home), workspace)
    context.exit(0 if passed else 1)


def _copy_of(workspace: Workspace, name: str) -> Path:
    return workspace.folder / "exercises" / name / f"{name}.ipynb"


def _run(path: Path, released: Path) -> "Groups":
    terminal = Console(stderr=True)
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as shown:
        bar = shown.add_task("Checking", total=None)
        from course_utils.checks import exercise  # noqa: PLC0415 - two seconds; the bar is there by now

        given = exercise.read_notebook(released)
        headings = exercise.headings(given)
        results = exercise.run_checks(
            exercise.with_released_checks(exercise.read_notebook(path), given),
            path.parent,
            without_proxy_for_loopback(without_real_keys(os.environ)),
            lambda done, of: shown.update(bar, completed=done, total=of),
        )
    return {
        heading: [result for result in results if headings[result.name] == heading]
        for heading in dict.fromkeys(headings.values())
    }


def _print(console: Console, groups: "Groups", hints: int) -> None:
    results = [result for group in groups.values() for result in group]
    console.print(_table(groups, results))
    _print_open(console, [result for result in results if not result.passed], hints)
    if all(result.passed for result in results):
        console.print(
            "\nAll checks that you can see pass. When it is graded, hidden checks run as well: "
            "more examples of the same rules."
        )
    elif not hints:
        console.print("\nA hint for whatever is open: add --hints 1; a stronger one: --hints 2.")


def _print_open(console: Console, results: "list[CheckResult]", hints: int) -> None:
    """Say each message once, the first one first, and each hint where it helps first."""
    alike = Counter(result.message for result in results)
    first_of = {result.message: result for result in reversed(results)}
    given: set[str] = set()
    for message in dict.fromkeys(result.message for result in results):
        check = first_of[message]
        topic = f": {check.topic}" if alike[message] == 1 and check.attempted else ""
        start = " (start here)" if check is results[0] and len(alike) > 1 else ""
        console.print(f"\n[bold]{check.task}[/bold]{topic}{start}")
        console.print(message, markup=False, highlight=False)
        ladder = hints_for(check.task, check.rule if check.attempted else "", message)
        new = [hint for hint in ladder[: 0 if check.told_before else hints] if hint not in given]
        for number, hint in enumerate(new, 1):
            console.print(f"Hint {number}: {hint}", markup=False, highlight=False)
        given.update(new)


def _table(groups: "Groups", results: "list[CheckResult]") -> Table:
    table = Table("Task", "Points", "Checks that pass", show_footer=True)
    for heading, group in groups.items():
        names = ", ".join(dict.fromkeys(check.task for check in group))
        table.add_row(f"{heading.partition(':')[0]}: {names}", *_standing(group))
    for column, footer in zip(table.columns, ["Together", *_standing(results)], strict=True):
        column.footer = footer
    return table


def _standing(checks: "list[CheckResult]") -> tuple[str, str]:
    """Give the points and the number of checks, those that pass out of all."""
    got = [check for check in checks if check.passed]
    return f"{_points(got):g} of {_points(checks):g}", f"{len(got)} of {len(checks)}"


def _points(checks: "list[CheckResult]") -> float:
    return sum(check.points for check in checks)


def _as_json(name: str, results: "list[CheckResult]") -> dict[str, object]:
    return {
        "exercise": name,
        "passed": all(result.passed for result in results),
        "points": _points([result for result in results if result.passed]),
        "points_possible": _points(results),
        "checks": [
            {
                "name": result.name,
                "task": result.task,
                "rule": result.rule,
                "points": result.points,
                "passed": result.passed,
                "attempted": result.attempted,
                "message": result.message,
            }
            for result in results
        ],
    }
