"""Lesson 05 shows keys that leak. None may stay in a file, whichever cell is run, in any order."""

import copy
import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from course_utils.keys import looks_like_openai
from course_utils.leaking_story import made_up_real_key
from course_utils.leaks.notebooks import findings
from start import without_settings
from tests.checkout import ROOT

LESSON = ROOT / "lessons" / "05_keep_keys_from_leaking.ipynb"
LEAKS = {
    "print",
    "print-proof",
    "notebook-json",
    "newline-run",
    "vars-run",
    "fallback-leak",
    "log-run",
    "git-show-run",
    "agent-run",
    "experiment",
}
"""The cells in which a key gets out."""

ONCE = {"set-up", "stranger-run", "stranger-closed"}
"""The cells that run in the first pass only: the lesson's key is made in one, the others start slow programs."""


def code_cell(source: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_code_cell(source)
    return cell


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[NotebookNode], Path]:
    """Run the lesson without its filter, then, with it, once more from its end to its beginning."""
    notebook = nbformat.read(LESSON, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    again = copy.deepcopy([cell for cell in reversed(cells) if cell.id not in ONCE])
    notebook.cells = [
        code_cell("import course_utils\ncourse_utils._keep_keys_out_of_outputs = lambda: None"),
        *cells,
        code_cell("%load_ext course_utils.leaks"),
        *again,
    ]
    here = tmp_path_factory.mktemp("work")
    client = NotebookClient(
        notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": here}}
    )
    client.execute(env={**without_settings(os.environ), "COURSE_PLATFORM": "private"})
    return notebook.cells, here


def turning_point(cells: list[NotebookNode]) -> int:
    """Give the place where the first pass ends and the filter is put in."""
    return next(at for at, cell in enumerate(cells) if cell.source.startswith("%load_ext"))


def leaking(cells: list[NotebookNode]) -> set[str]:
    """Name the cells whose outputs hold a key."""
    return {cell.id for cell in cells if findings(nbformat.v4.new_notebook(cells=[dict(cell)]))}


def test_without_the_filter_the_file_would_hold_keys_and_with_it_it_holds_none(
    ran: tuple[list[NotebookNode], Path],
) -> None:
    cells, _ = ran
    middle = turning_point(cells)

    assert leaking(cells[:middle]) >= LEAKS
    assert leaking(cells[middle:]) == set()


def test_each_leak_is_proved_and_each_cure_too(ran: tuple[list[NotebookNode], Path]) -> None:
    cells, _ = ran
    for cell in cells[: turning_point(cells)]:
        said = "".join(output.get("text", "") for output in cell.get("outputs", []))
        if "look(" in cell.source and "def look" not in cell.source:
            assert ("THE KEY IS IN IT" in said) == (cell.id in LEAKS), cell.id


def test_a_second_run_in_the_other_order_ends_in_no_error_and_writes_nothing_here(
    ran: tuple[list[NotebookNode], Path],
) -> None:
    cells, here = ran
    failed = {
        cell.id
        for cell in cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    }

    assert failed == set()
    assert list(here.iterdir()) == []


def test_the_made_up_key_has_a_real_ones_shape_and_is_the_same_each_time() -> None:
    assert looks_like_openai(made_up_real_key())
    assert made_up_real_key() == made_up_real_key() != made_up_real_key(seed=6)
