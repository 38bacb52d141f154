"""What is exported, read as Canvas's and Moodle's own imports of grades read it.

Written after `lib/gradebook_importer.rb` of Canvas and `grade/import/csv/classes/load_data.php` of Moodle.
"""

import csv
import io
import re

from course_utils.grading.collecting.rosters import Person
from course_utils.grading.pages.exports import export
from course_utils.grading.records.report import Row

PEOPLE = {
    "jdoe": Person("jdoe", "Jane", "Doe", "jane@example.org", "1234"),
    "S-2": Person("S-2", "Seán", "O'Brien", "+sean@example.org", ""),
    "lee": Person("lee"),
}
POINTS = {"jdoe": 11 / 3, "S-2": 1234567.25, "lee": 0.0}


def rows() -> list[Row]:
    graded = [
        Row(name, points, 15.0, {}, 0.1, [], False, 0.0, "") for name, points in POINTS.items()
    ]
    return [*graded, Row("failed", 0.0, 15.0, {}, 0.1, [], True, 0.0, "")]


def read(form: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(export(rows(), PEOPLE, "unit 2", form), newline="")))


def canvas_takes() -> tuple[dict[str, str], dict[str, str]]:
    """Give the grades by Canvas's number, or the login where there is none, and the points possible."""
    head, *lines = ([as_canvas_counts(cell) for cell in line] for line in read("canvas"))
    assert "Student" in head[0]
    assert "ID" in head[1]
    assert re.search(r"SIS\s+User\s+ID", head[2])
    assert re.search(r"SIS\s+Login\s+ID", head[3])
    assert "Section" in head[4]
    possible: dict[str, str] = {}
    grades = {}
    for line in lines:
        if "Points Possible" in line[0]:
            possible = dict(zip(head[5:], line[5:], strict=True))
        else:
            grades[line[1] or line[3]] = line[5].strip()
    return grades, possible


def as_canvas_counts(cell: str) -> str:
    """A cell of digits, dots and commas is a number: the last dot or comma of it stands before the decimals."""
    if not re.fullmatch(r"-?[0-9.,]+%?", cell):
        return cell
    *whole, last = re.split(r"[,.]", cell)
    return f"{''.join(whole)}.{last}" if whole else last


def test_canvas_finds_everybody_and_their_points() -> None:
    grades, possible = canvas_takes()
    assert grades == {"1234": "3.666667", "S-2": "1234567.25", "lee": "0", "failed": ""}
    assert possible == {"unit 2": "15"}


def test_moodle_finds_everybody_and_their_points() -> None:
    head, *lines = read("moodle")
    who, grade = head.index("ID number"), head.index("unit 2")
    assert all(line[who] for line in lines)  # else the grade would be the line's before
    taken = {line[who]: None if line[grade] == "-" else float(line[grade]) for line in lines}
    assert taken == {"jdoe": 3.666667, "S-2": 1234567.25, "lee": 0.0, "failed": None}
