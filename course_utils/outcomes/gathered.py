"""A class's answers to the eight questions, from the small files that learners hand in: how many were right, skill by skill.

A file holds letters and no name. What it says is taken as said: nothing is graded with it.
"""

import errno
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import IO

from course_utils.outcomes.questions import FORMS, Form, QuestionError, read_questions

FILE = "eight_questions.json"
_CALLED = "*eight_questions*.json"
_LARGEST_BYTES = 10_000


@dataclass
class Gathered:
    """Answers by form, one text of letters a learner, and the files that could not be read, with the reason."""

    letters: dict[Form, list[str]] = field(default_factory=lambda: {form: [] for form in FORMS})
    missed: dict[Path, str] = field(default_factory=dict)

    def right(self, form: Form) -> tuple[int, ...]:
        """Count, for each skill, who was right."""
        questions = read_questions()
        told = [questions.right(form, letters) for letters in self.letters[form]]
        return tuple(sum(one) for one in zip(*told, strict=True)) or (0,) * len(questions.skills)


def gather(paths: Iterable[Path]) -> Gathered:
    """Read files, and of folders and zip archives all in them that are called as a platform calls the learners' file."""
    gathered = Gathered()
    for path in paths:
        try:
            for name, opened in _files(path):
                _take(name, opened, gathered)
        except Exception as error:  # a broken archive raises any: each piece of it may be missing
            gathered.missed[path] = _why(error, "it is no zip archive, or was cut short")
    return gathered


def write(folder: Path, letters: dict[Form, str]) -> None:
    """Write a learner's answers into their folder, for handing in.

    Raises:
        OSError: the file can't be written.
    """
    (folder / FILE).write_text(json.dumps(letters, indent=1) + "\n", encoding="utf-8")


def _files(path: Path) -> Iterator[tuple[Path, Callable[[], IO[bytes]]]]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if _is_called_so(file.name):
                yield file, partial(_open, file)
    elif path.suffix.lower() == ".zip":
        with _open(path) as content, zipfile.ZipFile(content) as archive:
            for member in archive.infolist():
                if _is_called_so(member.filename.rpartition("/")[2]):
                    yield path / member.filename, partial(archive.open, member)
    else:
        yield path, partial(_open, path)


def _is_called_so(name: str) -> bool:
    """Tell whether this is a learner's file: Canvas and Moodle put words before its name, and a number behind it."""
    return fnmatch(name, _CALLED) and not name.startswith("._")  # which a Mac adds to archives


def _open(path: Path) -> IO[bytes]:
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no ordinary file")  # a pipe would be waited at for ever
    return path.open("rb")


def _take(path: Path, opened: Callable[[], IO[bytes]], gathered: Gathered) -> None:
    try:
        with opened() as file:
            content = file.read(_LARGEST_BYTES + 1)
    except Exception as error:  # as above
        gathered.missed[path] = _why(error, "it can't be unpacked")
        return
    try:
        said = json.loads(content if len(content) <= _LARGEST_BYTES else b"")
        written = {form: said[form] for form in FORMS}
    except (ValueError, TypeError, KeyError, RecursionError):
        gathered.missed[path] = "it is not what the course writes"
        return
    for form, letters in written.items():
        try:
            if letters:
                gathered.letters[form].append(read_questions().read_letters(letters))
        except QuestionError:
            gathered.missed[path] = f"its answers {form} the course are not eight letters"


def _why(error: Exception, otherwise: str) -> str:
    return error.strerror or otherwise if isinstance(error, OSError) else otherwise
