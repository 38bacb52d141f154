"""The gradebook's students and groups: entering a roster, and reading it back to find out whose a file is.

nbgrader knows no groups: who is in one stands in the same database, in a table of the course's own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby

import sqlalchemy as sa
from nbgrader.api import Gradebook, Student

from course_utils.grading.collecting.rosters import Group, Person, Roster
from course_utils.grading.records.layout import Folders
from course_utils.grading.records.opening import (
    UNUSABLE,
    GradebookError,
    explained,
    open_gradebook,
    quiet,
)

_FACTS = ("first_name", "last_name", "email", "lms_user_id")

_MEMBERS = sa.Table(
    "course_group_members",
    sa.MetaData(),
    sa.Column("name", sa.String(255), primary_key=True),
    sa.Column("number", sa.String(128), primary_key=True),
    sa.Column("student", sa.String(128), primary_key=True),
)


@dataclass
class Registered:
    """What came of a roster: ids by what was done, what the gradebook says otherwise, and groups that changed."""

    added: list[str] = field(default_factory=list)
    completed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


def register(folders: Folders, roster: Roster) -> Registered:
    """Enter people into the gradebook. What stands there is kept; only what is missing is filled in.

    Who has a known e-mail address is known, whatever the roster calls them, and keeps the gradebook's id.
    Numbers that are of one assignment take the place of those of an earlier one, and a group that of an earlier one
    with its name.

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
        known_as: dict[str, str] = {}
        mails = _Mails(book, roster.people)
        for listed in roster.people:
            owner = numbers.get(listed.lms_user_id)
            if owner and roster.numbers_name_people:
                known_as[listed.student] = owner
                done.unchanged.append(owner)
                continue
            known, doubt = mails.whose(listed)
            done.differing += [doubt] if doubt else []
            if known is None:
                continue
            known_as[listed.student] = known
            person = replace(listed, student=known)
            if owner not in (None, person.student):
                told = f"{person.student}: the platform's number {person.lms_user_id} is {owner}'s in the gradebook"
                done.differing.append(told)
                continue
            _enter(book, person, done, renumbered=roster.numbers_of_one_assignment)
            if person.lms_user_id:
                numbers[person.lms_user_id] = person.student
        if roster.groups:
            done.groups = _enter_groups(book, roster.groups, known_as)
        book.db.commit()
    return done


class _Mails:
    """Tells who somebody on a roster is by the e-mail address, compared without case; an id may be one."""

    def __init__(self, book: Gradebook, people: Sequence[Person]) -> None:
        rows = book.db.execute(sa.select(Student.id, Student.email)).all()
        self._ids = {row.id for row in rows}
        self._listed = {person.student for person in people}
        self._owners: dict[str, set[str]] = {}
        for row in rows:
            for mail in _mails(row.id, row.email):
                self._owners.setdefault(mail, set()).add(row.id)
        times = Counter(mail for each in people for mail in _mails(each.student, each.email))
        self._shared = {mail for mail, count in times.items() if count > 1}

    def whose(self, person: Person) -> tuple[str | None, str]:
        """Give the id in the gradebook, a new one too, None where that can't be told; and what is doubtful.

        An address that the roster itself gives to several tells nobody from another.
        """
        mails = _mails(person.student, person.email) - self._shared
        owners = {owner for mail in mails for owner in self._owners.get(mail, ())}
        others = sorted(owners - {person.student})
        if not others:
            return person.student, ""
        is_known = person.student in self._ids
        if not is_known and len(others) == 1 and others[0] not in self._listed:
            return others[0], ""
        doubt = (
            f"{person.student}: the e-mail address is also that of {' and '.join(others)} in the gradebook. If they "
            "are one person, take one of them away (`nbgrader db student remove ID`); else mend the address"
        )
        return (person.student if is_known else None), doubt


def _mails(student: str, email: str | None) -> set[str]:
    return {text.casefold() for text in (student, email or "") if "@" in text}


def registered(folders: Folders) -> list[Person]:
    """Give everybody whom the gradebook knows.

    Raises:
        GradebookError: the gradebook can't be used.
    """
    with _opened(folders) as book:
        columns = (Student.id, *(getattr(Student, fact) for fact in _FACTS))
        rows = book.db.execute(sa.select(*columns).order_by(Student.id))
        return [Person(*(value or "" for value in row)) for row in rows]


def registered_groups(folders: Folders) -> list[Group]:
    """Give the groups of whom the gradebook knows.

    Raises:
        GradebookError: the gradebook can't be used.
    """
    with _opened(folders) as book:
        return _groups(book)


def _groups(book: Gradebook) -> list[Group]:
    if not sa.inspect(book.db.connection()).has_table(_MEMBERS.name):
        return []
    column = _MEMBERS.c
    known = sa.select(_MEMBERS).join(Student, Student.id == column.student)
    rows = book.db.execute(known.order_by(column.name, column.number, column.student)).all()
    return [
        Group(name, tuple(row.student for row in members), number)
        for (name, number), members in groupby(rows, key=lambda row: (row.name, row.number))
    ]


def _enter_groups(
    book: Gradebook, groups: Sequence[Group], known_as: Mapping[str, str]
) -> list[Group]:
    """Enter who is in which group, in the place of what is known of groups with these names; give what is new."""
    before = set(_groups(book))
    _MEMBERS.create(book.db.connection(), checkfirst=True)
    book.db.execute(
        sa.delete(_MEMBERS).where(_MEMBERS.c.name.in_({group.name for group in groups}))
    )
    rows = {
        (group.name, group.number, known_as.get(member, member))
        for group in groups
        for member in group.members
    }
    book.db.execute(
        sa.insert(_MEMBERS), [dict(zip(_MEMBERS.c.keys(), row, strict=True)) for row in rows]
    )
    return [group for group in _groups(book) if group not in before]


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
        if fact == "email" and known[fact].casefold() == value.casefold():
            continue
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
