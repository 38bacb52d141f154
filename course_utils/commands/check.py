"""Check an exercise: what is right, what is not yet, and why."""

import json
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from course_utils.checks.hints import hints_for
from course_utils.errors import CourseError
from course_utils.learner.afresh import remembering
from course_utils.learner.naming import exercise_meant
from course_utils.learner.units import Course, find_course_home, read_course
from course_utils.learner.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from course_utils.checks.attempt import Attempt
    from course_utils.checks.exercise import CheckResult, Written

    Groups = dict[str, list[CheckResult]]  # the checks under each task's heading


@click.command()
@click.argument("name", required=False)
@click.option(
    "--hints",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Show the first N hints for each check that does not pass.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_context
def check(context: click.Context, name: str | None, hints: int, as_json: bool) -> None:
    """Check an exercise: run it from the top, and say what is right, what is not yet, and why.

    NAME is the exercise's name or its unit's number, or the path of a notebook that was made from it.
    Without one it is the exercise that is open, or the next one. The exit status is 0 when every check
    passes, 1 when one does not.

    Example: `course check 02 --hints 1`
    """
    workspace = find_workspace()
    course = read_course(find_course_home(Path.cwd()))
    path = exercise_meant(course, workspace, name)
    own = _own_exercise(course, workspace, path)
    remember = remembering(course, workspace, own) if own else None
    attempt = _run(course, path)
    if as_json:
        click.echo(json.dumps(attempt.as_json(), indent=1))
    else:
        _print(Console(markup=False), attempt, hints)
    if remember:
        _keep(workspace, remember, attempt)
    context.exit(0 if attempt.passed else 1)


def _run(course: Course, path: Path) -> "Attempt":
    terminal = Console(stderr=True)
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as shown:
        bar = shown.add_task(f"Checking {escape(path.stem)}", total=None)
        from course_utils.checks import attempt  # noqa: PLC0415 - two seconds; the bar is there by now

        def progress(done: int, of: int) -> None:
            shown.update(bar, completed=done, total=of)

        return attempt.check_exercise(course.home / "exercises", path, progress)


def _own_exercise(course: Course, workspace: Workspace, path: Path) -> PurePosixPath | None:
    """Give the path in the learner's folder where it is one of their exercises."""
    paths = [unit.exercise_path for unit in course.units if unit.exercise_path]
    return next(
        (own for own in paths if (workspace.folder / own).resolve() == path.resolve()), None
    )


def _keep(
    workspace: Workspace, remember: "Callable[[str, dict[str, Any]], None]", attempt: "Attempt"
) -> None:
    """Bring progress and map up to date; a result that can't be remembered has been shown by now."""
    try:
        workspace.prepare()
        remember(attempt.exercise, attempt.as_json())
    except CourseError as error:
        click.echo(f"course: This result is not remembered. {error}", err=True)


def _grouped(results: "Sequence[CheckResult]") -> "Groups":
    return {
        heading: [result for result in results if result.heading == heading]
        for heading in dict.fromkeys(result.heading for result in results)
    }


def _print(console: Console, attempt: "Attempt", hints: int) -> None:
    results = attempt.results
    for flag in attempt.flags:
        console.print(f"{flag[:1].upper()}{flag[1:]}.", highlight=False)
    console.print(_table(results, attempt.written))
    _print_open(console, attempt, hints)
    for task in attempt.written:
        if not task.begun:
            console.print(f"\n{task.title} is still empty: write your answer in words, and save.")
    if attempt.passed:
        console.print(
            "\nAll checks that you can see pass. When it is graded, hidden checks run as well: "
            "more examples of the same rules."
        )
    elif not hints:
        console.print("\nA hint for whatever is open: add --hints 1; a stronger one: --hints 2.")


def _print_open(console: Console, attempt: "Attempt", hints: int) -> None:
    """Say each message once, the first one first, and each hint where it helps first."""
    results = [result for result in attempt.results if not result.passed]
    alike = Counter(result.message for result in results)
    first_of = {result.message: result for result in reversed(results)}
    given: set[str] = set()
    for message in dict.fromkeys(result.message for result in results):
        check = first_of[message]
        topic = f": {check.topic}" if alike[message] == 1 and check.attempted else ""
        start = " (start here)" if check is results[0] and len(alike) > 1 else ""
        console.print(Text.assemble("\n", (check.task, "bold"), topic, start))
        console.print(message, highlight=False)
        rule = check.rule if check.attempted else ""
        ladder = hints_for(attempt.exercise, check.task, rule, message)
        new = [hint for hint in ladder[: 0 if check.told_before else hints] if hint not in given]
        for number, hint in enumerate(new, 1):
            console.print(f"Hint {number}: {hint}", highlight=False)
        given.update(new)


def _table(results: "Sequence[CheckResult]", written: "Sequence[Written]") -> Table:
    table = Table("Task", "Points", "Checks that pass", show_footer=True)
    for heading, group in _grouped(results).items():
        names = ", ".join(dict.fromkeys(check.task for check in group))
        table.add_row(f"{heading.partition(':')[0]}: {names}", *_standing(group))
    for task in written:
        state = "your teacher reads it" if task.begun else "still empty; your teacher reads it"
        table.add_row(task.title, f"{task.points:g}, by hand", state)
    for column, footer in zip(table.columns, ["Together", *_standing(results)], strict=True):
        column.footer = footer
    return table


def _standing(checks: "Sequence[CheckResult]") -> tuple[str, str]:
    """Give the points and the number of checks, those that pass out of all; of untouched ones, that they are."""
    passing = f"{sum(check.passed for check in checks)} of {len(checks)}"
    if not any(check.attempted for check in checks):
        passing = "not begun"
    return f"{_earned(checks):g} of {_points(checks):g}", passing


def _earned(checks: "Sequence[CheckResult]") -> float:
    return sum(check.earned for check in checks)


def _points(checks: "Sequence[CheckResult]") -> float:
    return sum(check.points for check in checks)
