from pathlib import Path

import pytest

from course_utils.errors import CourseError
from course_utils.grading.records.layout import load_folders
from course_utils.learner.units import Course, Unit
from course_utils.teaching.panel import Panel
from course_utils.teaching.work import Run, Work


@pytest.fixture
def panel(tmp_path: Path) -> Panel:
    for name in ("second", "another"):
        (tmp_path / "source" / name).mkdir(parents=True)
        (tmp_path / "source" / name / f"{name}.ipynb").touch()
    (tmp_path / "downloaded").mkdir()
    for file in ("students.csv", "given & <out>.zip"):
        (tmp_path / "downloaded" / file).touch()
    course = Course(tmp_path, "A course", (Unit(2, "two", "The second", 5, "second"),))
    return Panel(course, load_folders(tmp_path), Work(tmp_path), "/base/")


def test_assignments_stand_in_the_order_of_the_course_with_their_buttons(panel: Panel) -> None:
    sections = dict(panel.sections())
    assert list(panel.assignments().values()) == ["02 The second", "another"]
    assert list(sections) == ["head", "assignments", "assignment second", "assignment another"]
    assert "given &amp; &lt;out&gt;.zip" in sections["assignment another"]
    assert "Enter the class of students.csv" in sections["head"]
    assert 'href="/base/formgrader' in sections["head"]
    assert panel.said() == ""


def test_a_button_becomes_the_command_that_one_would_type(panel: Panel) -> None:
    given = {"assignment": "second", "file": "given & <out>.zip"}
    assert panel.words({"do": "grade", **given}) == ["grade", "second"]
    assert panel.words({"do": "collect", **given}) == [
        "collect", "downloaded/given & <out>.zip", "second",
    ]  # fmt: skip
    assert panel.words({"do": "roster", "file": "students.csv"}) == [
        "roster", "downloaded/students.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"do": "scan", "assignment": "second"},
        {"do": "grade", "assignment": "--isolation"},
        {"do": "collect", "assignment": "second", "file": "../gradebook.db"},
        {"do": "roster", "file": "given & <out>.zip"},
    ],
)
def test_nothing_else_can_be_asked_for(panel: Panel, asked: dict[str, str]) -> None:
    with pytest.raises(CourseError, match="Reload the page"):
        panel.words(asked)


def test_what_runs_and_how_it_ended_is_said(panel: Panel) -> None:
    run = Run(("grade", "second"))
    run.lines.append("3 of 6, 1 s left, <b>")
    panel._work.latest = run  # noqa: SLF001 - what a button would have begun
    sections = dict(panel.sections())
    assert list(sections)[2:4] == ["assignment second", "run"], "it stands below the button"
    assert 'value="3" max="6"' in sections["run"]
    assert "&lt;b&gt;" in sections["run"]
    assert "Stop" in sections["run"]
    assert panel.said() == "grade is running."
    run.status = 1
    assert "something to look at" in dict(panel.sections())["run"]
    assert panel.said() == "grade has ended, with something to read."
    panel._work.latest = Run(("roster", "downloaded/students.csv"))  # noqa: SLF001
    assert list(dict(panel.sections()))[:2] == ["head", "run"]
