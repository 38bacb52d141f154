"""`course report` after a class was graded in a real gradebook: the page and the files for other programs."""

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook

from course_utils import keys
from course_utils.commands import main
from course_utils.grading.collecting.rosters import Person
from course_utils.grading.coursework.assignment import load_assignment
from course_utils.grading.pages.class_page import class_page, questions_of
from course_utils.grading.pages.exports import export
from course_utils.grading.pages.statistics import figures_of
from course_utils.grading.records.report import Row, late_by
from tests.grading.course import CourseOnDisk
from tests.grading.graded import HALF, mark
from tests.grading.notebooks import submitted
from tests.support.made_keys import practice_key

KEY = practice_key()
"""A learner's name, as somebody may have pasted it."""


def row(student: str, points: float, **changes: object) -> Row:
    facts = {
        "student": student, "points": points, "most": 2.0, "checks": {"a": points / 2, "b": points / 2},
        "seconds": 0.1, "flags": [], "failed": False, "late_penalty": 0.0, "digest": "",
    }  # fmt: skip
    return Row(**{**facts, **changes})  # type: ignore[arg-type]


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_page_and_the_files_say_what_the_gradebook_says(
    course: CourseOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.hand_in("bob", submitted({**HALF, "why": "Because."}))
    course.grade()
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "default_course") as book:
        mark(book, "why", "bob", 1.0)
    course.hand_in("bob", submitted({**HALF, "why": "Something else."}))
    course.grade()
    monkeypatch.chdir(course.root)
    (course.root / "roster.csv").write_text(
        f'Student,ID,SIS Login ID\n"Lovelace, Ada <b>",77,ada\n{KEY},78,bob\n', encoding="utf-8"
    )
    typed = CliRunner().invoke
    assert typed(main, ["roster", "roster.csv"]).exit_code == 0
    for form in ("html", "csv", "canvas", "moodle"):
        told = typed(main, ["report", "arithmetic", "--format", form])
        assert told.exit_code == 0, told.output
        assert ("Not final: 1 wait for a human" in told.stderr) == (form in ("canvas", "moodle"))

    page = (course.root / "report" / "arithmetic.html").read_text(encoding="utf-8")
    assert "Ada &lt;b&gt; Lovelace" in page
    assert "Untouched: eve" in page
    assert "1 wait for a human: bob." in page
    assert "why: 1 of 2, given for an earlier answer: waits for a human" in page
    assert keys.label(KEY) in page
    assert "http" not in page.replace("http-equiv", "")

    header, *lines = table(course.root / "report" / "arithmetic.csv")
    points = {line[0]: line[header.index("points")] for line in lines}
    rows = {each.student: each for each in course.grade().report.rows.values()}
    assert points == {name: f"{each.points:g}" for name, each in rows.items()}
    canvas = table(course.root / "report" / "arithmetic.canvas.csv")
    assert canvas[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "arithmetic"]
    assert canvas[2] == ["Lovelace, Ada <b>", "77", "", "ada", "", points["ada"]]
    moodle = table(course.root / "report" / "arithmetic.moodle.csv")
    assert [line[0] for line in moodle[1:]] == ["ada", "bob", "eve"]
    assert not any(KEY in file.read_text("utf-8") for file in (course.root / "report").iterdir())


def test_before_anybody_is_graded_it_says_what_to_run(
    course: CourseOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.root)
    told = CliRunner().invoke(main, ["report", "arithmetic"])
    assert told.exit_code == 2
    assert "course grade arithmetic" in told.output


def test_rules_tell_the_strong_from_the_weak(course: CourseOnDisk) -> None:
    assignment = load_assignment(course.root / "source", "arithmetic")
    names = [cell.grade_id for sheet in assignment.sheets for cell in sheet.checks]
    worth = {cell.grade_id: cell.points for sheet in assignment.sheets for cell in sheet.checks}
    everything, nothing = dict(worth), dict.fromkeys(names, 0.0)
    split = {**nothing, names[0]: worth[names[0]]}
    rows = [
        *(
            row(f"strong {n}", sum(worth.values()), most=sum(worth.values()), checks=everything)
            for n in range(3)
        ),
        *(
            row(f"weak {n}", worth[names[0]], most=sum(worth.values()), checks=split)
            for n in range(3)
        ),
        row("gone", 0.0, failed=True, checks=nothing),
        row("untouched", 0.0, untouched=True, checks=nothing),
    ]
    figures = figures_of(rows, assignment)
    by_name = {rule.name: rule for rule in figures.rules}
    assert (by_name[names[0]].share, by_name[names[0]].tells_apart) == (1.0, 0.0)
    assert (by_name[names[1]].share, by_name[names[1]].tells_apart) == (0.5, 1.0)
    assert by_name[names[1]].missed == 3
    assert sum(figures.columns) == 6
    assert (figures.failed, figures.untouched) == (("gone",), ("untouched",))


def test_a_cell_that_a_spreadsheet_would_run_is_a_text() -> None:
    people = {"=1+1": Person("=1+1", "@x", "-y")}
    text = export([row("=1+1", 2.0)], people, "unit", "csv")
    assert [cell[:1] for cell in text.splitlines()[1].split(",")[:3]] == ["'", "'", "'"]


def test_who_was_late_is_seen_also_where_it_costs_nothing(course: CourseOnDisk) -> None:
    late = row("ada", 2.0, late_seconds=5.5 * 3600)
    header, line = (each.split(",") for each in export([late], {}, "unit", "csv").splitlines())
    assert line[header.index("late by hours")] == "5.5"
    figures = figures_of([late], load_assignment(course.root / "source", "arithmetic"))
    assert '<td class="n">5 h</td>' in class_page("unit", figures, "", {})
    assert [late_by(seconds) for seconds in (0, 1, 150, 7_200, 200_000)] == [
        "", "1 s", "2 min", "2 h", "2 days",
    ]  # fmt: skip


@pytest.mark.parametrize("between", [";", "\t", "; ", ';"'])
def test_nor_does_one_where_something_else_than_a_comma_stands_between_cells(between: str) -> None:
    flag = f"wrong file name: 'x{between}=1+1;.ipynb'"
    text = export([row("ada", 2.0, flags=[flag])], {}, "unit", "csv")
    assert [cell for cell in re.split(r"[;\t]", text) if cell.strip(' "').startswith("=")] == []


def test_a_point_that_is_still_open_and_a_failed_student_are_no_zeros() -> None:
    marked = {"checks": {"a": 1.0, "b": 0.0}, "by_hand": {"b": 0.0}}
    rows = [
        row("ada", 1.0, checks={"a": 1.0, "b": None}),
        row("bob", 0.0, failed=True),
        row("cid", 1.0, **marked, again=["b"]),
        row("dan", 1.0, **marked),
    ]
    lines = [line.split(",") for line in export(rows, {}, "unit", "csv").splitlines()]
    assert lines[1][lines[0].index("b")] == ""
    waits = lines[0].index("waits for a human")
    assert [line[waits] for line in lines[1:]] == ["yes", "no", "yes", "no"]
    assert lines[2][lines[0].index("points")] == ""


def test_questions_are_found_in_a_teachers_notes() -> None:
    notes = '| what | a question | the check |\n|---|---|---|\n| Blank is `none`. | "Is it?" | `one_check`, and `two_check` |\n'
    assert questions_of(notes) == {
        "one_check": [("Blank is none.", '"Is it?"')],
        "two_check": [("Blank is none.", '"Is it?"')],
    }
