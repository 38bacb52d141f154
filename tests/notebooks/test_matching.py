import json
from typing import Any

import pytest

from course_utils.notebooks.matching import Paper, read_paper
from tests.grading.notebooks import (
    DOUBLE,
    RIGHT,
    Notebook,
    as_bytes,
    code,
    markdown,
    released,
    sheet,
    submitted,
)


def paper(book: Notebook) -> Paper:
    return read_paper(as_bytes(book), sheet())


def cell(book: Notebook, grade_id: str) -> dict[str, Any]:
    return next(
        cell
        for cell in book["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def sources(read: Paper) -> list[str]:
    return [cell.source for cell in read.cells]


def test_check_cells_come_from_the_sheet_hidden_ones_included() -> None:
    book = submitted(RIGHT)
    cell(book, "double_of_others")["source"] = "pass"
    assert any("SECRET_OF_SETUP) == 84" in source for source in sources(paper(book)))


def test_ones_own_cells_stay_where_they_were() -> None:
    book = submitted(RIGHT)
    place = book["cells"].index(cell(book, "add_total"))
    book["cells"].insert(place, code("here = 1"))
    read = sources(paper(book))
    assert read[read.index("here = 1") + 1] == RIGHT["add_total"]


def test_an_unchanged_copy_is_dropped_and_the_work_counts() -> None:
    book = submitted(RIGHT)
    book["cells"].append(cell(released(), "double"))
    read = paper(book)
    assert read.flags == ("duplicate cells resolved: double",)
    assert [source for source in sources(read) if "def double" in source] == [RIGHT["double"]]


def test_of_two_answers_both_run_and_the_last_counts() -> None:
    book = submitted(RIGHT)
    second = dict(cell(book, "double"), source="def double(number):\n    return 0")
    book["cells"].append(second)
    read = paper(book)
    assert [c.source for c in read.cells if c.grade_id == "double"] == [second["source"]]


def test_deleted_cells_come_back_and_are_told() -> None:
    book = submitted(RIGHT)
    for grade_id in ("double_of_two", "setup"):
        book["cells"].remove(cell(book, grade_id))
    read = paper(book)
    assert read.flags == ("deleted cells restored: setup, double_of_two",)
    assert {"double_of_two", "setup"} <= {c.grade_id for c in read.cells}


def test_a_deleted_answer_is_told() -> None:
    book = submitted(RIGHT)
    book["cells"].remove(cell(book, "double"))
    assert paper(book).flags == ("answer cells missing: double",)


def test_the_notebook_of_another_assignment_is_told() -> None:
    other = {"cells": [code("1")], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    assert paper(other).flags == ("not this assignment's notebook: none of its cells is there",)


def test_a_check_without_its_name_is_judged_in_its_place_alone() -> None:
    book = submitted(RIGHT)
    for one in book["cells"]:
        one["metadata"] = {"nbgrader": "gone"}
    read = paper(book)
    assert [source for source in sources(read) if "double(2) == 4" in source] == [
        "assert double(2) == 4, 'double(2) is 4.'"
    ]
    assert RIGHT["double"] in sources(read)
    assert read.flags[0] == "answer cells missing: double, add_total, why"
    assert not read.is_strange


OWN_WORK = {
    "nothing": ((), True),
    "an empty cell, and words": ((code(" \n"), markdown("My notes.")), True),
    "what was given out, once more": ((code("assert double(2) == 4, 'double(2) is 4.'"),), True),
    "the whole answer in a cell of one's own": ((code(RIGHT["double"]),), False),
    "the instructor's own text of it": ((code(DOUBLE),), False),
    "a comment": ((code("# later"),), False),
}


@pytest.mark.parametrize(("own", "untouched"), OWN_WORK.values(), ids=OWN_WORK)
def test_untouched_is_what_holds_no_code_of_the_learners(own: Any, untouched: bool) -> None:
    book = released()
    book["cells"] += own
    assert paper(book).is_untouched is untouched


def test_a_check_that_was_rewritten_was_touched() -> None:
    book = released()
    cell(book, "double_of_others")["source"] = "pass"
    assert not paper(book).is_untouched


def test_sources_as_lists_of_lines_are_read() -> None:
    book = submitted(RIGHT)
    for one in book["cells"]:
        one["source"] = one["source"].splitlines(keepends=True)
    assert RIGHT["double"] in sources(paper(book))


def test_the_checker_reads_the_learners_code_cells_only() -> None:
    book = submitted(RIGHT, ["own = 1"])
    book["cells"].append(markdown("text"))
    assert paper(book).learners_cells == ["own = 1", RIGHT["double"], RIGHT["add_total"]]


@pytest.mark.parametrize("metadata", [None, 5, {"nbgrader": 5}, {"nbgrader": {"grade_id": [1]}}])
def test_strange_metadata_makes_a_cell_ones_own(metadata: Any) -> None:
    book = submitted(RIGHT)
    book["cells"].append({"cell_type": "code", "source": "own", "metadata": metadata})
    assert "own" in sources(read_paper(json.dumps(book).encode(), sheet()))


def order(book: Notebook) -> list[str]:
    return [cell.grade_id or cell.source for cell in paper(book).cells if cell.cell_type == "code"]


def test_a_task_moved_to_the_top_with_its_helper_runs_in_the_learners_order() -> None:
    book = submitted(RIGHT)
    moved = cell(book, "add_total")
    book["cells"].remove(moved)
    book["cells"][2:2] = [code("def helped(function): return function"), moved]
    cell(book, "double")["source"] = "@helped\n" + RIGHT["double"]
    assert order(book)[:4] == [
        "setup",
        "def helped(function): return function",
        "add_total",
        "double",
    ]


def test_a_set_up_stands_no_later_and_a_check_no_earlier_than_in_the_exercise() -> None:
    book = submitted(RIGHT)
    for grade_id in ("double_of_others", "double_of_two"):
        early = cell(book, grade_id)
        book["cells"].remove(early)
        book["cells"].insert(0, early)
    late = cell(book, "setup")
    book["cells"].remove(late)
    book["cells"].append(late)
    assert order(book) == [
        *("setup", "double", "double_of_two", "double_of_others"),
        *("add_total", "total_is_appended", "partial"),
    ]


def test_cells_of_a_name_that_the_sheet_does_not_know_are_ones_own() -> None:
    book = submitted(RIGHT)
    book["cells"].append(code("own = 1", grade_id="of_another_exercise", solution=True))
    assert paper(book).cells[-1].grade_id is None


def test_an_answer_that_was_made_text_is_code_again() -> None:
    book = submitted(RIGHT)
    cell(book, "double")["cell_type"] = "markdown"
    read = paper(book)
    assert [c.cell_type for c in read.cells if c.grade_id == "double"] == ["code"]
    assert read.flags == ()


def test_a_cell_that_cannot_be_read_costs_itself_alone_and_is_told() -> None:
    book = submitted(RIGHT)
    book["cells"] += [{"cell_type": "evil", "source": "x = 1"}, {"source": 7}, 5]
    number = len(book["cells"]) - 2
    assert paper(book).flags == (
        f"cell {number} is of a type that is not known",
        f"cell {number + 1} is broken, and was left out",
        f"cell {number + 2} is none, and was left out",
    )
