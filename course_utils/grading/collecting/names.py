"""How learning platforms name what a learner handed in.

- Canvas, *Download Submissions*: `doejane_LATE_1234_56789_how_a_server.ipynb`, where 1234 is Canvas's number of the
  person and 56789 that of the submission; a file that was handed in again ends in `-1`, `-2` before its suffix.
- Moodle, *Download all submissions*: `Jane Doe_1234567_assignsubmission_file_/how_a_server.ipynb`, newer ones
  without the last `_`, or without folders `Jane Doe_1234567_assignsubmission_file_how_a_server.ipynb`; a group's
  name and `-` may stand before the person's.
- nbgrader's exchange: `inbound/jane+how_a_server+2026-11-28 10:00:00.000000 UTC+…/how_a_server.ipynb`.
- Else a folder or a file that is called as the student: `jane/…`, `jane.ipynb`.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

Scheme = Literal["Canvas", "Moodle", "exchange", "plain"]

_CANVAS = re.compile(r"[^_/ ]+_(?P<late>LATE_)?(?P<number>\d+)_\d+_(?P<file>[^/]+)")
_AGAIN = re.compile(r"(?P<stem>.+)-(?P<attempt>\d{1,3})(?P<suffix>\.[^.]+)")
_MOODLE = re.compile(
    r"(?P<name>[^/]+?)_(?P<number>\d+)_assignsubmission_(?:[a-z]+)(?:_?/|_)(?P<file>.+)"
)
_EXCHANGE = re.compile(
    r"(?P<name>[^/+]+)\+[^/+]+\+(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? UTC)(?:\+[^/]*)?/(?P<file>.+)"
)


@dataclass(frozen=True)
class Named:
    """What a path says.

    Attributes:
        scheme: who named it so.
        person: the student's id, or the full name (Moodle; perhaps with a group's before it).
        number: the platform's number of the person, "" where there is none.
        file: the file as the learner called it, a path.
        late: the platform marked it as late.
        attempt: 0, or how often it was handed in again.
        time: when it was handed in, as the exchange wrote it, "" elsewhere.
    """

    scheme: Scheme
    person: str
    number: str
    file: PurePosixPath
    late: bool = False
    attempt: int = 0
    time: str = ""


def read_name(path: PurePosixPath) -> Named:
    """Read a path in an archive or a folder; whatever fits none of the schemes is plain.

    A scheme's name stands at the beginning: what comes after it is the learner's own, and may look like anything.
    """
    text = str(path)
    if found := _CANVAS.fullmatch(text):
        own, attempt = _handed_in_again(found["file"])
        late = found["late"] is not None
        return Named("Canvas", "", found["number"], PurePosixPath(own), late, attempt)
    if found := _EXCHANGE.match(text):
        file = PurePosixPath(found["file"])
        return Named("exchange", found["name"], "", file, time=found["time"])
    if found := _MOODLE.match(text):
        return Named("Moodle", found["name"], found["number"], PurePosixPath(found["file"]))
    if len(path.parts) > 1:
        return Named("plain", path.parts[0], "", PurePosixPath(*path.parts[1:]))
    return Named("plain", path.stem, "", path)


def _handed_in_again(file: str) -> tuple[str, int]:
    found = _AGAIN.fullmatch(file)
    return (found["stem"] + found["suffix"], int(found["attempt"])) if found else (file, 0)
