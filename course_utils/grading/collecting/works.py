"""What was handed in, gathered by whose it is, and which of it counts for each student."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from course_utils.grading.collecting.archives import Member
from course_utils.grading.collecting.names import Named
from course_utils.grading.collecting.rosters import Group
from course_utils.grading.coursework.strangers_files import MAX_DEPTH, MAX_ENTRIES
from course_utils.notebooks.finding import may_be_notebook
from course_utils.notebooks.reading import MAX_FILE, UnreadableError

_GIVE_BACK = ("Canvas", "Moodle")

_LONGEST_PATH, _LONGEST_PART = 1_000, 255
"""Characters of a path, bytes of one of its parts: what file systems take."""

MOST_FILES, MOST_BYTES = MAX_ENTRIES, 2 * MAX_FILE
"""Of one learner or group: it is they who meet these limits, and nobody else."""

_Moment = tuple[str, int, tuple[int, ...]]


@dataclass
class Work:
    """The newest files of one student or group, by path, each with its attempt.

    Attributes:
        files: attempt and bytes, by path.
        late: the platform says so.
        time: when the exchange took them in, "" elsewhere.
        doubt: what there is to say of that time.
        called: how the platform, where it was Canvas or Moodle, called the notebook.
        moment: tells the later of two works: by the exchange's time, by Canvas's number of the newest file, which
            grows with each upload, or by the file's own time.
    """

    files: dict[PurePosixPath, tuple[int, bytes]] = field(default_factory=dict)
    late: bool = False
    time: str = ""
    doubt: str = ""
    called: PurePosixPath | None = None
    moment: _Moment = ("", 0, ())
    _size: int = 0
    _folders: set[PurePosixPath] = field(default_factory=set)
    _is_full: bool = False

    def take(self, named: Named, path: PurePosixPath, member: Member) -> str:
        """Take a file in; tell why not, where it can't lie beside the others."""
        if trouble := _trouble_with(named.file):
            return trouble
        self.late |= named.late
        if named.time > self.time:  # the exchange keeps every time that somebody handed in
            self.time, self.doubt = named.time, named.doubt
            self.files, self._folders, self._size, self._is_full = {}, set(), 0, False
        attempt, held = self.files.get(named.file, (-1, b""))
        if named.time < self.time or named.attempt < attempt:
            return ""
        if self._stands_in_the_way(named.file):
            return "a file and a folder have the same name"
        if len(self.files) >= MOST_FILES or self._size + member.size > MOST_BYTES:
            limits = f"{MOST_FILES:,} files or {MOST_BYTES // 10**6} MB"
            told = (
                ""
                if self._is_full
                else f"from here on nothing of theirs was taken: more than {limits}"
            )
            self._is_full = True
            return told
        try:
            body = member.read()
        except FileNotFoundError:
            return "it is gone"
        except UnreadableError as why:
            return str(why)
        if named.attempt == attempt and held != body:
            return "another file of this learner has the same name, and that one counts"
        self.files[named.file] = (named.attempt, body)
        self._size += len(body)
        self._folders.update(named.file.parents)
        self.moment = max(self.moment, (named.time, named.upload, member.modified))
        if named.scheme in _GIVE_BACK and may_be_notebook(named.file.name):
            self.called = path
        return ""

    def _stands_in_the_way(self, file: PurePosixPath) -> bool:
        """Tell whether a file's folder is a file here, or a folder here is called as it is."""
        return file in self._folders or any(above in self.files for above in file.parents)


@dataclass(frozen=True)
class Counting:
    """The work that counts for a student: whose it is, and what there is to say where there is more than one."""

    work: Work
    owner: str | Group
    note: str = ""


def counting(works: Mapping[str | Group, Work]) -> dict[str, Counting]:
    """Give each student's work, by id: their own or their group's, the later where there are both.

    Where none is later, their own counts.
    """
    theirs: dict[str, list[str | Group]] = {}
    for owner, work in works.items():
        if work.files:
            for student in students_of(owner):
                theirs.setdefault(student, []).append(owner)
    return {student: _latest(works, theirs[student]) for student in sorted(theirs)}


def students_of(owner: str | Group | None) -> Iterable[str]:
    """Give whose a work is: a group's is each member's."""
    return owner.members if isinstance(owner, Group) else [owner] if owner else []


def _latest(works: Mapping[str | Group, Work], owners: list[str | Group]) -> Counting:
    *others, last = sorted(
        owners, key=lambda owner: (works[owner].moment, isinstance(owner, str), _called(owner))
    )
    if not others:
        return Counting(works[last], last)
    there = " and ".join(map(_called, (*others, last)))
    known = works[last].moment > works[others[-1]].moment
    why = "is later" if known else "is taken, for none is known to be later"
    return Counting(works[last], last, f"{there} were handed in: {_called(last)} {why}, and counts")


def _called(owner: str | Group) -> str:
    return f"the work of group {owner.name}" if isinstance(owner, Group) else "their own work"


def _trouble_with(file: PurePosixPath) -> str:
    """Tell why a file can't have this name on a disk."""
    if not str(file).isprintable() or ".." in file.parts:
        return "its name has characters that can't be printed, or leads out of the folder"
    if len(file.parts) > MAX_DEPTH:
        return "it is in too many folders"
    if len(str(file)) > _LONGEST_PATH or any(
        len(part.encode()) > _LONGEST_PART for part in file.parts
    ):
        return "its name is too long"
    return ""
