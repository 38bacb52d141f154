import os
from pathlib import Path

import pytest

from course_utils.grading.coursework.handed_in import (
    HandedIn,
    read_submission,
    students,
    trouble_with_name,
)

NAME = "arithmetic"


def hand_in(submitted: Path, student: str, name: str, body: bytes = b"{}") -> Path:
    path = submitted / student / NAME / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def read(submitted: Path, student: str = "ada") -> HandedIn:
    return read_submission(submitted, student, NAME, [NAME])


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


def test_a_notebook_under_another_name_is_taken_and_told(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", "Untitled.ipynb", b"notebook")
    found = read(tmp_path)
    assert found.notebooks == {NAME: b"notebook"}
    assert found.notes == ("wrong file name: Untitled.ipynb",)


def test_a_missing_notebook_is_told(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", "notes.txt")
    assert read(tmp_path).troubles == {NAME: "it is missing"}


def test_of_two_other_names_none_is_guessed(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", "one.ipynb")
    hand_in(tmp_path, "ada", "two.ipynb")
    assert read(tmp_path).troubles == {NAME: "it is missing"}


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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = hand_in(tmp_path, "ada", "x.txt")
    os.mkfifo(path.parent / f"{NAME}.ipynb")
    assert "no ordinary file" in read(tmp_path).troubles[NAME]


def test_a_notebook_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = hand_in(tmp_path, "ada", f"{NAME}.ipynb")
    os.truncate(path, 1_000_000_000)
    assert "are allowed" in read(tmp_path).troubles[NAME]


def test_a_bad_timestamp_is_told(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb")
    hand_in(tmp_path, "ada", "timestamp.txt", b"yesterday \xff")
    assert read(tmp_path).notes == ("timestamp.txt could not be read",)


def test_who_handed_in(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", f"{NAME}.ipynb")
    hand_in(tmp_path, ".ipynb_checkpoints", f"{NAME}.ipynb")
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
    for name in ("a\nb", "\x1b[2J", "tab\t", os.fsdecode(b"\xff"), "a" * 129, " ada", "\u202eada"):
        assert trouble_with_name(name), name
