"""One score from every tool: odd notebooks through all that read them, compared.

`course check`, `course grade`, plain `nbgrader autograde`, the Formgrader's button and *Validate* must agree.
"""

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.validator import Validator

from course_utils.checks.exercise import run_checks
from course_utils.checks.reading import read_exercise
from course_utils.checks.validating import validate_exercises
from course_utils.grading.coursework.assignment import (
    Released,
    load_assignment,
    with_released_cells,
)
from course_utils.grading.coursework.handed_in import read_submission
from course_utils.grading.events import Options
from course_utils.grading.examining.sitting import Times
from course_utils.grading.examining.slot import Slot
from course_utils.grading.grade_class import grade_class
from course_utils.grading.sandbox.box import Setup
from tests.grading.course import Told
from tests.grading.notebooks import Cell, Notebook, answer, as_bytes, check, code, notebook, setup
from tests.grading.test_preprocessor import nbgrader_in
from tests.support.nbgrader import WITHOUT_ADDRESSES, run_python
from tests.support.submissions import COURSE

NAME = "odd"
SAME = "import hmac\n\ndef same(one, other):\n    return hmac.compare_digest(one, other)"
TWICE = "def twice(number):\n    return 2 * number"
HELPED = "def key(number):\n    return number\n\ndef twice(number):\n    return 2 * key(number)"
"""A helper with a name that a check uses as well."""
STUB = "    raise NotImplementedError()"


def book(same: str = SAME, twice: str = TWICE) -> Notebook:
    return notebook(
        [
            setup("from course_utils import check", "set_up"),
            answer(same, "same"),
            check(
                'with check("same", "Equal texts are the same."):\n    check.equal(same("a", "a"), True)',
                "same_of_equal",
                1,
            ),
            check(
                'with check("same", "compare_digest decides."):\n    same("a", "b")\n    '
                'check.that(check.decides("hmac.compare_digest"), "It does not decide.")\n    '
                'check.that(not check.comparison("hmac.compare_digest"), "It compares.")',
                "same_in_constant_time",
                2,
            ),
            answer(twice, "twice"),
            check(
                'with check("twice", "Two is four."):\n    check.equal(twice(2), 4)',
                "twice_of_two",
                1,
            ),
            check(
                'with check("twice", "Six is twelve."):\n    key = 6\n    found = twice(max(len(""), key))\nfound / 24',
                "twice_of_six",
                1,
            ),
            check("twice(3) / 12", "twice_in_part", 1),
        ]
    )


GIVEN_OUT = book(f"def same(one, other):\n{STUB}", f"def twice(number):\n{STUB}")
ALL = {
    "same_of_equal": 1,
    "same_in_constant_time": 2,
    "twice_of_two": 1,
    "twice_of_six": 0.5,
    "twice_in_part": 0.5,
}
NONE = dict.fromkeys(ALL, 0.0)
FILE = f"{NAME}.ipynb"
ENDED = "process ended"


def changed(change: Callable[[list[Cell]], Any]) -> bytes:
    made: Notebook = json.loads(json.dumps(book()))
    change(made["cells"])
    return as_bytes(made)


def moved(cells: list[Cell]) -> None:
    """Task 2 and a helper that it defines stand at the top, where task 1 finds the helper."""
    helper = code("def unchanged(function):\n    return function")
    cells.insert(0, helper)
    cells.insert(1, cells.pop(5))
    next(cell for cell in cells if "hmac" in cell["source"])["source"] = SAME.replace(
        "def same", "@unchanged\ndef same"
    )


def with_outputs(cells: list[Cell]) -> None:
    cells[1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 21_000_000}]


def of_format_3() -> bytes:
    old = nbformat.convert(nbformat.from_dict(book() | {"nbformat_minor": 4}), 3)
    return json.dumps(old).encode()


@dataclass(frozen=True)
class Odd:
    """What is handed in, by file name; the points that are fair, and how the flags begin."""

    files: dict[str, bytes]
    points: dict[str, float] = field(default_factory=lambda: ALL)
    flags: tuple[str, ...] = ()


def named(name: str, **others: bytes) -> Odd:
    return Odd({name: as_bytes(book()), **others}, flags=(f"wrong file name: {name}",))


def plain(body: bytes, *flags: str) -> Odd:
    return Odd({FILE: body}, flags=flags)


def answered(same: str) -> Odd:
    return plain(as_bytes(book(same)))


ODD = {
    "right": answered(SAME),
    "untouched": Odd({FILE: as_bytes(GIVEN_OUT)}, NONE),
    "timed": answered(f"%%time\n{SAME}"),
    "captured": answered(f"%%capture shown\n{SAME}"),
    "helped": plain(as_bytes(book(twice=HELPED))),
    "helped_by_check": answered(
        f"{SAME.replace('hmac.compare_digest(one, other)', 'check(one, other)')}\n\n"
        "def check(one, other):\n    return hmac.compare_digest(one, other)"
    ),
    "hides_pythons": answered(f"len = max = 5\n{SAME}"),
    "shows_all": answered(f'%config InteractiveShell.ast_node_interactivity = "all"\n{SAME}'),
    "installs": answered(f"!true\n%pwd\n{SAME}"),
    "asks": answered(f"{SAME}\nsame?"),
    "awaits": answered(f"import asyncio\nawait asyncio.sleep(0)\n{SAME}"),
    "starts_task": answered(
        "import asyncio\n\nasync def rest():\n    await asyncio.sleep(0)\n\n"
        f"task = asyncio.create_task(rest())\nbreakpoint()\n{SAME}"
    ),
    "runs_loop": Odd(
        {FILE: as_bytes(book(f"import asyncio\nasyncio.run(asyncio.sleep(0))\n{SAME}"))},
        ALL | {"same_of_equal": 0, "same_in_constant_time": 0},
    ),
    "indented": answered("    " + SAME.replace("\n", "\n    ")),
    "pasted": answered(
        ">>> import hmac\n>>> def same(one, other):\n...     return hmac.compare_digest(one, other)"
    ),
    "long": answered(
        "def helper():\n    return " + " + ".join(["1"] * 900) + f"\n\n{SAME}\n    helper()"
    ),
    "writes": plain(changed(lambda cells: cells.append(code("%%writefile x.py\ndef same(:")))),
    "mark": plain(b"\xef\xbb\xbf" + as_bytes(book())),
    "utf_16": plain(as_bytes(book()).decode().encode("utf-16")),
    "format_3": plain(of_format_3()),
    "minor_9": plain(as_bytes(book() | {"nbformat_minor": 9})),
    "outputs": plain(changed(with_outputs)),
    "unknown_type": plain(
        changed(lambda cells: cells.append(code("1") | {"cell_type": "sql"})), "cell 9 is of a type"
    ),
    "broken_cell": plain(
        changed(lambda cells: cells.append(code("1") | {"source": 7})), "cell 9 is broken"
    ),
    "copied": plain(changed(lambda cells: cells.append(cells[2])), "duplicate cells resolved"),
    "deleted": plain(changed(lambda cells: cells.pop(2)), "deleted cells restored"),
    "emptied": plain(changed(lambda cells: cells[3].update(source="pass"))),
    "as_text": plain(changed(lambda cells: cells[1].update(cell_type="markdown"))),
    "moved": plain(changed(moved)),
    "checks_first": plain(changed(lambda cells: cells.insert(0, cells.pop(3)))),
    "browser": named(f"{NAME} (1).ipynb", **{f"._{NAME} (1).ipynb": b"\0\5\x16\7"}),
    "copy": named(f"{NAME}-Copy1.ipynb", **{"Untitled.ipynb": as_bytes(notebook([]))}),
    "text": named(f"{FILE}.txt"),
    "deeper": named(f"{NAME}/{FILE}"),
    "in_a_copy": Odd(
        {FILE: as_bytes(GIVEN_OUT), f"{NAME}-Copy1.ipynb": as_bytes(book())},
        flags=(f"{NAME}-Copy1.ipynb was read",),
    ),
    "nameless": plain(
        changed(lambda cells: [cell.update(metadata={}) for cell in cells]),
        "answer cells missing: same, twice",
        "deleted cells restored",
    ),
    "ends_python": Odd(
        {FILE: as_bytes(book(f"{SAME}\nimport os\nos._exit(0)"))},
        ALL | {"same_of_equal": 0, "same_in_constant_time": 0},
        flags=(ENDED,),
    ),
    "packed": Odd({FILE: b"PK\3\4"}, NONE, flags=(f"could not be read: {FILE}",)),
}
BY_CHECKING = [
    name for name, odd in ODD.items() if name not in ("minor_9", "emptied", "deleted", "packed")
]
BY_FORMGRADER = ["timed", "mark", "browser"]


@pytest.fixture(scope="module")
def root(bwrap_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an instructor's folder."""
    root = tmp_path_factory.mktemp("one_score")
    shutil.copyfile(COURSE / "nbgrader_config.py", root / "nbgrader_config.py")
    put(root / "solutions" / NAME / FILE, as_bytes(book()))
    put(root / "exercises" / NAME / FILE, as_bytes(GIVEN_OUT))
    for student, odd in ODD.items():
        for name, body in odd.files.items():
            put(root / "submitted" / student / NAME / name, body)
    return root


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a learner's folder of a checkout, for each submission a folder."""
    checkout = tmp_path_factory.mktemp("checkout")
    put(checkout / "course.toml", b"")
    put(checkout / "course_utils" / "here", b"")
    put(checkout / "exercises" / NAME / FILE, as_bytes(GIVEN_OUT))
    for student, odd in ODD.items():
        for name, body in odd.files.items():
            put(checkout / "work" / student / name, body)
    return checkout / "work"


def put(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def fair() -> dict[str, dict[str, float]]:
    return {name: odd.points for name, odd in ODD.items()}


def in_gradebook(root: Path) -> dict[str, dict[str, float]]:
    with Gradebook(f"sqlite:///{root}/gradebook.db", "default_course") as found:
        return {
            each.student.id: {
                grade.name: grade.auto_score for nb in each.notebooks for grade in nb.grades
            }
            for each in found.assignment_submissions(NAME)
        }


def test_plain_nbgrader_on_a_fresh_clone(root: Path) -> None:
    said = nbgrader_in(root, "autograde", NAME)
    assert in_gradebook(root) == fair(), said
    for student, odd in ODD.items():
        assert all(f"{student}: {flag}" in said for flag in odd.flags), student
    assert re.search("course grade --seed [0-9a-f]{16}", said)


def test_course_grade(root: Path) -> None:
    (root / "gradebook.db").unlink(missing_ok=True)
    rows = grade_class(root, NAME, Options(jobs=2, timeout=20), Told()).report.rows
    assert {name: row.checks for name, row in rows.items()} == fair()
    assert in_gradebook(root) == fair()
    for student, odd in ODD.items():
        assert len(rows[student].flags) == len(odd.flags), rows[student]
        assert all(
            seen.startswith(flag) for seen, flag in zip(rows[student].flags, odd.flags, strict=True)
        )
        assert rows[student].untouched == (student == "untouched")


def test_checks_in_the_learners_process(root: Path, box_setup: Setup) -> None:
    given = load_assignment(root / "solutions", NAME)
    released = {
        cell["metadata"]["nbgrader"]["grade_id"]: Released(cell["source"])
        for cell in GIVEN_OUT["cells"]
    }
    sheets = tuple(with_released_cells(sheet, released) for sheet in given.sheets)
    given = replace(given, sheets=sheets)
    setup = replace(box_setup, modules=given.modules, cells=given.examiners_cells)
    times = Times(cell=20, submission=120)
    with Slot(setup, times, platform=given.needs_platform) as slot:
        slot.warm_up()
        for student, odd in ODD.items():
            work = read_submission(root / "submitted", student, NAME, given.sheets, given.files)
            outcome = slot.grade(work, given, "together")
            assert {mark.grade_id: mark.points for mark in outcome.marks} == odd.points, student


@pytest.mark.parametrize("student", BY_CHECKING)
def test_course_check(work: Path, student: str) -> None:
    path = work / student / FILE
    paper = read_exercise(path, work.parent / "exercises")
    results = run_checks(paper, path.parent, os.environ)
    assert {result.name: result.earned for result in results} == ODD[student].points
    advice = student == "as_text"  # what the learner can put right, the instructor need not look at
    assert len(paper.flags) == len([flag for flag in ODD[student].flags if flag != ENDED]) + advice
    assert {result.attempted for result in results if result.rule} == {student != "untouched"}


BUTTON = f"""
{WITHOUT_ADDRESSES}
import sys
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from course_utils.grading.records.layout import load_folders

config = load_folders(Path.cwd()).config
for student in sys.argv[2:]:
    done = NbGraderAPI(CourseDirectory(config=config), config=config).autograde(sys.argv[1], student)
    print(student, done["success"], done.get("log"))
"""


def test_the_formgraders_button(root: Path) -> None:
    (root / "gradebook.db").unlink(missing_ok=True)
    done = run_python(root, BUTTON, NAME, *BY_FORMGRADER)
    said = done.stdout + done.stderr
    assert (root / "gradebook.db").exists(), said
    assert in_gradebook(root) == {student: ODD[student].points for student in BY_FORMGRADER}, said


@pytest.mark.parametrize("student", ["timed", "mark", "browser", "untouched"])
def test_validate(work: Path, student: str) -> None:
    validate_exercises()
    name = max(ODD[student].files, key=lambda file: len(ODD[student].files[file]))
    found = Validator().validate(str(work / student / name))
    failed = {each["source"].partition("\n")[0] for each in found.get("failed", [])}
    assert failed == {
        cell["source"].partition("\n")[0]
        for cell in book()["cells"]
        if ODD[student].points.get(cell["metadata"]["nbgrader"]["grade_id"], 2) < 1
    }
