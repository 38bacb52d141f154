"""The built site in a real browser, which reaches this machine and nothing else.

It is built anew, from what npm and PyPI have: a step of its own in `python3 start.py test`, and no test among others.
"""

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from course_utils.keys import KEY_PATTERN
from course_utils.learner.units import read_course
from tests.browser.conftest import PATIENCE, QUIET
from tests.checkout import ROOT
from tests.grading.course import real_course
from tests.site.__main__ import CACHE
from tests.site.building import build_site
from tests.site.reading import notebook_address
from tests.site.serving import serve_folder
from tests.support.submissions import exercise, grader, is_written, source

BEGIN, NEXT = read_course(ROOT).units[:2]
MOST_LOADED = 40e6
CHROMIUMS_OWN = re.compile(
    rb"CONNECT ((accounts|(android\.)?clients\d?|www)\.google|"
    rb"(content-autofill|optimizationguide-pa|safebrowsing[\w-]*|update)\.googleapis)\.com:443 "
)
"""Chromium asks its maker for sign-ins and word lists, whatever page it shows."""
RAN = """count => {
    const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")].slice(0, count);
    return prompts.length === count && prompts.every(prompt => /[0-9]/.test(prompt.textContent));
}"""


@dataclass(frozen=True)
class Site:
    """The built site: its folder, its address, and how to stop its server."""

    folder: Path
    address: str
    stop: Callable[[], None]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("built") / "site"
    build_site(folder, CACHE)
    with ExitStack() as serving:
        yield Site(folder, serving.enter_context(serve_folder(folder)), serving.close)


@pytest.fixture(scope="module")
def alone(chromium_path: Path) -> Iterator[Browser]:
    """A browser to whom all but loopback is refused. That no page asked for anything else is seen at the end."""
    asked: list[bytes] = []

    class Refuse(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refuse) as proxy:
        thread = threading.Thread(target=proxy.serve_forever)
        thread.start()
        arguments = [*QUIET, f"--proxy-server=127.0.0.1:{proxy.server_address[1]}"]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path, args=arguments)
            yield browser
            browser.close()
        proxy.shutdown()
        thread.join()
    assert [line for line in asked if not CHROMIUMS_OWN.match(line)] == []


@pytest.fixture(scope="module")
def learner(alone: Browser) -> Iterator[BrowserContext]:
    """One learner's browser for all tests here, in their order: what it keeps is there in the next."""
    expect.set_options(timeout=PATIENCE)
    context = alone.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def run_all(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def run(page: Page, count: int) -> None:
    """Run the first code cells, each after the one before, as a learner does."""
    for number in range(count):
        page.locator(".jp-CodeCell .jp-InputPrompt").nth(number).click()
        page.keyboard.press("Shift+Enter")
        page.wait_for_function(RAN, arg=number + 1)


def write(cell: Locator, text: str) -> None:
    cell.locator(".cm-content").click()
    cell.page.keyboard.press("Control+a")
    cell.page.keyboard.insert_text(text)


def wait_until_saved(page: Page) -> None:
    expect(page.locator("#course-kept")).to_have_text("Saved in this browser")


def count_code(notebook: NotebookNode) -> int:
    return sum(cell.cell_type == "code" for cell in notebook.cells)


def kept(page: Page, site: Site, path: str) -> bytes:
    """Take a file from the list of the first page, as it is to be handed in."""
    page.goto(f"{site.address}/index.html")
    line = page.get_by_role("listitem").filter(has_text=path)
    with page.expect_download() as downloading:
        line.get_by_role("link", name="Download").click()
    assert downloading.value.suggested_filename == Path(path).name
    return Path(downloading.value.path()).read_bytes()


def printed(cell: NotebookNode) -> str:
    """Give what a cell printed; one whose output is never the same twice printed nothing that counts."""
    outputs = [] if "NBVAL_IGNORE_OUTPUT" in cell.source else cell.get("outputs", [])
    return "".join(output.get("text", "") for output in outputs)


def test_lesson_00_runs_to_its_end_from_the_first_page(site: Site, learner: BrowserContext) -> None:
    loaded: list[int] = []
    learner.on("requestfinished", lambda each: loaded.append(each.sizes()["responseBodySize"]))
    page = learner.new_page()
    page.goto(f"{site.address}/index.html")
    page.get_by_role("link", name="Begin with lesson 00").click()
    expect(page.locator(".jp-Notebook h1")).to_contain_text("Start here")
    lesson = nbformat.read(ROOT / BEGIN.lesson_path, as_version=4)
    assert any("raises-exception" in cell.metadata.get("tags", []) for cell in lesson.cells)
    run_all(page)
    page.wait_for_function(RAN, arg=count_code(lesson))
    assert sum(loaded) < MOST_LOADED
    wait_until_saved(page)
    ran = nbformat.reads(kept(page, site, str(BEGIN.lesson_path)).decode(), as_version=4)
    assert [*map(printed, ran.cells)] == [*map(printed, lesson.cells)]
    page.close()


def test_an_exercise_is_solved_survives_a_reload_and_is_graded(
    site: Site, learner: BrowserContext, tmp_path: Path, bwrap_path: Path
) -> None:
    assert NEXT.exercise
    assert NEXT.exercise_path
    reference = {grader(cell).get("grade_id"): cell for cell in source(NEXT.exercise).cells}
    page = learner.new_page()
    page.goto(f"{site.address}/{notebook_address(NEXT.exercise_path)}")
    released = exercise(NEXT.exercise)
    for number, cell in enumerate(released.cells):
        if cell.cell_type == "code" and grader(cell).get("solution"):
            write(page.locator(".jp-Cell").nth(number), reference[grader(cell)["grade_id"]].source)
    run_all(page)
    page.wait_for_function(RAN, arg=count_code(released))
    wait_until_saved(page)
    page.reload()
    page.wait_for_function(RAN, arg=count_code(released))
    handed_in = kept(page, site, str(NEXT.exercise_path))
    page.close()
    course = real_course(tmp_path, NEXT.exercise)
    course.hand_in("ada", handed_in)
    row = course.grade().report.rows["ada"]
    assert row.flags == []
    written = {name for name, cell in reference.items() if is_written(cell)}
    assert {name for name, points in row.checks.items() if not points} == written


def test_a_second_visit_needs_no_network_and_shows_no_key_also_on_a_phone(
    site: Site, learner: BrowserContext
) -> None:
    site.stop()
    page = learner.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site.address}/index.html")
    page.get_by_role("link", name="Begin with lesson 00").click()
    expect(page.locator(".jp-Notebook h1")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    cells = page.locator(".jp-CodeCell")
    write(cells.nth(2), "print(platform.api_key[:30], end=''); print(platform.api_key[30:])")
    run(page, 3)
    expect(cells.nth(1)).to_contain_text("It learns from our words")
    expect(cells.nth(2)).to_contain_text("[key …")
    assert not KEY_PATTERN.search(page.content())
    page.close()
