"""What the kit shows in JupyterLab: to a mouse and to keys, before anybody trusts the notebook and after."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from nbclient import NotebookClient
from playwright.sync_api import Locator, Page, expect

from course_utils.learner.kept import read_kept
from tests.browser.conftest import OpenPage, Scheme
from tests.checkout import make_checkout
from tests.running_course import RunningCourse, environment, run_course

SCHEMES: tuple[Scheme, ...] = ("dark", "light")
QUESTION = "who-said-401"
CELLS = [
    "from course_utils import chart, check, predict, quiz",
    f'quiz("{QUESTION}")',
    'predict("status-without-a-header", ...)\npredict.compare("status-without-a-header", 401)',
    'header = ...\ncheck.answer("name-of-the-header", header)',
    'check.answer("name-of-the-header", "Bearer")\ncheck.answer("name-of-the-header", "Authorization")',
    'chart.hours("A day", {"web shop": [3, 0, 5], "nightly job": [0, 9, 0]}, marks={1: "a mark"})',
]


@pytest.fixture(scope="module")
def course(
    tmp_path_factory: pytest.TempPathFactory, chromium_path: Path
) -> Iterator[RunningCourse]:
    """A course whose first lesson shows the kit; it was run elsewhere, so that nobody trusts it here."""
    checkout = make_checkout(tmp_path_factory.mktemp("kit") / "checkout")
    lesson = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    NotebookClient(lesson).execute(env=environment(COURSE_PLATFORM="private"))
    copies = checkout / "work" / "lessons"
    lesson.cells[-1].execution_count = None  # or the course would open the next lesson
    copies.mkdir(parents=True)
    nbformat.write(lesson, copies / "00_first.ipynb")
    with run_course(checkout, "--no-browser") as course:
        yield course


def opened(page: Page, course: RunningCourse) -> Page:
    page.set_viewport_size({"width": 1280, "height": 1800})
    page.goto(course.address)
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    expect(question(page)).to_be_visible()
    return page


def run_all(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(question(page).get_by_role("radio").first).to_be_enabled()


def question(page: Page) -> Locator:
    return page.locator(".jp-Notebook").get_by_role("group", name=re.compile("Who decided"))


def explanations(page: Page) -> Locator:
    return question(page).locator("details p")


def nothing_to_complain_of(page: Page) -> None:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        light = str(scheme == "light").lower()
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)
        found = Axe().run(page, context=".jp-Notebook .jp-OutputArea-output")
        assert found.violations_count == 0, found.generate_report()


def test_untrusted_the_question_and_its_explanations_can_be_read(
    course: RunningCourse, same_page: OpenPage
) -> None:
    page = opened(same_page("light"), course)
    expect(question(page).get_by_role("radio").first).to_be_disabled()
    expect(question(page).get_by_text("Run this cell, then choose.")).to_be_visible()
    page.get_by_text("About B").focus()
    page.keyboard.press("Space")
    expect(explanations(page).nth(1)).to_contain_text("Yes.")
    page.get_by_text("About B").focus()
    page.keyboard.press("Enter")
    expect(explanations(page).nth(1)).to_be_hidden()
    chart = page.get_by_role("img", name=re.compile("A day. Columns"))
    assert chart.evaluate("image => image.naturalWidth") > 0


def test_a_choice_opens_its_explanation_and_lets_the_others_be_opened(
    course: RunningCourse, same_page: OpenPage
) -> None:
    page = opened(same_page("light"), course)
    nothing_to_complain_of(page)
    run_all(page)
    expect(page.get_by_text("About A")).to_be_hidden()
    question(page).get_by_role("radio").first.check()
    expect(explanations(page).nth(0)).to_contain_text("Not this one.")
    expect(page.get_by_text("About B")).to_be_visible()
    expect(explanations(page).nth(1)).to_be_hidden()
    nothing_to_complain_of(page)
    page.get_by_text("A hint").first.click()
    expect(
        page.get_by_text("Look at the cell above: it stands before the colon").first
    ).to_be_visible()


def test_with_keys_alone_one_option_is_chosen_and_kept_for_the_map(
    course: RunningCourse, same_page: OpenPage
) -> None:
    page = opened(same_page("light"), course)
    run_all(page)
    question(page).get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(question(page).get_by_role("radio").nth(1)).to_be_checked()
    expect(question(page).get_by_role("radio").nth(1)).to_be_focused()
    expect(explanations(page).nth(1)).to_contain_text("Yes.")
    page.keyboard.press("Tab")
    expect(page.get_by_text("About B")).to_be_focused()
    state, chosen = course.folder / "work" / ".course", {QUESTION: {"choice": "B", "right": True}}
    for _ in range(200):  # the kernel keeps it, and tells nobody when it has
        if read_kept(state).choices == chosen:
            break
        page.wait_for_timeout(50)
    assert read_kept(state).choices == chosen
