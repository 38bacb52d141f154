"""Folders as plain values: what goes in comes out, and nothing else does."""

import os
from pathlib import Path

import pytest

from course_utils.scratch.trees import (
    MOST_BYTES,
    MOST_ENTRIES,
    Entry,
    TreeError,
    checked,
    lay_out,
    read,
)

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")


def test_a_tree_comes_back_as_it_was_laid_out(tmp_path: Path) -> None:
    tree = {
        ".env": Entry(b"A=1\r\n", 0o600),
        "empty": Entry(mode=0o755),
        "src": Entry(mode=0o755),
        "src/run me.sh": Entry(b"\x00\xff", 0o755),
    }
    lay_out(tree, tmp_path / "project")

    back = read(tmp_path / "project")
    assert [*back] == [*tree]
    assert {name: entry.body for name, entry in back.items()} == {
        name: entry.body for name, entry in tree.items()
    }
    if os.name == "posix":
        assert back == tree


def test_a_folder_that_nobody_may_write_to_can_be_laid_out(tmp_path: Path) -> None:
    tree = {"shut": Entry(mode=0o500), "shut/inside": Entry(b"1", 0o400)}
    lay_out(tree, tmp_path / "project")

    assert read(tmp_path / "project")["shut/inside"].text == "1"
    (tmp_path / "project" / "shut").chmod(0o700)


@POSIX
@pytest.mark.parametrize("target", ["/etc/passwd", ".", "nowhere"])
def test_a_link_is_refused_with_its_name(tmp_path: Path, target: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "notes").symlink_to(target)

    with pytest.raises(TreeError, match="'a/notes' is a link"):
        read(tmp_path)


@POSIX
def test_a_special_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(TreeError, match="'pipe' is a special file"):
        read(tmp_path)


def test_more_than_fits_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(TreeError, match="2,000,000 bytes"):
        read(tmp_path)


def test_more_files_than_anybody_needs_are_refused(tmp_path: Path) -> None:
    for number in range(MOST_ENTRIES + 1):
        (tmp_path / str(number)).touch()
    with pytest.raises(TreeError, match="1,000 files"):
        read(tmp_path)


def test_a_folder_that_never_ends_is_refused(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(30):
        deep /= "in"
    deep.mkdir(parents=True)
    with pytest.raises(TreeError, match="too deep"):
        read(tmp_path)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(TreeError, match="'gone' can't be read"):
        read(tmp_path / "gone")


@pytest.mark.parametrize("name", ["/etc/passwd", "../out", "a/../../out", "a//b", "", ".", "a\0b"])
def test_a_name_that_leads_out_of_a_tree_is_refused(name: str) -> None:
    with pytest.raises(TreeError, match="no name of a file"):
        checked({name: Entry(b"")})
