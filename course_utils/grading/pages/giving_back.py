"""A class's feedback pages as one archive that the learning platform takes back.

Canvas, *Upload Submissions* in an assignment: of a file's name the first number says whose it is and the second which
file of the submission it belongs to, so each is called as the downloaded one. It appears as a comment, under the name
of what was handed in. Moodle, *Upload multiple feedback files in a zip*: the folder says whose a file is by its parts
between underscores, so it is the downloaded one, whether with folders or without. A group's work was one, and gets
one page, that of its first member.
"""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from course_utils.grading.collecting.handed_in_as import handed_in_as
from course_utils.grading.records.layout import Folders

_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Archive:
    """Where it lies, and whose pages are not in it, since it is not known how the platform calls them."""

    path: Path
    left_out: tuple[str, ...]


def pack(folders: Folders, assignment: str, students: Iterable[str]) -> Archive | None:
    """Put pages that were made into one archive, `feedback/ASSIGNMENT.zip`.

    Args:
        folders: where the course is.
        assignment: its name.
        students: whose pages.

    Returns:
        The archive; None where nothing came from Canvas or Moodle.

    Raises:
        OSError: it can't be written.
    """
    names, students = handed_in_as(folders.root, assignment), sorted(students)
    called = {student: names[student] for student in students if student in names}
    if not called:
        return None
    one_each: dict[PurePosixPath, str] = {}
    for student, name in called.items():
        one_each.setdefault(name, student)
    target = folders.feedback / f"{assignment}.zip"
    half = target.with_suffix(".zip.new")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, student in one_each.items():
            pages = sorted((folders.feedback / student / assignment).glob("*.html"))
            for page in pages:
                entry = zipfile.ZipInfo(str(_entry(name, page, alone=len(pages) == 1)), _NO_TIME)
                archive.writestr(entry, page.read_bytes(), zipfile.ZIP_DEFLATED)
    half.replace(target)
    return Archive(target, tuple(student for student in students if student not in called))


def _entry(name: PurePosixPath, page: Path, *, alone: bool) -> PurePosixPath:
    return name.with_name(f"{name.stem}.html" if alone else f"{name.stem}-{page.name}")
