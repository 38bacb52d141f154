"""`course roster` and `course collect` as an instructor types them, in a course on disk with a real gradebook."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from course_utils.commands import main
from course_utils.grading.collecting import archives
from course_utils.grading.collecting.register import registered, registered_groups
from course_utils.grading.records.layout import load_folders
from course_utils.notebooks.reading import MAX_FILE
from tests.grading.course import CourseOnDisk, write_book
from tests.grading.notebooks import RIGHT, SOURCE, submitted

ROSTER = """Student,ID,SIS User ID,SIS Login ID,Section
    Points Possible,,,,
"Doe, Jane",1234,S-1,jane,Main
"Doe, John",1235,S-2,john,Main
"Núñez, José",1236,S-3,jose,Main
"""
Type = Callable[..., Result]


@pytest.fixture
def typed(course: CourseOnDisk, monkeypatch: pytest.MonkeyPatch) -> Type:
    monkeypatch.chdir(course.root)
    (course.root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    assert CliRunner().invoke(main, ["roster", "roster.csv"]).exit_code == 0
    return lambda *words: CliRunner().invoke(main, list(map(str, words)))


def archive(course: CourseOnDisk, files: Mapping[str, str], name: str = "given.zip") -> Path:
    path = course.root / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for file, text in files.items():
            target.writestr(file, text)
    return path


def there(course: CourseOnDisk) -> dict[str, str]:
    root = course.root / "submitted"
    return {
        path.relative_to(root).as_posix(): path.read_text()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_canvass_archive_goes_to_its_learners(course: CourseOnDisk, typed: Type) -> None:
    given = archive(
        course,
        {
            "doejane_1234_500_arithmetic.ipynb": "first",
            "doejane_1234_501_arithmetic-1.ipynb": "second",
            "doejohn_LATE_1235_502_arithmetic.ipynb": "john",
            "stranger_7777_503_arithmetic.ipynb": "nobody",
        },
    )
    told = typed("collect", given, "arithmetic")
    assert there(course) == {
        "jane/arithmetic/arithmetic.ipynb": "second",
        "john/arithmetic/arithmetic.ipynb": "john",
    }
    assert told.exit_code == 1
    assert "john: late, as Canvas says" in told.output
    assert "Not in given.zip: jose" in told.output
    assert "nobody in the gradebook has Canvas's number 7777" in told.output


def test_moodles_archive_goes_by_full_names(course: CourseOnDisk, typed: Type) -> None:
    given = archive(
        course,
        {
            "Jane Doe_11_assignsubmission_file_/arithmetic.ipynb": "jane",
            "Group A-José Núñez_12_assignsubmission_file_/arithmetic (1).ipynb": "jose",
            "John  DOE_13_assignsubmission_file_arithmetic.ipynb": "john",
        },
    )
    assert typed("collect", given, "arithmetic").exit_code == 0
    assert set(there(course)) == {
        "jane/arithmetic/arithmetic.ipynb",
        "john/arithmetic/arithmetic.ipynb",
        "jose/arithmetic/arithmetic (1).ipynb",
    }


def test_what_is_there_is_replaced_only_when_told_and_then_kept(
    course: CourseOnDisk, typed: Type
) -> None:
    for text in ("first", "first"):
        archive(course, {"wrapper/jane/arithmetic.ipynb": text, "wrapper/john/a.txt": "x"})
        told = typed("collect", "given.zip", "arithmetic")
        assert told.exit_code == 0
    assert "2 as before" in told.output

    archive(course, {"wrapper/jane/arithmetic.ipynb": "newer", "wrapper/john/a.txt": "x"})
    told = typed("collect", "given.zip", "arithmetic")
    assert (told.exit_code, there(course)["jane/arithmetic/arithmetic.ipynb"]) == (1, "first")
    assert "whether it is newer or older" in told.output
    told = typed("collect", "given.zip", "arithmetic", "--replace")
    assert (told.exit_code, there(course)["jane/arithmetic/arithmetic.ipynb"]) == (0, "newer")
    kept = course.root / "replaced" / "arithmetic" / "jane-1" / "arithmetic.ipynb"
    assert kept.read_text() == "first"


def test_work_of_another_assignment_is_named_and_left_aside(
    course: CourseOnDisk, typed: Type
) -> None:
    source, other = (
        re.sub("double|add_total|total_is_appended|partial|why", r"other_\g<0>", json.dumps(book))
        for book in (SOURCE, submitted(RIGHT))
    )
    write_book(course.root / "source" / "geometry" / "geometry.ipynb", json.loads(source))
    right = json.dumps(submitted(RIGHT))
    archive(
        course,
        {
            "jane/arithmetic.ipynb": other,  # told by its cells, whatever its name
            "john/geometry.ipynb": "no notebook, so told by its name",
            "jose/geometry.ipynb": right,
        },
    )
    told = typed("collect", "given.zip", "arithmetic", "--replace")
    assert told.exit_code == 1
    assert there(course) == {"jose/arithmetic/geometry.ipynb": right}
    assert "looks like geometry: jane, john. Collect it as that: " in told.output
    assert "course collect given.zip geometry" in told.output
    assert "Not in given.zip" not in told.output

    told = typed("collect", "given.zip", "geometry")
    assert "looks like arithmetic: jose" in told.output
    assert set(there(course)) > {"jane/geometry/arithmetic.ipynb", "john/geometry/geometry.ipynb"}


def test_the_exchange_gives_the_latest_and_its_moment(course: CourseOnDisk, typed: Type) -> None:
    for time, text in (("10:00:00", "old"), ("11:00:00", "new")):
        folder = course.root / "inbound" / f"jane+arithmetic+2026-11-28 {time}.000000 UTC+x"
        folder.mkdir(parents=True)
        (folder / "arithmetic.ipynb").write_text(text)
    other = course.root / "inbound" / "jane+geometry+2026-11-28 12:00:00.000000 UTC+x"
    other.mkdir()
    (other / "geometry.ipynb").write_text("of another assignment, and later")
    assert typed("collect", "inbound", "arithmetic").exit_code == 0
    assert there(course) == {
        "jane/arithmetic/arithmetic.ipynb": "new",
        "jane/arithmetic.timestamp.txt": "2026-11-28 11:00:00.000000 UTC",
    }

    archive(course, {"jane/arithmetic.ipynb": "newest"})  # no time is told
    assert typed("collect", "given.zip", "arithmetic", "--replace").exit_code == 0
    assert there(course) == {"jane/arithmetic/arithmetic.ipynb": "newest"}
    kept = course.root / "replaced" / "arithmetic"
    assert (kept / "jane-1" / "arithmetic.ipynb").read_text() == "new"
    assert (kept / "jane-1.timestamp.txt").read_text() == "2026-11-28 11:00:00.000000 UTC"


def test_a_moment_that_could_not_be_written_is_not_lost_in_the_next_run(
    course: CourseOnDisk, typed: Type
) -> None:
    folder = course.root / "inbound" / "jane+arithmetic+2026-11-28 10:00:00.000000 UTC+x"
    folder.mkdir(parents=True)
    (folder / "arithmetic.ipynb").write_text("hers")
    record = course.root / "submitted" / "jane" / "arithmetic.timestamp.txt"
    record.mkdir(parents=True)  # in the way
    assert "it can't be written" in typed("collect", "inbound", "arithmetic").output
    record.rmdir()
    assert "1 new" in typed("collect", "inbound", "arithmetic").output
    assert record.read_text() == "2026-11-28 10:00:00.000000 UTC"


def test_a_file_that_is_called_as_its_student_is_called_as_it_was_given_out(
    course: CourseOnDisk, typed: Type
) -> None:
    moodles = archive(course, {"José Núñez_12_assignsubmission_file_/arithmetic.ipynb": "old"})
    assert typed("collect", moodles, "arithmetic").exit_code == 0
    (course.root / "submitted" / "jose").rename(course.root / "taken away")
    for name in ("jane", "jose"):
        (course.root / "given").mkdir(exist_ok=True)
        (course.root / "given" / f"{name}.ipynb").write_text(name)
    told = typed("collect", "given", "arithmetic")
    assert (told.exit_code, there(course)) == (
        0, {f"{name}/arithmetic/arithmetic.ipynb": name for name in ("jane", "jose")}
    )  # fmt: skip
    names = json.loads((course.root / "collected" / "arithmetic.json").read_text())
    assert names == {}, "Moodle's name was that of other work"


def test_paths_that_climb_links_and_nested_archives_are_left_aside(
    course: CourseOnDisk, typed: Type
) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as nested:
        nested.writestr("x", "y")
    given = course.root / "given.zip"
    with zipfile.ZipFile(given, "w") as target:
        target.writestr("jane/../../../escaped.ipynb", "x")
        target.writestr("jane/nested.zip", inner.getvalue())
        link = zipfile.ZipInfo("jane/link.ipynb")
        link.external_attr = 0o120777 << 16
        target.writestr(link, "/etc/passwd")
        target.writestr("jane/arithmetic.ipynb", "fine")
    told = typed("collect", given, "arithmetic")
    assert there(course) == {"jane/arithmetic/arithmetic.ipynb": "fine"}
    assert told.exit_code == 1
    assert told.output.count("Left aside: ") == 3
    assert not (course.root.parent / "escaped.ipynb").exists()


def test_one_learners_names_take_nothing_from_the_others(course: CourseOnDisk, typed: Type) -> None:
    """A name that is too long, one that is there twice, and one that looks like somebody else's."""
    given = archive(
        course,
        {
            "doejane_1234_500_" + 200 * "é" + ".ipynb": "long",
            "doejane_1234_500_x_1235_assignsubmission_file_arithmetic.ipynb": "as john",
            "doejohn_1235_501_arithmetic.ipynb": "john",
            "doejohn_1235_502_arithmetic.ipynb": "john again",
            "nunezjose_1236_503_arithmetic.ipynb": "jose",
        },
    )
    told = typed("collect", given, "arithmetic")
    assert there(course) == {
        "jane/arithmetic/x_1235_assignsubmission_file_arithmetic.ipynb": "as john",
        "john/arithmetic/arithmetic.ipynb": "john",
        "jose/arithmetic/arithmetic.ipynb": "jose",
    }
    assert told.exit_code == 1
    assert "its name is too long" in told.output
    assert "that one counts" in told.output


def test_a_file_that_unpacks_to_too_much_is_left_aside_and_the_rest_is_taken(
    course: CourseOnDisk, typed: Type
) -> None:
    given = course.root / "given.zip"
    with zipfile.ZipFile(given, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        with target.open("jane/arithmetic.ipynb", "w") as bomb:
            for _ in range(MAX_FILE // 10**6 + 1):
                bomb.write(bytes(10**6))
        target.writestr("john/arithmetic.ipynb", "fine")
    told = typed("collect", given, "arithmetic")
    assert told.exit_code == 1
    assert "Left aside: 'jane/arithmetic.ipynb': it is larger than 100 MB" in told.output
    assert there(course) == {"john/arithmetic/arithmetic.ipynb": "fine"}


def test_who_hands_in_too_much_takes_no_room_from_the_others(
    course: CourseOnDisk, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1_000)
    much = {f"jane/{number}.txt": "x" * 300 for number in range(9)}
    own = {"jane/arithmetic.ipynb": "of jane", "john/arithmetic.ipynb": "of john"}
    told = typed("collect", archive(course, {**much, **own}), "arithmetic")
    assert "from here on nothing was read" in told.output
    taken = there(course)
    assert taken["john/arithmetic/arithmetic.ipynb"] == "of john"
    assert taken["jane/arithmetic/arithmetic.ipynb"] == "of jane"


def _damaged(course: CourseOnDisk, name: str, compression: int) -> Path:
    path = course.root / "given.zip"
    with zipfile.ZipFile(path, "w", compression) as target:
        target.writestr(zipfile.ZipInfo(name), "x" * 3_000, compression)
        target.writestr("john/arithmetic.ipynb", "fine")
        place = target.infolist()[0].header_offset + 30 + len(name.encode())
    body = bytearray(path.read_bytes())
    body[place + 9 : place + 20] = b"\xff" * 11
    path.write_bytes(body)
    return path


@pytest.mark.parametrize(
    ("name", "compression"),
    [
        (".", zipfile.ZIP_STORED),
        ("", zipfile.ZIP_STORED),
        ("jane/arithmetic.ipynb", zipfile.ZIP_BZIP2),
        ("jane/arithmetic.ipynb", zipfile.ZIP_LZMA),
        ("jane/arithmetic.ipynb", zipfile.ZIP_DEFLATED),
    ],
)
def test_a_file_that_no_archive_should_hold_is_left_aside(
    course: CourseOnDisk, typed: Type, name: str, compression: int
) -> None:
    told = typed("collect", _damaged(course, name, compression), "arithmetic")
    assert "Left aside: " in told.output
    assert there(course) == {"john/arithmetic/arithmetic.ipynb": "fine"}


def test_an_archive_with_a_name_that_is_no_text_is_one_sentence(
    course: CourseOnDisk, typed: Type
) -> None:
    given = archive(course, {"jane/é.ipynb": "x"})
    given.write_bytes(given.read_bytes().replace("é".encode(), b"\xff\xfe"))
    told = typed("collect", given, "arithmetic")
    assert told.exit_code == 2
    assert "is no zip archive" in told.output


def test_an_archive_of_a_version_to_come_is_one_sentence(course: CourseOnDisk, typed: Type) -> None:
    given = archive(course, {"jane/arithmetic.ipynb": "x"})
    body = bytearray(given.read_bytes())
    body[body.index(b"PK\x01\x02") + 6] = 99
    given.write_bytes(body)
    told = typed("collect", given, "arithmetic")
    assert told.exit_code == 2
    assert "can be read" in told.output
    assert "9.9" in told.output


def test_an_archive_that_was_cut_short_is_one_sentence(course: CourseOnDisk, typed: Type) -> None:
    given = archive(course, {"jane/arithmetic.ipynb": "x" * 1000})
    given.write_bytes(given.read_bytes()[:-40])
    told = typed("collect", given, "arithmetic")
    assert told.exit_code == 2
    assert "cut short" in told.output
    assert "Traceback" not in told.output
    assert there(course) == {}


@pytest.mark.parametrize("url", ["postgresql://u:p@127.0.0.1:1/d", "sqlite:////proc/no/book.db"])
def test_a_gradebook_that_can_not_be_used_is_one_sentence(
    course: CourseOnDisk, typed: Type, url: str
) -> None:
    config = f"get_config().CourseDirectory.db_url = {url!r}\n"
    (course.root / "nbgrader_config.py").write_text(config)
    archive(course, {"jane/arithmetic.ipynb": "x"})
    for words in (("roster", "roster.csv"), ("collect", "given.zip", "arithmetic")):
        told = typed(*words)
        assert told.exit_code == 2
        assert told.output.startswith(
            ("course: The driver for the gradebook", "course: The gradebook")
        )


def test_a_second_roster_completes_and_contradicts_nothing(
    course: CourseOnDisk, typed: Type
) -> None:
    other = "id,first_name,last_name,email,lms_user_id\njane,Jane,Roe,jane@example.org,1234\nann,Ann,Lee,,1235\n"
    (course.root / "other.csv").write_text(other)
    told = typed("roster", "other.csv")
    assert told.exit_code == 1
    assert "last name is 'Doe' in the gradebook, 'Roe' in the roster" in told.output
    assert "the platform's number 1235 is john's" in told.output
    assert "0 entered, 1 completed" in told.output


BY_MAIL = "First name,Last name,Email address,Groups\nAna,Ray,ana@uni.example,Red\nBo,Li,bo@uni.example,\n"
BY_NUMBER = "First name,Last name,ID number,Email address\nAna,Ray,S101,Ana@Uni.Example\nBo,Li,S102,bo@uni.example\n"
SHEET = "Identifier,Full name,ID number,Email address,Group\nParticipant 7,Ana Ray,S101,ana@uni.example,Red\nParticipant 8,Bo Li,S102,bo@uni.example,\n"
BY_LOGIN = 'Student,ID,SIS Login ID\n"Ray, Ana",71,Ana@uni.example\n"Li, Bo",72,bo@uni.example\n'


@pytest.mark.parametrize(
    "rosters",
    [
        *((BY_MAIL, BY_NUMBER), (BY_NUMBER, BY_MAIL), (BY_MAIL, SHEET)),
        *((BY_LOGIN, BY_NUMBER), (BY_NUMBER, BY_LOGIN), (SHEET, BY_LOGIN)),
    ],
)
def test_who_has_a_known_mail_address_is_the_one_who_has_it(
    course: CourseOnDisk, typed: Type, rosters: tuple[str, str]
) -> None:
    told = []
    for text in rosters:
        (course.root / "roster.csv").write_text(text, encoding="utf-8")
        told.append(typed("roster", "roster.csv").output)
    assert told[0].startswith("2 entered")
    assert told[1].startswith("0 entered")
    folders = load_folders(course.root)
    people = [person for person in registered(folders) if person.first_name in ("Ana", "Bo")]
    assert len(people) == 2
    assert all(person.email or "@" in person.student for person in people)
    for group in registered_groups(folders):
        assert group.members == (people[0].student,)

    archive(course, {"Ana Ray_7_assignsubmission_file_/arithmetic.ipynb": "hers"})
    assert typed("collect", "given.zip", "arithmetic").exit_code == 0
    assert there(course) == {f"{people[0].student}/arithmetic/arithmetic.ipynb": "hers"}


def test_two_who_are_known_with_one_mail_address_are_named_and_neither_is_taken(
    course: CourseOnDisk, typed: Type
) -> None:
    both = "id,email\nS1,x@uni.example\nS2,x@uni.example\n"
    third = "id,email\nS3,X@uni.example\n"
    first = "id,email\nS1,x@uni.example\n"
    found = {}
    for name, text in (("both", both), ("again", both), ("third", third), ("first", first)):
        (course.root / "roster.csv").write_text(text)
        found[name] = typed("roster", "roster.csv")
    assert [found[name].exit_code for name in found] == [0, 0, 1, 1]
    assert "0 entered" in found["third"].output
    assert "S3: the e-mail address is also that of S1 and S2" in found["third"].output
    assert "S1: the e-mail address is also that of S2" in found["first"].output


def test_what_was_collected_is_graded(course: CourseOnDisk, typed: Type) -> None:
    archive(course, {"doejane_1234_500_arithmetic.ipynb": json.dumps(submitted(RIGHT))})
    assert typed("collect", "given.zip", "arithmetic").exit_code == 0
    assert course.grade(student="jane").graded == 1
