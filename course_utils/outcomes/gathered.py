"""A class's answers to the eight questions, from the small files that learners hand in: how many were right, skill by skill.

A file holds letters and no name. What it says is taken as said: nothing is graded with it.
"""

import errno
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.outcomes.questions import FORMS, Form, QuestionError, read_questions

FILE = "eight_questions.json"
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
    """Read files, and of folders every `eight_questions*.json` in them at any depth."""
    gathered = Gathered()
    for path in _files(paths):
        try:
            _take(path, gathered)
        except OSError as error:
            gathered.missed[path] = error.strerror or type(error).__name__
        except (QuestionError, ValueError, TypeError, KeyError, RecursionError):
            gathered.missed[path] = "it is not what the course writes"
    return gathered


def write(folder: Path, letters: dict[Form, str]) -> None:
    """Write a learner's answers into their folder, for handing in.

    Raises:
        OSError: the file can't be written.
    """
    (folder / FILE).write_text(json.dumps(letters, indent=1) + "\n", encoding="utf-8")


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    stem = FILE.partition(".")[0]
    for path in paths:
        yield from sorted(path.rglob(f"{stem}*.json")) if path.is_dir() else [path]


def _take(path: Path, gathered: Gathered) -> None:
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no ordinary file")  # a pipe would be waited at for ever
    with path.open("rb") as file:
        content = file.read(_LARGEST_BYTES + 1)
    if len(content) > _LARGEST_BYTES:
        raise ValueError
    said = json.loads(content)
    read = {form: read_questions().read_letters(said[form]) for form in FORMS if said[form]}
    for form, letters in read.items():
        gathered.letters[form].append(letters)
