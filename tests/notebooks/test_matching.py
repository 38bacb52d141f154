import json
from typing import Any

import pytest

from course_utils.notebooks.matching import Paper, UnreadableError, read_paper
from tests.grading.notebooks import (
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


def test_sources_as_lists_of_lines_are_read() -> None:
    book = submitted(RIGHT)
    for one in book["cells"]:
        one["source"] = one["source"].splitlines(keepends=True)
    assert RIGHT["double"] in sources(paper(book))


def test_the_checker_reads_the_learners_code_cells_only() -> None:
    book = submitted(RIGHT, ["own = 1"])
    book["cells"].append(markdown("text"))
    assert paper(book).learners_cells == ["own = 1", RIGHT["double"], RIGHT["add_total"]]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no JSON"),
        (b'{"nbformat": 4, "cells": [', "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "without `nbformat`"),
        (b'{"nbformat": 5, "cells": []}', "notebook format 5"),
        (b'{"nbformat": 3, "worksheets": []}', "notebook format 3"),
        (b'{"nbformat": 4}', "without cells"),
        (b'{"nbformat": 4, "cells": [1]}', "without cells"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": 7}]}', "is broken"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "evil", "source": ""}]}', "is broken"),
    ],
)
def test_what_is_no_notebook_is_refused_with_the_reason(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_paper(body, sheet())


@pytest.mark.parametrize("metadata", [None, 5, {"nbgrader": 5}, {"nbgrader": {"grade_id": [1]}}])
def test_strange_metadata_makes_a_cell_ones_own(metadata: Any) -> None:
    book = submitted(RIGHT)
    book["cells"].append({"cell_type": "code", "source": "own", "metadata": metadata})
    assert "own" in sources(read_paper(json.dumps(book).encode(), sheet()))
