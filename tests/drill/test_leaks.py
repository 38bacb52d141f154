import random
from pathlib import Path

import pytest

from course_utils import keys
from course_utils.drill.leaks import LEAKS, Leak, leak_of
from course_utils.drill.repository import NO_GIT, publish
from course_utils.keys import KEY_PATTERN, Kind

KEY = keys.generate(Kind.SERVICE_ACCOUNT, random.Random(8).randbytes)


@pytest.mark.parametrize("leak", LEAKS, ids=lambda each: each.file)
def test_the_key_is_in_one_file_of_one_commit_and_stays_behind_its_number(
    leak: Leak, tmp_path: Path
) -> None:
    repository = publish(tmp_path, leak, KEY)
    commits = repository.git("log", "--reverse", "--format=%H").split()
    holding = [one for one in commits if KEY_PATTERN.findall(repository.git("show", one)) == [KEY]]
    assert holding == commits[1:2]
    assert leak.file in repository.git("show", "--stat", *holding)


def test_neighbouring_seeds_leak_in_other_places() -> None:
    assert len({leak_of(seed).file for seed in range(4)}) == 4
    assert leak_of(-1) in LEAKS


def test_without_git_each_question_is_answered_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing here"))
    (tmp_path / "folder").mkdir()
    repository = publish(tmp_path / "folder", leak_of(0), KEY)
    assert repository.git("log", "-p") == NO_GIT
