"""Run every lesson in the built site, in Chromium, and say what came out otherwise: `python -m tests.site.all_lessons`.

It takes some ten seconds a lesson, so the tests run a few of them, and this all of them.
"""

import sys
import time
from pathlib import Path

import click
from playwright.sync_api import expect, sync_playwright

from course_utils.learner.units import read_course
from tests.browser.conftest import PATIENCE, QUIET
from tests.checkout import ROOT
from tests.site.in_chromium import differences, run_lesson
from tests.site.serving import serve_folder
from tests.system import CHROMIUM


@click.command()
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=ROOT / "build" / "site",
    help="The built site. Without it: build/site.",
)
@click.argument("units", nargs=-1, type=int)
def main(site: Path, units: tuple[int, ...]) -> None:
    """Run the lessons of some UNITS, or of all.

    Example: `python -m tests.site.all_lessons 5 8`
    """
    chosen = [unit for unit in read_course(ROOT).units if unit.number in units or not units]
    found = 0
    with serve_folder(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=QUIET)
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(2 * PATIENCE)
        expect.set_options(timeout=PATIENCE)
        for unit in chosen:
            began = time.monotonic()
            page = context.new_page()
            others = differences(unit, run_lesson(page, address, unit))
            page.close()
            click.echo(f"{unit.label}: {time.monotonic() - began:.0f} s")
            for line in others:
                click.echo(f"  cell {line}")
            found += len(others)
        browser.close()
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
