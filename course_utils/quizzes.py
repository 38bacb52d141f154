"""Questions inside lessons: `quiz("NAME")` asks one, `quiz("NAME", "B")` judges an answer.

Every option explains itself, wrong ones too. A question is shown as plain `<details>` elements: they
open with a click or a key, need no script, and work in a notebook that nobody has trusted yet. The
questions stand in `questions/*.toml`, a file a lesson.
"""

import tomllib
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import ascii_uppercase

from course_utils.errors import CourseError


class QuizError(CourseError):
    """There is no such question, or no such option."""


@dataclass(frozen=True)
class Option:
    """One answer: what it says, whether it is right, and why or why not."""

    letter: str
    text: str
    right: bool
    because: str

    @property
    def explanation(self) -> str:
        return f"{'Yes.' if self.right else 'Not this one.'} {self.because}"


@dataclass(frozen=True)
class Question:
    """A question with its options; a notebook shows it as HTML, a terminal as text."""

    text: str
    options: tuple[Option, ...]

    def _repr_html_(self) -> str:
        options = "".join(
            f"<details><summary>{option.letter}. {escape(option.text)}</summary>"
            f"<blockquote>{escape(option.explanation)}</blockquote></details>"
            for option in self.options
        )
        return f"<p><strong>{escape(self.text)}</strong></p>{options}"

    def __repr__(self) -> str:
        options = (f"  {option.letter}. {option.text}" for option in self.options)
        return "\n".join([self.text, *options])


@dataclass(frozen=True)
class Judged:
    """What there is to say about one option."""

    option: Option

    def _repr_html_(self) -> str:
        return f"<blockquote>{escape(repr(self))}</blockquote>"

    def __repr__(self) -> str:
        return f"{self.option.letter}. {self.option.text} — {self.option.explanation}"


def quiz(name: str, answer: str | None = None) -> Question | Judged:
    """Show a question, or judge an answer to it.

    Args:
        name: the question's name.
        answer: the letter of an option, in any case.

    Raises:
        QuizError: there is no such question or option.
    """
    question = _read_questions().get(name)
    if question is None:
        raise QuizError(f"There is no question named {name!r}. Is the name spelt as in the lesson?")
    if answer is None:
        return question
    for option in question.options:
        if option.letter == answer.strip().upper():
            return Judged(option)
    letters = ", ".join(option.letter for option in question.options)
    raise QuizError(f"There is no option {answer!r} here: choose one of {letters}.")


def _read_questions() -> dict[str, Question]:
    questions: dict[str, Question] = {}
    for file in files("course_utils").joinpath("questions").iterdir():
        if file.name.endswith(".toml"):
            for name, row in tomllib.loads(file.read_text(encoding="utf-8")).items():
                questions[name] = _question(row)
    return questions


def _question(row: dict[str, object]) -> Question:
    rows = row["option"]
    assert isinstance(rows, list)
    options = (
        Option(letter, option["text"], option.get("right", False), option["because"])
        for letter, option in zip(ascii_uppercase, rows, strict=False)
    )
    return Question(str(row["question"]), tuple(options))
