"""How lessons use the kit: what they name is there, what is there is used, and every solution is right."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Template
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from course_utils import kit
from course_utils.kit.lesson_texts import Line, Texts, read_texts
from course_utils.learner.units import Unit, read_course
from start import without_settings
from tests.checkout import ROOT

UNITS = read_course(ROOT).units
SKELETON = Path(kit.__file__).parent / "skeleton"


@pytest.fixture(params=UNITS, ids=lambda unit: unit.name)
def unit(request: pytest.FixtureRequest) -> Unit:
    found: Unit = request.param
    return found


def lesson(unit: Unit) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(ROOT / unit.lesson_path, as_version=4)
    return notebook


def code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def named(notebook: NotebookNode, call: str) -> list[str]:
    """List the names that the cells hand to a call of the kit."""
    sources = "\n".join(cell.source for cell in code(notebook))
    return re.findall(rf'(?<![\w.]){re.escape(call)}\(\s*"([^"]+)"', sources)


def test_a_lesson_uses_each_of_its_texts_once_and_no_other(unit: Unit) -> None:
    notebook, texts = lesson(unit), read_texts()[unit.number]
    assert sorted(named(notebook, "quiz")) == sorted(texts.quizzes)
    assert sorted(named(notebook, "check.answer")) == sorted(texts.answers)
    assert sorted(named(notebook, "predict")) == sorted(texts.predictions)


def test_each_guess_is_compared_after_it_was_asked_for(unit: Unit) -> None:
    notebook = lesson(unit)
    assert named(notebook, "predict.compare") == named(notebook, "predict")
    sources = [cell.source for cell in code(notebook)]
    for name in named(notebook, "predict"):
        asked = sources.index(f'predict("{name}", ...)')
        assert any(f'predict.compare("{name}"' in source for source in sources[asked + 1 :])


def test_every_unit_adds_to_the_cheat_sheet(unit: Unit) -> None:
    assert read_texts()[unit.number].messages


@pytest.mark.parametrize("untouched", [True, False], ids=["untouched", "solved"])
def test_lines_to_fill_in_stop_nothing_and_their_solutions_are_right(
    unit: Unit, untouched: bool
) -> None:
    notebook, texts = lesson(unit), read_texts()[unit.number]
    if not untouched:  # what it says as it is stands in the notebook, and nbval compares it
        fill_in(notebook, texts)
        run(notebook)
    said = "Your turn" if untouched else "Yes"
    for name in texts.answers:
        assert said_by(notebook, f'check.answer("{name}"').startswith(f"{said}: ")
    for name in texts.predictions:
        expected = "Your guess" if untouched else "Your guess: "
        assert said_by(notebook, f'predict("{name}"').startswith(expected)


def fill_in(notebook: NotebookNode, texts: Texts) -> None:
    """Write every solution in the place of its dots, and a guess in the place of each guess's."""
    for cell in code(notebook):
        for line in texts.answers.values():
            if f'check.answer("{line.name}"' in cell.source:
                cell.source = solved(cell.source, line)
        for prediction in texts.predictions.values():
            guess = repr((*prediction.options, 1)[0])
            cell.source = cell.source.replace(
                f'predict("{prediction.name}", ...)', f'predict("{prediction.name}", {guess})'
            )


def solved(source: str, line: Line) -> str:
    lines = source.splitlines()
    [dotted] = [each for each in lines if re.match(r"\w+ = .*\.\.\.", each)]
    return "\n".join(line.solution if each == dotted else each for each in lines)


def run(notebook: NotebookNode) -> None:
    client = NotebookClient(
        notebook, timeout=60, resources={"metadata": {"path": ROOT / "lessons"}}
    )
    client.execute(env={**without_settings(os.environ), "COURSE_PLATFORM": "private"})


def said_by(notebook: NotebookNode, call: str) -> str:
    """Give what the cell with this call said last."""
    [cell] = [cell for cell in code(notebook) if call in cell.source]
    return str([*texts_of(cell.outputs)][-1])


def texts_of(outputs: Iterable[Any]) -> Iterator[str]:
    for output in outputs:
        if "data" in output:
            yield output["data"]["text/plain"]


def test_the_skeleton_of_a_unit_runs_as_it_is_and_solved(tmp_path: Path) -> None:
    words = {"number": "77", "name": "a_unit", "title": "A unit", "minutes": "20"}
    written = {
        path.name: Template(path.read_text("utf-8")).substitute(words)
        for path in SKELETON.iterdir()
    }
    (tmp_path / "77_a_unit.toml").write_text(written["texts.toml"], encoding="utf-8")
    texts = read_texts(tmp_path)[77]
    for touched in (False, True):
        notebook = nbformat.reads(written["lesson.ipynb"], as_version=4)
        if touched:
            fill_in(notebook, texts)
        notebook.cells.insert(0, nbformat.v4.new_code_cell(with_texts(tmp_path)))
        run(notebook)
        assert {
            *named(notebook, "quiz"),
            *named(notebook, "check.answer"),
            *named(notebook, "predict"),
        } == {*texts.quizzes, *texts.answers, *texts.predictions}
        said = said_by(notebook, "check.answer(")
        assert said.startswith("Yes: " if touched else "Your turn: ")
    assert notebook.cells[1].source.startswith("# A unit\n")


def with_texts(folder: Path) -> str:
    return (
        "from pathlib import Path\n"
        "from course_utils.kit import lesson_texts\n"
        f"found = lesson_texts.read_texts(Path({str(folder)!r}))\n"
        "lesson_texts.read_texts = lambda: found"
    )
