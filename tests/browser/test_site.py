"""The first page by itself, in a browser: what it says of browsers that can't do all, and the files it lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from course_utils.learner.units import read_course
from tests.browser.conftest import Scheme
from tests.checkout import ROOT
from tests.site.first_page import write_first_page
from tests.site.lite import storage_name
from tests.site.serving import serve_folder

VERSION = "0.2.0"
KEEP = """([name, path]) => new Promise(done => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    opening.onsuccess = () => {
        const storing = opening.result.transaction("files", "readwrite");
        const file = {name: path.split("/").pop(), path, type: "notebook", format: "json", content: {cells: []}};
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
