"""The first screen, and what JupyterLab does for somebody who has never seen it."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, Scheme
from tests.browser.desk import (
    EXERCISE,
    LESSON,
    command,
    notebook,
    open_course,
    panel,
    shows_first_lesson,
    tabs,
    write,
)
from tests.checkout import copy_checkout, make_checkout
from tests.grading.course import small_course
from tests.grading.notebooks import released
from tests.running_course import RunningCourse, run_course


@pytest.fixture(scope="module")
def course(
    tmp_path_factory: pytest.TempPathFactory, chromium_path: Path
) -> Iterator[RunningCourse]:
    with run_course(
        copy_checkout(tmp_path_factory.mktemp("page") / "checkout"), "--no-browser"
    ) as course:
        yield course


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (800, "dark"), (1920, "dark")])
def test_the_first_screen_has_one_way_to_go_and_says_no_errors(
    course: RunningCourse, same_page: OpenPage, width: int, scheme: Scheme
) -> None:
    page = same_page(scheme, width)
    errors: list[str] = []
    asked: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(course.address)
    shows_first_lesson(page)

    expect(page.locator(".jp-Dialog, .jp-Launcher, .Toastify__toast")).to_have_count(0)
    expect(tabs(page).and_(page.locator(".lm-mod-current"))).to_have_text("00 Lesson")
    expect(tabs(page).and_(page.locator(".jp-mod-dirty"))).to_have_count(0)
    elsewhere = [url for url in asked if not url.startswith((course.url, "data:", "blob:"))]
    assert elsewhere == []
    assert not [
        url for url in asked if "/api/build" in url
    ]  # which takes a Node.js and half a second of its own
    assert errors == []
    lesson = notebook(page).bounding_box()
    assert lesson is not None
    if width < 1000:
        expect(panel(page)).to_be_hidden()
        assert lesson["width"] > 0.9 * width
        page.get_by_role("tab", name="Course").click()
    else:
        assert 0.6 * width < lesson["width"] < 0.8 * width
    expect(panel(page).get_by_role("button", name="Begin 00 Lesson · 20 min")).to_be_visible()
    for now in (scheme, "light" if scheme == "dark" else "dark"):
        page.emulate_media(color_scheme=now)
        light = str(now == "light").lower()
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)
        found = Axe().run(page, context="#course-desk")
        assert found.violations_count == 0, found.generate_report()
    has_no_more_than_a_learner_needs(page)


def has_no_more_than_a_learner_needs(page: Page) -> None:
    menus = page.locator("#jp-MainMenu .lm-MenuBar-item")
    assert menus.all_inner_texts() == "File Edit View Run Kernel Tabs Settings Help".split()
    expect(page.get_by_role("button", name="Validate")).to_have_count(0)


def test_an_open_page_does_what_is_expected_of_it(
    course: RunningCourse, same_page: OpenPage
) -> None:
    page = open_course(same_page("light"), course)
    the_theme_menu_works_at_the_first_try(page)
    the_last_cell_adds_no_other_when_it_is_run(page)
    a_second_page_of_the_same_browser_shows_the_lesson_too(page, course)


def the_theme_menu_works_at_the_first_try(page: Page) -> None:
    body = page.locator("body")
    for theme, light in (("JupyterLab Dark", "false"), ("JupyterLab Light", "true")):
        page.get_by_role("menuitem", name="Settings", exact=True).click()
        page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Theme$")).hover()
        page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{theme}$")).click()
        expect(body).to_have_attribute("data-jp-theme-light", light)


def the_last_cell_adds_no_other_when_it_is_run(page: Page) -> None:
    cells = notebook(page).locator(".jp-Cell")
    before = cells.count()
    cells.last.click()
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(cells).to_have_count(before)


def a_second_page_of_the_same_browser_shows_the_lesson_too(
    page: Page, course: RunningCourse
) -> None:
    second = page.context.new_page()
    second.goto(course.address)
    expect(second.locator(".jp-Notebook h1").first).to_be_visible()
    expect(second.locator(".jp-Launcher")).to_have_count(0)


def test_a_lesson_that_was_run_leads_on_and_is_done_when_it_is_filled_in(
    course: RunningCourse, same_page: OpenPage
) -> None:
    command(course, "reset", "00")
    page = open_course(same_page("light"), course)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    notebook(page).locator(".jp-Cell").first.click()
    for _ in _lesson(course)["cells"]:
        page.keyboard.press("Shift+Enter")
    code = [cell for cell in _lesson(course)["cells"] if cell["cell_type"] == "code"]
    prompts = notebook(page).locator(".jp-CodeCell .jp-InputPrompt")
    expect(prompts).to_have_text([re.compile(r"\[\d+\]:")] * len(code))
    first, *others = (int(prompt.strip("[]:")) for prompt in prompts.all_inner_texts())
    assert others == list(range(first + 1, first + len(code)))
    unit = panel(page).locator(".course-unit", has_text="00 Start here")
    expect(unit).to_contain_text("run, 1 line to fill in")
    expect(panel(page).get_by_role("button", name="Continue 01 Lesson")).to_be_visible()
    _has_only_expected_errors(_lesson(course))

    line = "Authorization"
    write(page, "header = ...", f'header = "{line}"\ncheck.answer("name-of-the-header", header)')
    expect(unit).to_contain_text("00 Start here done")

    command(course, "reset", "00")
    expect(prompts).to_have_text(["[ ]:"] * len(code))
    expect(tabs(page)).to_have_text(["00 Lesson"])
    expect(unit).to_contain_text("now")
    assert errors == []


def _lesson(course: RunningCourse) -> dict[str, Any]:
    text = (course.folder / "work" / LESSON).read_text(encoding="utf-8")
    notebook: dict[str, Any] = json.loads(text)
    return notebook


def _has_only_expected_errors(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            expected = "raises-exception" in cell["metadata"].get("tags", [])
            assert output["output_type"] != "error" or expected, output


def test_a_damaged_notebook_is_one_sentence_with_a_way_out(
    course: RunningCourse, same_page: OpenPage
) -> None:
    mine = course.folder / "work" / EXERCISE
    mine.write_text(mine.read_text("utf-8")[:999], encoding="utf-8")
    page = open_course(same_page("light"), course)
    unit = panel(page).locator(".course-unit", has_text="02 How a server checks a key")
    unit.get_by_role("link", name="Exercise").click()
    said = panel(page).get_by_role("alert")
    expect(said).to_contain_text("02 Exercise can't be opened: its file is damaged.")
    expect(tabs(page)).to_have_text(["00 Lesson"])
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    said.get_by_role("button", name="Start over").click()
    page.get_by_role("dialog").get_by_role("button", name="Start over").click()
    expect(notebook(page).get_by_role("heading", name="Exercise 02")).to_be_visible()
    expect(said).to_have_count(0)


def test_links_open_notebooks_and_bring_back_open_ones(
    course: RunningCourse, same_page: OpenPage
) -> None:
    page = open_course(same_page("light"), course)
    links = panel(page).get_by_role("link")
    links.filter(has_text="Exercise").last.click()
    expect(tabs(page)).to_have_count(2)
    expect(tabs(page).and_(page.locator(".lm-mod-current"))).to_contain_text("Exercise")
    links.filter(has_text="Lesson").first.click()
    expect(tabs(page)).to_have_count(2)
    expect(tabs(page).and_(page.locator(".lm-mod-current"))).to_have_text("00 Lesson")

    page.reload()
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    links.filter(has_text="Exercise").last.click()
    checks = page.locator(".course-check-button")
    expect(checks).to_have_count(1)
    expect(notebook(page).locator(".jp-Toolbar-responsive-opener")).to_be_hidden()


def test_a_page_that_is_left_open_says_that_the_course_was_stopped_and_goes_on(
    tmp_path: Path, same_page: OpenPage
) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    with run_course(checkout, "--no-browser") as course:
        page = same_page("light")
        page.goto(course.address)
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
        notebook(page).locator(".jp-Cell .cm-content").first.click()
        page.keyboard.type("# written meanwhile")
        port = re.findall(r":(\d+)/", course.url)[0]
    banner = page.get_by_role("alert").filter(has_text="The course was stopped.")
    expect(banner).to_contain_text("course start")
    page.keyboard.press("Control+s")
    expect(page.locator(".jp-mod-dirty")).to_have_count(1)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    with run_course(checkout, "--no-browser", "--port", port):
        expect(page.get_by_text("The course runs again.")).to_be_visible()
        expect(notebook(page)).to_contain_text("# written meanwhile")
        page.keyboard.press("Control+s")
        expect(page.locator(".jp-mod-dirty")).to_have_count(0)
        notebook(page).locator(".jp-Cell").last.click()
        page.keyboard.press("Shift+Enter")
        expect(notebook(page).locator(".jp-OutputArea-output").last).to_contain_text("seen")

        write(page, "# written meanwhile", "import os\nos._exit(1)")
        ended = page.get_by_role("alert").filter(has_text="Python ended, and was started again.")
        expect(ended).to_be_visible()
        expect(page.locator(".jp-Dialog")).to_have_count(0)


def collect_by_button(teaching: Locator) -> None:
    """Press *Collect* on the instructor's panel, and see the numbers change when it has ended."""
    numbers = teaching.locator(".course-unit", has_text="arithmetic").locator("dd")
    expect(numbers).to_have_text(["0", "0", "0", "0"])
    expect(teaching.get_by_role("button", name="Grade")).to_be_disabled()
    teaching.get_by_role("button", name="Collect").click()
    told = teaching.locator(".course-told")
    expect(told).to_contain_text("1 new, 0 replaced")
    expect(told).to_be_in_viewport()
    expect(numbers).to_have_text(["1", "0", "0", "0"])
    expect(teaching.get_by_role("button", name="Grade")).to_be_enabled()


def test_an_instructor_sees_nbgrader_and_the_folder_around_in_a_layout_of_their_own(
    tmp_path: Path, same_page: OpenPage
) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    lessons = {path: path.read_bytes() for path in (checkout / "lessons").glob("*.ipynb")}
    small_course(checkout)
    (checkout / "downloaded").mkdir()
    with zipfile.ZipFile(checkout / "downloaded" / "given.zip", "w") as archive:
        archive.writestr("ada.ipynb", json.dumps(released()))
    with run_course(checkout, "--no-browser", "--instructor") as course:
        page = same_page("dark")
        page.goto(course.address)
        teaching = page.get_by_role("region", name="Your class")
        collect_by_button(teaching)
        found = Axe().run(page, context="#course-teaching")
        assert found.violations_count == 0, found.generate_report()
        with page.expect_popup() as opened:
            teaching.get_by_role("link", name="Formgrader").click()
        expect(opened.value.get_by_role("heading", name="Manage Assignments")).to_be_visible()
        page.locator("#jp-MainMenu").get_by_text("Nbgrader").click()
        expect(page.get_by_role("menuitem", name="Formgrader", exact=True)).to_be_visible()
        expect(page.get_by_role("menuitem", name="Assignment List")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(panel(page)).to_have_count(0)
        expect(page.locator(".jp-NotebookPanel")).to_have_count(0)
        assert page.request.get(f"{course.url}api/contents/course.toml?content=0").ok
        page.goto(course.url + "lab/workspaces/instructor/tree/lessons/00_first.ipynb")
        validate = page.get_by_role("button", name="Validate")
        expect(validate).to_be_visible()
        assert {path: path.read_bytes() for path in lessons} == lessons
        validate.click()  # which saves it
        expect(page.get_by_role("dialog")).to_contain_text("Your notebook passes all the tests.")


def make_key_in_console(page: Page) -> str:
    console = page.frame_locator(".course-console iframe")
    console.get_by_role("button", name="Continue as you@example.com").click()
    console.get_by_role("link", name="Settings").click()
    console.get_by_role("navigation").get_by_role("link", name="API keys").click()
    console.get_by_role("link", name="Create new secret key").click()
    console.get_by_label("Name").fill("made in JupyterLab")
    console.get_by_role("button", name="Create secret key").click()
    return console.get_by_label("The value of the new key").input_value()


def use_key_in_notebook(page: Page, value: str) -> None:
    """Ask with a key that a cell takes without showing it, and look at the request below the cell."""
    write(
        page,
        "header = ...",
        "from getpass import getpass\n"
        "import httpx\n"
        "from course_utils import inspect_request, practice_platform\n"
        "platform = practice_platform()\n"
        "bearer = {'Authorization': f'Bearer {getpass()}'}\n"
        "httpx.get(f'{platform.base_url}/models', headers=bearer)\n"
        "inspect_request(platform.requests()[-1])",
    )
    asked = notebook(page).locator(".jp-Stdin-input")
    asked.fill(value)
    asked.press("Enter")


def test_the_console_opens_beside_the_notebook_and_shows_what_is_asked_there_with_a_key_of_its_own(
    course: RunningCourse, same_page: OpenPage
) -> None:
    page = open_course(same_page("dark"), course)
    panel(page).get_by_role("button", name="Open the practice console").click()
    value = make_key_in_console(page)
    frame = page.frame_locator(".course-console iframe")
    light = page.locator("body").get_attribute("data-jp-theme-light") == "true"
    expect(frame.locator("html")).to_have_attribute("data-theme", "light" if light else "dark")
    lesson = notebook(page).bounding_box()
    console = page.locator(".course-console").bounding_box()
    assert lesson is not None
    assert console is not None
    assert lesson["x"] + lesson["width"] <= console["x"] + 1
    frame.get_by_role("link", name="Done").click()
    frame.get_by_role("link", name="Close without it").click()
    use_key_in_notebook(page, value)
    expect(frame.get_by_role("row").filter(has_text="made in JupyterLab")).to_contain_text(
        "just now"
    )
    notebook(page).get_by_role("link", name="Open it in the console").click()
    expect(frame.get_by_role("heading", name="GET /v1/models")).to_be_visible()
    frame.get_by_role("link", name="All its requests").click()
    expect(frame.locator("tbody").get_by_role("row")).to_contain_text("made in JupyterLab")
    page.get_by_role("button", name="New Launcher").first.click()
    page.locator(".jp-LauncherCard").filter(has_text="Practice console").click()
    expect(page.locator(".course-console")).to_have_count(1)
