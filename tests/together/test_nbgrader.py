"""nbgrader itself, on our exercises: it releases, validates and grades them as the course does."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests.checkout import ROOT
from tests.support.nbgrader import run_nbgrader
from tests.support.submissions import exercise, source, submissions

NAME = "how_a_server_checks_a_key"
HANDED_IN = {
    "reference": 15,
    "untouched": 0,
    "right/read_key_prints_and_warns": 15,
    "misconception/read_key_query_beats_header": 14,
    "beginner/verdict_reads_its_own_clock": 13,
}


def nbgrader(course: Path, *arguments: str) -> str:
    done = run_nbgrader(course, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course whose one assignment nbgrader has released."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    shutil.copytree(ROOT / "solutions" / NAME, folder / "solutions" / NAME)
    nbgrader(folder, "generate_assignment", NAME)
    return folder


def handed_in(name: str) -> NotebookNode:
    """Give a learner's file: the released exercise with somebody's solutions in it."""
    if name == "untouched":
        return exercise(NAME)
    made = {each.name: each for each in submissions(NAME)}
    solved = made[name].notebook() if name in made else source(NAME)
    solutions = {cell.id: cell.source for cell in solved.cells if is_solution(cell)}
    notebook = exercise(NAME)
    for cell in notebook.cells:
        cell.source = solutions.get(cell.id, cell.source)
    return notebook


def is_solution(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def write(notebook: NotebookNode, path: Path) -> Path:
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    return path


def test_nbgrader_releases_the_same_bytes(course: Path) -> None:
    released = course / "exercises" / NAME / f"{NAME}.ipynb"

    assert released.read_bytes() == (ROOT / "exercises" / NAME / released.name).read_bytes()


def test_validate_says_what_the_check_says_and_nothing_else(course: Path) -> None:
    path = write(
        handed_in("misconception/read_key_query_beats_header"), course / "mine" / "mine.ipynb"
    )

    said = nbgrader(course, "validate", str(path))

    assert said.count("The following cell failed") == 1
    message = " ".join(said.partition("The error was:")[2].split())
    assert message.startswith("Not yet: read_key(headers, ")
    assert message.endswith('A hint, if you want one: check.hint("read_key")')
    assert "Traceback" not in message
    assert "..." not in message


def test_validate_is_content_with_the_reference(course: Path) -> None:
    path = write(handed_in("reference"), course / "theirs" / "theirs.ipynb")

    assert "Success! Your notebook passes all the tests." in nbgrader(course, "validate", str(path))


def test_autograde_gives_the_points_that_the_course_gives(course: Path) -> None:
    for name in HANDED_IN:
        student = name.rpartition("/")[2]
        write(handed_in(name), course / "submitted" / student / NAME / f"{NAME}.ipynb")

    nbgrader(course, "autograde", NAME)

    assert points_of(course) == {
        name.rpartition("/")[2]: points for name, points in HANDED_IN.items()
    }


def points_of(course: Path) -> dict[str, float]:
    from nbgrader.api import Gradebook  # noqa: PLC0415 - five seconds

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {each.student.id: each.score for each in gradebook.assignment_submissions(NAME)}
