"""Whose a file is, as the learning platform named it and the gradebook knows its students."""

import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

from course_utils.grading.collecting.names import Named, readings, why_nobodys
from course_utils.grading.collecting.rosters import Person
from course_utils.grading.coursework.students import id_of

_NOT_IN_MOODLES_NAMES = str.maketrans("_", " ", "&<>\"`|':\\/")


class Whose:
    """Tells whose a file is: by the platform's number, the id, or the full name if one person alone has it."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._ids = {person.student for person in people}
        self._by_number = {person.lms_user_id: person for person in people if person.lms_user_id}
        self._by_name: dict[str, set[str]] = {}
        for person in people:
            self._by_name.setdefault(_alike(person.full_name), set()).add(person.student)

    def __call__(self, path: PurePosixPath) -> tuple[Named, str | None]:
        """Give how the path is to be read, and the student's id, None where it is nobody's."""
        ways = readings(path)
        for named in ways:
            person = self._by_number.get(named.number)
            if person and _has_name(person, named):
                return named, person.student
        named = ways[0]
        if named.scheme == "Canvas" and not why_nobodys(path) and named.number in self._by_number:
            return named, self._by_number[
                named.number
            ].student  # a group's, or the name is another now
        if named.scheme in ("exchange", "plain"):
            return named, self._of_id(id_of(named.person), must_be_known=named.scheme == "plain")
        return named, self._of_name(named.person) if named.scheme == "Moodle" else None

    def why_nobodys(self, path: PurePosixPath, named: Named) -> str:
        """Tell why a file is nobody's."""
        if hidden := why_nobodys(path):
            return hidden
        if named.scheme == "Canvas":
            return (
                f"nobody in the gradebook has Canvas's number {named.number}: "
                "enter its roster with `course roster`"
            )
        unclear = "it is not clear whose it is: no student, or more than one, has this name"
        if named.scheme == "Moodle":
            return f"{unclear} (of a group's work collect a folder with one for each member, called as the student)"
        return unclear

    def _of_id(self, student: str, *, must_be_known: bool) -> str | None:
        if student in self._ids or not must_be_known or not self._ids:
            return student
        return self._of_name(student)

    def _of_name(self, name: str) -> str | None:
        """Find a full name; before it may stand a group's name and a dash."""
        pieces = name.split("-")
        for first in range(len(pieces)):
            found = self._by_name.get(_alike("-".join(pieces[first:])), set())
            if len(found) == 1:
                return next(iter(found))
        return None


def _has_name(person: Person, named: Named) -> bool:
    """Tell whether a platform that gives a file this name may mean this person.

    Numbers alone do not say it: Moodle numbers groups, too, and a person's name may have a number at its end.
    """
    names = person.first_name, person.last_name
    if named.scheme == "Canvas":
        called = _letters(named.person)
        return called in (_letters("".join(names[::-1])), _letters("".join(names)))
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
