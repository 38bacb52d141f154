"""From Canvas's or Moodle's archive to pages in the form that each takes back."""

import json
import zipfile
from pathlib import PurePosixPath

import pytest
from click.testing import CliRunner

from course_utils.commands import main
from course_utils.grading.collecting.names import read_name
from tests.grading.collecting.test_collect import ROSTER, archive
from tests.grading.course import CourseOnDisk
from tests.grading.notebooks import RIGHT, submitted

BOOK = json.dumps(submitted(RIGHT))
CANVAS = {
    "doejane_1234_501_arithmetic.ipynb": BOOK,
    "doejohn_LATE_1235_502_arithmetic-1.ipynb": BOOK,
    "doejohn_LATE_1235_499_notes.txt": "more",
}
MOODLE = {
    "José Núñez_77_assignsubmission_file_/arithmetic.ipynb": BOOK,
    "Jane Doe_76_assignsubmission_file_arithmetic (1).ipynb": BOOK,
}


@pytest.mark.parametrize(
    ("handed_in", "given_back"),
    [
        (CANVAS, ["doejane_1234_501_arithmetic.html", "doejohn_LATE_1235_502_arithmetic-1.html"]),
        (
            {f"download/{name}": body for name, body in MOODLE.items()},
            [
                "Jane Doe_76_assignsubmission_file_arithmetic (1).html",
                "José Núñez_77_assignsubmission_file_/arithmetic.html",
            ],
        ),
    ],
)
def test_pages_are_called_as_what_was_handed_in(
    course: CourseOnDisk,
    monkeypatch: pytest.MonkeyPatch,
    handed_in: dict[str, str],
    given_back: list[str],
) -> None:
    monkeypatch.chdir(course.root)
    (course.root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    typed = CliRunner().invoke
    assert typed(main, ["roster", "roster.csv"]).exit_code == 0
    archive(course, handed_in)
    assert typed(main, ["collect", "given.zip", "arithmetic"]).exit_code == 0
    course.grade()
    told = typed(main, ["feedback", "arithmetic"])
    assert told.exit_code == 0, told.output
    assert "Not in it, since they came from elsewhere: ada, bob, eve" in told.output
    with zipfile.ZipFile(course.root / "feedback" / "arithmetic.zip") as made:
        assert sorted(made.namelist()) == given_back
        whose = {name: made.read(name).decode() for name in given_back}
    for name, page in whose.items():
        named = read_name(PurePosixPath(name))
        people = {"1234": "Jane Doe", "1235": "John Doe", "77": "José Núñez", "76": "Jane Doe"}
        assert f"<p>{people[named.number]}</p>" in page


def test_without_a_platform_there_are_pages_and_no_archive(
    course: CourseOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.root)
    course.grade()
    told = CliRunner().invoke(main, ["feedback", "arithmetic"])
    assert told.exit_code == 0, told.output
    assert [path.name for path in (course.root / "feedback").iterdir() if path.is_file()] == []
