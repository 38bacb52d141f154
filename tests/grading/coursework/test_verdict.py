from typing import Any

import nbformat
import pytest
from nbgrader.utils import determine_grade

from course_utils.grading.coursework.verdict import (
    believable_outputs,
    error_output,
    outputs_that_tell,
)
from tests.grading.notebooks import check

VALUE = {"output_type": "execute_result", "data": {"text/plain": "x"}, "metadata": {}}


@pytest.mark.parametrize(
    ("outputs", "points", "number"),
    [
        ([], 3, None),
        ([VALUE], 3, None),
        ([VALUE], 1.5, 1.5),
        ([VALUE], 0, -1),
        ([error_output("ValueError", "no")], 0, None),
        ([{"output_type": "stream", "name": "stderr", "text": "a warning"}], 3, None),
    ],
)
def test_nbgrader_reads_the_same_points(
    outputs: list[Any], points: float, number: float | None
) -> None:
    cell = nbformat.from_dict(check("pass", "c", 3))
    cell.outputs = nbformat.from_dict(outputs_that_tell(outputs, points, number))
    assert determine_grade(cell) == (points, 3)


@pytest.mark.parametrize(
    "claimed",
    [
        None,
        {},
        [1],
        [{"output_type": ["stream"]}],
        [{"output_type": "stream", "name": "evil", "text": ""}],
        [{"output_type": "stream", "name": "stdout", "text": 5}],
        [{"output_type": "error", "ename": "E", "evalue": "", "traceback": "x"}],
        [{"output_type": "display_data", "data": [], "metadata": {}}],
    ],
)
def test_what_is_no_output_is_left_out(claimed: Any) -> None:
    assert believable_outputs(claimed, 1, 1000) == []


def test_of_an_output_only_what_a_page_may_show_is_kept() -> None:
    data = {
        "text/plain": "x",
        "application/javascript": "alert(1)",
        "image/svg+xml": "<svg onload='alert(1)'>",
        "image/png": '"><script>alert(1)</script>',
        "image/jpeg": "aGVsbG8=\n",
        "text/html": ["<b>"],
    }
    claimed = [{"output_type": "display_data", "data": data, "metadata": {"a": 1}, "more": 1}]
    [kept] = believable_outputs(claimed, 1, 1000)
    assert kept == {
        "output_type": "display_data",
        "data": {"text/plain": "x", "image/jpeg": "aGVsbG8=\n"},
        "metadata": {},
    }


def test_outputs_end_at_the_limit() -> None:
    flood = [{"output_type": "stream", "name": "stdout", "text": "x" * 10_000}] * 100
    assert len(believable_outputs(flood, 1, 50_000)) < 10
