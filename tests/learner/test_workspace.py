import os
import stat
from pathlib import Path

import pytest

from course_utils.learner.workspace import (
    Workspace,
    WorkspaceError,
    find_workspace,
    read_state,
    write_state,
)
from tests.checkout import ROOT, make_checkout

has_modes = pytest.mark.skipif(os.name == "nt", reason="this system has no modes")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_without_a_course_around_it_is_made_in_the_current_folder(tmp_path: Path) -> None:
    installed = tmp_path / "site-packages" / "course_utils"
    assert find_workspace(tmp_path, installed).folder == tmp_path / "work"


def test_from_anywhere_else_it_is_that_of_the_checkout_whose_code_runs(tmp_path: Path) -> None:
    package = make_checkout(tmp_path / "checkout") / "course_utils"
    (tmp_path / "elsewhere").mkdir()
    found = find_workspace(tmp_path / "elsewhere", package)
    assert found.folder == tmp_path / "checkout" / "work"
    assert find_workspace(tmp_path / "elsewhere").folder == ROOT / "work"


def test_in_a_checkout_it_is_the_checkouts(tmp_path: Path) -> None:
    (tmp_path / "course.toml").touch()
    (tmp_path / "course_utils").mkdir()
    assert find_workspace(tmp_path / "course_utils").folder == tmp_path / "work"


def test_it_is_found_again_from_within(tmp_path: Path) -> None:
    made = Workspace(tmp_path / "work")
    made.prepare()
    lessons = made.folder / "lessons"
    lessons.mkdir()
    assert find_workspace(lessons) == made
    assert find_workspace(made.state) == made
    assert find_workspace(tmp_path) == made


@has_modes
def test_its_state_is_private(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "work")
    workspace.prepare()
    write_state(workspace.platform_file, {"url": "http://127.0.0.1:1"})
    assert _mode(workspace.state) == 0o700
    assert _mode(workspace.platform_file) == 0o600


def test_where_it_cannot_be_made_one_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"cannot be written .*make it writable"):
        Workspace(tmp_path / "work").prepare()


@pytest.mark.parametrize("content", ["", "{", "[1]"])
def test_a_broken_state_file_counts_as_absent(tmp_path: Path, content: str) -> None:
    path = tmp_path / "progress.json"
    path.write_text(content, encoding="utf-8")
    assert read_state(path) == {}


def test_state_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    write_state(path, {"lessons": ["start_here"]})
    assert read_state(path) == {"lessons": ["start_here"]}
