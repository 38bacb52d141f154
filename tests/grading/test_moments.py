"""Formgrader's list of a class asks when each was handed in: nothing in a learner's folder stops it."""

import os
import shutil
from pathlib import Path

import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from course_utils.grading.moments import read_moments

NAME = "arithmetic"


@pytest.fixture
def own_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name in (
        (NbGraderAPI, "get_submitted_timestamp"),
        (CourseDirectory, "get_existing_timestamp"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))  # put back afterwards
    read_moments()


def listed(root: Path, gradebook: Path) -> dict[str, str]:
    shutil.copyfile(gradebook, root / "gradebook.db")
    api = NbGraderAPI(CourseDirectory(root=str(root)))
    students = api.get_submitted_students(NAME)
    assert len(api.get_submissions(NAME)) == len(students)
    return {student: f"{api.get_submitted_timestamp(NAME, student)}" for student in students}


@pytest.mark.usefixtures("own_reading")
def test_a_class_is_listed_whatever_lies_there(tmp_path: Path, empty_gradebook: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("2026-11-24 10:00:00 UTC")
    names = ("right", "zone", "recorded", "pipe", "link", "hard", "garbage", "folder", "large")
    for name in names:
        (tmp_path / "submitted" / name / NAME).mkdir(parents=True)
    stamp = {name: tmp_path / "submitted" / name / NAME / "timestamp.txt" for name in names}
    stamp["right"].write_text("2026-11-24 10:00:00 UTC")
    stamp["zone"].write_text("2026-11-24 15:58:23 PST")
    stamp["recorded"].write_text("2026-11-01 10:00:00 UTC")
    record = tmp_path / "submitted" / "recorded" / f"{NAME}.timestamp.txt"
    record.write_text("2026-11-24 12:00:00 UTC")
    os.mkfifo(stamp["pipe"])
    stamp["link"].symlink_to(secret)
    stamp["hard"].hardlink_to(secret)
    stamp["garbage"].write_text("yesterday")
    stamp["folder"].mkdir()
    stamp["large"].touch()
    os.truncate(stamp["large"], 1_000_000_000)
    known = {
        "right": "2026-11-24 10:00:00",
        "zone": "2026-11-24 23:58:23",
        "recorded": "2026-11-24 12:00:00",
    }
    assert listed(tmp_path, empty_gradebook) == {**dict.fromkeys(names, "None"), **known}


@pytest.mark.usefixtures("own_reading")
def test_a_pipe_in_the_place_of_a_moment_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    os.mkfifo(tmp_path / "timestamp.txt")
    assert CourseDirectory().get_existing_timestamp(str(tmp_path)) is None
    assert "timestamp.txt cannot be read: it is no ordinary file" in caplog.text
    assert CourseDirectory().get_existing_timestamp(str(tmp_path / "nowhere")) is None
