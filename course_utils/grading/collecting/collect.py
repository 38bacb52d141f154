"""Puts what a learning platform gave out into `submitted/STUDENT/ASSIGNMENT/`, each file under its learner.

A file whose learner is not found is left aside and named. What is there already is never written over: the same
bytes are unchanged, others are left aside, unless they are to be replaced, and then the old folder is kept.
"""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from course_utils.grading.collecting.archives import Member
from course_utils.grading.collecting.handed_in_as import note_names
from course_utils.grading.collecting.names import Named
from course_utils.grading.collecting.rosters import Person
from course_utils.grading.collecting.whose import Whose
from course_utils.grading.coursework.students import trouble_with_name
from course_utils.grading.records.layout import Folders
from course_utils.notebooks.finding import may_be_notebook

REPLACED = "replaced"

_GIVE_BACK = ("Canvas", "Moodle")

_LONGEST_PATH, _LONGEST_PART = 1_000, 255
"""Characters of a path, bytes of one of its parts: what file systems take."""


@dataclass
class Collected:
    """What came of it.

    Attributes:
        placed: ids of those whose folder is new.
        replaced: of those whose earlier folder was moved away for it.
        unchanged: of those who have handed in the same before.
        kept: of those whose folder holds something else and was left as it is.
        notes: what there is to say of somebody, by id.
        aside: paths that were not used, with the reason.
    """

    placed: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)

    @property
    def everybody(self) -> set[str]:
        return {*self.placed, *self.replaced, *self.unchanged, *self.kept}


@dataclass
class _Work:
    """The newest files of one learner, by path, each with its attempt; and when the exchange took them in.

    `called` is how the platform, where it was Canvas or Moodle, called the notebook.
    """

    files: dict[PurePosixPath, tuple[int, bytes]] = field(default_factory=dict)
    late: bool = False
    time: str = ""
    called: PurePosixPath | None = None


def collect(
    folders: Folders,
    assignment: str,
    handed_in: Iterable[Member],
    people: Sequence[Person],
    *,
    replace: bool = False,
) -> Collected:
    """Sort files by their learners and put them into their folders.

    Args:
        folders: where the course is.
        assignment: the assignment that was handed in.
        handed_in: the files.
        people: whom the gradebook knows; plain names and the exchange's may be those of others.
        replace: take what was handed in now where a learner's folder holds something else.

    Raises:
        OSError: how the platform called the files can't be kept.
    """
    collected = Collected()
    whose = Whose(people)
    works: dict[str, _Work] = {}
    handed_in = list(handed_in)
    wrapper = _wrapper([member.path for member in handed_in], whose)
    for member in handed_in:
        path = member.path.relative_to(wrapper)
        named, student = whose(path)
        trouble = member.trouble or (
            trouble_with_name(student) if student else whose.why_nobodys(path, named)
        )
        if trouble or student is None:
            collected.aside[str(member.path)] = trouble or ""
        elif trouble := _take(works.setdefault(student, _Work()), named, path, member.body):
            collected.aside[str(member.path)] = trouble
    for student, work in sorted(works.items()):
        try:
            _place(folders, assignment, student, work, collected, replace=replace)
        except OSError as error:
            collected.aside[student] = f"it can't be written ({error.strerror})"
            for done in (collected.placed, collected.replaced):
                if student in done:
                    done.remove(student)
    counted = collected.everybody - set(collected.kept)
    called = {name: work.called for name, work in works.items() if name in counted and work.called}
    note_names(folders.root, assignment, called)
    return collected


def _wrapper(paths: Sequence[PurePosixPath], whose: "Whose") -> PurePosixPath:
    """Give the one folder around all files, where there is one and it says nothing of a learner."""
    tops = {path.parts[0] for path in paths if len(path.parts) > 1}
    if len(tops) != 1 or any(len(path.parts) == 1 for path in paths):
        return PurePosixPath()
    named, student = whose(paths[0])
    if named.scheme != "plain" or student is not None:
        return PurePosixPath()
    return PurePosixPath(tops.pop())


def _take(work: _Work, named: Named, path: PurePosixPath, body: bytes) -> str:
    """Take a file in; tell why not, where it can't lie beside the others."""
    if trouble := _trouble_with(named.file):
        return trouble
    work.late |= named.late
    if named.time > work.time:  # the exchange keeps every time that somebody handed in
        work.time, work.files = named.time, {}
    attempt, held = work.files.get(named.file, (-1, b""))
    if named.time < work.time or named.attempt < attempt:
        return ""
    if named.attempt == attempt and held != body:
        return "another file of this learner has the same name, and that one counts"
    if any(named.file in other.parents or other in named.file.parents for other in work.files):
        return "a file and a folder have the same name"
    work.files[named.file] = (named.attempt, body)
    if named.scheme in _GIVE_BACK and may_be_notebook(named.file.name):
        work.called = path
    return ""


def _trouble_with(file: PurePosixPath) -> str:
    """Tell why a file can't have this name on a disk."""
    if not str(file).isprintable() or ".." in file.parts:
        return "its name has characters that can't be printed, or leads out of the folder"
    if len(str(file)) > _LONGEST_PATH or any(
        len(part.encode()) > _LONGEST_PART for part in file.parts
    ):
        return "its name is too long"
    return ""


def _place(
    folders: Folders,
    assignment: str,
    student: str,
    work: _Work,
    collected: Collected,
    *,
    replace: bool,
) -> None:
    target = folders.submitted / student / assignment
    fresh = {path: body for path, (_, body) in work.files.items()}
    if work.late:
        collected.notes.setdefault(student, []).append("late, as Canvas says")
    if not target.exists():
        collected.placed.append(student)
    elif _held(target) == fresh:
        collected.unchanged.append(student)
        return
    elif not replace:
        graded = (folders.autograded / student / assignment).exists()
        collected.kept.append(student)
        told = "graded already, and" if graded else "there already, and"
        collected.notes.setdefault(student, []).append(f"{told} what was handed in now is another")
        return
    else:
        collected.replaced.append(student)
        _move_away(folders, target, student, assignment)
    _write(target, fresh)
    if work.time:
        (target.parent / f"{assignment}.timestamp.txt").write_text(work.time, encoding="utf-8")


def _held(folder: Path) -> dict[PurePosixPath, bytes]:
    return {
        PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def _move_away(folders: Folders, target: Path, student: str, assignment: str) -> None:
    number = 1
    while (kept := folders.root / REPLACED / assignment / f"{student}-{number}").exists():
        number += 1
    kept.parent.mkdir(parents=True, exist_ok=True)
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
