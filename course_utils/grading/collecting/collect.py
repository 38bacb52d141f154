"""Puts what a learning platform gave out into `submitted/STUDENT/ASSIGNMENT/`, each file under its learner.

What a group handed in goes to each of its members, as if it were their own. A file whose learner is not found is
left aside and named. What is there already is never written over: the same bytes are unchanged, others are left
aside, unless they are to be replaced, and then the old folder is kept.
"""

import dataclasses
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from course_utils.grading.collecting.archives import Member
from course_utils.grading.collecting.handed_in_as import note_names
from course_utils.grading.collecting.inbound import Inbound
from course_utils.grading.collecting.names import Named
from course_utils.grading.collecting.rosters import Group, Person
from course_utils.grading.collecting.which import Which
from course_utils.grading.collecting.whose import Whose
from course_utils.grading.collecting.works import Work, counting, students_of
from course_utils.grading.coursework.handed_in import TIMESTAMP
from course_utils.grading.coursework.students import trouble_with_name
from course_utils.grading.records.layout import Folders

REPLACED = "replaced"


@dataclass
class Collected:
    """What came of it.

    Attributes:
        placed: ids of those whose folder is new.
        replaced: of those whose earlier folder was moved away for it.
        unchanged: of those who have handed in the same before.
        kept: of those whose folder holds something else and was left as it is.
        groups: whose work counts for which members.
        elsewhere: of those whose work is another assignment's, by its name; it was not used.
        notes: what there is to say of somebody, by id.
        aside: paths that were not used, with the reason.
    """

    placed: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    groups: dict[Group, list[str]] = field(default_factory=dict)
    elsewhere: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)

    @property
    def everybody(self) -> set[str]:
        return {*self.placed, *self.replaced, *self.unchanged, *self.kept}

    def note(self, student: str, told: str) -> None:
        """Say something of somebody, once."""
        notes = self.notes.setdefault(student, [])
        if told not in notes:
            notes.append(told)


def collect(
    folders: Folders,
    assignment: str,
    handed_in: Iterable[Member],
    people: Sequence[Person],
    groups: Sequence[Group] = (),
    *,
    replace: bool = False,
) -> Collected:
    """Sort files by their learners and put them into their folders.

    Args:
        folders: where the course is.
        assignment: the assignment that was handed in.
        handed_in: the files.
        people: whom the gradebook knows; plain names and the exchange's may be those of others.
        groups: whom it knows to hand in together.
        replace: take what was handed in now where a learner's folder holds something else.

    Raises:
        OSError: how the platform called the files can't be kept.
    """
    collected = Collected()
    whose = Whose(people, groups)
    works: dict[str | Group, Work] = {}
    handed_in = list(handed_in)
    wrapper = _wrapper([member.path for member in handed_in], whose)
    inbound = Inbound(handed_in, wrapper)
    for member in sorted(handed_in, key=inbound.moment, reverse=True):  # what counts alone is read
        path = member.path.relative_to(wrapper)
        named, owner = whose(path)
        if named.assignment not in ("", assignment):
            continue
        troubles = [member.trouble, *map(trouble_with_name, students_of(owner))]
        trouble = next(filter(None, troubles), "") or inbound.why_not(member, owner)
        if not trouble and owner is not None:
            its_own = _without_whose(inbound.dated(named, member), path, assignment)
            trouble = works.setdefault(owner, Work()).take(its_own, path, member)
        if trouble or owner is None:
            collected.aside[str(member.path)] = trouble or whose.why_nobodys(path, named)
        elif isinstance(owner, str) and (told := whose.perhaps_a_groups(named)):
            collected.note(owner, told)
    _leave_others(works, Which(folders.source, assignment), collected)
    counts = counting(works)
    for student, count in counts.items():
        if isinstance(count.owner, Group):
            collected.groups.setdefault(count.owner, []).append(student)
        if count.note:
            collected.note(student, count.note)
        try:
            _place(folders, assignment, student, count.work, collected, replace=replace)
        except OSError as error:
            collected.aside[student] = f"it can't be written ({error.strerror})"
            for done in (collected.placed, collected.replaced):
                if student in done:
                    done.remove(student)
    fresh = {*collected.placed, *collected.replaced}
    called = {student: counts[student].work.called for student in {*fresh, *collected.unchanged}}
    names = {who: path for who, path in called.items() if path or who in fresh}
    note_names(folders.root, assignment, names)
    return collected


def _leave_others(works: dict[str | Group, Work], which: Which, collected: Collected) -> None:
    """Take out what is plainly another assignment's."""
    for owner, work in list(works.items()):
        if other := which.another({path: body for path, (_, body) in work.files.items()}):
            collected.elsewhere.setdefault(other, []).extend(students_of(owner))
            del works[owner]


def _wrapper(paths: Sequence[PurePosixPath], whose: Whose) -> PurePosixPath:
    """Give the one folder around all files, where there is one and it says nothing of a learner."""
    tops = {path.parts[0] for path in paths if len(path.parts) > 1}
    if len(tops) != 1 or any(len(path.parts) == 1 for path in paths):
        return PurePosixPath()
    named, owner = whose(paths[0])
    if named.scheme != "plain" or owner is not None:
        return PurePosixPath()
    return PurePosixPath(tops.pop())


def _without_whose(named: Named, path: PurePosixPath, assignment: str) -> Named:
    """Call a notebook that lies there under its student's name as it was given out; nobody knows how they called it."""
    if named.scheme == "plain" and named.file == path and path.suffix == ".ipynb":
        return dataclasses.replace(named, file=PurePosixPath(f"{assignment}.ipynb"))
    return named


def _place(
    folders: Folders,
    assignment: str,
    student: str,
    work: Work,
    collected: Collected,
    *,
    replace: bool,
) -> None:
    target = folders.submitted / student / assignment
    fresh = {path: body for path, (_, body) in work.files.items()}
    if work.late:
        collected.note(student, "late, as Canvas says")
    if work.doubt:
        collected.note(student, work.doubt)
    if not target.exists():
        collected.placed.append(student)
    elif _held(target) == fresh:
        collected.unchanged.append(student)
        return
    elif not replace:
        graded = (folders.autograded / student / assignment).exists()
        collected.kept.append(student)
        told = "graded already, and" if graded else "there already, and"
        collected.note(student, f"{told} what was handed in now is another")
        return
    else:
        collected.replaced.append(student)
        _move_away(folders, student, assignment)
    if work.time:  # before the folder: what has a folder is unchanged in the next run
        record = _record(target)
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(work.time, encoding="utf-8")
    _write(target, fresh)


def _record(folder: Path) -> Path:
    """Give where the moment stands that somebody handed in a folder."""
    return folder.with_name(f"{folder.name}.{TIMESTAMP}")


def _held(folder: Path) -> dict[PurePosixPath, bytes]:
    return {
        PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def _move_away(folders: Folders, student: str, assignment: str) -> None:
    """Keep a folder and its record; the record goes first, so that it is never taken for that of newer work."""
    target, number = folders.submitted / student / assignment, 1
    while (kept := folders.root / REPLACED / assignment / f"{student}-{number}").exists():
        number += 1
    kept.parent.mkdir(parents=True, exist_ok=True)
    if _record(target).exists():
        shutil.move(_record(target), _record(kept))
    shutil.move(target, kept)


def _write(target: Path, files: dict[PurePosixPath, bytes]) -> None:
    """Write all of it beside its place first, so that a run that is stopped leaves no half folder."""
    half = target.with_name(f".{target.name}.new")
    shutil.rmtree(half, ignore_errors=True)
    try:
        for path, body in files.items():
            (half / path).parent.mkdir(parents=True, exist_ok=True)
            (half / path).write_bytes(body)
        half.rename(target)
    except OSError:
        shutil.rmtree(half, ignore_errors=True)
        raise
