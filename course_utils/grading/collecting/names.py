"""How learning platforms name what a learner handed in.

- Canvas, *Download Submissions*: `doejane_LATE_1234_56789_how_a_server.ipynb`: the sortable name without what is no
  letter, digit or `_`, or a group's name; Canvas's number of the person, or of the group's first member; that of the
  file, which grows with each upload. A file that was handed in again ends in `-1`, `-2` before its suffix. What was
  typed into Canvas is called `doejane_1234_text.html`, a link `…_link.html`. With hidden names the beginning is
  `anon_Xy12z_56789_…`.
- Moodle, *Download all submissions*: `Jane Doe_1234567_assignsubmission_file/how_a_server.ipynb`, before Moodle 4.1
  with a last `_`, or without folders `Jane Doe_1234567_assignsubmission_file_how_a_server.ipynb`; a group's
  name and `-` may stand before the person's. The number is of the person in this assignment, and where groups hand
  in together, of the group; with hidden names the name is `Participant`. `_` in names is a space, and `&<>"|':` and
  the grave accent are left out.
- nbgrader's exchange: `inbound/jane+how_a_server+2026-11-28 10:00:00.000000 UTC+…/how_a_server.ipynb`.
- Else a folder or a file that is called as the student: `jane/…`, `jane.ipynb`.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

Scheme = Literal["Canvas", "Moodle", "exchange", "plain"]

_CANVAS = re.compile(r"(?=_(?P<late>LATE_)?(?P<number>\d+)_(?P<upload>\d{1,20})_(?P<file>[^/]+)$)")
_CANVAS_TYPED = re.compile(r"[^/ ]+_\d+_(text|link)\.html")
_CANVAS_HIDDEN = re.compile(r"(LATE_)?anon_[A-Za-z0-9]+_\d+_[^/]+")
_AGAIN = re.compile(r"(?P<stem>.+)-(?P<attempt>\d{1,3})(?P<suffix>\.[^.]+)")
_MOODLE = re.compile(
    r"(?P<name>[^/]+?)(?:_(?P<number>\d+))?_assignsubmission_(?:[a-z]+)(?:_?/|_)(?P<file>.+)"
)
_EXCHANGE = re.compile(
    r"(?P<name>[^/+]+)\+(?P<assignment>[^/+]+)\+(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? UTC)(?:\+[^/]*)?/(?P<file>.+)"
)


@dataclass(frozen=True)
class Named:
    """What a path says.

    Attributes:
        scheme: who named it so.
        person: the student's id, or the name (Moodle's full one, perhaps with a group's before it; Canvas's short one).
        number: the platform's number of the person, "" where there is none.
        file: the file as the learner called it, a path.
        late: the platform marked it as late.
        attempt: 0, or how often it was handed in again.
        doubt: what there is to say of the time, where it is not what the exchange wrote.
        time: when it was handed in, as the exchange wrote it, "" elsewhere.
        upload: Canvas's number of the file, 0 elsewhere.
        assignment: what was handed in, where the exchange says so: its folder holds all of a course.
    """

    scheme: Scheme
    person: str
    number: str
    file: PurePosixPath
    late: bool = False
    attempt: int = 0
    doubt: str = ""
    time: str = ""
    upload: int = 0
    assignment: str = ""


def read_name(path: PurePosixPath) -> Named:
    """Read a path in an archive or a folder; whatever fits none of the schemes is plain.

    A scheme's name stands at the beginning: what comes after it is the learner's own, and may look like anything.
    """
    return readings(path)[0]


def readings(path: PurePosixPath) -> list[Named]:
    """Read a path in each possible way, the likeliest first.

    A name of Canvas's has more than one where a person's name or a learner's own name of a file has numbers in it:
    the name before the numbers tells which it is.
    """
    text = str(path)
    if found := _canvas(text):
        return found
    if match := _EXCHANGE.match(text):
        file = PurePosixPath(match["file"])
        when, what = match["time"], match["assignment"]
        return [Named("exchange", match["name"], "", file, time=when, assignment=what)]
    if match := _MOODLE.match(text):
        file = PurePosixPath(match["file"])
        return [Named("Moodle", match["name"], match["number"] or "", file)]
    if len(path.parts) > 1:
        return [Named("plain", path.parts[0], "", PurePosixPath(*path.parts[1:]))]
    return [Named("plain", path.stem, "", path)]


def why_nobodys(path: PurePosixPath) -> str:
    """Tell why a path can be nobody's, where its scheme says so; else ""."""
    if _CANVAS_TYPED.fullmatch(str(path)):
        return "it was typed into Canvas, or is a link: there is no notebook in it"
    if _CANVAS_HIDDEN.fullmatch(str(path)):
        return (
            "Canvas hides whose it is: show the names there (anonymous grading), and download again"
        )
    if (named := read_name(path)).scheme == "Moodle" and named.person == "Participant":
        return "Moodle hides whose it is: reveal the names there, and download again"
    return ""


def _canvas(text: str) -> list[Named]:
    found = []
    for match in _CANVAS.finditer(text):
        person = text[: match.start()]
        if re.search(r"[/ ]", person):
            break
        own, attempt = _handed_in_again(match["file"])
        late = match["late"] is not None
        number, file = match["number"], PurePosixPath(own)
        upload = int(match["upload"])
        found.append(Named("Canvas", person, number, file, late, attempt, upload=upload))
    return found


def _handed_in_again(file: str) -> tuple[str, int]:
    found = _AGAIN.fullmatch(file)
    return (found["stem"] + found["suffix"], int(found["attempt"])) if found else (file, 0)
