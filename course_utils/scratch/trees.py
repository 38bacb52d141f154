"""A small folder as a plain value: names, bytes and modes. No links, nothing special, and no more than fits."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from course_utils.errors import CourseError

MOST_ENTRIES = 1_000
MOST_BYTES = 2_000_000
MOST_PARTS = 20
"""How deep folders may lie in each other."""

_LONGEST_NAME = 1_000
_HAS_MODES = os.name == "posix"


class TreeError(CourseError):
    """A folder holds what no tree does: a link, a special file, too much; the message says which."""


@dataclass(frozen=True)
class Entry:
    """A file, or a folder where there is no `body`.

    Attributes:
        body: what the file holds.
        mode: who may read, write and run it, as in 0o644; None where the system does not tell.
    """

    body: bytes | None = None
    mode: int | None = None

    @property
    def text(self) -> str:
        """The file's text, where it is one in UTF-8."""
        return (self.body or b"").decode("utf-8", "replace")


Tree = dict[str, Entry]
"""What a folder holds: an entry for each name below it, written with `/`."""


def checked(tree: Mapping[str, Entry]) -> Tree:
    """Give a tree that keeps to the limits, whoever made it.

    Raises:
        TreeError: it does not, or a name leads out of it.
    """
    budget = _Budget()
    for name, entry in tree.items():
        path = PurePosixPath(name)
        if (
            path.is_absolute()
            or ".." in path.parts
            or str(path) != name
            or "\0" in name
            or name == "."
        ):
            raise TreeError(f"{_shown(name)} is no name of a file in a folder.")
        budget.spend(name, len(entry.body or b""))
    return dict(tree)


def lay_out(tree: Tree, folder: Path) -> None:
    """Write a tree into a folder, which is made, over what is there; no mode is in the way, and modes come last."""
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - see `_put`
    with ExitStack() as opened:
        for above in sorted({"", *(above for name in tree for above in _above(name))}):
            opened.enter_context(_may(_path(folder, above), 0o700))
        for name, entry in tree.items():
            _put(_path(folder, name), entry.body)
    for name, entry in reversed(tree.items()):
        if entry.mode is not None:
            os.chmod(_path(folder, name), entry.mode)  # noqa: PTH101 - see `_put`


def _path(folder: Path, name: str) -> str:
    return os.path.join(folder, name) if name else os.fspath(folder)  # noqa: PTH118 - see `_put`


def _above(name: str) -> Iterable[str]:
    """Give the names of the folders that a name lies in."""
    parts = name.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _put(path: str, body: bytes | None) -> None:
    """Make a folder or write a file. With texts for paths: a repository is sixty files, and `Path` takes as long again."""
    if body is None:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103
        return
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108 - it may be one that nobody may write, or a link
    try:
        file = open(path, "xb")  # noqa: PTH123, SIM115
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path))  # noqa: PTH103, PTH120
        file = open(path, "xb")  # noqa: PTH123, SIM115
    with file:
        file.write(body)


@contextmanager
def _may(path: str, wanted: int, mode: int | None = None) -> Iterator[None]:
    """Let its owner do with a file or folder what these bits of a mode say, and give it its own mode back.

    Args:
        path: where it is; nothing is done where nothing is, or a link.
        wanted: what its owner has to be allowed.
        mode: its mode, where that is known.
    """
    mode = _mode_of(path, wanted) if mode is None else mode
    if mode & wanted == wanted:
        yield
        return
    os.chmod(path, mode | wanted)  # noqa: PTH101 - see `_put`
    try:
        yield
    finally:
        os.chmod(path, mode)  # noqa: PTH101 - see `_put`


def _mode_of(path: str, otherwise: int) -> int:
    try:
        found = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return otherwise
    return otherwise if stat.S_ISLNK(found) else stat.S_IMODE(found)


def read(folder: Path) -> Tree:
    """Read what a folder holds, in the order of the names, also what its modes forbid us to read if it is ours.

    Raises:
        TreeError: there is no such folder, something in it is no plain file or folder, or can't be read,
            or there is too much.
    """
    try:
        return dict(_entries(folder, "", _Budget()))
    except OSError as error:
        name = Path(str(error.filename or folder)).name
        raise TreeError(f"{_shown(name)} can't be read: {error.strerror}.") from None


class _Budget:
    def __init__(self) -> None:
        self._entries = self._bytes = 0

    @property
    def left(self) -> int:
        return MOST_BYTES - self._bytes

    def spend(self, name: str, size: int) -> None:
        self._entries += 1
        self._bytes += size
        if self._entries > MOST_ENTRIES:
            raise TreeError(f"The folder holds more than {MOST_ENTRIES:,} files and folders.")
        if self._bytes > MOST_BYTES:
            raise TreeError(f"The folder holds more than {MOST_BYTES:,} bytes.")
        if name.count("/") >= MOST_PARTS or len(name) > _LONGEST_NAME:
            raise TreeError(f"{_shown(name)} lies too deep in its folder.")


def _entries(folder: Path, above: str, budget: _Budget) -> Iterator[tuple[str, Entry]]:
    with _may(os.fspath(folder), 0o500):
        yield from _entries_of_readable(folder, above, budget)


def _entries_of_readable(folder: Path, above: str, budget: _Budget) -> Iterator[tuple[str, Entry]]:
    with os.scandir(folder) as found:
        there = sorted(found, key=lambda one: one.name)
    for one in there:
        name = above + one.name
        status = one.stat(follow_symlinks=False)
        mode = stat.S_IMODE(status.st_mode) if _HAS_MODES else None
        if stat.S_ISDIR(status.st_mode):
            budget.spend(name, 0)
            yield name, Entry(mode=mode)
            yield from _entries(Path(one.path), f"{name}/", budget)
        elif stat.S_ISREG(status.st_mode):
            with _may(one.path, 0o400, stat.S_IMODE(status.st_mode)):
                body = _body(one.path, budget.left)
            budget.spend(name, len(body))
            yield name, Entry(body, mode)
        else:
            kind = "a link" if stat.S_ISLNK(status.st_mode) else "a special file"
            raise TreeError(f"{_shown(name)} is {kind}; plain files and folders can be checked.")


def _body(path: str, most: int) -> bytes:
    """Read a file, of one that is too large a byte too much; never what it may have been replaced by."""
    flags = (
        os.O_RDONLY
        | getattr(os, "O_NOFOLLOW", 0)
        | getattr(os, "O_NONBLOCK", 0)
        | getattr(os, "O_BINARY", 0)
    )
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - a descriptor
        return file.read(most + 1)


def _shown(name: str) -> str:
    """Show a name as Python writes it, at most about a line long."""
    return repr(name[-60:])
