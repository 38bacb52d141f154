"""What lessons remember of a learner, for the map: guesses, choices, lines filled in. Nothing is graded.

Each item is a small file of its own in `work/.course/kit/`, written in one step: two kernels never get in
each other's way. Where there is no such folder, or it can't be written, nothing is remembered and nothing
fails: a lesson must go on.
"""

import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_utils.environment import ADDRESS_VARIABLE, PRIVATE
from course_utils.learner.workspace import Workspace, find_workspace, read_state, write_state

_FOLDER = "kit"
_KINDS = ("predict", "quiz", "answer")


@dataclass(frozen=True)
class Kept:
    """What is remembered, each by the name that it has in its lesson's file.

    Attributes:
        predictions: `guess` as the learner wrote it, and `found`, None until they have seen it.
        choices: `choice`, the letter chosen last, and whether it was `right`.
        answers: whether the line was `right` when it was checked last.
    """

    predictions: dict[str, dict[str, Any]]
    choices: dict[str, dict[str, Any]]
    answers: dict[str, dict[str, Any]]


def keep(kind: str, name: str, **facts: Any) -> None:
    """Remember one item in place of what was remembered of it before."""
    folder = _folder()
    if folder is not None:
        with suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
            write_state(folder / f"{kind}.{name}.json", facts)


def recall(kind: str, name: str) -> dict[str, Any]:
    """Give what is remembered of one item; an empty dict where there is nothing."""
    folder = _folder()
    return {} if folder is None else read_state(folder / f"{kind}.{name}.json")


def recall_all(kind: str) -> list[dict[str, Any]]:
    """Give what is remembered of all items of a kind, in the order of their names."""
    folder = _folder()
    return [] if folder is None else [*_of_kind(folder, kind).values()]


def read_kept(state: Path) -> Kept:
    """Read what lessons remember in a learner's `.course` folder."""
    return Kept(*(_of_kind(state / _FOLDER, kind) for kind in _KINDS))


def forget_kept(state: Path, names: Collection[str]) -> None:
    """Forget the items of these names, those of a lesson that begins afresh.

    Raises:
        OSError: one can't be removed.
    """
    for kind in _KINDS:
        for name in names:
            (state / _FOLDER / f"{kind}.{name}.json").unlink(missing_ok=True)


def _of_kind(folder: Path, kind: str) -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(folder.glob(f"{kind}.*.json")):
        if facts := read_state(path):
            found[path.stem.partition(".")[2]] = facts
    return found


def own_folder() -> Path | None:
    """Give the learner's folder upwards of where the kernel runs; a run of its own, as in a test, has none."""
    if os.environ.get(ADDRESS_VARIABLE) == PRIVATE:
        return None
    with suppress(OSError):
        workspace = find_workspace(package=Path.cwd())
        return workspace.folder if workspace.state.is_dir() else None
    return None


def _folder() -> Path | None:
    folder = own_folder()
    return None if folder is None else Workspace(folder).state / _FOLDER
