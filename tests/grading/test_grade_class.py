import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from course_utils.errors import CourseError
from course_utils.grading.examining.slot import Slot
from course_utils.grading.examining.workers import Crew
from tests.grading.course import CourseOnDisk, Told
from tests.grading.graded import graded_now, in_gradebook, points, write_source
from tests.grading.notebooks import (
    MOST,
    RIGHT,
    SOURCE,
    Notebook,
    answer,
    as_bytes,
    check,
    code,
    notebook,
    submitted,
)


def test_a_class_is_in_the_gradebook_the_report_and_autograded(course: CourseOnDisk) -> None:
    assert points(course.grade()) == {"ada": 6, "bob": 3, "eve": 0}
    assert in_gradebook(course) == {
        "ada": {**MOST, "why": 0},
        "bob": {**MOST, "double_of_others": 0, "partial": 0, "why": 0},
        "eve": {**dict.fromkeys(MOST, 0), "why": 0},
    }
    report = json.loads((course.root / "report" / "arithmetic.json").read_text())
    assert [row["student"] for row in report["students"]] == ["ada", "bob", "eve"]
    assert course.autograded("ada")["nbformat"] == 4


def test_only_what_is_new_or_changed_is_graded_again(course: CourseOnDisk) -> None:
    course.grade()
    course.hand_in("bob", submitted(RIGHT))
    course.hand_in("zoe", submitted(RIGHT))
    told = Told()
    assert points(course.grade(told)) == {"ada": 6, "bob": 6, "eve": 0, "zoe": 6}
    assert graded_now(told) == ["bob", "zoe"]


def test_one_student_and_force(course: CourseOnDisk) -> None:
    course.grade()
    told = Told()
    course.grade(told, student="ada")
    assert told.steps == [("ada", False)]
    told = Told()
    assert points(course.grade(told, student="ada", force=True)) == {"ada": 6, "bob": 3, "eve": 0}
    assert told.steps == [("ada", True)]


def test_written_answers_wait_for_a_human(course: CourseOnDisk) -> None:
    book = submitted(RIGHT)
    book["cells"][-1]["source"] = "Because."
    course.hand_in("ada", book)
    row = course.grade().report.rows["ada"]
    assert row.checks["why"] is None


def test_a_run_that_is_stopped_keeps_what_it_has_and_is_continued(course: CourseOnDisk) -> None:
    for number in range(40):
        course.hand_in(f"s{number:02}", submitted(RIGHT))

    def stop() -> None:
        raise KeyboardInterrupt

    alone = replace(course, crew=None)
    stopped = alone.grade(Told(each=stop), jobs=2)
    assert stopped.stopped
    told = Told()
    assert len(points(course.grade(told))) == 43
    assert 0 < len(graded_now(told)) < 43


def test_a_hidden_check_that_was_mended_counts_at_once(course: CourseOnDisk) -> None:
    course.grade()
    write_source(course, "double(-3) == -6", "double(-3) == 4")
    told = Told()
    assert points(course.grade(told)) == {"ada": 4, "bob": 3, "eve": 0}
    assert not any("after its release" in line for line in told.said)


def test_files_of_the_assignment_stand_beside_the_notebook_in_both_boxes(
    course: CourseOnDisk,
) -> None:
    for folder in ("source", "release"):
        (course.root / folder / "arithmetic" / "numbers.txt").write_text("21")
        write_source(
            course, "double(2) == 4", "double(int(open('numbers.txt').read())) == 42", folder
        )
    reads = (
        "def double(number):\n    return number + int(open('numbers.txt').read()) * number // 21"
    )
    course.hand_in("ada", submitted({**RIGHT, "double": reads}))
    (course.folder("ada") / "numbers.txt").write_text("1000")
    assert points(course.grade())["ada"] == 6


def test_a_notebook_imports_what_stands_beside_it(course: CourseOnDisk) -> None:
    uses = "from helping import twice\n\n\ndef double(number):\n    return twice(number)"
    course.hand_in("ada", submitted({**RIGHT, "double": uses}))
    (course.folder("ada") / "picture.bin").write_bytes(bytes(range(256)) * 50_000)
    (course.folder("ada") / "helping.py").write_text("def twice(number):\n    return 2 * number\n")
    assert points(course.grade())["ada"] == 6


def test_pages_hold_no_markup_of_a_strangers(course: CourseOnDisk) -> None:
    shows = "from IPython.display import HTML\nHTML('<b>x</b><script>alert(1)</script>')"
    book: Notebook = submitted(RIGHT, [shows])
    book["cells"][-1]["source"] = "<img src=x onerror=alert(1)> **mine**"
    course.hand_in("ada", book)
    course.grade()
    text = json.dumps(course.autograded("ada")["cells"])
    assert "<b>x</b>" in text
    assert "<script" not in text.replace("HTML('<b>x</b><script>", "")
    assert "<img" not in text


def test_the_environment_of_the_instructor_is_not_seen(
    course: CourseOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "the-instructors-own")
    looks = "import os\nprint(os.environ, os.listdir('/'))"
    course.hand_in("ada", submitted(RIGHT, [looks]))
    course.grade()
    assert "the-instructors-own" not in json.dumps(course.autograded("ada"))


def test_nothing_runs_on_when_a_run_is_over(course: CourseOnDisk) -> None:
    before = boxes_of_this_process()
    replace(course, crew=None).grade()
    assert boxes_of_this_process() == before


def boxes_of_this_process() -> list[bytes]:
    files = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    children = [pid for file in files for pid in file.read_text().split()]
    commands = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children]
    return [command for command in commands if b"grading.inside" in command]


def test_the_source_is_never_written(course: CourseOnDisk) -> None:
    course.grade()
    assert json.loads((course.root / "source/arithmetic/arithmetic.ipynb").read_text()) == SOURCE


def test_a_file_of_the_learners_never_shadows_a_module_of_the_check(course: CourseOnDisk) -> None:
    for folder in ("source", "release"):
        write_source(course, "assert double(2) == 4", "import sched; assert double(2) == 4", folder)
    forges = (
        "from course_utils.grading.inside import roles\nroles.number_of = lambda value: 1000.0\n"
    )
    course.hand_in("eve", submitted({"double": "import sched\ndef double(number):\n    return 4"}))
    for name in ("sched.py", "sitecustomize.py", "course_utils.py", "warnings.py"):
        (course.folder("eve") / name).write_text(forges)
    assert points(course.grade())["eve"] == 1


def test_a_source_of_a_later_format_ends_the_run_of_two(course: CourseOnDisk) -> None:
    write_source(course, '"nbformat": 4', '"nbformat": 5')
    with pytest.raises(CourseError, match=r"arithmetic\.ipynb"):
        course.grade(jobs=2)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("name", "released_too"),
    [
        *(("Untitled", False), ("Untitled", True), ("later", False)),
        *(("arithmetic-Copy1", False), ("arithmetic-Copy1", True), ("new", True)),
    ],
)
def test_a_stray_notebook_beside_the_source_costs_nobody_anything(
    course: CourseOnDisk, when: str, name: str, *, released_too: bool
) -> None:
    strays = {
        "Untitled": notebook([code("1")]),
        "new": {},
        "arithmetic-Copy1": SOURCE,
        "later": notebook([answer("x = 1", "x"), check("assert x", "x_is", 1)]),
    }
    if when == "after":
        course.grade()
    (course.root / "source" / "arithmetic" / "._arithmetic.ipynb").write_bytes(b"\0\5\26\7")
    (course.root / "source" / "arithmetic" / "folder.ipynb").mkdir()
    for folder in ("source", *(["release"] if released_too else [])):
        (course.root / folder / "arithmetic" / f"{name}.ipynb").write_bytes(as_bytes(strays[name]))
    told = Told()
    rows = course.grade(told, force=True).report.rows
    assert [(row.points, row.most) for row in rows.values()] == [(6, 8), (3, 8), (0, 8)]
    assert told.said == [
        f"{name}.ipynb in {course.root / 'source' / 'arithmetic'} is none of arithmetic's notebooks."
    ]


def test_a_run_with_nothing_new_needs_no_box(course: CourseOnDisk) -> None:
    course.grade()

    def refuse() -> Slot:
        raise AssertionError("a box was started")

    with Crew(1, refuse) as idle:
        told = replace(course, crew=idle).grade()
    assert (told.graded, told.kept) == (0, 3)


def test_control_c_before_a_slot_has_begun_ends_the_run(
    course: CourseOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_thread: threading.Thread) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", interrupted)
    with pytest.raises(KeyboardInterrupt):  # and no other error
        replace(course, crew=None).grade()


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("# Arithmetic", "# Arithmetics", []),
        ("    return 2 * number", "    return number + number  # the same", []),
        ("assert double(-3) == -6", "assert double(-3) == -6, 'double'", ["ada", "bob", "eve"]),
        ("41 + 1", "42", ["ada", "bob", "eve"]),
    ],
)
def test_only_what_decides_grades_has_a_class_graded_again(
    course: CourseOnDisk, old: str, new: str, again: list[str]
) -> None:
    course.grade()
    for folder in ("source", "release"):
        write_source(course, old, new, folder)
    told = Told()
    assert points(course.grade(told)) == {"ada": 6, "bob": 3, "eve": 0}
    assert graded_now(told) == again
