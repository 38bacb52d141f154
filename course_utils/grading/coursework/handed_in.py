"""Reads what learners handed in, as a stranger's: links are not followed, only files are read."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from course_utils.notebooks.matching import UnreadableError

MAX_NOTEBOOK = 20 * 1024 * 1024
MAX_FILES = 200
MAX_FILES_SIZE = 30 * 1024 * 1024

LONGEST_NAME = 128
"""Characters that nbgrader's gradebook has for a student's id."""

TIMESTAMP = "timestamp.txt"
LONGEST_TIMESTAMP = 100
MAX_ENTRIES = 5_000
"""Files and folders that are looked at beside a notebook."""

_SHOWN_ERRORS = {
    errno.ELOOP: "it is a symbolic link",
    errno.ENOTDIR: "it is a symbolic link, or no folder",
    errno.EACCES: "you may not read it",
    errno.ENXIO: "it is no ordinary file",
}


@dataclass(frozen=True)
class HandedIn:
    """What one learner handed in for an assignment: notebooks by name, other files by path.

    `troubles` tells for a notebook why it could not be read; other findings are in `notes`.
    """

    student: str
    notebooks: dict[str, bytes]
    files: dict[str, bytes]
    timestamp: datetime | None = None
    troubles: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def notebook(self, name: str) -> bytes:
        """Give a notebook.

        Raises:
            UnreadableError: it could not be read; the message says why.
        """
        if name in self.troubles:
            raise UnreadableError(self.troubles[name])
        return self.notebooks[name]

    def digest(self) -> str:
        """Give a fingerprint: the same for the same content, whatever the files' dates are."""
        parts = hashlib.sha256(repr((self.troubles, self.timestamp)).encode())
        for name, body in sorted({**self.notebooks, **self.files}.items()):
            parts.update(f"{name!r} {len(body)} ".encode() + body)
        return parts.hexdigest()


def students(submitted: Path, assignment: str) -> list[str]:
    """Give the names of those who have a folder for this assignment."""
    if not submitted.is_dir():
        return []
    return sorted(
        entry.name
        for entry in os.scandir(submitted)
        if not entry.name.startswith(".") and os.path.lexists(Path(entry.path, assignment))
    )


def trouble_with_name(student: str) -> str | None:
    """Tell why a folder's name can't be a student's id in a gradebook, a report and a terminal."""
    if not student.isprintable():  # halves of characters too: what is no UTF-8 is read as those
        return "it has characters that can't be printed, or is no UTF-8"
    if len(student) > LONGEST_NAME:
        return f"it has more than the {LONGEST_NAME} characters that nbgrader's gradebook holds"
    if student != student.strip():
        return "it begins or ends with a space, which nbgrader takes away"
    return None


def read_submission(
    submitted: Path, student: str, assignment: str, expected: list[str]
) -> HandedIn:
    """Read a learner's folder; whatever is wrong with it is in the result."""
    try:
        with _folder(submitted, student, assignment) as folder:
            try:
                bodies, notes = _files(folder)
            except RecursionError:
                bodies, notes = {}, ("too many folders in one another beside the notebook",)
            troubles = dict.fromkeys(expected, "it is missing")
            notebooks: dict[str, bytes] = {}
            for name in expected:
                try:
                    notebooks[name] = _read(folder, f"{name}.ipynb", MAX_NOTEBOOK)
                    del troubles[name]
                except FileNotFoundError:
                    continue
                except UnreadableError as why:
                    troubles[name] = str(why)
            notes += _rename(folder, expected, notebooks, troubles)
    except UnreadableError as why:
        return HandedIn(student, {}, {}, troubles={name: str(why) for name in expected})
    timestamp, complaint = _timestamp(bodies.pop(TIMESTAMP, None))
    return HandedIn(student, notebooks, bodies, timestamp, troubles, (*notes, *complaint))


def _rename(
    folder: int, expected: list[str], notebooks: dict[str, bytes], troubles: dict[str, str]
) -> tuple[str, ...]:
    """Take the one notebook that is there for the one that is missing."""
    there = [name for name in os.listdir(folder) if name.endswith(".ipynb")]
    spare = [name for name in sorted(there) if name.removesuffix(".ipynb") not in expected]
    missing = [name for name in expected if troubles.get(name) == "it is missing"]
    if len(spare) != 1 or len(missing) != 1:
        return ()
    try:
        notebooks[missing[0]] = _read(folder, spare[0], MAX_NOTEBOOK)
    except UnreadableError:
        return ()
    del troubles[missing[0]]
    return (f"wrong file name: {spare[0]}",)


@contextmanager
def _folder(submitted: Path, *names: str) -> Iterator[int]:
    """Open a folder below `submitted`, step by step, without following a link."""
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


def _read(folder: int, name: str, limit: int) -> bytes:
    """Read an ordinary file of a folder.

    Raises:
        FileNotFoundError: there is none.
        UnreadableError: it is a link of either kind, a pipe, a device, or too large.
    """
    with _told(name):
        descriptor = os.open(
            name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder
        )
    with os.fdopen(descriptor, "rb") as file:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise UnreadableError(f"{name} cannot be read: it is no ordinary file")
        if state.st_nlink > 1:
            raise UnreadableError(
                f"{name} cannot be read: it is a hard link, perhaps to a file of somebody else's"
            )
        if state.st_size > limit:
            raise UnreadableError(f"{name} has {state.st_size} bytes; {limit} are allowed")
        return file.read(limit)


def read_folder(folder: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Read the plain files of a folder that somebody else writes; say what was left out.

    Raises:
        UnreadableError: it is a link, or no folder.
    """
    with _folder(folder.parent, folder.name) as descriptor:
        return _files(descriptor, notebooks=True)


def _files(folder: int, *, notebooks: bool = False) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Read what stands beside the notebooks. Folders below are read too; links are left out."""
    bodies: dict[str, bytes] = {}
    left, notes, seen = MAX_FILES_SIZE, set(), 0
    for base, folders, names, descriptor in os.fwalk(dir_fd=folder, follow_symlinks=False):
        seen += len(folders) + len(names)
        if seen > MAX_ENTRIES:
            return bodies, ("too many files beside the notebook",)
        folders[:] = [name for name in sorted(folders) if not name.startswith((".", "__pycache__"))]
        for name in sorted(names):
            if (name.endswith(".ipynb") and not notebooks) or name.startswith("."):
                continue
            try:
                body = _read(descriptor, name, left)
            except (UnreadableError, FileNotFoundError):
                notes.add("some files beside the notebook could not be read")
                continue
            if len(bodies) >= MAX_FILES:
                return bodies, ("too many files beside the notebook",)
            bodies[Path(base, name).as_posix()] = body
            left -= len(body)
    return bodies, tuple(notes)


def _timestamp(body: bytes | None) -> tuple[datetime | None, tuple[str, ...]]:
    """Read nbgrader's timestamp, as UTC without an offset, as its gradebook has it."""
    text = (body or b"").decode("utf-8", "replace").strip()
    if not text:
        return None, ()
    if len(text) > LONGEST_TIMESTAMP:  # what reads it takes the square of the length
        return None, ("timestamp.txt could not be read",)
    from nbgrader.utils import parse_utc  # noqa: PLC0415 - loaded by now, and slow to load

    try:
        moment: datetime = parse_utc(text)
    except (ValueError, OverflowError):
        return None, ("timestamp.txt could not be read",)
    return moment, ()
