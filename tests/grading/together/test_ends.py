"""A run that ends before it is done, by a kill or by Ctrl-C in a terminal: the next one completes it."""

import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from course_utils.errors import INTERRUPTED
from course_utils.grading.events import Summary
from course_utils.grading.examining.workers import Crew
from tests.grading import dying
from tests.grading.course import CourseOnDisk, Told, small_course
from tests.grading.notebooks import RIGHT, released, submitted

CLASS = {f"s{number:02}": 6 if number % 3 else 0 for number in range(12)}


@pytest.fixture
def course(tmp_path: Path, crew: Crew) -> CourseOnDisk:
    made = small_course(tmp_path, crew)
    for student, points in CLASS.items():
        made.hand_in(student, submitted(RIGHT) if points else released())
    return made


def is_completed(course: CourseOnDisk, summary: Summary) -> None:
    assert {name: row.points for name, row in summary.report.rows.items()} == CLASS
    assert not summary.failed
    with closing(sqlite3.connect(course.root / "gradebook.db")) as book:
        assert book.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert book.execute("SELECT count(*) FROM alembic_version").fetchall() == [(1,)]
        scores = book.execute(
            "SELECT student_id, sum(auto_score) FROM grade "
            "JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id "
            "JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id "
            "GROUP BY student_id"
        )
        assert dict(scores.fetchall()) == CLASS
    for student in CLASS:
        assert course.autograded(student)["nbformat"] == 4
    rest = [path.name for path in course.root.rglob(".*")] + [
        path.name for path in course.root.rglob("*.new")
    ]
    assert rest == []


@pytest.mark.parametrize("moment", dying.MOMENTS)
def test_a_run_that_is_killed_is_completed_by_the_next(
    course: CourseOnDisk, empty_gradebook: Path, moment: str
) -> None:
    if "new gradebook" not in moment:
        shutil.copyfile(empty_gradebook, course.root / "gradebook.db")
    command = [sys.executable, dying.__file__, moment, course.assignment]
    killed = subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    is_completed(course, course.grade())


@dataclass
class Terminal:
    """A program in a terminal of its own, as somebody sits before it."""

    process: subprocess.Popen[bytes]
    screen: int
    seen: str = ""

    def wait_for(self, text: str) -> None:
        while text not in self.seen:
            assert self._read(), self.seen

    def press_control_c(self) -> None:
        os.write(self.screen, b"\x03")

    def wait_for_the_end(self) -> int:
        while self._read():
            pass
        return self.process.wait()

    def _read(self) -> bool:
        try:
            more = os.read(self.screen, 4096)
        except OSError:  # Linux: nobody has the other end open any more
            return False
        self.seen += more.decode("utf-8", "replace")
        return bool(more)


@contextmanager
def in_a_terminal(course: CourseOnDisk) -> Iterator[Terminal]:
    screen, programs_side = pty.openpty()
    code = "import fcntl, os, runpy, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    code += "sys.argv[0] = 'course'; runpy.run_module('course_utils', run_name='__main__')"
    with subprocess.Popen(
        [sys.executable, "-c", code, "grade", course.assignment, "--jobs", "1", "--timeout", "60"],
        cwd=course.root,
        env={**os.environ, "TERM": "xterm"},
        stdin=programs_side,
        stdout=programs_side,
        stderr=programs_side,
        start_new_session=True,
    ) as process:
        os.close(programs_side)
        try:
            yield Terminal(process, screen)
        finally:
            process.kill()
            os.close(screen)


def test_control_c_stops_a_run_and_the_next_completes_it(
    course: CourseOnDisk, empty_gradebook: Path
) -> None:
    shutil.copyfile(empty_gradebook, course.root / "gradebook.db")
    loop = submitted(RIGHT, ["while True:\n    pass"])  # a minute in which to press the keys
    course.hand_in("s05", loop)
    with in_a_terminal(course) as terminal:
        terminal.wait_for("5/12")
        terminal.press_control_c()
        assert terminal.wait_for_the_end() == INTERRUPTED
    assert "Stopped. What was graded is kept; the same command grades the rest." in terminal.seen
    assert "Traceback" not in terminal.seen
    course.hand_in("s05", submitted(RIGHT))
    told = Told()
    is_completed(course, course.grade(told, timeout=60.0))
    assert {name for name, graded in told.steps if graded} == CLASS.keys() - set(list(CLASS)[:5])


def test_control_c_before_anything_was_graded(course: CourseOnDisk, empty_gradebook: Path) -> None:
    shutil.copyfile(empty_gradebook, course.root / "gradebook.db")
    with in_a_terminal(course) as terminal:
        terminal.wait_for("nbgrader are starting")
        terminal.press_control_c()
        assert terminal.wait_for_the_end() == INTERRUPTED
    assert "Traceback" not in terminal.seen
    is_completed(course, course.grade())
