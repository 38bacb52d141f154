"""What every lesson keeps to, whoever writes it."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from course_utils.learner.units import read_course

ROOT = Path(__file__).parents[2]
COURSE = read_course(ROOT)
LESSONS = [ROOT / unit.lesson_path for unit in COURSE.units]


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request: pytest.FixtureRequest) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(request.param, as_version=4)
    return notebook


def cells(lesson: NotebookNode, kind: str) -> list[NotebookNode]:
    return [cell for cell in lesson.cells if cell.cell_type == kind]


def prose(lesson: NotebookNode) -> str:
    return "\n\n".join(cell.source for cell in cells(lesson, "markdown"))


def test_every_lesson_file_is_a_unit_of_the_course() -> None:
    assert sorted((ROOT / "lessons").glob("*.ipynb")) == LESSONS


def test_it_opens_with_what_the_learner_will_be_able_to_do(lesson: NotebookNode) -> None:
    opening = lesson.cells[0].source
    assert len(re.findall(r"^# ", prose(lesson), re.MULTILINE)) == 1
    assert opening.startswith("# ")
    assert 3 <= len(re.findall(r"^- ", opening, re.MULTILINE)) <= 5
    assert re.search(r"\*\*Time:\*\* \d+ minutes", opening)
    assert "**You need:**" in opening


def test_it_closes_with_a_recap_that_mirrors_the_opening_and_with_a_quiz(
    lesson: NotebookNode,
) -> None:
    opening = re.findall(r"^- ", lesson.cells[0].source, re.MULTILINE)
    recap = prose(lesson).rpartition("\n## ")[2]
    assert len(re.findall(r"^- ", recap, re.MULTILINE)) == len(opening)
    assert any("quiz(" in cell.source for cell in lesson.cells[-4:])


def test_the_time_is_the_one_in_the_course_file() -> None:
    for unit, path in zip(COURSE.units, LESSONS, strict=True):
        opening = nbformat.read(path, as_version=4).cells[0].source
        assert f"**Time:** {unit.lesson_minutes} minutes" in opening


def test_cells_are_short_and_each_follows_some_prose(lesson: NotebookNode) -> None:
    for before, cell in zip(lesson.cells, lesson.cells[1:], strict=False):
        if cell.cell_type != "code":
            continue
        assert len(cell.source.splitlines()) <= 15, cell.source
        if "quiz(" not in cell.source and not before.source.startswith("%"):
            assert before.cell_type == "markdown", cell.source


def test_it_was_executed_from_top_to_bottom(lesson: NotebookNode) -> None:
    counts = [cell.execution_count for cell in cells(lesson, "code")]
    assert counts == list(range(1, len(counts) + 1))


def test_an_error_is_there_on_purpose_or_not_at_all(lesson: NotebookNode) -> None:
    for cell in cells(lesson, "code"):
        failed = any(output.output_type == "error" for output in cell.outputs)
        assert failed == ("raises-exception" in cell.metadata.get("tags", [])), cell.source


def test_outputs_show_in_a_notebook_that_nobody_has_trusted_and_name_no_machine(
    lesson: NotebookNode,
) -> None:
    for cell in cells(lesson, "code"):
        for output in cell.outputs:
            assert "image/svg+xml" not in output.get("data", {})
            assert "application/javascript" not in output.get("data", {})
            assert str(ROOT) not in str(output)
            assert "site-packages" not in str(output)


def test_pictures_exist_and_are_described(lesson: NotebookNode) -> None:
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", prose(lesson), re.DOTALL)
    assert pictures, "at least one picture carries meaning"
    for description, path in pictures:
        assert len(description.split()) >= 10
        assert (ROOT / "lessons" / path).is_file()
    assert "<img" not in prose(lesson)
