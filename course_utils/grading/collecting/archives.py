"""What lies in an archive or a folder, file by file, within limits: nothing is written, nothing climbs out."""

import stat
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path, PurePosixPath

from course_utils.errors import CourseError
from course_utils.notebooks.reading import MAX_FILE

MOST_FILES = 50_000
MOST_BYTES = 1_000_000_000
_SKIPPED = ("__MACOSX", ".DS_Store", ".ipynb_checkpoints", "Thumbs.db")
_ENCRYPTED = 0x1


class ArchiveError(CourseError):
    """An archive or folder can't be read at all."""


@dataclass(frozen=True)
class Member:
    """A file: its path, and its bytes, or why there are none; `size` is how many were read.

    `modified` are year, month, day, hour, minute and second of its last change, as far as they are told.
    """

    path: PurePosixPath
    body: bytes = b""
    trouble: str = ""
    size: int = 0
    modified: tuple[int, ...] = ()


def members(source: Path) -> Iterator[Member]:
    """Read the files of a zip archive or a folder, one after another, the smallest first.

    So it is who handed in most that meets the limits of all files together, and nobody else.

    Raises:
        ArchiveError: it is neither, or is cut short.
        OSError: it can't be read.
    """
    found = _in_folder(source) if source.is_dir() else _in_archive(source)
    total = 0
    for number, member in enumerate(found, 1):
        total += member.size
        if number > MOST_FILES or total > MOST_BYTES:
            limits = f"{MOST_FILES:,} files or {MOST_BYTES // 10**9} GB"
            yield Member(member.path, trouble=f"from here on nothing was read: more than {limits}")
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
    for path in sorted(source.rglob("*"), key=lambda path: (path.lstat().st_size, path)):
        relative = PurePosixPath(path.relative_to(source).as_posix())
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            yield Member(relative, trouble="it is a link or no file")
        elif path.is_file():
            with path.open("rb") as file:
                modified = time.localtime(path.stat().st_mtime)[:6]
                yield _limited(relative, file.read(MAX_FILE + 1), modified)


def _limited(path: PurePosixPath, body: bytes, modified: tuple[int, ...]) -> Member:
    trouble = ""
    if len(body) > MAX_FILE:
        trouble = f"it is larger than {MAX_FILE // 10**6} MB"
    elif path.suffix.lower() in (".zip", ".7z", ".rar", ".gz", ".tar"):
        trouble = "an archive within the archive is not opened"
    return Member(path, b"" if trouble else body, trouble, len(body), modified)
