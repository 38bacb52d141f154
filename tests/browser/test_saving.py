"""A notebook into which a key was pasted: refused, and saved with the key masked when that is pressed."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import notebook, write
from tests.checkout import copy_checkout
from tests.running_course import RunningCourse, run_course
from tests.support.made_keys import openai_shaped, secret_part

KEY = openai_shaped("sk-proj-", 74, seed=9)
LABEL = f"[key …{KEY[-4:]}]"


@pytest.fixture(scope="module")
def course(
    tmp_path_factory: pytest.TempPathFactory, chromium_path: Path
) -> Iterator[RunningCourse]:
    checkout = copy_checkout(tmp_path_factory.mktemp("saving") / "checkout")
    with run_course(checkout, "--no-browser") as course:
        yield course


def test_a_pasted_key_is_refused_and_one_press_masks_it_and_saves(
    course: RunningCourse, new_page: OpenPage
) -> None:
    file = course.folder / "work" / "mine.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("key = ''", id="first")]), file)
    page = new_page("light")
    page.goto(f"{course.url}lab/tree/mine.ipynb?token={course.token}")
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()

    write(page, "key = ", f"key = '{KEY}'")
    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("mine.ipynb was not saved: there is an OpenAI key in it")
    expect(dialog).to_contain_text(f"{LABEL}, in cell 1, source, line 1, column 8")
    expect(dialog).to_contain_text("Revoke it first")
    assert secret_part(KEY)[:20] not in dialog.inner_text() + file.read_text(encoding="utf-8")

    dialog.get_by_role("button", name="Back").click()
    note = page.get_by_role("button", name="Mask the key and save")
    expect(note).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    note.click()

    expect(notebook(page).locator(".cm-content").first).to_have_text(f"key = '{LABEL}'")
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    assert nbformat.read(file, as_version=4).cells[0].source == f"key = '{LABEL}'"
    written = "".join(each.read_text("utf-8") for each in course.folder.glob("work/**/*.ipynb"))
    assert secret_part(KEY)[:20] not in written

    write(page, "key = ", f"other = '{KEY}'")
    page.keyboard.press("Control+s")
    page.get_by_role("dialog").get_by_role("button", name="Mask the key and save").click()
    expect(notebook(page).locator(".cm-content").first).to_have_text(f"other = '{LABEL}'")
    assert nbformat.read(file, as_version=4).cells[0].source == f"other = '{LABEL}'"
