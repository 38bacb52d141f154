"""What one learner handed in: notebooks found by name or by their cells, files beside them, and when."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from course_utils.grading.coursework.strangers_files import (
    Beside,
    look_around,
    opened_folder,
    read_file,
    read_spare,
)
from course_utils.grading.coursework.students import id_of
from course_utils.grading.coursework.timestamps import LONGEST, read_timestamp
from course_utils.notebooks.finding import (
    AmbiguousError,
    find_notebook,
    taken_instead,
)
from course_utils.notebooks.matching import read_paper
from course_utils.notebooks.names import what_is_there
from course_utils.notebooks.reading import MAX_FILE, UnreadableError
from course_utils.notebooks.sheet import Sheet

TIMESTAMP = "timestamp.txt"


@dataclass
class HandedIn:
    """What one learner handed in for an assignment: notebooks by name, other files by path.

    `troubles` tells for a notebook why it could not be read; other findings are in `notes`.
    """

    student: str
    notebooks: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    timestamp: datetime | None = None
    troubles: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    """That reading it took."""

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
        told = (self.troubles, self.timestamp, self.notes)
        parts = hashlib.sha256(repr(told).encode(errors="replace"))
        for name, body in sorted({**self.notebooks, **self.files}.items()):
            parts.update(f"{name!r} {len(body)} ".encode() + body)
        return parts.hexdigest()


def read_submission(
    submitted: Path,
    folder_name: str,
    assignment: str,
    sheets: Sequence[Sheet],
    reserved: Collection[str] = (),
) -> HandedIn:
    """Read a learner's folder; whatever is wrong with it is in the result.

    Args:
        submitted: the folder of all that was handed in.
        folder_name: the learner's folder there; the student's id is its name, see `id_of`.
        assignment: the name of the assignment's folder below it.
        sheets: the notebooks that are expected. One that is not there is looked for by its cells.
        reserved: paths of the course's own files, which a learner's may not stand in the way of.
    """
    work = HandedIn(id_of(folder_name))
    names = [f"{sheet.name}.ipynb" for sheet in sheets]
    try:
        with opened_folder(submitted, folder_name, assignment) as folder:
            beside = look_around(folder, [*names, TIMESTAMP], reserved)
            work.notes += sorted(beside.notes)
            work.files = beside.bodies
            for sheet in sheets:
                _take(work, sheet, folder, beside)
    except UnreadableError as why:
        return HandedIn(work.student, troubles={sheet.name: str(why) for sheet in sheets})
    work.timestamp, told = handed_in_at(submitted, folder_name, assignment)
    work.notes += [told] if told else []
    return work


def _take(work: HandedIn, sheet: Sheet, folder: int, beside: Beside) -> None:
    """Take the notebook that has the name, if it is one; else, or where it holds no answer, the one that has the cells."""
    name = f"{sheet.name}.ipynb"
    body, trouble, untouched = None, "", False
    try:
        body = read_file(folder, name, MAX_FILE)
        trouble, untouched = _trouble(body, sheet) if beside.spare else ("", False)
    except FileNotFoundError:
        trouble = "it is not there"
    except UnreadableError as why:
        trouble = str(why)
    if trouble and beside.spare:
        bodies = read_spare(folder, beside.spare, MAX_FILE)
        try:
            other = find_notebook(bodies, sheet, instead_of_untouched=untouched)
        except AmbiguousError as why:
            other, body, trouble = None, None, f"{trouble}, and {why}"
        if other is not None:
            beside.spare.remove(other)
            work.files.pop(other, None)
            work.notes.append(taken_instead(other, name if untouched else ""))
            work.notebooks[sheet.name] = bodies[other]
            return
    if body is not None:
        work.notebooks[sheet.name] = body
    else:
        work.troubles[sheet.name] = trouble + what_is_there({*beside.spare, *beside.bodies})


def _trouble(body: bytes, sheet: Sheet) -> tuple[str, bool]:
    """Say why another file may be meant, and whether that is because nothing in this one was touched."""
    try:
        paper = read_paper(body, sheet)
    except UnreadableError as why:
        return str(why), False
    if paper.is_strange:
        return "it holds none of its cells", False
    return ("it holds no answer", True) if paper.is_untouched else ("", False)


def handed_in_at(submitted: Path, folder_name: str, assignment: str) -> tuple[datetime | None, str]:
    """Give the moment that the instructor's side recorded, else the one in the learner's own folder.

    A record is `STUDENT/ASSIGNMENT.timestamp.txt`, beside the folder of what was handed in, where no archive
    of a learner's can put one.

    Returns:
        As `read_timestamp`.
    """
    record = f"{assignment}.{TIMESTAMP}"
    claimed, doubt = moment_in(submitted, folder_name, assignment)
    recorded, complaint = moment_in(submitted, folder_name, name=record)
    if recorded is None:
        return claimed, complaint or doubt
    if (claimed or doubt) and claimed != recorded:
        complaint = complaint or f"{TIMESTAMP} says another moment than the record, which counts"
    return recorded, complaint


def moment_in(above: Path, *folders: str, name: str = TIMESTAMP) -> tuple[datetime | None, str]:
    """Read the moment that a file of a stranger's folder names.

    Args:
        above: a folder of the instructor's.
        folders: names of folders, each in the one before.
        name: the file's.

    Returns:
        As `read_timestamp`; nothing to tell where there is no such file.
    """
    try:
        with opened_folder(above, *folders) as folder:
            return read_timestamp(read_file(folder, name, LONGEST), name)
    except FileNotFoundError:
        return None, ""
    except UnreadableError as why:
        return None, str(why)
