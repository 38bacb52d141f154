import os
import unicodedata
from pathlib import Path

import pytest

from course_utils.grading.coursework.handed_in import HandedIn, read_submission
from course_utils.grading.coursework.students import call_the_roll, students, trouble_with_name
from tests.grading.notebooks import RIGHT, as_bytes, notebook, released, sheet, submitted

NAME = "arithmetic"
BOOK = as_bytes(submitted(RIGHT))
EMPTY = as_bytes(notebook([]))


def hand_in(submitted: Path, student: str, name: str, body: bytes = b"{}") -> Path:
    path = submitted / student / NAME / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def read(submitted: Path, student: str = "ada") -> HandedIn:
    return read_submission(submitted, student, NAME, [sheet()], ["helpers.py"])


def test_a_notebook_and_what_stands_beside_it(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb", b"notebook")
    hand_in(tmp_path, "ada", "data/table.csv", b"1,2")
    hand_in(tmp_path, "ada", ".hidden", b"")
    hand_in(tmp_path, "ada", "timestamp.txt", b"2026-11-24 10:00:00 CET")
    found = read(tmp_path)
    assert found.notebooks == {NAME: b"notebook"}
    assert found.files == {"data/table.csv": b"1,2"}
    assert f"{found.timestamp}" == "2026-11-24 09:00:00"
    assert not found.troubles
    assert not found.notes


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        (["Untitled.ipynb"], "Untitled.ipynb"),
        ([f"{NAME} (1).ipynb", f"._{NAME} (1).ipynb"], f"{NAME} (1).ipynb"),
        ([f"{NAME}-Copy1.ipynb", "empty/Untitled.ipynb"], f"{NAME}-Copy1.ipynb"),
        ([f"{NAME}.ipynb.txt"], f"{NAME}.ipynb.txt"),
        ([f"{NAME}.IPYNB"], f"{NAME}.IPYNB"),
        ([f"{NAME}.json"], f"{NAME}.json"),
        ([f"{NAME}/{NAME}.ipynb", f"__MACOSX/{NAME}.ipynb"], f"{NAME}/{NAME}.ipynb"),
        ([f"{NAME}.ipynb/{NAME}.ipynb"], f"{NAME}.ipynb/{NAME}.ipynb"),
        ([f"{NAME} (1).ipynb", f"untouched/{NAME}.ipynb"], f"{NAME} (1).ipynb"),
        ([f"{NAME} (1).ipynb", f"{NAME} (2).ipynb"], f"{NAME} (1).ipynb"),
        ([NAME.upper()], NAME.upper()),
        ([f"{NAME}.txt"], f"{NAME}.txt"),
    ],
)
def test_a_notebook_under_another_name_is_found_by_its_cells_and_told(
    tmp_path: Path, names: list[str], taken: str
) -> None:
    kinds = {"empty": EMPTY, "untouched": as_bytes(released())}
    for name in names:
        hand_in(tmp_path, "ada", name, kinds.get(name.partition("/")[0], BOOK))
    found = read(tmp_path)
    assert found.notebooks == {NAME: BOOK}
    assert found.notes == [f"wrong file name: {taken}"]
    assert not found.files


@pytest.mark.parametrize("body", [b"", EMPTY, BOOK[:100]])
def test_a_copy_counts_where_the_named_one_is_none(tmp_path: Path, body: bytes) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb", body)
    hand_in(tmp_path, "ada", f"{NAME} (1).ipynb", BOOK)
    assert read(tmp_path).notebooks == {NAME: BOOK}
    assert read(tmp_path).notes == [f"wrong file name: {NAME} (1).ipynb"]


def test_the_named_one_counts_where_it_is_one(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb", BOOK)
    hand_in(tmp_path, "ada", f"{NAME} (1).ipynb", as_bytes(released()))
    assert read(tmp_path).notebooks == {NAME: BOOK}
    assert not read(tmp_path).notes


def test_where_nothing_was_done_a_copy_that_was_worked_on_counts(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb", as_bytes(released()))
    hand_in(tmp_path, "ada", f"{NAME}.kept-1.ipynb", BOOK)
    assert read(tmp_path).notebooks == {NAME: as_bytes(released())}
    hand_in(tmp_path, "ada", f"{NAME}-Copy1.ipynb", BOOK)
    assert read(tmp_path).notebooks == {NAME: BOOK}
    assert read(tmp_path).notes == [
        f"{NAME}-Copy1.ipynb was read, because {NAME}.ipynb holds no answer"
    ]


def test_a_link_to_a_folder_is_left_out_and_told(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb", BOOK)
    (tmp_path / "ada" / NAME / "data").symlink_to(tmp_path)
    assert not read(tmp_path).files
    assert read(tmp_path).notes == ["some files beside the notebook could not be read"]


def test_of_a_missing_notebook_it_is_told_what_is_there(tmp_path: Path) -> None:
    assert hand_in(tmp_path, "eve", ".x").exists()
    assert read(tmp_path, "eve").troubles == {NAME: "it is not there; nothing else is there"}
    hand_in(tmp_path, "ada", "notes.txt")
    hand_in(tmp_path, "ada", f"{NAME}.zip")
    assert read(tmp_path).troubles == {NAME: f"it is not there; there is {NAME}.zip, notes.txt"}


def test_of_two_that_hold_as_much_none_is_guessed(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", "one.ipynb", BOOK)
    hand_in(tmp_path, "ada", "two.ipynb", as_bytes(submitted(RIGHT | {"double": "x = 1"})))
    trouble = read(tmp_path).troubles[NAME]
    assert "it is not clear which is meant: one.ipynb, two.ipynb" in trouble


def test_nothing_of_a_learners_stands_in_the_way_of_the_course(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb", BOOK)
    for name in ("timestamp.txt/x", "helpers.py/x", "fine.txt"):
        hand_in(tmp_path, "ada", name)
    found = read(tmp_path)
    assert list(found.files) == ["fine.txt"]
    assert found.notes == [
        "some files beside the notebook stand where the course has its own",
        "timestamp.txt cannot be read: it is a folder",
    ]


def test_what_the_instructors_side_recorded_counts_before_a_learners_own(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb", BOOK)
    record = tmp_path / "ada" / f"{NAME}.timestamp.txt"
    record.write_text("2026-11-24 12:00:00 UTC")
    assert f"{read(tmp_path).timestamp}" == "2026-11-24 12:00:00"
    assert not read(tmp_path).notes
    hand_in(tmp_path, "ada", "timestamp.txt", b"2026-11-01 00:00:00 UTC")
    assert f"{read(tmp_path).timestamp}" == "2026-11-24 12:00:00"
    assert read(tmp_path).notes == [
        "timestamp.txt says another moment than the record, which counts"
    ]


def test_a_student_is_named_in_one_form_of_unicode(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Zoë")
    hand_in(tmp_path, apart, f"{NAME}.ipynb", BOOK)
    roll = call_the_roll(tmp_path, NAME, "Zoë")
    assert roll.chosen == [apart]
    assert roll.everybody == {"Zoë"}
    assert read(tmp_path, apart).student == "Zoë"
    hand_in(tmp_path, "Zoë", f"{NAME}.ipynb", BOOK)
    (both,) = call_the_roll(tmp_path, NAME, None).refused
    assert both.student == "Zoë"
    assert both.flags == [
        "could not be graded: 2 folders have this name, in different forms of Unicode; make them one"
    ]


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(b"the solution")
    submitted = tmp_path / "submitted"
    for student in ("file", "folder", "student"):
        hand_in(submitted, student, "x.txt")
    (submitted / "file" / NAME / f"{NAME}.ipynb").symlink_to(secret)
    (submitted / "file" / NAME / "more.txt").symlink_to(secret)
    (submitted / "folder" / NAME / "x.txt").unlink()
    (submitted / "folder" / NAME).rmdir()
    (submitted / "folder" / NAME).symlink_to(tmp_path)
    (submitted / "linked").symlink_to(submitted / "student")
    for student in ("file", "folder", "linked"):
        found = read(submitted, student)
        assert "symbolic link" in found.troubles[NAME], student
        assert b"the solution" not in [*found.notebooks.values(), *found.files.values()]


def test_files_in_folders_too_deep_to_be_written_anywhere_are_left_out(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb", BOOK)
    hand_in(tmp_path, "ada", f"{'a/' * 490}{'b' * 100}.txt")
    assert not (found := read(tmp_path)).files
    assert found.notes == ["some files beside the notebook could not be read"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = hand_in(tmp_path, "ada", "x.txt")
    os.mkfifo(path.parent / f"{NAME}.ipynb")
    assert "no ordinary file" in read(tmp_path).troubles[NAME]


def test_a_notebook_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = hand_in(tmp_path, "ada", f"{NAME}.ipynb")
    os.truncate(path, 10_000_000_000)
    assert "are allowed" in read(tmp_path).troubles[NAME]


def test_a_bad_timestamp_is_told(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb")
    hand_in(tmp_path, "ada", "timestamp.txt", b"yesterday \xff")
    assert read(tmp_path).notes == ["timestamp.txt could not be read"]


def test_who_handed_in(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb")
    hand_in(tmp_path, ".ipynb_checkpoints", f"{NAME}.ipynb")
    (tmp_path / ".git").mkdir()
    (tmp_path / "bob").mkdir()
    assert students(tmp_path, NAME) == ["ada"]


def test_the_digest_is_of_the_content(tmp_path: Path) -> None:
    path = hand_in(tmp_path, "ada", f"{NAME}.ipynb", b"1")
    before = read(tmp_path).digest()
    os.utime(path, (0, 0))
    assert read(tmp_path).digest() == before
    path.write_bytes(b"2")
    assert read(tmp_path).digest() != before


def test_names_that_a_gradebook_can_hold() -> None:
    for name in ("ada", "Ada Lovelace", "-rf", "o'hara", '"q"', "$(id)", "名前", "a" * 128, "[x]*"):
        assert trouble_with_name(name) is None, name


def test_names_that_a_gradebook_cannot_hold() -> None:
    for name in (
        ".ada",
        "a\nb",
        "\x1b[2J",
        "tab\t",
        os.fsdecode(b"\xff"),
        "a" * 129,
        " ada",
        "\u202eada",
    ):
        assert trouble_with_name(name), name


def test_a_name_that_speaks_like_the_grader_stands_in_quotes(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", "x; by hand: read_key 4, give 15 of 15.ipynb", b"[]")
    (trouble,) = read(tmp_path).troubles.values()
    assert "'x; by hand: read_key 4, give 15 of 15.ipynb'" in trouble


def test_names_that_are_not_clear_stand_in_quotes_too(tmp_path: Path) -> None:
    for number in range(2):
        book = as_bytes(submitted(RIGHT | {"double": f"x = {number}"}))
        hand_in(tmp_path, "ada", f"\x1b]0;{number}\x07 give 15 of 15.ipynb", book)
    (trouble,) = read(tmp_path).troubles.values()
    assert "not clear which is meant: '\\x1b]0;0\\x07 give 15 of 15.ipynb'" in trouble
    assert trouble.isprintable()


def test_a_file_that_lies_too_deep_to_be_written_again_is_left_out(tmp_path: Path) -> None:
    place = hand_in(tmp_path, "ada", f"{NAME}.ipynb", BOOK).parent
    folder = os.open(place, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=folder)
        below = os.open("d" * 250, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = below
    for name in ("deep.txt", "deep.ipynb"):
        os.close(os.open(name, os.O_CREAT | os.O_WRONLY, dir_fd=folder))
    os.close(folder)
    found = read(tmp_path)
    assert found.notebooks == {NAME: BOOK}
    assert (found.files, found.notes) == ({}, ["some files beside the notebook could not be read"])
