"""Run every lesson, or every exercise with the reference's answers, in the built site, in Chromium.

`python -m tests.site.all_lessons` says what came out of lessons otherwise than where the course is installed, with
`--exercises` which checks do not pass. It takes some ten seconds a notebook, so the tests run a few of them, and this
all of them.
"""

import sys
import time
from pathlib import Path

import click
from playwright.sync_api import Page, expect, sync_playwright

from course_utils.learner.units import Unit, read_course
from tests.browser.conftest import PATIENCE, QUIET
from tests.checkout import ROOT
from tests.site.in_chromium import NEEDS, differences, run_lesson, solve, unmet
from tests.site.serving import serve_folder
from tests.support.submissions import exercise, points
from tests.system import CHROMIUM


@click.command()
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=ROOT / "build" / "site",
    help="The built site. Without it: build/site.",
)
@click.option("--exercises", is_flag=True, help="Solve the exercises instead.")
@click.argument("units", nargs=-1, type=int)
def main(site: Path, *, exercises: bool, units: tuple[int, ...]) -> None:
    """Run the lessons of some UNITS, or of all.

    Example: `python -m tests.site.all_lessons --exercises 5 8`
    """
    course = read_course(ROOT).units
    chosen = [unit for unit in course if unit.number in units or not units]
    if exercises:
        chosen = [unit for unit in chosen if unit.exercise]
    look = _solved if exercises else _ran
    found = 0
    with serve_folder(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=QUIET)
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(2 * PATIENCE)
        expect.set_options(timeout=PATIENCE)
        for unit in chosen:
            began = time.monotonic()
            page = context.new_page()
            lines, wrong = look(page, address, unit)
            page.close()
            click.echo(f"{unit.label}: {time.monotonic() - began:.0f} s")
            for line in lines:
                click.echo(f"  {line}")
            found += wrong
        browser.close()
    sys.exit(found > 0)


def _ran(page: Page, address: str, unit: Unit) -> tuple[list[str], int]:
    """Run a lesson; give what is to be told, and how much of it is wrong."""
    lines = [f"cell {line}" for line in differences(unit, run_lesson(page, address, unit))]
    return lines, len(lines)


def _solved(page: Page, address: str, unit: Unit) -> tuple[list[str], int]:
    """Solve an exercise; give what it came to, and how many checks fail that a page could let pass."""
    assert unit.exercise
    failed = unmet(solve(page, address, unit))
    worth = points(exercise(unit.exercise))
    passed = sum(each for name, each in worth.items() if name not in failed)
    lines = [f"{name}: {said}" for name, said in failed.items()]
    excused = [line for line in lines if unit.exercise_installed and NEEDS in line]
    told = f"{passed:g} of {sum(worth.values()):g} points, {len(worth) - len(failed)} of {len(worth)} checks"
    return [told, *lines], len(lines) - len(excused)


if __name__ == "__main__":
    main()
