"""The first page by itself, in a browser: what it says of browsers that can't do all, and the files it lists."""

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from nbformat import NotebookNode
from nbformat.v4 import new_output
from playwright.sync_api import Browser, Page, expect

from course_utils.learner.units import read_course
from tests.browser.conftest import Scheme
from tests.checkout import ROOT
from tests.site.first_page import write_first_page
from tests.site.lite import storage_name
from tests.site.serving import serve_folder

VERSION = "0.2.0"
LESSON = "lessons/00_start_here.ipynb"
KEEP = """([name, path, content = {cells: []}, format = "json"]) => new Promise(done => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    opening.onsuccess = () => {
        const storing = opening.result.transaction("files", "readwrite");
        const file = {name: path.split("/").pop(), path, type: "notebook", format, content};
        storing.objectStore("files").put(file, path);
        storing.oncomplete = () => { opening.result.close(); done(); };
    };
})"""
REFUSE_STORAGE = (
    "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }"
)
NO_ROOM = "navigator.storage.estimate = async () => ({quota: 6e7, usage: 5e7})"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    write_first_page(folder, read_course(ROOT), VERSION)
    with serve_folder(folder) as served:
        yield served


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(service_workers="block")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_on_a_desk_and_on_a_phone(
    chromium: Browser, address: str, scheme: Scheme, width: int
) -> None:
    with chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}
    ) as seen:
        page = seen.new_page()
        page.goto(f"{address}/index.html")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        ("delete window.WebAssembly", "it has no WebAssembly"),
        (REFUSE_STORAGE, "lets the page keep no files"),
        (NO_ROOM, "There is little room left"),
    ],
)
def test_what_a_browser_lacks_is_said_before_a_notebook_opens(
    page: Page, address: str, lacking: str, sentence: str
) -> None:
    page.add_init_script(lacking)
    page.goto(f"{address}/index.html")
    expect(page.get_by_role("status")).to_contain_text(sentence)
    expect(page.get_by_role("link", name="Read only")).not_to_have_count(0)


def test_files_of_this_version_and_of_an_older_one_are_there_to_download(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}/index.html")
    for version, path in ((VERSION, "lessons/00_a.ipynb"), ("0.1.0", "exercises/a/a.ipynb")):
        page.evaluate(KEEP, [storage_name(version), path])
    page.reload()
    files = page.get_by_role("listitem").filter(has_text="Download")
    expect(files).to_contain_text(["exercises/a/a.ipynb, version 0.1.0", "lessons/00_a.ipynb"])
    expect(page.get_by_role("status")).to_contain_text("wrote in version 0.1.0")
    with page.expect_download() as downloading:
        files.first.get_by_role("link").click()
    assert downloading.value.suggested_filename == "a.ipynb"
    assert '"cells": []' in Path(downloading.value.path()).read_text()


def ran(cell: NotebookNode, *outputs: NotebookNode) -> NotebookNode:
    return NotebookNode({**cell, "execution_count": 1, "outputs": [*outputs]})


def keep_lesson(page: Page, *, right: bool) -> None:
    """Let the browser have lesson 00 as it is when it was run to its end, and what it remembers of its line."""
    lesson = nbformat.read(ROOT / LESSON, as_version=4)
    page.evaluate(KEEP, [storage_name(VERSION), LESSON, lesson])
    answer = ".course/kit/answer.name-of-the-header.json"
    written = b64encode(json.dumps({"right": right}).encode()).decode()
    page.evaluate(KEEP, [storage_name(VERSION), answer, written, "base64"])


def test_what_is_done_is_there_after_a_reload_and_the_button_goes_on(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/index.html")
    keep_lesson(page, right=False)
    page.reload()
    lesson = page.locator(f'a[data-path="{LESSON}"]')
    expect(lesson).to_contain_text("run to its end; lines still to fill in: 1")
    keep_lesson(page, right=True)
    page.reload()
    expect(lesson).to_contain_text("✓ done")
    expect(page.locator(".begin")).to_have_text("Go on with lesson 01")
    expect(page.locator("#files")).not_to_contain_text(".course")


def test_the_points_of_an_exercise_are_those_of_its_checks_that_pass(
    page: Page, address: str
) -> None:
    path, exercise = "exercises/what_an_api_key_is/what_an_api_key_is.ipynb", NotebookNode(cells=[])
    released = nbformat.read(ROOT / path, as_version=4)
    page.goto(f"{address}/index.html")
    for passing, other, sentence in (
        (2, "NotYet", "its checks pass for 2 of 8 points"),
        (14, "", "all its checks pass; a text is still"),
        (2, "<class 'course_utils.installed.NotInPageError'>", "the others need the installed"),
    ):
        failed = new_output("error", ename=other, evalue="", traceback=[])
        checks = (
            cell for cell in released.cells if cell.metadata.get("nbgrader", {}).get("points")
        )
        kept = [
            ran(cell, *[failed] * (number >= passing)) if cell.cell_type == "code" else cell
            for number, cell in enumerate(checks)
        ]
        page.evaluate(KEEP, [storage_name(VERSION), path, NotebookNode(exercise, cells=kept)])
        page.reload()
        expect(page.locator(f'a[data-path="{path}"]')).to_contain_text(sentence)


def test_the_list_is_made_anew_when_somebody_comes_back(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    expect(page.locator("#files")).to_have_text("You have written nothing yet.")
    page.evaluate(KEEP, [storage_name(VERSION), "lessons/00_a.ipynb"])
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator("#files")).to_contain_text("lessons/00_a.ipynb")


def test_a_browser_that_lacks_nothing_is_told_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    expect(page.locator("#files")).to_have_text("You have written nothing yet.")
    expect(page.locator("#said")).to_be_empty()
