"""A roster as a CSV file: Canvas's gradebook, Moodle's participants, grades or grading worksheet, or plain columns.

Who is in which group stands in Canvas's export of a group set (`name, canvas_user_id, user_id, login_id, sections,
group_name, canvas_group_id, group_id`, the numbers of the school's own only for who may see them), in Moodle's
participants (`Groups`, several with a comma and a space between), and in the grading worksheet of an assignment that
groups hand in (`Group`, or a sentence that somebody is in none). A plain table has it in `group`.

Columns are found by their English names. Sources: Canvas, *Gradebook CSV export*, *Group Categories CSV Format* and
`group_categories_controller.rb`; Moodle, *Participants*, *Grade export*, *Offline grading worksheet*,
`groups_get_names_concat_sql` in `lib/grouplib.php` and `col_team` in `mod/assign/gradingtable.php`; nbgrader,
`nbgrader db student import`.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.grading.coursework.students import LONGEST_NAME, id_of, trouble_with_name

_LARGEST_BYTES = 20_000_000
_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")
_IDS = (
    *("id", "username", "sis login id", "login_id", "id number", "sis user id", "user_id"),
    *("email address", "canvas_user_id"),
)
"""Columns that may name a student, the best first. Canvas's own `ID` is no name: it is a number of Canvas's."""
_GROUPLESS = "unable to make submissions"
"""What Moodle's worksheet says in the place of a group, of who is in none or in several."""
_LONGEST_GROUP = 255


class RosterError(CourseError):
    """A file can't be used as a roster."""


@dataclass(frozen=True)
class Person:
    """Somebody on a roster.

    Attributes:
        student: the id in the gradebook, and the name of the folder in `submitted/`.
        lms_user_id: the number that the learning platform writes into names of files, "" where it is not told.
    """

    student: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Group:
    """Students who hand in together, by id; the platform's number, where it is told, tells two of one name apart."""

    name: str
    members: tuple[str, ...]
    number: str = ""


@dataclass(frozen=True)
class Roster:
    """Who is on it.

    Attributes:
        people: they.
        aside: lines that were not used, with the reason.
        groups: in which groups they are, as far as it says.
        numbers_of_one_assignment: Moodle numbers people anew in each assignment.
        numbers_name_people: it is Canvas's group set: its numbers say who somebody is, whatever else it calls them.
    """

    people: tuple[Person, ...]
    aside: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    numbers_of_one_assignment: bool = False
    numbers_name_people: bool = False


def read_roster(path: Path) -> Roster:
    """Read a roster.

    Raises:
        RosterError: it is too large, no text or table, or no column names a student.
        OSError: it can't be read.
    """
    with path.open("rb") as file:
        content = file.read(_LARGEST_BYTES + 1)
    if len(content) > _LARGEST_BYTES:
        raise RosterError(f"{path.name} is larger than {_LARGEST_BYTES:,} bytes: is it a roster?")
    text = _decoded(path, content)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise RosterError(
            f"{path.name} can't be read as a table ({error}): is a quotation mark missing? Export it again."
        ) from error
    header = [name.strip().casefold() for name in rows[0]] if rows else []
    if _naming(header) is None:
        known = ", ".join(name.title() for name in _IDS[1:] if "_" not in name)
        raise RosterError(
            f"No column of {path.name} names a student. Its first line needs one of: id, {known}. "
            "(Export the roster in English.)"
        )
    return _people(header, rows[1:])


def _people(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Roster:
    people: dict[str, Person] = {}
    groups: dict[tuple[str, str], list[str]] = {}
    aside = []
    for number, row in enumerate(rows, 2):
        told = dict(zip(header, (cell.strip() for cell in row), strict=False))
        cells = dict.fromkeys(header, "") | told
        if not any(cells.values()) or _is_no_person(cells):
            continue
        person = _person(cells, canvas="sis login id" in header)
        if not person.student:
            aside.append(f"line {number}: it names nobody")
        elif trouble := trouble_with_name(person.student):
            aside.append(f"line {number}: {person.student!r} can't be a student's id: {trouble}")
        elif people.setdefault(person.student, person) != person:
            aside.append(f"line {number}: {person.student} stands above with other facts")
        else:
            for group in _groups(cells):
                if group[0].isprintable() and len(group[0]) <= _LONGEST_GROUP:
                    groups.setdefault(group, []).append(person.student)
                else:
                    aside.append(f"line {number}: no group is called {group[0][:40]!r}")
    return Roster(
        tuple(people.values()),
        tuple(aside),
        tuple(Group(name, tuple(who), number) for (name, number), who in groups.items()),
        numbers_of_one_assignment="identifier" in header,
        numbers_name_people="canvas_user_id" in header,
    )


def _groups(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give names and numbers of the groups that somebody is in."""
    one = _first_of(cells, "group_name", "canvas_group_name", "group")
    names = [one] if one else map(str.strip, cells.get("groups", "").split(", "))
    number = _first_of(cells, "canvas_group_id", "group_id")[:LONGEST_NAME]
    return [(id_of(name), number) for name in names if name and _GROUPLESS not in name]


def _person(cells: Mapping[str, str], *, canvas: bool) -> Person:
    named = cells.get("student") or cells.get("full name") or cells.get("name") or ""
    last, comma, first = named.partition(",")
    if not comma:
        first, _, last = named.rpartition(" ")
    names = [name for name in _IDS if not (canvas and name == "id")]
    student = _first_of(cells, *names)
    number = cells.get("id", "") if canvas else _first_of(cells, "lms_user_id", "canvas_user_id")
    return Person(
        id_of(student or (cells.get("id", "") if canvas else "")).replace("/", "-"),
        _first_of(cells, "first name", "firstname", "first_name") or first.strip(),
        _first_of(cells, "last name", "lastname", "surname", "last_name") or last.strip(),
        cells.get("email address") or cells.get("email") or "",
        number or "".join(re.findall(r"^Participant (\d+)$", cells.get("identifier", ""))),
    )


def _first_of(cells: Mapping[str, str], *names: str) -> str:
    return next((cells[name] for name in names if cells.get(name)), "")


def _is_no_person(cells: Mapping[str, str]) -> bool:
    """Canvas's second line holds points, and its last one a student that it made for teachers."""
    if "sis login id" not in cells:
        return False
    named = cells.get("student") or ", ".join(
        filter(None, (cells.get("lastname"), cells.get("firstname")))
    )
    return named.casefold() in ("", "points possible", "student, test")


def _naming(header: Sequence[str]) -> str | None:
    return next((name for name in _IDS if name in header), None)


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _decoded(path: Path, content: bytes) -> str:
    for encoding in _ENCODINGS:
        if encoding == "utf-16" and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterError(
        f"{path.name} is no text in UTF-8, UTF-16 or Windows-1252: export the roster as CSV, "
        "or save it anew in a spreadsheet, as CSV with the encoding UTF-8."
    )
