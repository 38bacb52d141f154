"""`course release`: what is committed is what the sources say, on every machine."""

import shutil
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from course_utils.commands import main
from course_utils.grading.pages.release import ReleaseError, assignments, drift, release
from tests.checkout import ROOT

NAME = "how_a_server_checks_a_key"
NOTEBOOK = Path(NAME, f"{NAME}.ipynb")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Give a course of one assignment, not released yet."""
    (tmp_path / "course_utils").mkdir()
    for name in ("course.toml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "solutions" / NAME, tmp_path / "solutions" / NAME)
    return tmp_path


@pytest.mark.parametrize("assignment", assignments(ROOT))
def test_what_is_committed_is_what_the_source_says(assignment: str) -> None:
    assert drift(ROOT, assignment) == []


def test_releasing_twice_gives_the_same_bytes(course: Path) -> None:
    path = course / "exercises" / NOTEBOOK

    assert release(course, NAME) == [path]
    once = path.read_bytes()
    assert release(course, NAME) == []
    path.unlink()
    release(course, NAME)

    assert path.read_bytes() == once == (ROOT / "exercises" / NOTEBOOK).read_bytes()


def test_what_an_editor_leaves_in_a_source_does_not_reach_learners(course: Path) -> None:
    source = course / "solutions" / NOTEBOOK
    notebook = nbformat.read(source, as_version=4)
    notebook.metadata["language_info"] |= {"version": "3.99", "file_extension": ".py"}
    notebook.metadata["widgets"] = {}
    for cell in notebook.cells:
        cell.metadata["scrolled"] = True
        if cell.cell_type == "code":
            cell.execution_count = 7
            cell.outputs = [nbformat.v4.new_output("stream", text="left over")]
    nbformat.write(notebook, source)

    release(course, NAME)

    released = nbformat.read(course / "exercises" / NOTEBOOK, as_version=4)
    assert released.metadata["language_info"] == {"name": "python"}
    for cell in released.cells:
        assert cell.get("execution_count") is None
        assert not cell.get("outputs")
        assert cell.cell_type == "markdown" or "scrolled" not in cell.metadata


def test_a_file_that_the_source_no_longer_has_is_removed_and_notes_stay_behind(
    course: Path,
) -> None:
    (course / "solutions" / NAME / "NOTES.md").write_text("for the teacher", encoding="utf-8")
    (course / "solutions" / NAME / "log.txt").write_text("for learners", encoding="utf-8")
    release(course, NAME)
    (course / "solutions" / NAME / "log.txt").unlink()

    changed = release(course, NAME)

    assert changed == [course / "exercises" / NAME / "log.txt"]
    assert [path.name for path in (course / "exercises" / NAME).iterdir()] == [NOTEBOOK.name]


def test_a_source_that_cannot_be_released_is_named_with_the_reason(course: Path) -> None:
    source = course / "solutions" / NOTEBOOK
    source.write_text(source.read_text("utf-8").replace("### END SOLUTION", ""), encoding="utf-8")

    with pytest.raises(ReleaseError, match=f"The exercise {NAME} can't be generated: .*solution"):
        release(course, NAME)


@pytest.mark.parametrize(
    ("cell", "old", "new", "why"),
    [
        ("digest_is_a_fingerprint", "", "check.equal(1 1)\n", "is no Python: .*, line 1"),
        ("digest_is_a_fingerprint", "", "if 1:\n### BEGIN HIDDEN TESTS\n  1\n### END HIDDEN TESTS\n", "is no Python"),
        ("set_up", "", "import\n", "is no Python: .*, line 1"),
        ("set_up", "set_up", "digest", "more than one cell has the grade_id digest"),
        ("set_up", "", "%%writefile a.txt\nno Python at all\n", ""),
        ("set_up", "", "!ls\n", ""),
    ],
)  # fmt: skip
def test_a_cell_that_would_cost_everybody_its_points_is_named(
    course: Path, cell: str, old: str, new: str, why: str
) -> None:
    source = course / "solutions" / NOTEBOOK
    notebook = nbformat.read(source, as_version=4)
    found = next(
        each for each in notebook.cells if each.metadata.get("nbgrader", {}).get("grade_id") == cell
    )
    if old:
        found.metadata["nbgrader"]["grade_id"] = new
    else:
        found.source = new + found.source
    nbformat.write(notebook, source)

    if why:
        with pytest.raises(ReleaseError, match=f"{why}.* Mend .*{NAME}.ipynb"):
            release(course, NAME)
    else:
        release(course, NAME)


def test_the_command_fails_when_an_exercise_is_out_of_date(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course)

    before = CliRunner().invoke(main, ["release", "--check"])
    done = CliRunner().invoke(main, ["release", NAME])
    after = CliRunner().invoke(main, ["release", "--check"])

    assert (before.exit_code, done.exit_code, after.exit_code) == (1, 0, 0)
    assert before.stdout == f"out of date: exercises/{NOTEBOOK.as_posix()}\n"
    assert done.stdout == f"written: exercises/{NOTEBOOK.as_posix()}\n"


def test_an_assignment_without_a_source_is_named_with_those_there_are(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course)

    result = CliRunner().invoke(main, ["release", "unknown"])

    assert result.exit_code == 2
    assert f"There is no unknown in solutions/. There is: {NAME}." in result.stderr


def test_outside_a_course_there_is_nothing_to_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["release"])

    assert result.exit_code == 2
    assert "Run this inside a clone of it" in result.stderr
