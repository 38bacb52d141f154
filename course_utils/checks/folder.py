"""A folder that a check hands to a learner's function, and what has become of it."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from course_utils.checks import git
from course_utils.checks.history import History
from course_utils.checks.outcomes import NotYet
from course_utils.scratch.here import PlainTree, plain, tree_of
from course_utils.scratch.trees import Entry, Tree, TreeError, lay_out, read

Content = str | bytes | tuple[str | bytes, int] | None
"""A file's text or bytes, with its mode if that matters; None for an empty folder."""

_FILE, _FOLDER = 0o644, 0o755
_GIT = ".git"


class Scratch(Protocol):
    """Where the learner's code runs: see `course_utils.scratch.here.Here`."""

    def lay_out(self, tree: PlainTree, name: str) -> Path: ...

    def change(self, folder: Path, tree: PlainTree) -> None: ...

    def read(self, folder: Path) -> PlainTree | str: ...

    def remove(self, folder: Path) -> None: ...

    def variables_with(self, text: str) -> list[str]: ...

    def set_variables(self, values: Mapping[str, str | None]) -> dict[str, str | None]: ...

    def run(
        self, name: str, text: str, environment: Mapping[str, str], dotenv: str = ""
    ) -> tuple[int, str, str]: ...


class Folder:
    """A small folder. It is made here, and laid out where the learner's code runs when its path is asked for."""

    def __init__(self, scratch: Scratch, files: Mapping[str, Content], name: str) -> None:
        self._scratch, self._name = scratch, name
        self._place = TemporaryDirectory(prefix="check-", ignore_cleanup_errors=True)
        self._made = Path(self._place.name, name)
        self._made.mkdir()
        self._history: History | None = None
        self._is_told = False
        self.write(files)

    def write(self, files: Mapping[str, Content]) -> None:
        """Put files into the folder, also after it was handed over; nothing of it is committed."""
        tree = {name: _entry(content) for name, content in files.items()}
        lay_out(tree, self._made)
        if "path" in vars(self):
            self._scratch.change(self.path, plain(tree))

    def commit(
        self,
        files: Mapping[str, Content] | None = None,
        *,
        branch: str = "main",
        tag: str = "",
        message: str = "Change the project",
        merges: str = "",
    ) -> None:
        """Commit files, before the folder is handed over; it is a git repository from then on.

        Args:
            files: those to write or, where the content is None, to delete.
            branch: where to; one that is not there begins at the last commit. "" is no branch: a tag alone leads there.
                The last commit is one of a branch.
            tag: what to call the commit.
            message: what it says of itself.
            merges: a branch that the commit joins in; what has changed on both is as it was on `branch`. The joined
                branch is gone afterwards, as people do it, and its commits are there still.
        """
        assert not self._is_told, "git has been told of the folder already"
        self._history = self._history or History()
        before = self._history.files
        changed = {
            name: None if content is None else _entry(content)
            for name, content in (files or {}).items()
        }
        self._history.commit(changed, branch=branch, tag=tag, message=message, merges=merges)
        after = self._history.files
        for name in before.keys() - after.keys():
            (self._made / name).unlink(missing_ok=True)
        new = {name: entry for name, entry in after.items() if before.get(name) != entry}
        lay_out(new, self._made)

    def add(self, files: Mapping[str, Content]) -> None:
        """Write files and let git take them in without a commit, before the folder is handed over."""
        self.write(files)
        self._tell_git()
        git.add(self._made, files)

    def delete(self, name: str) -> None:
        """Delete a file, before the folder is handed over; git still knows of it."""
        (self._made / name).unlink()

    def stash(self, files: Mapping[str, Content]) -> None:
        """Change committed files and put the changes into git's stash, before the folder is handed over."""
        self.write(files)
        self._tell_git()
        git.stash(self._made)

    @cached_property
    def path(self) -> Path:
        """Where it is for the learner's code."""
        self._tell_git()
        self._laid_out = read(self._made)
        return self._scratch.lay_out(plain(self._laid_out), self._name)

    def _tell_git(self) -> None:
        if self._history is not None and not self._is_told:
            git.make(self._made, self._history.told(), self._history.branch)
            self._is_told = True

    @property
    def before(self) -> dict[str, Entry]:
        """The files as they were handed over."""
        _ = self.path
        return _files(self._laid_out)

    def now(self) -> dict[str, Entry]:
        """Give the files that are there now, without those of git's own.

        Raises:
            NotYet: something in the folder is no plain file, or there is too much.
        """
        return _files(self.whole())

    def whole(self) -> Tree:
        """Give all that is there now, folders and git's own files too.

        Raises:
            NotYet: see `now`.
        """
        found = self._scratch.read(self.path)
        try:
            if not isinstance(found, str):
                return tree_of(found)
        except TreeError as why:
            found = str(why)
        raise NotYet(found)

    def ignores(self, name: str) -> bool:
        """Tell whether the `.gitignore` files that are there now leave a name out.

        git is asked in a fresh repository: what a learner has written elsewhere in the folder is not run.
        """
        return git.ignores(self.whole(), name)

    def remove(self) -> None:
        """Remove it, here and there."""
        self._place.cleanup()
        if "path" in vars(self):
            self._scratch.remove(self.path)


def _entry(content: Content) -> Entry:
    if content is None:
        return Entry(mode=_FOLDER)
    body, mode = content if isinstance(content, tuple) else (content, _FILE)
    return Entry(body.encode() if isinstance(body, str) else body, mode)


def _files(tree: Tree) -> dict[str, Entry]:
    return {
        name: entry
        for name, entry in tree.items()
        if entry.body is not None and name.partition("/")[0] != _GIT
    }
