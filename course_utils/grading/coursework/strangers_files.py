"""Reads a stranger's folder: links are not followed, only ordinary files are read, and only so many."""

import errno
import os
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from course_utils.notebooks.finding import may_be_notebook
from course_utils.notebooks.reading import MAX_FILE, UnreadableError

MAX_FILES = 200
MAX_FILES_SIZE = 30 * 1024 * 1024
MAX_SPARE = 20
MAX_ENTRIES = 5_000
"""Files and folders that are looked at beside a notebook."""

MAX_PATH = 1_000
"""Bytes of a file's path below the learner's folder: what is longer could be written nowhere."""

MAX_DEPTH = 50
"""Folders in one another."""

_PASSED_OVER = (".", "__pycache__", "__MACOSX")

_SHOWN_ERRORS = {
    errno.ELOOP: "it is a symbolic link",
    errno.ENOTDIR: "it is a symbolic link, or no folder",
    errno.EACCES: "you may not read it",
    errno.ENXIO: "it is no ordinary file",
}


@dataclass
class Beside:
    """What stands beside the notebooks: files by path; paths that may be notebooks; what was left out."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    spare: list[str] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)


@contextmanager
def opened_folder(submitted: Path, *names: str) -> Iterator[int]:
    """Open a folder below `submitted`, step by step, without following a link.

    Raises:
        UnreadableError: one of them is a link, no folder, or not to be read.
    """
    opened = [os.open(submitted, os.O_RDONLY | os.O_DIRECTORY)]
    try:
        for name in names:
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
            with _told(f"the folder {name}"):
                opened.append(os.open(name, flags, dir_fd=opened[-1]))
        yield opened[-1]
    finally:
        for descriptor in opened:
            os.close(descriptor)


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = _SHOWN_ERRORS.get(error.errno or 0, os.strerror(error.errno or 0))
        raise UnreadableError(f"{what} cannot be read: {reason}") from error


def read_file(folder: int, name: str, limit: int) -> bytes:
    """Read an ordinary file of a folder.

    Raises:
        FileNotFoundError: there is none.
        UnreadableError: it is a link of either kind, a folder, a pipe, a device, or too large.
    """
    with _told(name):
        descriptor = os.open(
            name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder
        )
    try:
        state = os.fstat(descriptor)
        if stat.S_ISDIR(state.st_mode):
            raise UnreadableError(f"{name} cannot be read: it is a folder")
        if not stat.S_ISREG(state.st_mode):
            raise UnreadableError(f"{name} cannot be read: it is no ordinary file")
        if state.st_nlink > 1:
            raise UnreadableError(
                f"{name} cannot be read: it is a hard link, perhaps to a file of somebody else's"
            )
        if state.st_size > limit:
            raise UnreadableError(f"{name} has {state.st_size:,} bytes; {limit:,} are allowed")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(limit)
    finally:
        os.close(descriptor)


def look_around(folder: int, expected: Collection[str], reserved: Collection[str]) -> Beside:
    """Read what stands beside the notebooks. Folders below are read too; links are left out.

    Args:
        folder: a descriptor of the learner's folder.
        expected: paths that are read elsewhere: the notebooks', and when they were handed in.
        reserved: paths that the course puts files at; nothing of the learner's may stand in their way.
    """
    beside = Beside()
    left = MAX_FILES_SIZE
    names = [Path(each).stem for each in expected if each.endswith(".ipynb")]
    for path, name, descriptor in _walk(folder, beside):
        if may_be_notebook(name, names) and path not in expected and len(beside.spare) < MAX_SPARE:
            beside.spare.append(path)
        if path in expected or name.lower().endswith(".ipynb") or name.startswith("."):
            continue
        if _stands_in_the_way(path, [*expected, *reserved]):
            beside.notes.add("some files beside the notebook stand where the course has its own")
            continue
        body = _body(path, name, descriptor, left)
        if body is None:
            beside.notes.add("some files beside the notebook could not be read")
            continue
        if len(beside.bodies) >= MAX_FILES:
            beside.notes = {"too many files beside the notebook"}
            break
        beside.bodies[path] = body
        left -= len(body)
    return beside


def _body(path: str, name: str, folder: int, limit: int) -> bytes | None:
    with suppress(UnreadableError, FileNotFoundError):
        return read_file(folder, name, limit) if len(os.fsencode(path)) <= MAX_PATH else None
    return None


def read_folder(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """Read the plain files of a folder that somebody else writes, notebooks too; say what was left out.

    Raises:
        UnreadableError: it is a link, or no folder.
    """
    with opened_folder(folder.parent, folder.name) as descriptor:
        beside = look_around(descriptor, (), ())
        notebooks = read_spare(descriptor, beside.spare, MAX_FILE)
    return {**beside.bodies, **notebooks}, sorted(beside.notes)


def read_spare(folder: int, paths: Collection[str], limit: int) -> dict[str, bytes]:
    """Read files that may be notebooks, together up to a limit of bytes; what can't be read is left out."""
    bodies: dict[str, bytes] = {}
    for path, name, descriptor in _walk(folder, Beside()):
        if path in paths:
            with suppress(UnreadableError, FileNotFoundError):
                bodies[path] = read_file(descriptor, name, limit)
                limit -= len(bodies[path])
    return bodies


@dataclass(frozen=True)
class Listed:
    """An entry of a stranger's folder that was not opened yet; of one that never will be, `trouble` says why.

    Attributes:
        above: the folder that was listed.
        path: the entry's, below it.
        trouble: "" where it may be read.
        size: in bytes.
        modified: when its content was last changed, in seconds since 1970, as its owner says.
        changed: when it or the folder that it is in was last changed in any way, as the system knows.
        owners: numbers of the accounts that the two belong to.
    """

    above: Path
    path: PurePosixPath
    trouble: str = ""
    size: int = 0
    modified: float = 0.0
    changed: float = 0.0
    owners: frozenset[int] = frozenset()

    def read(self) -> bytes:
        """Read it, no more than it was long.

        Raises:
            FileNotFoundError: it is gone.
            UnreadableError: it can't be read, or is something else by now.
        """
        with opened_folder(self.above, *self.path.parts[:-1]) as folder:
            return read_file(folder, self.path.name, self.size)


def list_files(above: Path) -> Iterator[Listed]:
    """List what stands in a folder that others write, at any depth: files, and what can't be read.

    Raises:
        OSError: the folder itself can't be read.
    """
    waiting = [PurePosixPath()]
    while waiting:
        folder = waiting.pop()
        try:
            with opened_folder(above, *folder.parts) as descriptor:
                inside = os.fstat(descriptor)
                for entry in os.scandir(descriptor):
                    found = _listed(above, folder / entry.name, descriptor, inside)
                    if found is None:
                        waiting.append(folder / entry.name)
                    else:
                        yield found
        except (UnreadableError, OSError) as why:
            if not folder.parts:
                raise
            yield Listed(above, folder, str(why))


def _listed(above: Path, path: PurePosixPath, folder: int, inside: os.stat_result) -> Listed | None:
    """Look at an entry of an open folder; give None for a folder that is to be looked into."""
    try:
        state = os.stat(path.name, dir_fd=folder, follow_symlinks=False)
    except OSError as error:
        return Listed(above, path, f"it can't be looked at ({error.strerror})")
    if len(os.fsencode(path)) > MAX_PATH or len(path.parts) > MAX_DEPTH:
        return Listed(above, path, "its path is too long, or in too many folders")
    if stat.S_ISDIR(state.st_mode):
        return None
    if not stat.S_ISREG(state.st_mode):
        return Listed(above, path, "it is a link or no file")
    changed = max(state.st_ctime, inside.st_ctime)
    owners = frozenset({state.st_uid, inside.st_uid})
    return Listed(above, path, "", state.st_size, state.st_mtime, changed, owners)


def _walk(folder: int, beside: Beside) -> Iterator[tuple[str, str, int]]:
    """Give each file's path, its name, and a descriptor of the folder it is in."""
    seen = 0
    try:
        for base, folders, names, descriptor in os.fwalk(dir_fd=folder, follow_symlinks=False):
            seen += len(folders) + len(names)
            if seen > MAX_ENTRIES:
                beside.notes.add("too many files beside the notebook")
                return
            folders[:] = [name for name in sorted(folders) if not name.startswith(_PASSED_OVER)]
            links = [name for name in folders if _is_link(name, descriptor)]
            for name in sorted([*names, *links]):
                yield Path(base, name).as_posix(), name, descriptor
    except RecursionError:
        beside.notes.add("too many folders in one another beside the notebook")


def _is_link(name: str, folder: int) -> bool:
    with suppress(FileNotFoundError):
        return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    return False


def _stands_in_the_way(path: str, reserved: Collection[str]) -> bool:
    """Tell whether a file's folder is a file there, or a folder there is this file."""
    return any(path.startswith(f"{other}/") or other.startswith(f"{path}/") for other in reserved)
