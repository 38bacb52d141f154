"""What every lesson keeps to, whoever writes it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import nbformat
import pytest
from nbformat import NotebookNode

from course_utils.learner.units import read_course
from tests.support.closing_clients import clients_closed

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
        assert max(map(len, cell.source.splitlines())) <= 72, "JupyterLab's pane shows no more"
        asks = cell.source.startswith(("quiz(", "predict("))
        if not asks and not before.source.startswith(("%", "predict(")):
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
    drawn = [str(cell.outputs) for cell in cells(lesson, "code")]
    assert pictures or "data:image/svg+xml" in "".join(drawn), "at least one carries meaning"
    for description, path in pictures:
        assert len(description.split()) >= 10
        assert (ROOT / "lessons" / path).is_file()
    assert "<img" not in prose(lesson)


def test_short_errors_end_with_the_error_that_they_are_for(lesson: NotebookNode) -> None:
    """A learner's own slip needs the long version, with the line that it happened in."""
    sources = [cell.source for cell in cells(lesson, "code")]
    for number, source in enumerate(sources):
        if source == "%xmode Minimal":
            assert sources[number + 2] == "%xmode Context"
    assert "%xmode" not in "".join(source for source in sources if source.count("\n"))


CHANGES = [
    ("00_start_here", "haiku", "haiku about AI", "haiku about the sea"),
    ("00_start_here", "by-hand-served", "Bearer {", "Token {"),
    ("00_start_here", "by-hand-served", "/models", "/modles"),
    ("00_start_here", "by-hand-served", "{platform.api_key}", "my-key"),
    ("00_start_here", "by-hand-served", "httpx.get", "httpx.delete"),
    ("00_start_here", "hint", "Bearer my-best-guess", "Bearer {platform.api_key}"),
    ("02_how_a_server_checks_a_key", "experiment", "Basic my-key", "Bearer my-key"),
    ("02_how_a_server_checks_a_key", "experiment", "httpx.get", "httpx.delete"),
    ("02_how_a_server_checks_a_key", "experiment", "/models", "/nothing"),
    ("02_how_a_server_checks_a_key", "experiment", "/models", "/models/nobody"),
]


@pytest.fixture(scope="module")
def ran() -> Iterator[dict[str, dict[str, object]]]:
    """Give the names of each lesson above as they are when it was run, on one private platform."""
    paths = [path for path in LESSONS if path.stem in {name for name, *_ in CHANGES}]
    with clients_closed(), mock.patch.dict(os.environ, {"COURSE_PLATFORM": "private"}):
        yield {path.stem: _run(nbformat.read(path, as_version=4)) for path in paths}


def _run(lesson: NotebookNode) -> dict[str, object]:
    names: dict[str, object] = {}
    for cell in cells(lesson, "code"):
        if not cell.source.startswith("%") and not cell.metadata.get("tags"):
            exec(cell.source, names)
    return names


@pytest.mark.parametrize(("name", "cell", "old", "new"), CHANGES)
def test_a_cell_that_may_be_changed_shows_whatever_the_server_answers(
    ran: dict[str, dict[str, object]], name: str, cell: str, old: str, new: str
) -> None:
    notebook = nbformat.read(ROOT / "lessons" / f"{name}.ipynb", as_version=4)
    source = next(each.source for each in notebook.cells if each.id == cell)
    assert old in source
    exec(source.replace(old, new), dict(ran[name]))


SNIPPET = """
import os

from openai import OpenAI

client = OpenAI(api_key=os.getenv("OPENAI_API_KEY"))

response = client.chat.completions.create(
    model="gpt-4",
    messages=[{"role": "user", "content": "Write a haiku about AI."}],
)
print(response.choices[0].message.content)
"""


def test_the_lines_that_introductions_show_stand_in_lesson_03_word_for_word() -> None:
    notebook = nbformat.read(ROOT / "lessons" / "03_call_the_openai_api.ipynb", as_version=4)
    assert next(cell.source for cell in notebook.cells if cell.id == "snippet") == SNIPPET.strip()


def word_list() -> list[list[str]]:
    """Give the rows of the word list: a word, what it means, the number of a unit."""
    lines = (ROOT / "lessons" / "words.md").read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    return rows[1:]


@pytest.mark.parametrize(("word", "meaning", "unit"), word_list())
def test_a_word_of_the_list_is_explained_in_the_lesson_where_it_first_stands(
    word: str, meaning: str, unit: str
) -> None:
    path = next(path for path in LESSONS if path.name.startswith(f"{unit}_"))
    marked = re.compile(rf"[*`]({re.escape(word.strip('`'))})s?[*`]", re.IGNORECASE)

    assert marked.search(prose(nbformat.read(path, as_version=4)))
    assert meaning.endswith(".")


def test_the_word_list_is_in_order_and_has_each_word_once() -> None:
    words = [word.strip("`").casefold() for word, _, _ in word_list()]
    assert words == sorted(set(words))


def test_links_to_what_lies_beside_a_lesson_lead_somewhere(lesson: NotebookNode) -> None:
    for link in re.findall(r"\]\((\w[^):]*)\)", prose(lesson)):
        assert (ROOT / "lessons" / link).is_file(), link
