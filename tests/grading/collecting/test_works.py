"""Group work: each member gets it, as soon as a file of Canvas's or Moodle's has told who is in the group."""

import json
import zipfile
from pathlib import PurePosixPath

import pytest
from click.testing import CliRunner, Result

from course_utils.commands import main
from course_utils.grading.collecting.archives import Member
from course_utils.grading.collecting.names import Named
from course_utils.grading.collecting.works import Work
from tests.grading.collecting.test_collect import Type, archive, there
from tests.grading.course import CourseOnDisk
from tests.grading.notebooks import RIGHT, submitted

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section
    Points Possible,,,,
"Doe, Jane",1234,S-1,jane,Main
"Doe, John",1235,S-2,john,Main
"Núñez, José",1236,S-3,jose,Main
"Lee, Ann",1237,S-4,ann,Main
"""
GROUP_SET = """name,canvas_user_id,user_id,login_id,sections,group_name,canvas_group_id,group_id
"Doe, Jane",1234,S-1,jane,Main,Équipe bleue 🚀,71,
"Doe, John",1235,S-2,john,Main,Équipe bleue 🚀,71,
"Núñez, José",1236,S-3,jose@school.example,Main,Team_7_Red,72,
"Lee, Ann",1237,,,Main,Team_7_Red,72,
"""
PARTICIPANTS = """"First name","Last name","ID number","Email address",Groups
Jane,Doe,jane,jane@example.org,"Blue & Green, Monday"
John,Doe,john,john@example.org,"Blue & Green, Tuesday"
José,Núñez,jose,jose@example.org,
Ann,Lee,ann,ann@example.org,Monday
"""
WORKSHEET = """Identifier,"Full name","ID number","Email address",Status,Group,Grade
"Participant 301","Jane Doe",jane,,"Submitted for grading - ","Red, the first",
"Participant 302","John Doe",john,,"Submitted for grading - ","Default group",
"Participant 303","José Núñez",jose,,"No submission - ","Not a member of any group, so unable to make submissions.",
"Participant 304","Ann Lee",ann,,"Submitted for grading - ","Default group",
"""


@pytest.fixture
def typed(course: CourseOnDisk, monkeypatch: pytest.MonkeyPatch) -> Type:
    monkeypatch.chdir(course.root)
    return lambda *words: CliRunner().invoke(main, list(map(str, words)))


def entered(course: CourseOnDisk, typed: Type, *rosters: str) -> Result:
    for text in rosters:
        (course.root / "roster.csv").write_text(text, encoding="utf-8")
        told = typed("roster", "roster.csv")
        assert told.exit_code == 0, told.output
    return told


def test_each_member_gets_the_work_of_a_group_on_canvas(course: CourseOnDisk, typed: Type) -> None:
    told = entered(course, typed, CANVAS, GROUP_SET)
    assert "0 entered, 0 completed, 4 known already" in told.output
    assert "group Équipe bleue 🚀: jane, john\n" in told.output
    assert "group Team_7_Red: ann, jose\n" in told.output

    archive(
        course,
        {
            "équipebleue_LATE_1235_500_arithmetic.ipynb": "blue",
            "team7red_1237_501_arithmetic-1.ipynb": "red again",
            "team7red_1237_499_arithmetic.ipynb": "red",
        },
    )
    told = typed("collect", "given.zip", "arithmetic")
    assert told.exit_code == 0
    assert there(course) == {
        "jane/arithmetic/arithmetic.ipynb": "blue",
        "john/arithmetic/arithmetic.ipynb": "blue",
        "jose/arithmetic/arithmetic.ipynb": "red again",
        "ann/arithmetic/arithmetic.ipynb": "red again",
    }
    assert "4 new" in told.output
    assert "group Équipe bleue 🚀: jane, john\n" in told.output
    assert "jane: late, as Canvas says" in told.output
    assert "4 as before" in typed("collect", "given.zip", "arithmetic").output


def test_each_member_gets_the_work_of_a_group_on_moodle(course: CourseOnDisk, typed: Type) -> None:
    entered(course, typed, PARTICIPANTS)
    archive(course, {"Blue amp; Green_88_assignsubmission_file/a/arithmetic.ipynb": "blue"})
    told = typed("collect", "given.zip", "arithmetic")
    assert told.exit_code == 0
    assert "group Blue & Green: jane, john" in told.output
    assert set(there(course)) == {
        "jane/arithmetic/a/arithmetic.ipynb",
        "john/arithmetic/a/arithmetic.ipynb",
    }


def test_moodles_worksheet_tells_the_groups_of_its_assignment(
    course: CourseOnDisk, typed: Type
) -> None:
    told = entered(course, typed, WORKSHEET)
    assert "unable" not in told.output
    archive(
        course,
        {
            "Red, the first_88_assignsubmission_file/arithmetic.ipynb": "red",
            "Default group_assignsubmission_file/arithmetic.ipynb": "rest",
        },
    )
    assert typed("collect", "given.zip", "arithmetic").exit_code == 0
    assert there(course) == {
        "jane/arithmetic/arithmetic.ipynb": "red",
        "john/arithmetic/arithmetic.ipynb": "rest",
        "ann/arithmetic/arithmetic.ipynb": "rest",
    }


def test_a_group_that_is_not_known_is_told_with_what_to_enter(
    course: CourseOnDisk, typed: Type
) -> None:
    entered(course, typed, CANVAS)
    archive(course, {"blue_1234_500_arithmetic.ipynb": "blue"})
    told = typed("collect", "given.zip", "arithmetic")
    assert "jane: Canvas calls it 'blue': if that is a group, the other members have" in told.output
    assert set(there(course)) == {"jane/arithmetic/arithmetic.ipynb"}

    archive(course, {"Blue_88_assignsubmission_file/arithmetic.ipynb": "blue"})
    told = typed("collect", "given.zip", "arithmetic")
    assert told.exit_code == 1
    assert "enter first who is in it: `course roster GROUPS.csv`" in told.output

    entered(course, typed, "id,group\njane,Blue\njohn,Blue\n")
    told = typed("collect", "given.zip", "arithmetic")
    assert "1 new, 0 replaced, 1 as before" in told.output
    assert "group Blue: jane, john" in told.output


@pytest.mark.parametrize(
    ("own", "group", "counts", "why"),
    [
        (502, 501, "own", "their own work is later, and counts"),
        (500, 501, "group", "the work of group Blue is later, and counts"),
    ],
)
def test_of_a_members_own_work_and_the_groups_the_later_counts(
    course: CourseOnDisk, typed: Type, own: int, group: int, counts: str, why: str
) -> None:
    entered(course, typed, CANVAS, "id,group\njane,Blue\njohn,Blue\n")
    archive(
        course,
        {
            f"doejohn_1235_{own}_arithmetic.ipynb": "own",
            f"blue_1234_{group}_arithmetic.ipynb": "group",
        },
    )
    told = typed("collect", "given.zip", "arithmetic")
    assert there(course)["john/arithmetic/arithmetic.ipynb"] == counts
    assert there(course)["jane/arithmetic/arithmetic.ipynb"] == "group"
    assert f"were handed in: {why}" in told.output


@pytest.mark.parametrize(
    ("day", "counts", "why"),
    [
        (20, "john/arithmetic.ipynb", "their own work is taken, for none is known to be later"),
        (21, "Blue/arithmetic.ipynb", "the work of group Blue is later"),
    ],
)
def test_without_numbers_the_files_own_times_tell_and_else_a_members_own_work_counts(
    course: CourseOnDisk, typed: Type, day: int, counts: str, why: str
) -> None:
    entered(course, typed, CANVAS, "id,group\njane,Blue\njohn,Blue\n")
    with zipfile.ZipFile(course.root / "given.zip", "w") as given:
        for name, on in (("john/arithmetic.ipynb", 20), ("Blue/arithmetic.ipynb", day)):
            given.writestr(zipfile.ZipInfo(name, (2026, 11, on, 10, 0, 0)), name)
    told = typed("collect", "given.zip", "arithmetic")
    assert there(course)["john/arithmetic/arithmetic.ipynb"] == counts
    assert there(course)["jane/arithmetic/arithmetic.ipynb"] == "Blue/arithmetic.ipynb"
    assert why in told.output


def test_a_groups_work_takes_the_place_of_what_is_there_only_when_told(
    course: CourseOnDisk, typed: Type
) -> None:
    entered(course, typed, CANVAS, "id,group\njane,Blue\njohn,Blue\n")
    archive(course, {"john/arithmetic.ipynb": "own", "ann/arithmetic.ipynb": "hers"})
    assert typed("collect", "given.zip", "arithmetic").exit_code == 0
    archive(course, {"blue_1234_500_arithmetic.ipynb": "group"})
    told = typed("collect", "given.zip", "arithmetic")
    assert told.exit_code == 1
    assert "john: there already, and what was handed in now is another" in told.output
    assert there(course)["john/arithmetic/arithmetic.ipynb"] == "own"
    assert typed("collect", "given.zip", "arithmetic", "--replace").exit_code == 0
    assert there(course)["john/arithmetic/arithmetic.ipynb"] == "group"


def test_two_groups_of_one_name_are_told_apart_by_a_member_or_left_aside(
    course: CourseOnDisk, typed: Type
) -> None:
    doubled = "id,group_name,canvas_group_id\njane,Blue,1\njohn,Blue,1\njose,Blue,2\nann,Blue,2\n"
    entered(course, typed, CANVAS, doubled)
    archive(course, {"blue_1236_500_arithmetic.ipynb": "second"})
    assert typed("collect", "given.zip", "arithmetic").exit_code == 0
    assert set(there(course)) == {
        "jose/arithmetic/arithmetic.ipynb",
        "ann/arithmetic/arithmetic.ipynb",
    }
    archive(course, {"Blue_88_assignsubmission_file/arithmetic.ipynb": "whose?"})
    told = typed("collect", "given.zip", "arithmetic")
    assert told.exit_code == 1
    assert "more than one group" in told.output


def test_a_group_that_is_called_as_a_student_is_left_aside(
    course: CourseOnDisk, typed: Type
) -> None:
    entered(course, typed, CANVAS, "id,group\njose,Jane Doe\nann,Jane Doe\n")
    archive(course, {"Jane Doe_88_assignsubmission_file/arithmetic.ipynb": "whose?"})
    told = typed("collect", "given.zip", "arithmetic")
    assert (told.exit_code, there(course)) == (1, {})
    assert "or a group and a student, have this name" in told.output


def test_a_newer_file_takes_the_place_of_a_group_and_leaves_the_others(
    course: CourseOnDisk, typed: Type
) -> None:
    entered(course, typed, CANVAS, "id,group\njane,Blue\njohn,Blue\njose,Red\n")
    told = entered(course, typed, "id,group\njane,Blue\nann,Blue\njose,Red\n")
    assert "group Blue: ann, jane\n" in told.output
    assert "Red" not in told.output
    long = f"id,group\njane,{'x' * 300}\njohn,Red\n"
    (course.root / "roster.csv").write_text(long)
    told = typed("roster", "roster.csv")
    assert told.exit_code == 1
    assert "line 2: no group is called 'xxx" in told.output
    assert "group Red: john" in told.output


def test_a_groups_work_is_graded_for_each_and_given_back_once(
    course: CourseOnDisk, typed: Type
) -> None:
    entered(course, typed, CANVAS, "id,group\njane,Blue\njohn,Blue\n")
    archive(course, {"blue_1235_500_arithmetic.ipynb": json.dumps(submitted(RIGHT))})
    assert typed("collect", "given.zip", "arithmetic").exit_code == 0
    for student in ("jane", "john"):
        assert course.grade(student=student).graded == 1
    assert typed("feedback", "arithmetic").exit_code == 0
    with zipfile.ZipFile(course.root / "feedback" / "arithmetic.zip") as made:
        assert made.namelist() == ["blue_1235_500_arithmetic.html"]


@pytest.mark.parametrize("names", [("a/b", "a"), ("a", "a/b"), ("a", "a/b/c"), ("a/b/c", "a/b")])
def test_a_file_and_a_folder_of_one_name_can_not_both_be_taken(names: tuple[str, str]) -> None:
    work = Work()
    first, second = (
        work.take(Named("plain", "jane", "", path), path, Member(path))
        for path in map(PurePosixPath, names)
    )
    assert first == ""
    assert "the same name" in second
