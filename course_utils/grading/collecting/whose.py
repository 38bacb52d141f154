"""Whose a file is, as the learning platform named it and the gradebook knows its students."""

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from course_utils.grading.collecting.names import Named, readings, why_nobodys
from course_utils.grading.collecting.rosters import Group, Person
from course_utils.grading.coursework.students import id_of

T = TypeVar("T")

_NOT_IN_MOODLES_NAMES = str.maketrans("_", " ", "&<>\"`|':\\/")


class Whose:
    """Tells whose a file is: by the platform's number, the id, or the full name if one person alone has it.

    It is a group's where it bears its name: on Canvas with the number of a member, elsewhere if one group alone has
    the name and nobody else.
    """

    def __init__(self, people: Sequence[Person], groups: Sequence[Group] = ()) -> None:
        self._ids = {person.student for person in people}
        self._by_number = {person.lms_user_id: person for person in people if person.lms_user_id}
        self._by_name: dict[str, set[str]] = {}
        for person in people:
            self._by_name.setdefault(_alike(person.full_name), set()).add(person.student)
        self._groups = groups
        self._groups_by_name: dict[str, set[Group]] = {}
        for group in groups:
            for name in (group.name, group.name.replace("&", "&amp;")):  # Moodle's `&` is HTML's
                self._groups_by_name.setdefault(_alike(name), set()).add(group)

    def __call__(self, path: PurePosixPath) -> tuple[Named, str | Group | None]:
        """Give how the path is to be read, and the student's id or the group, None where it is nobody's."""
        ways = readings(path)
        for named in ways:
            person = self._by_number.get(named.number)
            if person and _has_name(person, named):
                return named, person.student
            if (
                person
                and named.scheme == "Canvas"
                and (group := self._members_group(person, named))
            ):
                return named, group
        named = ways[0]
        if named.scheme == "Canvas" and not why_nobodys(path) and named.number in self._by_number:
            return named, self._by_number[named.number].student
        if named.scheme == "Canvas":
            return named, None
        student = id_of(named.person)
        is_id = student in self._ids or not self._ids
        if named.scheme == "exchange" or (named.scheme == "plain" and is_id):
            return named, student
        return named, self._of_full_name(named.person)

    def perhaps_a_groups(self, named: Named) -> str:
        """Tell of a student's file on Canvas that bears another name: they may not be the only one whose it is."""
        person = self._by_number.get(named.number)
        if named.scheme != "Canvas" or person is None or not person.full_name:
            return ""
        if _has_name(person, named):
            return ""
        return (
            f"Canvas calls it {named.person!r}: if that is a group, the other members have nothing yet; "
            "`course roster GROUPS.csv` enters who they are"
        )

    def why_nobodys(self, path: PurePosixPath, named: Named) -> str:
        """Tell why a file is nobody's."""
        if hidden := why_nobodys(path):
            return hidden
        if named.scheme == "Canvas":
            return (
                f"nobody in the gradebook has Canvas's number {named.number}: "
                "enter its roster with `course roster`"
            )
        if _alike(named.person) in self._groups_by_name:
            return (
                "more than one group, or a group and a student, have this name: "
                "collect a folder with a copy for each member, called as the student"
            )
        unclear = "it is not clear whose it is: no student, or more than one, has this name"
        if named.scheme == "Moodle":
            return f"{unclear} (of a group's work enter first who is in it: `course roster GROUPS.csv`)"
        return unclear

    def _members_group(self, member: Person, named: Named) -> Group | None:
        """Find the group of a member whose number Canvas gives the group's file."""
        called = _letters(named.person)
        return _only(
            group
            for group in self._groups
            if member.student in group.members and _letters(group.name) == called
        )

    def _of_full_name(self, name: str) -> str | Group | None:
        """Find whose a name is: a student's or a group's, nobody's where it may be either's."""
        called, student = _alike(name), self._of_name(name)
        if called not in self._groups_by_name:
            return student
        is_a_students = student is not None or called in self._by_name
        return None if is_a_students else _only(self._groups_by_name[called])

    def _of_name(self, name: str) -> str | None:
        """Find a full name; before it may stand a group's name and a dash."""
        pieces = name.split("-")
        for first in range(len(pieces)):
            found = self._by_name.get(_alike("-".join(pieces[first:])), set())
            if student := _only(found):
                return student
        return None


def _only(found: Iterable[T]) -> T | None:
    """Give the one that was found, None where there are none or more."""
    all_found = list(found)
    return all_found[0] if len(all_found) == 1 else None


def _has_name(person: Person, named: Named) -> bool:
    """Tell whether a platform that gives a file this name may mean this person.

    Numbers alone do not say it: Moodle numbers groups, too, and a person's name may have a number at its end.
    """
    names = person.first_name, person.last_name
    if named.scheme == "Canvas":
        called = _letters(named.person)
        return bool(called) and called in (
            _letters("".join(names[::-1])),
            _letters("".join(names)),
        )
    called = _alike(named.person)
    return any(called.endswith(_alike(" ".join(order))) for order in (names, names[::-1]))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).lower()))


def _alike(name: str) -> str:
    """Give a name as two systems would both write it: without accents' forms, letter case and doubled spaces.

    What Moodle leaves out of a file's name is left out.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_NOT_IN_MOODLES_NAMES)
    return " ".join(plain.split())
