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

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from course_utils.keys import KEY_PATTERN
from course_utils.learner.units import Unit, read_course
from tests.browser.conftest import PATIENCE, QUIET
from tests.checkout import ROOT
from tests.grading.course import real_course
from tests.site.__main__ import CACHE
from tests.site.building import build_site
from tests.site.in_chromium import (
    differences,
    kept_notebook,
    run_all,
    run_lesson,
    solve,
    unmet,
    wait_until_saved,
    write,
)
from tests.site.reading import notebook_address
from tests.site.serving import serve_folder
from tests.support.submissions import grader, is_written, source

UNITS = read_course(ROOT).units
BEGIN = UNITS[0]
SOME = (UNITS[5],)
"""All are run by `python -m tests.site.all_lessons`, and all exercises: these ask most of a page, and need the installed course."""

SOLVED = UNITS[1]
NEVER_OPENED = UNITS[2].lesson_path
MOST_LOADED = 40e6
CHROMIUMS_OWN = re.compile(
    rb"CONNECT ((accounts|(android\.)?clients\d?|www)\.google|"
    rb"(content-autofill|optimizationguide-pa|safebrowsing[\w-]*|update)\.googleapis)\.com:443 "
    rb"|POST http://update\.googleapis\.com/service/update2/json\?"
)
"""Chromium asks its maker for sign-ins, word lists and updates, whatever page it shows."""
REFUSED = """
    const refuse = () => { throw new DOMException("no", "SecurityError"); };
    IDBFactory.prototype.open = refuse;
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {get: refuse});
"""
FULL = """
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...file) {
        if (window.full || this.name === "checkpoints") throw new DOMException("full", "QuotaExceededError");
        return put.apply(this, file);
    };
"""


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


def kept(page: Page, site: Site, path: str) -> bytes:
    """Take a file from the list of the first page, as it is to be handed in."""
    page.goto(f"{site.address}/index.html")
    line = page.get_by_role("listitem").filter(has_text=path)
    with page.expect_download() as downloading:
        line.get_by_role("link", name="Download").click()
    assert downloading.value.suggested_filename == Path(path).name
    return Path(downloading.value.path()).read_bytes()


def standing(page: Page, site: Site, path: object) -> Locator:
    """Open the first page at what it says of a lesson or an exercise."""
    page.goto(f"{site.address}/index.html")
    return page.locator(f'a[data-path="{path}"]')


def test_lesson_00_runs_to_its_end_from_the_first_page(site: Site, learner: BrowserContext) -> None:
    loaded: list[int] = []
    learner.on("requestfinished", lambda each: loaded.append(each.sizes()["responseBodySize"]))
    page = learner.new_page()
    page.goto(f"{site.address}/index.html")
    page.get_by_role("link", name="Begin with lesson 00").click()
    expect(page.locator(".jp-Notebook h1")).to_contain_text("Start here")
    run_all(page)
    assert sum(loaded) < MOST_LOADED
    wait_until_saved(page)
    ran = kept_notebook(page, BEGIN.lesson_path)
    assert any("raises-exception" in cell.metadata.get("tags", []) for cell in ran.cells)
    assert differences(BEGIN, ran) == []
    line = standing(page, site, BEGIN.lesson_path)
    expect(line).to_contain_text("run to its end; lines still to fill in: 1")
    page.close()


@pytest.mark.parametrize("unit", SOME, ids=lambda unit: unit.name)
def test_a_lesson_runs_to_its_end_as_where_the_course_is_installed(
    site: Site, learner: BrowserContext, unit: Unit
) -> None:
    page = learner.new_page()
    assert differences(unit, run_lesson(page, site.address, unit)) == []
    assert not unit.installed or page.locator("blockquote", has_text=unit.installed).is_visible()
    page.close()


def test_an_exercise_is_solved_survives_a_reload_and_is_graded(
    site: Site, learner: BrowserContext, tmp_path: Path, bwrap_path: Path
) -> None:
    assert SOLVED.exercise
    assert SOLVED.exercise_path
    page = learner.new_page()
    assert unmet(solve(page, site.address, SOLVED)) == {}
    folded = page.locator(".jp-InputPlaceholder")
    expect(folded.first).to_contain_text("A long key is shown by its last four characters.")
    page.reload()
    expect(page.get_by_text("what ran is forgotten")).to_be_visible()
    cells = source(SOLVED.exercise).cells
    written = {grader(cell)["grade_id"] for cell in cells if is_written(cell)}
    passing = "all its checks pass" + "; a text is still to be written" * bool(written)
    expect(standing(page, site, SOLVED.exercise_path)).to_contain_text(passing)
    handed_in = kept(page, site, str(SOLVED.exercise_path))
    page.close()
    course = real_course(tmp_path, SOLVED.exercise)
    course.hand_in("ada", handed_in)
    row = course.grade().report.rows["ada"]
    assert row.flags == []
    assert {name for name, points in row.checks.items() if not points} == written


def test_a_notebook_opens_and_says_so_where_no_file_is_kept_and_python_can_not_run(
    site: Site, alone: Browser
) -> None:
    with alone.new_context() as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.add_init_script(f"{REFUSED} delete window.WebAssembly;")
        page.goto(f"{site.address}/{notebook_address(BEGIN.lesson_path)}")
        expect(page.locator(".jp-Notebook h1")).to_be_visible()
        expect(page.locator("#course-kept")).to_contain_text("This browser keeps no files here")
        expect(page.get_by_text("This browser can't run Python")).to_be_visible()


def test_without_room_a_line_says_that_it_is_not_saved_until_it_is(
    site: Site, alone: Browser
) -> None:
    with alone.new_context() as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.add_init_script(FULL)
        page.goto(f"{site.address}/{notebook_address(BEGIN.lesson_path)}")
        expect(page.locator(".jp-Notebook h1")).to_be_visible()
        page.evaluate("window.full = true")
        write(page.locator(".jp-CodeCell").nth(1), "precious = 1")
        expect(page.locator("#course-kept")).to_contain_text("Not saved")
        assert page.locator(".jp-Dialog").count() == 0
        page.evaluate("window.full = false")
        wait_until_saved(page)
        assert "precious = 1" in kept_notebook(page, BEGIN.lesson_path).cells[4].source


def test_a_second_visit_needs_no_network_and_shows_no_key_also_on_a_phone(
    site: Site, learner: BrowserContext
) -> None:
    site.stop()
    page = learner.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site.address}/{notebook_address(NEVER_OPENED)}")
    expect(page.locator(".jp-Notebook h1")).to_be_visible()
    standing(page, site, BEGIN.lesson_path).click()
    expect(page.locator(".jp-Notebook h1")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    cells = page.locator(".jp-CodeCell")
    write(cells.nth(2), "print(platform.api_key[:30], end=''); print(platform.api_key[30:])")
    for number in range(3):
        cells.nth(number).locator(".jp-InputPrompt").click()
        page.keyboard.press("Shift+Enter")
    expect(cells.nth(1)).to_contain_text("It learns from our words")
    expect(cells.nth(2)).to_contain_text("[key …")
    assert not KEY_PATTERN.search(page.content())
    page.close()
