"""An exercise as a learner meets it: its checks by hand, *Check my work*, *Start over*."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from tests.browser.conftest import OpenPage, Scheme
from tests.browser.desk import (
    EXERCISE,
    NAME,
    card,
    cell,
    command,
    notebook,
    open_exercise,
    panel,
    run_all,
    tabs,
    write,
)
from tests.checkout import copy_checkout
from tests.running_course import RunningCourse, run_course
from tests.support.submissions import source, submissions

WRONG = "misconception/read_key_query_beats_header"
RULE = "If there is an Authorization header, it alone decides."


@pytest.fixture(scope="module")
def course(
    tmp_path_factory: pytest.TempPathFactory, chromium_path: Path
) -> Iterator[RunningCourse]:
    checkout = copy_checkout(tmp_path_factory.mktemp("exercise") / "checkout")
    solve_all_but_the_first_task(checkout / EXERCISE)
    with run_course(checkout, "--no-browser") as course:
        yield course


def solve_all_but_the_first_task(path: Path) -> None:
    solutions = {cell.id: cell.source for cell in source(NAME).cells if is_solution(cell)}
    notebook = nbformat.read(path, as_version=4)
    for each in notebook.cells:
        if each.id != "read_key":
            each.source = solutions.get(each.id, each.source)
    nbformat.write(notebook, path)


def is_solution(cell: nbformat.NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def solution() -> str:
    return str(next(cell.source for cell in source(NAME).cells if cell.id == "read_key"))


def misconception() -> str:
    return next(each.text for each in submissions(NAME) if each.name == WRONG)


@pytest.fixture
def page(course: RunningCourse, same_page: OpenPage) -> Page:
    """Give a page with the exercise in front, as it is given out: all solved but the first task."""
    command(course, "reset", NAME)
    return open_exercise(same_page("light"), course)


def check_cell(page: Page) -> Locator:
    return notebook(page).locator(".course-check", has_text=RULE)


def check(page: Page) -> None:
    notebook(page).get_by_role("button", name="Check my work").click()
    expect(card(page).get_by_role("button", name="Checking …")).to_be_visible()
    expect(notebook(page).get_by_role("button", name="Check my work")).to_be_disabled()
    expect(card(page).get_by_role("button", name="Check again")).to_be_visible()


def test_check_my_work_says_what_is_right_what_is_not_yet_and_celebrates(page: Page) -> None:
    write(page, "def read_key(", misconception())
    check(page)
    expect(card(page)).to_contain_text("3 of 4")
    open_rule = card(page).locator("details[open]").first
    expect(open_rule).to_contain_text(RULE)
    expect(open_rule).to_contain_text("Your code")
    expect(open_rule).to_contain_text("Expected")

    open_rule.get_by_text("Hint", exact=True).click()
    expect(open_rule.get_by_text("A stronger hint").first).to_be_visible()
    open_rule.get_by_role("button", name="Go to cell").click()
    expect(notebook(page).locator(".jp-Cell.jp-mod-active")).to_contain_text("def read_key(")

    write(page, "def read_key(", solution())
    check(page)
    expect(card(page)).to_contain_text("All green: 15 of 15 points.")
    expect(panel(page).locator(".course-progress")).to_contain_text("15 of ")
    expect(panel(page).get_by_role("status")).to_have_text("All 17 rules are kept.")


def test_the_first_green_exercise_by_keyboard_alone(page: Page) -> None:
    unfolded = notebook(page).get_by_role("button", name=RULE)
    unfolded.press("Enter")
    expect(unfolded).to_have_attribute("aria-expanded", "true")
    notebook(page).locator(".jp-Cell", has_text="def read_key(").first.locator(
        ".cm-content"
    ).focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(misconception())
    card(page).get_by_role("button", name="Check my work").press("Enter")
    first = card(page).locator("details[open]").first
    expect(first).to_contain_text(RULE)
    first.locator("summary", has_text="Hint").first.press("Space")
    expect(first.locator(".course-hint[open]")).to_be_visible()
    first.get_by_role("button", name="Go to cell").press("Enter")
    expect(notebook(page).locator(".jp-Cell.jp-mod-active .cm-focused")).to_contain_text(
        "def read_key("
    )
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(solution())
    card(page).get_by_role("button", name="Check again").press("Enter")
    expect(card(page)).to_contain_text("All green: 15 of 15 points.")
    panel(page).get_by_role("button", name="Continue").press("Enter")
    expect(tabs(page).and_(page.locator(".lm-mod-current"))).to_contain_text("00 Lesson")


def test_a_run_of_everything_stops_where_there_is_something_to_do(page: Page) -> None:
    run_all(page)
    stopped = notebook(page).locator(".jp-Cell.jp-mod-active")
    expect(stopped).to_contain_text("Not begun yet")
    expect(stopped).to_be_in_viewport()
    expect(stopped).to_contain_text("Your code goes where its raise line stands now.")


def test_a_check_by_hand_is_folded_under_its_rule_and_amber(page: Page) -> None:
    rule = notebook(page).get_by_role("button", name=RULE)
    expect(rule).to_have_attribute("aria-expanded", "false")
    expect(check_cell(page).locator(".cm-content")).to_be_hidden()
    rule.click()
    expect(check_cell(page).locator(".cm-content")).to_be_visible()

    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Restart Kernel…$")).click()
    page.get_by_role("dialog").get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    write(page, "def read_key(", misconception())
    rule.press("Shift+Enter")
    said = check_cell(page).locator(".jp-OutputArea-output")
    expect(said).to_contain_text("A cell above makes check.")
    expect(said).not_to_contain_text("Traceback")
    said.get_by_role("button", name="Run the cells above, then this one").click()
    expect(said).to_contain_text("Not yet")
    expect(said).to_contain_text("Your code")
    expect(said).not_to_contain_text("Traceback")
    assert said.evaluate("node => getComputedStyle(node).borderLeftColor") == "rgb(138, 83, 0)"


def test_all_checks_green_by_hand_count_without_another_press(page: Page) -> None:
    write(page, "def read_key(", solution())
    run_all(page)
    expect(card(page)).to_contain_text("All green: 15 of 15 points.")
    expect(check_cell(page)).to_contain_class("course-passed")
    expect(check_cell(page).locator(".course-note-passed")).to_be_hidden()


def test_in_a_narrow_window_a_check_opens_the_panel(page: Page) -> None:
    page.set_viewport_size({"width": 800, "height": 700})
    expect(card(page)).to_be_hidden()
    notebook(page).get_by_role("button", name="Check my work").click()
    expect(card(page).get_by_role("button", name="Check again")).to_be_visible()
    expect(notebook(page).get_by_role("button", name="Check my work")).to_be_in_viewport()


def test_start_over_reaches_the_open_tab_and_keeps_what_was_typed(
    course: RunningCourse, page: Page
) -> None:
    write(page, "def read_key(", "def read_key(headers, query): return 'typed by me'")
    card(page).get_by_role("button", name="Start over").click()
    page.get_by_role("dialog").get_by_role("button", name="Start over").click()
    expect(cell(page, "def read_key(")).to_contain_text("YOUR CODE HERE")
    assert "typed by me" in newest_kept(course)


def test_course_reset_reaches_the_open_tab_and_keeps_what_was_not_saved(
    course: RunningCourse, page: Page
) -> None:
    write(page, "def read_key(", "def read_key(headers, query): return 'not saved'")
    command(course, "reset", "02")
    expect(cell(page, "def read_key(")).to_contain_text("YOUR CODE HERE")
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    assert "not saved" in newest_kept(course)
    page.keyboard.press("Control+s")
    expect(cell(page, "def read_key(")).to_contain_text("YOUR CODE HERE")


def newest_kept(course: RunningCourse) -> str:
    folder = (course.folder / "work" / EXERCISE).parent
    newest = max(folder.glob("*.kept-*.ipynb"), key=lambda path: path.stat().st_mtime_ns)
    return newest.read_text("utf-8")


def test_a_save_and_a_check_at_once_ask_nothing(page: Page) -> None:
    held: list[tuple[Route, APIResponse]] = []
    page.route(
        "**/api/contents/exercises/**",
        lambda route: (
            held.append((route, route.fetch()))
            if route.request.method == "PUT" and not held
            else route.continue_()
        ),
    )
    write(page, "def read_key(", misconception())
    with page.expect_request(lambda request: request.method == "PUT"):
        page.keyboard.press("Control+s")
    notebook(page).get_by_role("button", name="Check my work").click()
    while not held:
        page.wait_for_timeout(10)
    route, response = held[0]
    route.fulfill(response=response)  # it is on the disk already, and the page learns it now
    expect(card(page)).to_contain_text("3 of 4")
    expect(page.locator(".jp-Dialog")).to_have_count(0)


def test_course_check_in_a_terminal_shows_in_the_panel(course: RunningCourse, page: Page) -> None:
    assert command(course, "check", expected=1)
    expect(card(page)).to_contain_text("Not begun yet: read_key")


def test_a_notebook_that_cannot_be_saved_is_not_checked(course: RunningCourse, page: Page) -> None:
    path = course.folder / "work" / EXERCISE
    path.rename(path.with_suffix(".away"))
    path.mkdir()
    try:
        write(page, "def read_key(", misconception())
        notebook(page).get_by_role("button", name="Check my work").click()
        expect(page.locator(".jp-Dialog")).to_contain_text("File Save Error")
        expect(card(page).get_by_role("button", name="Check my work")).to_be_enabled()
    finally:
        path.rmdir()
        path.with_suffix(".away").rename(path)


def test_the_card_and_the_checks_are_readable_in_light_and_dark(page: Page) -> None:
    write(
        page,
        "def read_key(",
        f'{misconception()}\n\nfrom course_utils import check\ncheck.hint("read_key")',
    )
    run_all(page)
    expect(check_cell(page).locator(".jp-OutputArea-output")).to_contain_text("Not yet")
    check(page)

    shown = "#course-desk, .course-check, .jp-NotebookPanel:not(.lm-mod-hidden) .jp-RenderedHTML"
    schemes: tuple[tuple[Scheme, str], ...] = (("light", "true"), ("dark", "false"))
    for scheme, light in schemes:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)
        found = Axe().run(page, context=shown)
        assert found.violations_count == 0, found.generate_report()
