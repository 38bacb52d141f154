"""What is told before nbgrader and the boxes are there."""

import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.errors import CourseError
from course_utils.grading.records.preview import (
    how_many_look_new,
    refuse_early,
    refuse_unknown,
    usual_folders,
)
from tests.support.submissions import COURSE

CONFIGURED = """
from elsewhere import something
c.CourseDirectory.release_directory = "given"
c.CourseDirectory.submitted_directory = "handed"
"""


def test_folders_are_read_from_the_configuration_without_running_it(tmp_path: Path) -> None:
    assert usual_folders(COURSE) == {
        "source_directory": COURSE / "solutions",
        "release_directory": COURSE / "exercises",
        "submitted_directory": COURSE / "submitted",
    }
    (tmp_path / "nbgrader_config.py").write_text(CONFIGURED)
    found = usual_folders(tmp_path)
    assert found is not None
    assert found["release_directory"] == tmp_path / "given"
    (tmp_path / "nbgrader_config.py").write_text(CONFIGURED.replace('"given"', '"given" + suffix'))
    assert usual_folders(tmp_path) is None


def test_what_nbgrader_can_not_work_with_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nx = (")
    (tmp_path / "Fall[1]").mkdir()
    for root, why in (
        (tmp_path, r"cannot be read: SyntaxError: .* \(line 2\)"),
        (tmp_path / "Fall[1]", r"can't work in .*Fall\[1\], because of \["),
    ):
        with pytest.raises(CourseError, match=why):
            refuse_early(root, "arithmetic", None)
        with pytest.raises(CourseError, match=why):
            refuse_unknown(root, "arithmetic")
    with pytest.raises(CourseError, match="There is no assignment 'nope'"):
        refuse_unknown(COURSE, "nope")


@pytest.mark.parametrize(
    ("there", "student", "told"),
    [
        ([], None, "Nobody has handed in arithmetic"),
        (["submitted/ada/arithmetic"], "bob", "bob has not handed in"),
        (["submitted/ada/arithmetic"], None, "arithmetic was never released"),
    ],
)
def test_what_needs_neither_is_said_at_once(
    tmp_path: Path, there: list[str], student: str | None, told: str
) -> None:
    for folder in there:
        (tmp_path / folder).mkdir(parents=True)
    with pytest.raises(CourseError, match=told):
        refuse_early(tmp_path, "arithmetic", student)


def test_a_name_with_brackets_is_no_pattern(tmp_path: Path) -> None:
    for name in ("[a]nna", "anna"):
        (tmp_path / "submitted" / name / "week [1]").mkdir(parents=True)
    assert how_many_look_new(tmp_path, "week [1]", "[a]nna", anyway=True, most=9) == 1
    assert how_many_look_new(tmp_path, "week [1]", None, anyway=True, most=9) == 2


def test_nbgrader_is_not_loaded_for_it() -> None:
    program = "import sys, course_utils.grading.grade_class as g; print('nbgrader' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
