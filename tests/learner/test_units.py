from pathlib import Path, PurePosixPath

import pytest

from course_utils.learner.units import CourseFileError, find_course_home, read_course
from tests.checkout import TWO_UNITS


def _course_file(folder: Path, text: str) -> Path:
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return folder


def test_units_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    course = read_course(_course_file(tmp_path, TWO_UNITS))
    assert [unit.label for unit in course.units] == ["00 The first", "02 The second"]


def test_a_unit_knows_where_its_notebooks_are(tmp_path: Path) -> None:
    first, second = read_course(_course_file(tmp_path, TWO_UNITS)).units
    assert first.lesson_path == PurePosixPath("lessons/00_first.ipynb")
    assert first.exercise_path is None
    assert second.exercise_path == PurePosixPath("exercises/practice_it/practice_it.ipynb")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = ]", "line 1"),
        ("title = 'No units'", "the entry 'unit' is missing"),
        ("title = 'No units'\nunit = []", "it names no unit"),
        (TWO_UNITS.replace("lesson_minutes = 15", ""), "'first' lacks the entry 'lesson_minutes'"),
        (TWO_UNITS.replace("points", "point"), "'second' has an unknown entry, 'point'"),
        (TWO_UNITS.replace("number = 0", "number = '0'"), "'first' needs a whole number"),
    ],
)
def test_a_broken_course_file_is_refused_with_its_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    with pytest.raises(CourseFileError, match=reason) as refusal:
        read_course(_course_file(tmp_path, text))
    assert str(tmp_path / "course.toml") in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_course_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CourseFileError, match="is missing"):
        read_course(tmp_path)


def test_the_checkout_around_a_folder_is_its_course(tmp_path: Path) -> None:
    _course_file(tmp_path, TWO_UNITS)
    (tmp_path / "course_utils").mkdir()
    deeper = tmp_path / "work" / "lessons"
    deeper.mkdir(parents=True)
    assert find_course_home(deeper) == tmp_path


def test_elsewhere_the_installed_course_is_read(tmp_path: Path) -> None:
    assert read_course(find_course_home(tmp_path)).units[0].name == "start_here"
