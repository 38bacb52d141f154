"""A class of real submissions, graded at once: what happened to each, in one line of this file."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from course_utils.grading.events import Summary
from tests.grading.course import CourseOnDisk, Told, real_course
from tests.grading.notebooks import Notebook, as_bytes, code
from tests.support.submissions import Submission, exercise, points, source, submissions

ASSIGNMENT = "how_a_server_checks_a_key"
ALL = 15.0
SECONDS = 2.0

KINDS = ("right/", "misconception/")
HONEST = [one for one in submissions(ASSIGNMENT) if one.name.startswith(KINDS)]


def reference() -> Notebook:
    book: Notebook = json.loads(json.dumps(source(ASSIGNMENT)))
    return book


def with_cell(text: str) -> Notebook:
    """Give the reference with a cell of the learner's before everything else."""
    book = reference()
    book["cells"].insert(0, code(text))
    return book


def cell_of(book: Notebook, grade_id: str) -> dict[str, Any]:
    return next(
        cell
        for cell in book["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def with_copied_check() -> Notebook:
    book = reference()
    book["cells"].append(cell_of(book, "digest_is_a_fingerprint"))
    return book


def without_a_check() -> Notebook:
    book = reference()
    book["cells"].remove(cell_of(book, "digest_is_a_fingerprint"))
    return book


def with_every_tag() -> Notebook:
    book: Notebook = json.loads(json.dumps(exercise(ASSIGNMENT)))
    for cell in book["cells"]:
        cell["metadata"]["tags"] = ["skip-execution"]
    return book


def of_format_5() -> bytes:
    return as_bytes(reference() | {"nbformat": 5})


def elsewhere() -> Notebook:
    return {"cells": [code("print(1)")], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@dataclass(frozen=True)
class Unlucky:
    """What somebody hands in, the points that are fair, and how the flags of it begin.

    None: which limit ends it first is the machine's affair.
    """

    book: Callable[[], Notebook | bytes]
    score: float
    flags: tuple[str, ...] | None = ()
    name: str = f"{ASSIGNMENT}.ipynb"


LOOP = "while True:\n    pass"
BOMB = "kept = []\nwhile True:\n    kept.append(b'x' * 20_000_000)"
FORKS = "import os\nwhile True:\n    os.fork()"

UNLUCKY = {
    "reference": Unlucky(reference, ALL),
    "untouched": Unlucky(lambda: json.loads(json.dumps(exercise(ASSIGNMENT))), 0),
    "broken_json": Unlucky(lambda: as_bytes(reference())[:5000], 0, ("could not be read",)),
    "empty_file": Unlucky(lambda: b"", 0, ("could not be read",)),
    "no_notebook": Unlucky(lambda: b"text", 0, ("could not be read",), "notes.txt"),
    "wrong_file_name": Unlucky(reference, ALL, ("wrong file name",), "Untitled1.ipynb"),
    "unknown_format": Unlucky(of_format_5, 0, ("could not be read",)),
    "another_assignment": Unlucky(elsewhere, 0, ("not this assignment's notebook",)),
    "copied_check": Unlucky(with_copied_check, ALL, ("duplicate cells resolved",)),
    "deleted_check": Unlucky(without_a_check, ALL, ("deleted cells restored",)),
    "tagged": Unlucky(with_every_tag, 0),
    "endless_loop": Unlucky(lambda: with_cell(LOOP), ALL, ("timed out",)),
    "output_of_100_mb": Unlucky(lambda: with_cell("print('x' * 10**8)"), ALL, ("output cut",)),
    "os_exit": Unlucky(lambda: with_cell("import os\nos._exit(0)"), ALL, ("process ended",)),
    "fork_bomb": Unlucky(lambda: with_cell(FORKS), ALL, None),
    "memory_bomb": Unlucky(lambda: with_cell(BOMB), ALL, ("memory limit",)),
    "warns": Unlucky(lambda: with_cell("import warnings\nwarnings.warn('careful')"), ALL),
}


@dataclass(frozen=True)
class Graded:
    course: CourseOnDisk
    summary: Summary
    told: Told

    def row(self, student: str) -> dict[str, Any]:
        whole = json.loads(self.summary.report.path.read_text())
        return next(row for row in whole["students"] if row["student"] == student)


def student(one: Submission) -> str:
    return one.name.replace("/", "_")


@pytest.fixture(scope="module")
def graded(bwrap_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    course = real_course(tmp_path_factory.mktemp("class"), ASSIGNMENT)
    for name, unlucky in UNLUCKY.items():
        course.hand_in(name, unlucky.book(), unlucky.name)
    link = course.hand_in("symbolic_link", b"")
    link.unlink()
    link.symlink_to(course.root / "solutions" / ASSIGNMENT / link.name)
    for one in HONEST:
        course.hand_in(student(one), json.loads(json.dumps(one.notebook())))
    told = Told()
    return Graded(course, course.grade(told, jobs=2, timeout=SECONDS, memory=256), told)


def test_the_class_is_large_and_everybody_was_graded(graded: Graded) -> None:
    assert len(graded.told.steps) == len(UNLUCKY) + 1 + len(HONEST) >= 40
    assert graded.summary.failed == []


@pytest.mark.parametrize("name", UNLUCKY)
def test_bad_luck_costs_what_it_should(graded: Graded, name: str) -> None:
    row = graded.row(name)
    assert row["points"] == UNLUCKY[name].score, row
    wanted = UNLUCKY[name].flags
    for flag in wanted or ():
        assert any(seen.startswith(flag) for seen in row["flags"]), row["flags"]
    assert wanted is None or bool(row["flags"]) == bool(wanted), row["flags"]


def test_a_symbolic_link_to_the_solution_earns_nothing(graded: Graded) -> None:
    row = graded.row("symbolic_link")
    assert row["points"] == 0
    assert "it is a symbolic link" in row["flags"][0]


@pytest.mark.parametrize("one", HONEST, ids=student)
def test_an_honest_submission_loses_its_own_checks_only(graded: Graded, one: Submission) -> None:
    worth = points(source(ASSIGNMENT))
    failing = one.expected(list(worth))
    wanted = {name: 0 if name in failing else worth[name] for name in worth}
    assert graded.row(student(one))["checks"] == wanted
