import os
from pathlib import Path

import pytest

from course_utils.environment import ADDRESS_VARIABLE, PRIVATE
from course_utils.learner.kept import Kept, keep, read_kept, recall

NOTHING = Kept({}, {}, {})


def test_each_item_is_kept_by_its_kind_and_name(course: Path) -> None:
    keep("predict", "how-many", guess="5", found=None)
    keep("quiz", "which-number", choice="B", right=True)
    keep("answer", "status", right=False)
    keep("answer", "status", right=True)
    assert read_kept(course) == Kept(
        {"how-many": {"guess": "5", "found": None}},
        {"which-number": {"choice": "B", "right": True}},
        {"status": {"right": True}},
    )
    assert recall("answer", "status") == {"right": True}


def test_only_its_owner_may_read_it(course: Path) -> None:
    keep("answer", "status", right=True)
    [file] = (course / "kit").iterdir()
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_broken_item_is_no_item(course: Path) -> None:
    keep("answer", "status", right=True)
    (course / "kit" / "answer.other.json").write_text("{", encoding="utf-8")
    (course / "kit" / "predict.other.json").write_text("[]", encoding="utf-8")
    assert read_kept(course) == Kept({}, {}, {"status": {"right": True}})


def test_without_a_learners_folder_nothing_is_kept_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    keep("answer", "status", right=True)
    assert recall("answer", "status") == {}
    assert list(tmp_path.iterdir()) == []


def test_a_run_with_a_platform_of_its_own_keeps_nothing(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS_VARIABLE, PRIVATE)
    keep("answer", "status", right=True)
    assert read_kept(course) == NOTHING


def test_a_place_that_cannot_be_written_is_no_error(course: Path) -> None:
    (course / "kit").write_text("a file where the folder should be", encoding="utf-8")
    keep("answer", "status", right=True)
    assert recall("answer", "status") == {}
    assert read_kept(course) == NOTHING
