"""What lies in an archive or a folder, file by file, within limits: nothing is written, nothing climbs out."""

import os
import stat
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path, PurePosixPath

from course_utils.errors import CourseError
from course_utils.grading.coursework.strangers_files import Listed, list_files
from course_utils.notebooks.reading import MAX_FILE

MOST_BYTES = 1_000_000_000
_SKIPPED = ("__MACOSX", ".DS_Store", ".ipynb_checkpoints", "Thumbs.db")
_ENCRYPTED = 0x1


class ArchiveError(CourseError):
    """An archive or folder can't be read at all."""


@dataclass(frozen=True)
class Member:
    """A file: its path, and its bytes, or why there are none; `size` is how many there are.

    `modified` are year, month, day, hour, minute and second of its last change, as far as they are told. A file of a
    folder is `listed` and not yet read: others may still write there, and much of it may not be wanted.
    """

    path: PurePosixPath
    body: bytes = b""
    trouble: str = ""
    size: int = 0
    modified: tuple[int, ...] = ()
    listed: Listed | None = None

    def read(self) -> bytes:
        """Give the bytes.

        Raises:
            FileNotFoundError: the file is gone.
            UnreadableError: it can't be read.
        """
        return self.listed.read() if self.listed else self.body


def members(source: Path) -> Iterator[Member]:
    """Give the files of a zip archive or a folder, one after another, the smallest first.

    An archive is unpacked here, to a limit of all its bytes; those of a folder are read when they are wanted. What
    one learner may hand in has limits of its own, see `works`.

    Raises:
        ArchiveError: it is neither, or is cut short.
        OSError: it can't be read.
    """
    found = _in_folder(source) if source.is_dir() else _in_archive(source)
    unpacked = 0
    for member in found:
        unpacked += 0 if member.listed else member.size
        if unpacked > MOST_BYTES:
            told = f"from here on nothing was read: more than {MOST_BYTES // 10**9} GB"
            yield Member(member.path, trouble=told)
            return
        if not set(member.path.parts) & set(_SKIPPED) and not member.path.name.startswith("._"):
            yield member


def _in_archive(source: Path) -> Iterator[Member]:
    with source.open("rb") as file:
        try:
            archive = zipfile.ZipFile(file)
        except (
            Exception
        ) as error:  # of a broken one any: each piece of it may be too large, or missing
            raise ArchiveError(
                f"{source.name} is no zip archive that can be read, or was cut short ({error}). "
                "Download it again."
            ) from error
        for info in sorted(archive.infolist(), key=attrgetter("file_size")):
            if not info.filename.endswith("/"):  # a folder
                yield _unpacked(archive, info)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return Member(PurePosixPath(path.name), trouble="its path leads out of the archive")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Member(path, trouble="it is a link")
    if info.flag_bits & _ENCRYPTED:
        return Member(path, trouble="it is encrypted")
    try:
        with archive.open(info) as file:
            return _limited(path, file.read(MAX_FILE + 1), info.date_time)
    except Exception as error:  # as above
        return Member(path, trouble=f"it can't be unpacked ({error})")


def _in_folder(source: Path) -> Iterator[Member]:
    if (
        os.open not in os.supports_dir_fd
    ):  # Windows, which has no exchange: a folder there is one's own
        for path in sorted(filter(Path.is_file, source.rglob("*"))):
            state = path.stat()
            with path.open("rb") as file:
                body = file.read(MAX_FILE + 1)
            relative = PurePosixPath(path.relative_to(source).as_posix())
            yield _limited(relative, body, time.localtime(state.st_mtime)[:6])
        return
    for found in sorted(list_files(source), key=lambda found: (found.size, found.path)):
        trouble = found.trouble or _why_not(found.path, found.size)
        modified = time.localtime(max(0, min(found.modified, time.time())))[:6]
        yield Member(found.path, b"", trouble, found.size, modified, found)


def _limited(path: PurePosixPath, body: bytes, modified: tuple[int, ...]) -> Member:
    trouble = _why_not(path, len(body))
    return Member(path, b"" if trouble else body, trouble, len(body), modified)


def _why_not(path: PurePosixPath, size: int) -> str:
    if size > MAX_FILE:
        return f"it is larger than {MAX_FILE // 10**6} MB"
    if path.suffix.lower() in (".zip", ".7z", ".rar", ".gz", ".tar"):
        return "an archive within the archive is not opened"
    return ""
