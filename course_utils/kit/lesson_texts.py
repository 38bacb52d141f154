"""The texts of each lesson: `texts/NN_name.toml`, one file a lesson.

It has a table for each thing that the notebook asks for by name, `[quiz.NAME]`, `[predict.NAME]` and
`[answer.NAME]`, and a `[[message]]` for each line that the lesson adds to the cheat sheet. Names are unique
in the whole course.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path
from string import ascii_uppercase
from typing import Any, TypeVar

from course_utils.errors import CourseError

FOLDER = Path(__file__).parent / "texts"

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class LessonTextError(CourseError):
    """A lesson's file can't be read, or a notebook asks for what no file has."""


@dataclass(frozen=True)
class Option:
    """One answer to a question: what it says, whether it is right, and why or why not."""

    letter: str
    text: str
    because: str
    right: bool = False

    @property
    def explanation(self) -> str:
        return f"{'Yes.' if self.right else 'Not this one.'} {self.because}"


@dataclass(frozen=True)
class Question:
    """A question of a quiz, with its options."""

    name: str
    question: str
    option: tuple[Option, ...]


@dataclass(frozen=True)
class Prediction:
    """What a learner guesses before they see it: one of the `options`, or without any a number from 0 up.

    A number that is off by no more than `near` is as right.
    """

    name: str
    question: str
    options: tuple[str, ...] = ()
    near: int = 0


@dataclass(frozen=True)
class Slip:
    """A wrong value that has a reason of its own."""

    value: Any
    because: str


@dataclass(frozen=True)
class Line:
    """A line to fill in: what to write, what it should give, and what helps.

    `expected` is `...` where the notebook works it out.
    """

    name: str
    task: str
    hint: str
    solution: str
    because: str
    expected: Any = ...
    wrong: tuple[Slip, ...] = ()


@dataclass(frozen=True)
class Message:
    """A line of the cheat sheet: what you see, what it means, what to do."""

    see: str
    means: str
    do: str


@dataclass(frozen=True)
class Texts:
    """What one lesson's file holds, by name."""

    quizzes: dict[str, Question] = field(default_factory=dict)
    predictions: dict[str, Prediction] = field(default_factory=dict)
    answers: dict[str, Line] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()


_Row = TypeVar("_Row", Option, Question, Prediction, Slip, Line, Message)


def find_question(name: str) -> Question:
    return _find("question", name, [texts.quizzes for texts in read_texts().values()])


def find_prediction(name: str) -> Prediction:
    return _find("prediction", name, [texts.predictions for texts in read_texts().values()])


def find_line(name: str) -> Line:
    return _find("line to fill in", name, [texts.answers for texts in read_texts().values()])


@cache
def read_texts(folder: Path = FOLDER) -> dict[int, Texts]:
    """Read all files, by the number of their unit.

    Raises:
        LessonTextError: one can't be read, or lacks something; the sentence names the file and the place.
    """
    return {int(path.name[:2]): _read(path) for path in sorted(folder.glob("[0-9][0-9]_*.toml"))}


def _find(what: str, name: str, tables: list[dict[str, _Row]]) -> _Row:
    for table in tables:
        if name in table:
            return table[name]
    raise LessonTextError(
        f"There is no {what} named {name!r}. Is the name written as it was in the lesson?"
    )


def _read(path: Path) -> Texts:
    try:
        return _texts(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:  # tomllib's and Unicode's errors are ValueErrors too
        reason = str(error)
    except (AttributeError, TypeError):
        reason = "an entry is no table, no list or no text where it has to be"
    raise LessonTextError(f"The lesson's file {path.name} can't be used: {reason}.")


def _texts(table: Mapping[str, Any]) -> Texts:
    if unknown := table.keys() - {"quiz", "predict", "answer", "message"}:
        raise ValueError(f"{min(unknown)!r} is none of quiz, predict, answer, message")
    return Texts(
        {name: _question(name, row) for name, row in table.get("quiz", {}).items()},
        {name: _prediction(name, row) for name, row in table.get("predict", {}).items()},
        {name: _line(name, row) for name, row in table.get("answer", {}).items()},
        tuple(_row(Message, "a message", row) for row in table.get("message", [])),
    )


def _question(name: str, row: Mapping[str, Any]) -> Question:
    options = tuple(
        _row(Option, f"option {letter} of {name}", {"letter": letter, **option})
        for letter, option in zip(ascii_uppercase, row.get("option", ()), strict=False)
    )
    return _named(Question, name, {**row, "option": options})


def _prediction(name: str, row: Mapping[str, Any]) -> Prediction:
    return _named(Prediction, name, {**row, "options": tuple(row.get("options", ()))})


def _line(name: str, row: Mapping[str, Any]) -> Line:
    slips = tuple(_row(Slip, f"a wrong value of {name}", slip) for slip in row.get("wrong", ()))
    return _named(Line, name, {**row, "wrong": slips})


def _named(kind: type[_Row], name: str, row: Mapping[str, Any]) -> _Row:
    if not _NAME.fullmatch(name):
        raise ValueError(f"the name {name!r} must be words in small letters, joined by dashes")
    return _row(kind, name, {"name": name, **row})


def _row(kind: type[_Row], place: str, row: Mapping[str, Any]) -> _Row:
    known = {each.name: each for each in fields(kind)}
    if unknown := row.keys() - known.keys():
        raise ValueError(f"{place} has an unknown entry, {min(unknown)!r}")
    required = {name for name, each in known.items() if each.default is MISSING}
    if absent := required - row.keys():
        raise ValueError(f"{place} lacks the entry {min(absent)!r}")
    return kind(**row)
