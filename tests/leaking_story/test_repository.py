"""A lesson's repository: its own wherever it lies, and a sentence where git is missing."""

import subprocess
from pathlib import Path

import pytest

from course_utils.leaking_story import Repository
from course_utils.leaking_story.repository import NoGitError


def test_it_keeps_every_version_and_its_number_is_the_same_each_time(tmp_path: Path) -> None:
    heads = set()
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        repository = Repository(folder)
        (folder / "clock.py").write_text("first", encoding="utf-8")
        repository.commit("Begin")
        (folder / "clock.py").write_text("second", encoding="utf-8")
        Repository(folder).commit("Go on")
        repository.commit("Nothing new")

        assert repository.git("show", "HEAD~2:clock.py") == "first"
        heads.add(repository.git("rev-parse", "HEAD"))
    assert len(heads) == 1


def test_in_a_home_that_is_a_repository_it_is_one_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
    (tmp_path / ".gitconfig").write_text("[commit]\n\tgpgSign = true\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "haiku"
    folder.mkdir()
    (folder / "clock.py").write_text("poem", encoding="utf-8")
    repository = Repository(folder)
    repository.commit("Begin")

    assert repository.git("ls-files") == "clock.py\n"
    assert not repository.ignores("clock.py")
    objects = [each for each in (tmp_path / ".git" / "objects").rglob("*") if each.is_file()]
    assert objects == []


def test_without_git_it_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoGitError, match="Install it with"):
        Repository(tmp_path)


def test_what_git_cannot_do_is_said_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(NoGitError, match=r"git show failed, and it says: .*HEAD~1"):
        Repository(tmp_path).git("show", "HEAD~1:clock.py")
