"""What a check asks of where the learner's code runs, done in this process."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from course_utils.scratch.here import Here, tree_of
from course_utils.scratch.trees import TreeError


def test_a_folder_is_laid_out_read_and_removed() -> None:
    here = Here()
    folder = here.lay_out({"a/b.txt": (None, b"1")}, "my project")
    assert folder.name == "my project"
    (folder / "c.txt").write_bytes(b"2")
    found = here.read(folder)
    assert not isinstance(found, str)
    assert {name: body for name, (_, body) in found.items() if body} == {
        "a/b.txt": b"1",
        "c.txt": b"2",
    }
    here.remove(folder)
    assert not folder.exists()
    here.remove(folder)


def test_a_folder_that_cannot_be_told_is_a_sentence() -> None:
    assert (
        Here().read(Path("/nowhere/at all")) == "'at all' can't be read: No such file or directory."
    )


@pytest.mark.parametrize(
    "found",
    [
        None,
        [],
        "no",
        {"a": None},
        {"a": (1,)},
        {"a": ("7", b"")},
        {"a": (1, "text")},
        {1: (1, b"")},
        {"../a": (1, b"")},
        {"a": (0o600, b"x" * 2_000_001)},
    ],
)
def test_what_is_no_tree_is_refused(found: object) -> None:
    with pytest.raises(TreeError):
        tree_of(found)  # type: ignore[arg-type]


def test_variables_are_set_for_a_while_and_the_zone_with_them() -> None:
    here, noon = Here(), datetime(2026, 11, 24, 12)  # noqa: DTZ001 - what a naive time means is the matter
    before = here.set_variables({"TZ": "JST-9", "COURSE_TRIAL": "1"})
    assert os.environ["COURSE_TRIAL"] == "1"
    assert os.name == "nt" or noon.astimezone(UTC).hour == 3
    assert here.set_variables(before) == {"TZ": "JST-9", "COURSE_TRIAL": "1"}
    assert "COURSE_TRIAL" not in os.environ


def test_the_working_folder_is_another_for_a_while(tmp_path: Path) -> None:
    here, usual = Here(), Path.cwd()
    before = here.set_variables({"PWD": str(tmp_path)})
    assert Path.cwd() == tmp_path.resolve()
    here.set_variables(before)
    assert Path.cwd() == usual
