"""`course grade` where there is no bubblewrap."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.grading.course import CourseOnDisk, real_course
from tests.grading.notebooks import as_bytes
from tests.support.submissions import exercise, source

ASSIGNMENT = "how_a_server_checks_a_key"


@pytest.fixture
def course(tmp_path: Path) -> CourseOnDisk:
    if sys.platform != "linux":
        pytest.skip("grading needs Linux")
    made = real_course(tmp_path, ASSIGNMENT)
    made.hand_in("ada", as_bytes(source(ASSIGNMENT)))
    made.hand_in("eve", as_bytes(exercise(ASSIGNMENT)))
    return made


def grade(course: CourseOnDisk, *options: str) -> subprocess.CompletedProcess[str]:
    """Run it as a command, with no program on the path."""
    return subprocess.run(
        [sys.executable, "-m", "course_utils", "grade", ASSIGNMENT, *options],
        cwd=course.root,
        env={**os.environ, "PATH": str(course.root), "COLUMNS": "2000"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_bubblewrap_it_refuses_in_a_line(course: CourseOnDisk) -> None:
    refused = grade(course)
    assert refused.returncode == 2
    greeting, line = refused.stderr.splitlines()
    assert greeting == f"Grading {ASSIGNMENT} …"
    assert "apt-get install bubblewrap" in line
    assert "--isolation none" in line
    assert not (course.root / "autograded").exists()


def test_without_a_box_it_grades_honestly_and_says_what_that_risks(course: CourseOnDisk) -> None:
    graded = grade(course, "--isolation", "none", "--jobs", "1")
    assert graded.returncode == 0, graded.stderr
    report = json.loads((course.root / "report" / f"{ASSIGNMENT}.json").read_text())
    points = {row["student"]: row["points"] for row in report["students"]}
    assert points == {"ada": 15, "eve": 0}
    risk = "could read and change your files"
    assert risk in graded.stderr
    assert any(risk in note for note in report["notes"])
