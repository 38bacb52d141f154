"""Files in archives: read in memory and never laid out, up to a size.

Zip (with wheels, office documents and whatever else is one), tar, and gzip, bzip2 and xz of one file or of a
tar, also one in the other. An archive may be made to have no end when it is unpacked: what is read of it is
counted, and what is not read is told.
"""

import bz2
import gzip
import lzma
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from course_utils.errors import CourseError

MOST_BYTES = 100_000_000
"""That are unpacked of a file, archives within it included."""

MOST_MEMBERS = 20_000
MOST_DEPTH = 3

_COMPRESSED: dict[bytes, Any] = {
    b"\x1f\x8b\x08": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\0": lzma.open,
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ZIPS_ENTRY = b"PK\x01\x02"
_ZIPS_END, _ZIPS_LONGEST_END = b"PK\x05\x06", 65_557
"""A zip may stand behind something else, as behind the first line of a Python program."""

_OTHERS = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")
"""7z, RAR, Zstandard, LZ4: nothing in the standard library of every Python that we take reads them."""

_TAR_MARK, _TAR_PLACE = b"ustar", 257


class ArchiveError(CourseError):
    """An archive, or the rest of one, was not read; the message says why, as the end of a sentence."""


@dataclass
class Budget:
    """What may still be unpacked."""

    octets: int = MOST_BYTES
    members: int = MOST_MEMBERS

    def read(self, content: IO[bytes]) -> bytes:
        body = content.read(self.octets + 1)
        self._take(octets=len(body))
        return body

    def count(self, members: int = 1) -> None:
        """Count files, or what else costs time and may be without end: folders, links, parts."""
        self._take(members=members)

    def _take(self, octets: int = 0, members: int = 0) -> None:
        self.octets -= octets
        self.members -= members
        if self.octets < 0 or self.members < 0:
            raise ArchiveError(
                f"it holds more than {MOST_BYTES // 1_000_000} MB or {MOST_MEMBERS:,} files; "
                "unpack it and scan the folder"
            )


def is_archive(beginning: bytes) -> bool:
    """Tell whether a file that begins like this is an archive."""
    begins = (*_ZIP, *_COMPRESSED, *_OTHERS)
    return beginning.startswith(begins) or beginning.startswith(_TAR_MARK, _TAR_PLACE)


def members(body: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Give the files of an archive with their names in it; of what is none, none.

    Raises:
        ArchiveError: it is encrypted, broken or too large; what was given before that counts.
    """
    if body.startswith(_OTHERS):
        raise ArchiveError(
            "it is an archive of a kind that is not read; unpack it and scan the folder"
        )
    try:
        if body.startswith(_TAR_MARK, _TAR_PLACE):
            yield from _of_tar(body, budget)
        elif mark := next((mark for mark in _COMPRESSED if body.startswith(mark)), None):
            budget.count(body.count(mark))
            with _COMPRESSED[mark](BytesIO(body)) as content:
                yield "", budget.read(content)
        elif body.startswith(_ZIP) or _ZIPS_END in body[-_ZIPS_LONGEST_END:]:
            yield from _of_zip(body, budget)
    except ArchiveError:
        raise
    except Exception:  # a library's own, or an IndexError: which ones there are, no library says
        if is_archive(
            body
        ):  # else it only has an archive's mark in it, as a program that reads them
            raise ArchiveError("it is an archive and cannot be unpacked") from None


def _of_zip(body: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    encrypted = 1
    budget.count(body.count(_ZIPS_ENTRY))
    with zipfile.ZipFile(BytesIO(body)) as archive:
        for member in archive.infolist():
            if member.flag_bits & encrypted:
                raise ArchiveError("it is encrypted")
            if not member.filename.endswith("/"):  # `is_dir` fails for a name that is empty
                with archive.open(member) as content:
                    yield member.filename, budget.read(content)


def _of_tar(body: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=BytesIO(body), mode="r:") as archive:
        for member in archive:
            budget.count()
            if archive.offset <= member.offset:
                raise tarfile.ReadError("its size is below zero: it would be read again and again")
            if member.isreg() and (content := archive.extractfile(member)):
                with content:
                    yield member.name, budget.read(content)
        if any(body[archive.offset : archive.offset + tarfile.BLOCKSIZE]):
            raise tarfile.ReadError("what stands here is no header, and not the end")
