"""Notebooks run to their ends in the built site.

Of a lesson it is told what came out otherwise than where the course is installed, of an exercise with the reference's
answers which checks do not pass.
"""

import re
from contextlib import suppress
from typing import Any

import nbformat
from nbformat import NotebookNode
from playwright.sync_api import Locator, Page, TimeoutError, expect  # noqa: A004 - its name there

from course_utils.learner.units import Unit
from tests.checkout import ROOT
from tests.site.lite import STORAGE_PREFIX
from tests.site.reading import notebook_address
from tests.support.submissions import exercise, grader, is_check, is_code_answer, source

CLASS = re.compile(r"<class '(?:\w+\.)*(\w+)'>")
"""How a page's kernel names an error."""

NEEDS = "the installed course"

IGNORED = "NBVAL_IGNORE_OUTPUT"
RAN = """() => [...document.querySelectorAll(".jp-CodeCell")].every(cell => {
    const prompt = cell.querySelector(".jp-InputPrompt:not(.jp-Placeholder-prompt)");
    return prompt ? /[0-9]/.test(prompt.textContent) : cell.querySelector(".jp-OutputArea-output");
})"""
"""A check cell is folded: then it has no number, and always says something."""

KEPT = """async ([prefix, path]) => {
    const names = (await indexedDB.databases()).map(each => each.name);
    const opening = indexedDB.open(names.find(name => name.startsWith(prefix) && /[0-9]$/.test(name)));
    const settled = asked => new Promise(done => { asked.onsuccess = () => done(asked.result); });
    const database = await settled(opening);
    const file = await settled(database.transaction("files").objectStore("files").get(path));
    database.close();
    return file.content;
}"""


def run_all(page: Page) -> None:
    """Run all cells of a notebook in which none has a number yet, as the menu does it, until all have one."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(RAN)


def write(cell: Locator, text: str) -> None:
    """Type a text into a cell, in place of what is there."""
    cell.locator(".cm-content").click()
    cell.page.keyboard.press("Control+a")
    cell.page.keyboard.insert_text(text)


def wait_until_saved(page: Page) -> None:
    expect(page.locator("#course-kept")).to_have_text("Saved in this browser")


def kept_notebook(page: Page, path: object) -> NotebookNode:
    """Give a notebook as the browser keeps it."""
    content: dict[str, Any] = page.evaluate(KEPT, [STORAGE_PREFIX, str(path)])
    return nbformat.from_dict(content)  # type: ignore[no-any-return]


def run_lesson(page: Page, address: str, unit: Unit) -> NotebookNode:
    """Open a lesson, run all of it, and give it as it was saved then; where it stopped, behind that nothing ran."""
    page.goto(f"{address}/{notebook_address(unit.lesson_path)}")
    page.locator(".jp-Notebook h1").first.wait_for()
    with suppress(TimeoutError):
        run_all(page)
    wait_until_saved(page)
    return kept_notebook(page, unit.lesson_path)


def solve(page: Page, address: str, unit: Unit) -> NotebookNode:
    """Open an exercise, type the reference's code into it, run all of it, and give it as it was saved then."""
    assert unit.exercise
    assert unit.exercise_path
    page.goto(f"{address}/{notebook_address(unit.exercise_path)}")
    page.locator(".jp-Notebook h1").first.wait_for()
    answers = {grader(cell).get("grade_id"): cell.source for cell in source(unit.exercise).cells}
    for number, cell in enumerate(exercise(unit.exercise).cells):
        if is_code_answer(cell):
            write(page.locator(".jp-Cell").nth(number), answers[grader(cell)["grade_id"]])
    with suppress(TimeoutError):
        run_all(page)
    wait_until_saved(page)
    return kept_notebook(page, unit.exercise_path)


def unmet(ran: NotebookNode) -> dict[str, str]:
    """Give the checks of an exercise that did not pass, with what they say."""
    said = {grader(cell)["grade_id"]: _said(cell) for cell in ran.cells if is_check(cell)}
    return {name: message for name, message in said.items() if message}


def _said(cell: NotebookNode) -> str:
    if cell.execution_count is None:
        return "it did not run"
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return f"{errors[0].ename}: {errors[0].evalue}" if errors else ""


def differences(unit: Unit, ran: NotebookNode) -> list[str]:
    """Say which cells of a lesson came out otherwise than in the outputs that are committed.

    Of a unit of which something needs the installed course, that is each that did not run, or failed for another reason.
    """
    lesson = nbformat.read(ROOT / unit.lesson_path, as_version=4)
    pairs = zip(_code(lesson), _code(ran), strict=False)
    other = _failed if unit.installed else _other
    return [f"{number}: {found}" for number, pair in enumerate(pairs) if (found := other(*pair))]


def _failed(cell: NotebookNode, ran: NotebookNode) -> str:
    if ran.execution_count is None:
        return "it did not run"
    errors = [output for output in ran.outputs if output.output_type == "error"]
    told = all(NEEDS in output.evalue for output in errors)
    return "" if told or _kinds(cell) == _kinds(ran) else f"{errors[0].ename}: {errors[0].evalue}"


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _other(cell: NotebookNode, ran: NotebookNode) -> str:
    if ran.execution_count is None:
        return "it did not run"
    if (expected := _kinds(cell)) != (found := _kinds(ran)):
        return f"{', '.join(expected) or 'nothing'} became {', '.join(found) or 'nothing'}"
    if IGNORED not in cell.source and _printed(cell) != _printed(ran):
        return f"it printed {_printed(ran)!r}"
    return ""


def _kinds(cell: NotebookNode) -> list[str]:
    """Name what came out of a cell: its pictures and boxes by their types, its errors by their names, at last."""
    kinds = {
        (1, CLASS.sub(r"\1", output.ename)) if output.output_type == "error" else (0, name)
        for output in cell.outputs
        for name in output.get("data", [output.get("name", "")])
    }
    return [name for _, name in sorted(kinds)]


def _printed(cell: NotebookNode) -> str:
    return "".join(output.get("text", "") for output in cell.outputs)
