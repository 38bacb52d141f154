"""Files that are on the disk already and get another place: renamed, moved, copied, kept as a checkpoint, restored.

A real key is refused before it happens. A practice key is masked behind it, at the new place.
"""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course_utils.leaks.saving.guard import Guard, KeyInFileError
from course_utils.leaks.saving.looking import found_in_file


class Moving:
    """What is asked before and after the contents manager does one of these."""

    def __init__(self, contents: Any, guard: Guard) -> None:
        self._contents = contents
        self._guard = guard
        self._to_mask: dict[str, list[str]] = {}
        """Which files below an old path have something to mask; "" stands for the path itself."""

    def before_rename(self, old_path: str, new_path: str) -> None:
        """Look at a file, and at those of a folder that git does not take yet and will then."""
        self._guard.check_name(new_path)
        self._to_mask.pop(old_path, None)
        for file, below in self._concerned(old_path, new_path):
            if found := found_in_file(file):
                self._guard.refuse(found, f"{new_path}{below}")
                self._to_mask.setdefault(old_path, []).append(below)

    def after_rename(self, _done: None, old_path: str, new_path: str) -> None:
        for below in self._to_mask.pop(old_path, []):
            self._guard.mask_file(f"{new_path}{below}")

    def before_copy(self, from_path: str, to_path: str | None = None) -> None:
        """A file is read and saved again; only a folder is copied as it is."""
        file = self._guard.file_of(from_path)
        if file is not None and file.is_dir():
            self.before_rename(from_path, self._copys_path(from_path, to_path))

    def after_copy(self, done: Any, from_path: str, to_path: str | None = None) -> None:
        self.after_rename(None, from_path, done["path"])

    def before_checkpoint(self, path: str) -> None:
        """A checkpoint lies in a folder that git may take, also where it does not take the file."""
        file = self._guard.file_of(path)
        if file is None or not file.is_file():
            return
        found = found_in_file(file)
        self._guard.refuse(found, path)
        try:
            self._guard.refuse(found, _checkpoint(path))
        except KeyInFileError:
            self._keep_from_git(_checkpoint(path))
            self._guard.refuse(found, _checkpoint(path))

    def after_checkpoint(self, _done: Any, path: str) -> None:
        self._guard.mask_file(_checkpoint(path))

    def before_restoring(self, checkpoint_id: str, path: str) -> None:
        checkpoints = self._contents.checkpoints
        if hasattr(checkpoints, "checkpoint_path"):
            file = Path(checkpoints.checkpoint_path(checkpoint_id, path))
            if file.is_file():
                self._guard.refuse(found_in_file(file), path)

    def after_restoring(self, _done: None, checkpoint_id: str, path: str) -> None:
        self._guard.mask_file(path)

    def _concerned(self, old_path: str, new_path: str) -> Iterator[tuple[Path, str]]:
        old, new = self._guard.file_of(old_path), self._guard.file_of(new_path)
        if old is None or new is None:
            return
        if old.is_dir():
            yield from ((file, f"/{below}") for file, below in self._guard.newly_taken(old, new))
        elif old.is_file():
            yield old, ""

    def _copys_path(self, from_path: str, to_path: str | None) -> str:
        """Give the path of a folder's copy, which gets another name where there is something."""
        above, name = posixpath.split(from_path.strip("/"))
        path = posixpath.join(above if to_path is None else to_path.strip("/"), name)
        there = self._guard.file_of(path)
        return f"{path}-Copy1" if there is not None and there.exists() else path

    def _keep_from_git(self, checkpoint: str) -> None:
        """Let git ignore the folder of a checkpoint, as it does the file that it is of."""
        file = self._guard.file_of(checkpoint)
        if file is not None and not (rules := file.parent / ".gitignore").exists():
            file.parent.mkdir(exist_ok=True)
            rules.write_text("*\n", encoding="utf-8")


def _checkpoint(path: str) -> str:
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    return posixpath.join(folder, ".ipynb_checkpoints", f"{stem}-checkpoint{ending}")
