"""What a check asks of where the learner's code runs, done in this process."""

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
