"""Check an exercise: what is right, what is not yet, and why."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from course_utils.checks.hints import hints_for
from course_utils.course_map import write_map
from course_utils.environment import without_proxy_for_loopback, without_real_keys
from course_utils.errors import CourseError
from course_utils.progress import record_passed
from course_utils.units import find_course_home, read_course
from course_utils.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from course_utils.exercise import CheckResult


@click.command()
@click.argument("name")
@click.option(
    "--hints",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Show the first N hints of each open task.",
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
    results = _run(path, released)
    passed = all(result.passed for result in results)
    if as_json:
        click.echo(json.dumps(_as_json(path.stem, results), indent=1))
    else:
        _print(Console(), results, hints)
    if passed and path.resolve() == _copy_of(workspace, path.stem):
        record_passed(workspace, path.stem)
        write_map(read_course(home), workspace)
    context.exit(0 if passed else 1)


def _copy_of(workspace: Workspace, name: str) -> Path:
    return workspace.folder / "exercises" / name / f"{name}.ipynb"


def _run(path: Path, released: Path) -> "list[CheckResult]":
    terminal = Console(stderr=True)
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as shown:
        bar = shown.add_task("Checking", total=None)
        from course_utils import exercise  # noqa: PLC0415 - two seconds; the bar is there by now

        return exercise.run_checks(
            exercise.with_released_checks(
                exercise.read_notebook(path), exercise.read_notebook(released)
            ),
            path.parent,
            without_proxy_for_loopback(without_real_keys(os.environ)),
            lambda done, of: shown.update(bar, completed=done, total=of),
        )


def _tasks(results: "list[CheckResult]") -> "dict[str, list[CheckResult]]":
    return {
        task: [result for result in results if result.task == task]
        for task in dict.fromkeys(result.task for result in results)
    }


def _print(console: Console, results: "list[CheckResult]", hints: int) -> None:
    table = Table("Task", "Checks that pass")
    for task, checks in _tasks(results).items():
        table.add_row(task, f"{sum(check.passed for check in checks)} of {len(checks)}")
    console.print(table)
    for task, checks in _tasks(results).items():
        messages = {check.message: check for check in checks if not check.passed}
        for message, check in messages.items():
            console.print(
                f"\n[bold]{task}[/bold]: {check.rule}"
                if check.attempted
                else f"\n[bold]{task}[/bold]"
            )
            console.print(message, markup=False, highlight=False)
        for number, hint in enumerate(hints_for(task)[:hints] if messages else (), 1):
            console.print(f"Hint {number}: {hint}", markup=False, highlight=False)
    if all(result.passed for result in results):
        console.print("\nEvery check passes. When it is graded, a few more of the same kinds run.")
    elif not hints:
        console.print("\nA hint for each open task: add --hints 1; a stronger one: --hints 2.")


def _as_json(name: str, results: "list[CheckResult]") -> dict[str, object]:
    return {
        "exercise": name,
        "passed": all(result.passed for result in results),
        "checks": [
            {
                "name": result.name,
                "task": result.task,
                "points": result.points,
                "passed": result.passed,
                "attempted": result.attempted,
                "message": result.message,
            }
            for result in results
        ],
    }
