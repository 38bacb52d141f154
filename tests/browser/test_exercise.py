"""An exercise as a learner meets it: from the map, in the notebook, with the Validate button."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.checkout import copy_checkout
from tests.running_course import RunningCourse, run_course
from tests.support.submissions import source, submissions

NAME = "how_a_server_checks_a_key"
PATH = f"exercises/{NAME}/{NAME}.ipynb"
WRONG = "misconception/read_key_query_beats_header"


@pytest.fixture(scope="module")
def course(
    tmp_path_factory: pytest.TempPathFactory, chromium_path: Path
) -> Iterator[RunningCourse]:
    checkout = copy_checkout(tmp_path_factory.mktemp("exercise") / "checkout")
    solve_all_but_the_first_task(checkout / PATH)
    with run_course(checkout, "--no-browser") as course:
        yield course


def solve_all_but_the_first_task(path: Path) -> None:
    solutions = {cell.id: cell.source for cell in source(NAME).cells if is_solution(cell)}
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.id != "read_key":
            cell.source = solutions.get(cell.id, cell.source)
    nbformat.write(notebook, path)


def is_solution(cell: nbformat.NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def solution() -> str:
    return str(next(cell.source for cell in source(NAME).cells if cell.id == "read_key"))


def misconception() -> str:
    return next(each.text for each in submissions(NAME) if each.name == WRONG)


def opened(page: Page, course: RunningCourse) -> Page:
    """Open the exercise as a learner does, by its link on the map."""
    page.goto(course.address)
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    page.locator(f'#jp-left-stack .jp-MarkdownViewer a[href*="{NAME}/{NAME}.ipynb"]').last.click()
    expect(notebook(page).get_by_role("heading", name="Exercise 02")).to_be_visible()
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    return page


def notebook(page: Page) -> Locator:
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def cell(page: Page, text: str) -> Locator:
    return notebook(page).locator(".jp-Cell", has_text=text).first


def write(page: Page, text: str) -> None:
    """Put a text in the place of what stands in the first task's cell, and run it."""
    task = cell(page, "def read_key(").locator(".cm-content")
    task.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Shift+Enter")


def validate(page: Page) -> Locator:
    notebook(page).get_by_role("button", name="Validate").click()
    dialog = page.locator(".jp-Dialog")
    expect(dialog).to_contain_text("Validation Results")
    return dialog


def test_a_task_is_solved_validated_broken_and_validated_again(
    course: RunningCourse, new_page: OpenPage
) -> None:
    page = opened(new_page("light"), course)

    write(page, solution())
    dialog = validate(page)
    expect(dialog).to_contain_text("Success! Your notebook passes all the tests.")
    dialog.get_by_role("button").first.click()

    write(page, misconception())
    dialog = validate(page)
    expect(dialog).to_contain_text("Not yet: read_key(headers,")
    expect(dialog).to_contain_text("it alone decides")
    expect(dialog).to_contain_text('A hint, if you want one: check.hint("read_key")')
    expect(dialog).not_to_contain_text("Traceback")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_checks_and_hints_show_is_readable(
    course: RunningCourse, new_page: OpenPage, scheme: Literal["light", "dark"], tmp_path: Path
) -> None:
    page = opened(new_page(scheme), course)
    write(page, f'{misconception()}\n\nfrom course_utils import check\ncheck.hint("read_key")')
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(cell(page, "Not yet: read_key(headers,")).to_be_visible()
    hint = notebook(page).locator(".jp-OutputArea-output", has_text="for read_key: ").first
    expect(hint).to_be_visible()
    hint.scroll_into_view_if_needed()
    page.screenshot(path=tmp_path / f"{scheme}.png")

    found = Axe().run(page, context=".jp-NotebookPanel:not(.lm-mod-hidden) .jp-RenderedHTML")

    assert found.violations_count == 0, found.generate_report()
