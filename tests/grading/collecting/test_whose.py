"""What Canvas and Moodle give out, as their own programs write it: rosters, and the names in an archive of submissions.

Written after `lib/gradebook_exporter.rb` and `lib/content_zipper.rb` of Canvas, and `mod/assign/gradingtable.php` and
`mod/assign/classes/downloader.php` of Moodle.
"""

from pathlib import Path, PurePosixPath

import pytest

from course_utils.grading.collecting.rosters import Group, Person, Roster, read_roster
from course_utils.grading.collecting.whose import Whose

SAMPLES = Path(__file__).with_name("samples")


def roster(name: str) -> Roster:
    read = read_roster(SAMPLES / name)
    assert read.aside == ()
    return read


def owners(rosters: str, archive: str) -> list[str]:
    """Give whose each file of an archive is, or why it is nobody's."""
    whose = Whose(roster(rosters).people)
    told = []
    for line in (SAMPLES / archive).read_text(encoding="utf-8").splitlines():
        named, student = whose(PurePosixPath(line))
        assert not isinstance(student, Group)
        told.append(student or whose.why_nobodys(PurePosixPath(line), named))
    return told


def test_canvass_gradebook_in_either_form_names_everybody_but_its_test_student() -> None:
    read = roster("canvas_gradebook.csv").people
    assert [person.student for person in read] == [
        "jdoe", "jdoe2", "sobrien", "radhika", "lee", "madonna",
    ]  # fmt: skip
    assert read[2] == Person("sobrien", "Seán", "O'Brien-Ní Mháille", "", "1236")
    assert roster("canvas_gradebook_two_names.csv").people == (
        Person("jdoe", "Jane", "Doe", "", "1234"),
        Person("jdoe2", "Jane", "Doe", "", "1235"),
    )


def test_canvass_archive_is_sorted_by_numbers_and_the_names_before_them() -> None:
    told = owners("canvas_gradebook.csv", "canvas_submissions.txt")
    assert told[:6] == ["jdoe", "jdoe2", "jdoe2", "sobrien", "radhika", "lee"]
    for why, part in zip(
        told[6:], ("typed into Canvas", "hides whose", "number 7777"), strict=True
    ):
        assert part in why


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("x_1235_1234_77_a.ipynb", "x"),  # a person who is called x_1235
        ("doejane_1235_77_1234_5_a.ipynb", "jane"),  # a file that is called 1234_5_a.ipynb
        ("teamblue_1235_77_a.ipynb", "jane"),  # a group, whose first member she is
    ],
)
def test_numbers_in_names_make_a_file_nobody_elses(name: str, student: str) -> None:
    people = [Person("x", "", "x_1235", "", "1234"), Person("jane", "Jane", "Doe", "", "1235")]
    assert Whose(people)(PurePosixPath(name))[1] == student


def test_a_groups_name_without_letters_is_told_by_its_members_number() -> None:
    rockets = Group("🚀🚀", ("jane", "x"))
    people = [Person("jane", lms_user_id="1235"), Person("x", lms_user_id="1236")]
    whose = Whose(people, [rockets, Group("🔥", ("bob",))])
    assert whose(PurePosixPath("_1235_77_a.ipynb"))[1] == rockets
    assert whose(PurePosixPath("_LATE_1236_77_a.ipynb"))[1] == rockets


def test_moodles_archive_is_sorted_by_names_and_for_doubles_by_numbers() -> None:
    told = owners("moodle_worksheet.csv", "moodle_submissions.txt")
    assert told[:5] == ["S-1", "S-2", "S-3", "S-3", "S-4"]
    for why, part in zip(told[5:], ("group's work", "group's work", "hides whose"), strict=True):
        assert part in why


def test_moodles_participants_are_enough_where_names_are_not_doubled() -> None:
    told = owners("moodle_participants.csv", "moodle_submissions.txt")
    assert "no student, or more than one" in told[0]
    assert told[2:5] == ["S-3", "S-3", "S-4"]


def test_moodles_numbers_are_of_one_assignment() -> None:
    assert roster("moodle_worksheet.csv").numbers_of_one_assignment
    assert not roster("moodle_participants.csv").numbers_of_one_assignment
    assert not roster("canvas_gradebook.csv").numbers_of_one_assignment
