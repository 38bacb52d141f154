"""Plain `nbgrader autograde` with two lines of configuration: the same boxes, the same verdicts."""

import json
import os
import shutil
import unicodedata
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from course_utils.grading.examining.workers import Crew
from course_utils.grading.preprocessor import SafeCopies
from tests.grading.attacks import attack
from tests.grading.course import CourseOnDisk, small_course
from tests.grading.notebooks import MOST, RIGHT, released, submitted
from tests.support.nbgrader import run_nbgrader

SEAM = """
c = get_config()
c.Autograde.exporter_class = "course_utils.grading.preprocessor.SafeCopies"
c.Autograde.sanitize_preprocessors = ["course_utils.grading.preprocessor.Match"]
c.Autograde.autograde_preprocessors = [
    "course_utils.grading.preprocessor.Examine",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
"""

HONEST = {
    "right": submitted(RIGHT),
    "half": submitted({**RIGHT, "double": "def double(number):\n    return 4"}),
    "untouched": released(),
}


@pytest.fixture
def course(tmp_path: Path, crew: Crew, empty_gradebook: Path) -> CourseOnDisk:
    made = small_course(tmp_path, crew)
    shutil.copyfile(empty_gradebook, tmp_path / "gradebook.db")
    for student, book in HONEST.items():
        made.hand_in(student, book)
    return made


def nbgrader(course: CourseOnDisk, *words: str) -> str:
    return nbgrader_in(course.root, *words)


def nbgrader_in(root: Path, *words: str) -> str:
    """Run nbgrader as an instructor would; give what it said."""
    done = run_nbgrader(root, *words)
    return done.stdout + done.stderr


def scores(course: CourseOnDisk) -> dict[str, dict[str, float | None]]:
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "default_course") as book:
        return {
            submission.student.id: {
                grade.name: grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in book.assignment_submissions("arithmetic")
        }


def test_boxes_give_honest_submissions_the_points_that_nbgrader_gives(course: CourseOnDisk) -> None:
    course.grade()
    ours = scores(course)
    said = nbgrader(course, "autograde", "arithmetic", "--force")
    assert scores(course) == ours, said


def test_the_seam_gives_the_same_verdicts(course: CourseOnDisk) -> None:
    (course.root / "nbgrader_config.py").write_text(SEAM)
    course.hand_in("copied", attack("checks_twice").notebook)
    course.hand_in("tagged", attack("skip_execution_tag").notebook)
    course.hand_in("forger", attack("equals_everything").notebook)
    course.hand_in("warns", attack("honest_and_noisy").notebook)
    link = course.hand_in("linked", b"")
    link.unlink()
    link.symlink_to(course.root / "source" / "arithmetic" / link.name)
    course.grade()
    ours = scores(course)
    said = nbgrader(course, "autograde", "arithmetic", "--force")
    theirs = scores(course)
    linked = theirs.pop("linked")
    assert theirs == {name: marks for name, marks in ours.items() if name != "linked"}, said
    assert theirs["forger"] == {**dict.fromkeys(MOST, 0), "why": 0}
    assert "linked: could not be read: arithmetic.ipynb" in said
    assert not any(linked.values())
    assert "duplicate cells resolved" in said


def test_nothing_that_is_no_plain_file_of_the_learners_is_read(course: CourseOnDisk) -> None:
    """Nbgrader itself copies what a link leads to, and waits at a pipe for ever."""
    (course.root / "nbgrader_config.py").write_text(SEAM)
    secret = course.root / "source" / "arithmetic" / "notes.txt"
    secret.write_text("SECRET OF THE INSTRUCTOR")
    links = course.hand_in("links", submitted(RIGHT)).parent
    (links / "soft.txt").symlink_to(secret)
    (links / "hard.txt").hardlink_to(secret)
    (links / "folder").symlink_to(secret.parent)
    (links / "endless").symlink_to("/dev/zero")
    os.mkfifo(links / "pipe")
    os.mkfifo(links / "timestamp.txt")
    (links / "honest.csv").write_text("1,2")
    for name in ("\x1b[2J.ipynb", "\x1b[3J.ipynb"):  # it is not clear which is meant
        course.hand_in("escapes", submitted({**RIGHT, "double": name}), name)
    pipe = course.hand_in("pipe", b"")
    pipe.unlink()
    os.mkfifo(pipe)
    hard = course.hand_in("hard", b"")
    hard.unlink()
    hard.hardlink_to(course.root / "source" / "arithmetic" / hard.name)
    course.grade()
    ours = scores(course)
    said = nbgrader(course, "autograde", "arithmetic", "--force")
    theirs = scores(course)
    assert {name: theirs[name] for name in (*HONEST, "links")} == {
        name: ours[name] for name in (*HONEST, "links")
    }, said
    assert ours["links"] == ours["right"]
    assert not any([*ours["pipe"].values(), *ours["hard"].values()])
    kept = course.root / "autograded" / "links" / "arithmetic"
    assert {path.name for path in kept.iterdir()} == {
        "arithmetic.ipynb",
        "honest.csv",
        "notes.txt",  # the instructor's own, which every learner has
    }
    assert "hard: could not be read: arithmetic.ipynb" in said
    assert "pipe: could not be read: arithmetic.ipynb" in said
    assert "\x1b[2J" not in said


def test_copies_go_by_a_name_in_either_form_of_unicode_and_what_is_none_earns_nothing(
    tmp_path: Path, empty_gradebook: Path
) -> None:
    course = small_course(tmp_path)
    shutil.copyfile(empty_gradebook, tmp_path / "gradebook.db")
    apart = unicodedata.normalize("NFD", "Zoë")
    course.hand_in(apart, submitted(RIGHT))
    course.hand_in("packed", b"PK\3\4")
    found = {}
    for student in (apart, "*"):
        folders = CourseDirectory(
            root=str(tmp_path), assignment_id="arithmetic", student_id=student
        )
        converter = Autograde(coursedir=folders)
        kept = SafeCopies(parent=converter)
        found[student] = [Path(path).parent.name for path in converter.assignments]
        assert kept.assignment.name == "arithmetic"
    assert found == {apart: ["Zoë"], "*": ["Zoë"]}
    assert scores(course) == {"packed": {**dict.fromkeys(MOST, 0), "why": 0}}


def test_without_the_line_that_keeps_links_out_nothing_is_graded(course: CourseOnDisk) -> None:
    lines = [line for line in SEAM.splitlines() if "exporter_class" not in line]
    (course.root / "nbgrader_config.py").write_text("\n".join(lines))
    course.grade(student="half")
    said = nbgrader(course, "autograde", "arithmetic", "--force")
    assert "Add this line to nbgrader_config.py: c.Autograde.exporter_class" in said


def test_without_a_box_nothing_is_run(
    course: CourseOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course.root / "nbgrader_config.py").write_text(SEAM)
    course.grade(student="right")
    shutil.rmtree(course.root / "autograded")
    touched = course.root / "touched"
    course.hand_in("right", submitted(RIGHT, [f"open({str(touched)!r}, 'w')"]))
    monkeypatch.setenv("PATH", "/nowhere")
    said = nbgrader(course, "autograde", "arithmetic", "--force", "--student=right")
    assert "bwrap is missing" in said
    assert not touched.exists()
    assert not json.loads((course.root / "report" / "arithmetic.json").read_text())["notes"]


LATE = """
from nbgrader.plugins import LateSubmissionPlugin


class AnHourCostsAPoint(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return total_seconds_late / 3600


c.AssignLatePenalties.plugin_class = AnHourCostsAPoint
"""


def test_handing_in_late_costs_what_it_costs_with_nbgrader(course: CourseOnDisk) -> None:
    (course.root / "nbgrader_config.py").write_text(SEAM + LATE)
    course.grade(student="right")
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "default_course") as book:
        book.update_or_create_assignment("arithmetic", duedate="2026-11-24 10:00:00 UTC")
    course.hand_in("days_late", submitted(RIGHT))
    for student, handed_in in {
        "right": "2026-11-24 09:59:59",
        "half": "2026-11-24 11:30:00",
        "untouched": "2026-11-24 12:00:00",
        "days_late": "2026-11-26 10:00:00",
    }.items():
        (course.folder(student) / "timestamp.txt").write_text(f"{handed_in} UTC")
    rows = course.grade().report.rows
    ours = late(course)
    assert ours == {"right": (6, 0), "half": (1.5, 1.5), "untouched": (0, 0), "days_late": (0, 6)}
    assert {name: (row.points, row.late_penalty) for name, row in rows.items()} == ours
    hours = {name: row.late_seconds / 3600 for name, row in rows.items()}
    assert hours == {"right": 0, "half": 1.5, "untouched": 2, "days_late": 48}
    assert rows["half"].flags == ["late: 1.5 points taken off"]
    said = nbgrader(course, "autograde", "arithmetic", "--force")
    assert late(course) == ours, said


def test_points_given_by_hand_extra_points_and_a_penalty_add_up_as_in_nbgrader(
    course: CourseOnDisk,
) -> None:
    (course.root / "nbgrader_config.py").write_text(SEAM + LATE)
    for student in HONEST:
        (course.folder(student) / "timestamp.txt").write_text("2026-11-24 12:00:00 UTC")
    course.grade()
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "default_course") as book:
        book.update_or_create_assignment("arithmetic", duedate="2026-11-24 10:00:00 UTC")
        why = book.find_grade("why", "arithmetic", "arithmetic", "untouched")
        why.manual_score, why.extra_credit = 1.0, 0.5
        wrong = book.find_grade("partial", "arithmetic", "arithmetic", "half")
        wrong.manual_score = 1.0
        book.db.commit()
    course.grade(force=True)
    rows = course.grade().report.rows
    assert {name: (row.points, row.late_penalty) for name, row in rows.items()} == late(course)
    assert rows["untouched"].points == 0
    assert (rows["untouched"].by_hand, rows["untouched"].extra) == ({"why": 1}, {"why": 0.5})
    assert (rows["half"].points, rows["half"].checks["partial"]) == (2, 1)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "default_course") as book:
        book.find_grade("why", "arithmetic", "arithmetic", "half").extra_credit = 9
        book.find_grade("why", "arithmetic", "arithmetic", "half").manual_score = 2
        book.db.commit()
    told = course.grade()
    assert told.kept == len(HONEST)
    assert told.report.rows["half"].points == late(course)["half"][0] == 13


def late(course: CourseOnDisk) -> dict[str, tuple[float, float]]:
    """Give each student's points and what being late took off."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "default_course") as book:
        return {
            submission.student.id: (
                submission.score - penalty,
                penalty,
            )
            for submission in book.assignment_submissions("arithmetic")
            for penalty in [sum(each.late_submission_penalty or 0 for each in submission.notebooks)]
        }
