import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.checkout import copy_checkout, make_checkout
from tests.running_course import RunningCourse, run_course

LESSON = "lessons/00_start_here.ipynb"


@pytest.fixture(scope="module")
def course(
    tmp_path_factory: pytest.TempPathFactory, chromium_path: Path
) -> Iterator[RunningCourse]:
    with run_course(
        copy_checkout(tmp_path_factory.mktemp("page") / "checkout"), "--no-browser"
    ) as course:
        yield course


def _opened(page: Page, course: RunningCourse) -> Page:
    page.goto(course.address)
    expect(_map(page).get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".jp-Notebook h1").first).to_be_visible()
    return page


def _map(page: Page) -> Locator:
    return page.locator("#jp-left-stack .jp-MarkdownViewer")


def _tabs(page: Page) -> Locator:
    return page.locator("#jp-main-dock-panel .lm-TabBar-tab")


def _lesson(course: RunningCourse) -> dict[str, Any]:
    text = (course.folder / "work" / LESSON).read_text(encoding="utf-8")
    notebook: dict[str, Any] = json.loads(text)
    return notebook


def test_the_map_is_at_the_left_and_lesson_00_at_the_right(
    course: RunningCourse, new_page: OpenPage
) -> None:
    page = _opened(new_page("light"), course)
    expect(_map(page)).to_contain_text("Next: 00 Start here")
    expect(_tabs(page)).to_have_text(["00_start_here.ipynb"])
    map_box, lesson_box = _map(page).bounding_box(), page.locator(".jp-Notebook").bounding_box()
    assert map_box is not None
    assert lesson_box is not None
    assert map_box["width"] > 400
    assert lesson_box["x"] >= map_box["x"] + map_box["width"]


def test_nothing_else_asks_for_attention(course: RunningCourse, new_page: OpenPage) -> None:
    page = _opened(new_page("light"), course)
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    expect(page.locator(".jp-Dialog, .jp-Launcher, .Toastify__toast")).to_have_count(0)
    menus = page.locator("#jp-MainMenu .lm-MenuBar-item")
    assert menus.all_inner_texts() == "File Edit View Run Kernel Tabs Settings Help".split()


def test_no_page_elsewhere_is_asked(course: RunningCourse, new_page: OpenPage) -> None:
    page = new_page("light")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _opened(page, course)
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    elsewhere = [url for url in asked if not url.startswith((course.url, "data:", "blob:"))]
    assert elsewhere == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_readable_in_the_systems_colours(
    course: RunningCourse, new_page: OpenPage, scheme: Literal["light", "dark"]
) -> None:
    page = _opened(new_page(scheme), course)
    light = str(scheme == "light").lower()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)
    found = Axe().run(page, context="#jp-left-stack .jp-RenderedMarkdown")
    assert found.violations_count == 0, found.generate_report()


def test_a_second_page_of_the_same_browser_shows_the_lesson_too(
    course: RunningCourse, new_page: OpenPage
) -> None:
    page = _opened(new_page("light"), course)
    second = page.context.new_page()
    second.goto(course.address)
    expect(second.locator(".jp-Notebook h1").first).to_be_visible()
    expect(second.locator(".jp-Launcher")).to_have_count(0)


def test_a_lesson_that_was_run_is_done_on_the_map(
    course: RunningCourse, new_page: OpenPage
) -> None:
    page = _opened(new_page("light"), course)
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    cells = [cell for cell in _lesson(course)["cells"] if cell["cell_type"] == "code"]
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt")
    expect(prompts).to_have_text([re.compile(r"\[\d+\]:")] * len(cells))
    with page.expect_response(
        lambda answer: answer.request.method == "PUT" and LESSON in answer.url
    ):
        page.keyboard.press("Control+s")
    _has_only_expected_errors(_lesson(course))
    expect(_map(page)).to_contain_text("15 min · ✓ done")


def _has_only_expected_errors(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            expected = "raises-exception" in cell["metadata"].get("tags", [])
            assert output["output_type"] != "error" or expected, output


def test_links_open_notebooks_beside_the_map(tmp_path: Path, new_page: OpenPage) -> None:
    with run_course(make_checkout(tmp_path / "checkout"), "--no-browser") as course:
        page = new_page("light")
        page.goto(course.address)
        _map(page).get_by_role("link", name="Exercise").click()
        expect(_tabs(page)).to_have_text(["00_first.ipynb", "practice_it.ipynb"])
        _map(page).get_by_role("link", name="Lesson").last.click()
        expect(_tabs(page)).to_have_count(3)
        opened = {"00_first.ipynb", "practice_it.ipynb", "02_second.ipynb"}
        assert set(_tabs(page).all_inner_texts()) == opened  # JupyterLab chooses the order
        expect(_map(page)).to_be_visible()


def test_an_instructor_sees_nbgrader_and_the_folder_around(
    tmp_path: Path, new_page: OpenPage
) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    with run_course(checkout, "--no-browser", "--instructor") as course:
        page = new_page("light")
        page.goto(course.address)
        expect(_map(page).get_by_role("heading", level=1)).to_contain_text("A course")
        expect(_tabs(page)).to_have_text(["00_first.ipynb"])
        expect(page.locator("#jp-MainMenu").get_by_text("Nbgrader")).to_be_visible()
        assert page.request.get(f"{course.url}api/contents/course.toml?content=0").ok
