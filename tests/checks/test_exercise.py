"""A learner's exercise, run from the top in a kernel of its own."""

import os
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_utils.checks.exercise import (
    ExerciseError,
    read_notebook,
    run_checks,
    with_released_checks,
)


def cell(name: str, source: str, *, grade: bool = False, locked: bool = False) -> NotebookNode:
    grader = {"grade_id": name, "grade": grade, "locked": locked or grade, "solution": False}
    made: NotebookNode = new_code_cell(
        source, id=name, metadata={"nbgrader": grader | {"points": 1}}
    )
    return made


def check(name: str, body: str) -> NotebookNode:
    return cell(name, f'with check("{name.partition("_")[0]}", "A rule."):\n    {body}', grade=True)


def notebook(*cells: NotebookNode) -> NotebookNode:
    made: NotebookNode = new_notebook(cells=list(cells))
    return made


SET_UP = cell("set_up", "from course_utils import check", locked=True)
RELEASED = notebook(SET_UP, check("mask_one", "mask(1)"), check("mask_two", "mask(2)"))


def sources(made: NotebookNode) -> list[str]:
    return [each.source for each in made.cells]


def test_a_check_that_was_changed_is_as_it_was_and_one_that_was_copied_counts_once() -> None:
    own = new_code_cell("def mask(number): return 'mine'")
    changed, copied = check("mask_one", "pass"), check("mask_one", "pass")
    copied.id = "another"
    submitted = notebook(SET_UP, own, changed, copied, check("mask_two", "mask(2)"))

    restored = with_released_checks(submitted, RELEASED)

    assert sources(restored) == [
        "from course_utils import check",
        "def mask(number): return 'mine'",
        *sources(RELEASED)[1:],
    ]


def test_cells_that_were_deleted_are_there_again_set_up_first_and_checks_last() -> None:
    submitted = notebook(new_code_cell("def mask(number): return 'mine'"))

    restored = with_released_checks(submitted, RELEASED)

    assert sources(restored) == [
        sources(RELEASED)[0],
        "def mask(number): return 'mine'",
        *sources(RELEASED)[1:],
    ]


def test_each_check_says_what_it_has_to_say_although_other_cells_fail_or_never_end(
    tmp_path: Path,
) -> None:
    made = notebook(
        SET_UP,
        cell(
            "solution",
            "def right(): return 1\ndef wrong(): return 2\ndef stub(): raise NotImplementedError",
        ),
        cell("fails", "1 / 0"),
        cell("never_ends", "while True: pass"),
        new_markdown_cell("Text is not run."),
        cell("noisy", "import sys; print('x' * 100_000); print('y', file=sys.stderr)"),
        check("right_one", "check.equal(right(), 1)"),
        check("wrong_one", "check.equal(wrong(), 1)"),
        check("stub_one", "stub()"),
        check("absent_one", "absent()"),
        cell("broken_one", "check.no_such_thing()", grade=True),
    )
    told: list[tuple[int, int]] = []

    results = run_checks(made, tmp_path, os.environ, lambda *each: told.append(each), seconds=1)

    assert [(each.name, each.task, each.passed, each.attempted) for each in results] == [
        ("right_one", "right", True, True),
        ("wrong_one", "wrong", False, True),
        ("stub_one", "stub", False, False),
        ("absent_one", "absent", False, True),
        ("broken_one", "broken_one", False, True),
    ]
    messages = [each.message for each in results]
    assert messages[1] == "Not yet: wrong() gave 2.\nExpected: 1.\nA rule."
    assert messages[3].startswith("Not yet: there is no function absent.")
    assert messages[4].startswith("Not yet: the check itself could not run (AttributeError")
    assert [len(each.outputs) for each in made.cells[6:]] == [1] * 5
    assert told == [(number, 10) for number in range(10)]


def test_a_cell_that_ends_python_is_named(tmp_path: Path) -> None:
    made = notebook(SET_UP, cell("end", "import os\nos._exit(3)"), check("mask_one", "mask(1)"))

    results = run_checks(made, tmp_path, os.environ)

    assert [each.message for each in results] == [
        "Not yet: Python stopped in the cell that begins `import os`, so this was not checked."
    ]


@pytest.mark.parametrize("content", [None, "", "not json", "[]", '{"cells": 1}'])
def test_a_file_that_is_no_notebook_is_named_with_a_way_out(
    tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "mine.ipynb"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(
        ExerciseError, match=r"mine\.ipynb (is missing|can't be read as a notebook)"
    ):
        read_notebook(path)


def test_an_older_notebook_is_read_as_one_of_today(tmp_path: Path) -> None:
    path = tmp_path / "old.ipynb"
    nbformat.write(nbformat.v3.new_notebook(), path, version=3)

    assert read_notebook(path).nbformat == 4
