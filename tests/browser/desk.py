"""The learner's page, in words: what a test presses and sees there."""

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from course_utils.lab.launch import Lab
from course_utils.lab.layout import write_layout
from course_utils.learner.workspace import Workspace
from tests.running_course import RunningCourse

NAME = "how_a_server_checks_a_key"
LESSON = "lessons/00_start_here.ipynb"
EXERCISE = f"exercises/{NAME}/{NAME}.ipynb"


def open_course(page: Page, course: RunningCourse) -> Page:
    """Open the course as on a first evening, whatever an earlier page had open."""
    _open(page, course, LESSON)
    shows_first_lesson(page)
    return page


def open_exercise(page: Page, course: RunningCourse) -> Page:
    """Open the course as where an exercise alone was left open."""
    _open(page, course, EXERCISE)
    shown(notebook(page).locator("h1", has_text="Exercise 02"))
    shown(page.get_by_text("Python 3 (ipykernel) | Idle"))
    shown(page.locator(".course-card"))
    return page


def _open(page: Page, course: RunningCourse, path: str) -> None:
    """Open the course with one notebook.

    The address names none, as the one that the course shows does: JupyterLab brings that to the front
    once more when all has started, over what was pressed meanwhile.
    """
    around, _, rest = course.address.partition("/tree/")
    layouts = Lab(Workspace(course.folder / "work")).layouts
    for each in layouts.iterdir():
        each.unlink(missing_ok=True)
    write_layout(layouts, Path(path))
    page.goto(f"{around}?{rest.partition('?')[2]}")


def shows_first_lesson(page: Page) -> None:
    shown(notebook(page).locator("h1").first)
    shown(page.get_by_text("Python 3 (ipykernel) | Idle"))
    expect(tabs(page).and_(page.locator(".lm-mod-current"))).to_contain_text("00 Lesson")


def shown(locator: Locator) -> None:
    """Wait for what takes seconds to come. `expect` would describe the whole page each time that it looks."""
    locator.wait_for()


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Course", exact=True)


def card(page: Page) -> Locator:
    return panel(page).locator(".course-card")


def notebook(page: Page) -> Locator:
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def tabs(page: Page) -> Locator:
    return page.locator("#jp-main-dock-panel .lm-TabBar-tab")


def cell(page: Page, text: str) -> Locator:
    return notebook(page).locator(".jp-Cell", has_text=text).first


def write(page: Page, first_line: str, text: str) -> None:
    """Put a text in the place of what stands in a cell, and run it."""
    cell(page, first_line).locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Shift+Enter")


def run_all(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def command(course: RunningCourse, *arguments: str, expected: int = 0) -> str:
    """Type a command of the course in a terminal, while the page is open; gives what it printed."""
    environment = {**os.environ, "COURSE_PLATFORM": "private"}
    words = [sys.executable, "-m", "course_utils", *arguments]
    done = subprocess.run(
        words, cwd=course.folder, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == expected, done.stderr
    return done.stdout
