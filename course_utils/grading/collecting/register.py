"""The gradebook's students: entering a roster, and reading it back to find out whose a file is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa
from nbgrader.api import Gradebook, Student

from course_utils.grading.collecting.rosters import Person, Roster
from course_utils.grading.records.entry import open_gradebook, quiet
from course_utils.grading.records.gradebook import UNUSABLE, GradebookError, explained
from course_utils.grading.records.layout import Folders

_FACTS = ("first_name", "last_name", "email", "lms_user_id")


@dataclass
class Registered:
    """What came of a roster: ids by what was done, and what the gradebook says otherwise."""

    added: list[str] = field(default_factory=list)
    completed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


def register(folders: Folders, roster: Roster) -> Registered:
    """Enter people into the gradebook. What stands there is kept; only what is missing is filled in.

    Numbers that are of one assignment take the place of those of an earlier one.

    Raises:
        GradebookError: the gradebook can't be used.
    """
    done = Registered()
    with _opened(folders) as book:
        numbers = {
            number: student
            for number, student in book.db.execute(sa.select(Student.lms_user_id, Student.id))
            if number
        }
        for person in roster.people:
            owner = numbers.get(person.lms_user_id)
            if owner not in (None, person.student):
                told = f"{person.student}: the platform's number {person.lms_user_id} is {owner}'s in the gradebook"
                done.differing.append(told)
                continue
            _enter(book, person, done, renumbered=roster.numbers_of_one_assignment)
            if person.lms_user_id:
                numbers[person.lms_user_id] = person.student
        book.db.commit()
    return done


def registered(folders: Folders) -> list[Person]:
    """Give everybody whom the gradebook knows.

    Raises:
        GradebookError: the gradebook can't be used.
    """
    with _opened(folders) as book:
        columns = (Student.id, *(getattr(Student, fact) for fact in _FACTS))
        rows = book.db.execute(sa.select(*columns).order_by(Student.id))
        return [Person(*(value or "" for value in row)) for row in rows]


def _enter(book: Gradebook, person: Person, done: Registered, *, renumbered: bool) -> None:
    told = {fact: getattr(person, fact) for fact in _FACTS if getattr(person, fact)}
    row = book.db.get(Student, person.student)
    if row is None:
        book.db.add(Student(id=person.student, **told))
        done.added.append(person.student)
        return
    known = {fact: getattr(row, fact) or "" for fact in told}
    if renumbered and known.get("lms_user_id") != person.lms_user_id:
        known["lms_user_id"] = ""
    for fact, value in told.items():
        if known[fact] not in ("", value):
            done.differing.append(
                f"{person.student}: {fact.replace('_', ' ')} is {known[fact]!r} in the gradebook, {value!r} in the roster"
            )
    missing = {fact: value for fact, value in told.items() if not known[fact]}
    for fact, value in missing.items():
        setattr(row, fact, value)
    (done.completed if missing else done.unchanged).append(person.student)


@contextmanager
def _opened(folders: Folders) -> Iterator[Gradebook]:
    try:
        with quiet():
            book = open_gradebook(folders.db_url, folders.course_id)
        try:
            yield book
        finally:
            book.close()
    except UNUSABLE as error:
        raise GradebookError(explained(folders, error)) from error
