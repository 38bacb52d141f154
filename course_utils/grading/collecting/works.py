"""What was handed in, gathered by whose it is, and which of it counts for each student."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from course_utils.grading.collecting.archives import Member
from course_utils.grading.collecting.names import Named
from course_utils.grading.collecting.rosters import Group
from course_utils.notebooks.finding import may_be_notebook

_GIVE_BACK = ("Canvas", "Moodle")

_LONGEST_PATH, _LONGEST_PART = 1_000, 255
"""Characters of a path, bytes of one of its parts: what file systems take."""

_Moment = tuple[str, int, tuple[int, ...]]


@dataclass
class Work:
    """The newest files of one student or group, by path, each with its attempt.

    Attributes:
        files: attempt and bytes, by path.
        late: the platform says so.
        time: when the exchange took them in, "" elsewhere.
        called: how the platform, where it was Canvas or Moodle, called the notebook.
        moment: tells the later of two works: by the exchange's time, by Canvas's number of the newest file, which
            grows with each upload, or by the file's own time.
    """

    files: dict[PurePosixPath, tuple[int, bytes]] = field(default_factory=dict)
    late: bool = False
    time: str = ""
    called: PurePosixPath | None = None
    moment: _Moment = ("", 0, ())

    def take(self, named: Named, path: PurePosixPath, member: Member) -> str:
        """Take a file in; tell why not, where it can't lie beside the others."""
        if trouble := _trouble_with(named.file):
            return trouble
        self.late |= named.late
        if named.time > self.time:  # the exchange keeps every time that somebody handed in
            self.time, self.files = named.time, {}
        attempt, held = self.files.get(named.file, (-1, b""))
        if named.time < self.time or named.attempt < attempt:
            return ""
        if named.attempt == attempt and held != member.body:
            return "another file of this learner has the same name, and that one counts"
        if any(named.file in other.parents or other in named.file.parents for other in self.files):
            return "a file and a folder have the same name"
        self.files[named.file] = (named.attempt, member.body)
        self.moment = max(self.moment, (named.time, named.upload, member.modified))
        if named.scheme in _GIVE_BACK and may_be_notebook(named.file.name):
            self.called = path
        return ""


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
    if len(str(file)) > _LONGEST_PATH or any(
        len(part.encode()) > _LONGEST_PART for part in file.parts
    ):
        return "its name is too long"
    return ""
