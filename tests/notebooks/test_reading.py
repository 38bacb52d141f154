"""From bytes to cells: what is read, what is refused with the reason, and what it may cost."""

import json
import tracemalloc

import nbformat
import pytest

from course_utils.notebooks.reading import MAX_FILE, UnreadableError, read_notebook
from tests.grading.notebooks import RIGHT, as_bytes, submitted

BOOK = as_bytes(submitted(RIGHT))
CELLS = read_notebook(BOOK).cells


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_an_editors_encoding_changes_nothing(encoding: str) -> None:
    assert read_notebook(BOOK.decode().encode(encoding)).cells == CELLS


@pytest.mark.parametrize("minor", [0, 1, 2, 3, 4, 5, 6, "7", None])
def test_the_minor_number_changes_nothing(minor: object) -> None:
    book = submitted(RIGHT) | {"nbformat_minor": minor}
    assert read_notebook(json.dumps(book).encode()).cells == CELLS


def test_a_whole_number_is_one_however_it_is_written() -> None:
    assert read_notebook(json.dumps(submitted(RIGHT) | {"nbformat": 4.0}).encode()).cells == CELLS


def test_format_3_is_read_as_nbformat_reads_it() -> None:
    old = nbformat.convert(nbformat.from_dict(submitted(RIGHT) | {"nbformat_minor": 4}), 3)
    old.worksheets[0].cells.append({"cell_type": "heading", "level": 2, "source": "Why"})
    upgraded = nbformat.convert(nbformat.from_dict(json.loads(json.dumps(old))), 4)
    read = read_notebook(json.dumps(old).encode()).cells
    assert [(cell.cell_type, cell.source) for cell in read] == [
        (cell.cell_type, cell.source) for cell in upgraded.cells
    ]
    assert [cell.grade_id for cell in read[:-1]] == [cell.grade_id for cell in CELLS]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no JSON"),
        (b'{"nbformat": 4, "cells": [', "no JSON"),
        (BOOK[:500], "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'{"outputs": "', "no JSON"),
        (b'{"outputs": [[[', "no JSON"),
        (b'"' * 100_001, "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b"[]", "without `nbformat`"),
        (b"5", "without `nbformat`"),
        (b'{"nbformat": "4", "cells": []}', "without `nbformat`"),
        (b'{"nbformat": true, "cells": []}', "without `nbformat`"),
        (b'{"nbformat": 4.5, "cells": []}', "notebook format 4.5"),
        (b'{"nbformat": 5, "cells": []}', "notebook format 5.*save it there"),
        (b'{"nbformat": 4}', "without cells"),
        (b'{"nbformat": 4, "cells": [' + b"{}," * 2_000 + b"{}]}", "2001 cells"),
        (b'{"nbformat": 4, "cells": [], "x": [' + b"{}," * 300_000 + b"{}]}", "too many parts"),
        (b'{"nbformat": 4, "cells": [], "x": "' + b"y" * 10_000_001 + b'"}', "without its outputs"),
        (b" " * (MAX_FILE + 1), "clear its outputs"),
    ],
)
def test_what_is_no_notebook_is_refused_with_the_reason(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_notebook(body)


def with_outputs(outputs: bytes) -> bytes:
    return BOOK.replace(b'"outputs": []', b'"outputs" :\n' + outputs)


@pytest.mark.parametrize(
    "outputs",
    [
        b"[" * 5_000 + b"]" * 5_000,
        b'[{"a": "]}\\" , [", "b": "\\\\"}, {"outputs": [1, "["]}]',
        json.dumps([{"text": ["a line\n"] * 300_000}]).encode(),
    ],
)
def test_outputs_count_for_nothing_whatever_is_in_them(outputs: bytes) -> None:
    assert read_notebook(with_outputs(outputs)).cells == CELLS


def test_a_text_that_speaks_of_outputs_stays() -> None:
    source = 'found = {"outputs": [1, 2]}\nkind = "outputs"'
    body = as_bytes(submitted({"double": source}))
    assert source in [cell.source for cell in read_notebook(body).cells]


def test_large_outputs_cost_no_memory() -> None:
    body = with_outputs(json.dumps([{"text": "x" * 7_000_000}]).encode())
    assert len(body) > 21_000_000
    tracemalloc.start()
    try:
        assert read_notebook(body).cells == CELLS
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1_000_000


@pytest.mark.parametrize("part", [b'\\"', b'"a\\', b'"'])
def test_a_text_without_an_end_is_looked_through_once(part: bytes) -> None:
    """Looked through from each of its quotes it would take hours."""
    begun = b'{"nbformat":4,"metadata":{},"cells":[{"cell_type":"code","outputs":["'
    with pytest.raises(UnreadableError):
        read_notebook(begun + part * 300_000)
