"""`eight_questions("before")` shows the questions; with letters behind it, they are kept and, after the course, compared.

    eight_questions("after", "........")

A learner writes a letter in the place of each dot. Before the course nothing is said about an answer: the second
form asks for the same skills. After it, the first whole answer counts, since the reasons then stand there.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import escape

from course_utils.kit.box import Box, marked_up
from course_utils.learner.kept import keep, own_folder, recall
from course_utils.outcomes.compared import Compared
from course_utils.outcomes.gathered import write
from course_utils.outcomes.questions import (
    FORMS,
    Form,
    QuestionError,
    Questions,
    read_questions,
)

KIND = "questions"

_STYLE = (
    "<style>.course-questions{max-width:46rem}.course-questions li{margin:.45rem 0}"
    ".course-questions em{font-style:normal;text-decoration:underline;text-underline-offset:.2em}"
    ".course-questions ul{list-style:none;padding-left:1rem}</style>"
)


@dataclass(frozen=True)
class Sheet:
    """The questions of one form as a notebook shows them: HTML, or text in a terminal."""

    form: Form
    questions: Questions

    def _repr_html_(self) -> str:
        asked = "".join(f"<li>{_judged(text)}</li>" for text in self._texts())
        rules = "".join(
            f"<li><strong>{letter}</strong> {escape(rule)}</li>"
            for letter, rule in self.questions.rules.items()
        )
        return (
            f'<div class="course-questions"><p>Is what is <em>underlined</em> all right? '
            f"If not, which rule does it break?</p><ol>{asked}</ol><p>The rules. One may be the answer "
            f"more than once, and one may never be:</p><ul>{rules}</ul></div>{_STYLE}"
        )

    def __repr__(self) -> str:
        lines = [f"{number}. {text}" for number, text in enumerate(self._texts(), 1)]
        rules = [f"   {letter} {rule}" for letter, rule in self.questions.rules.items()]
        return "\n".join(
            [
                "Is what stands *between stars* all right? If not, which rule does it break?",
                *lines,
                *rules,
            ]
        )

    def _texts(self) -> Iterator[str]:
        return (one.text for one in self.questions.asked(self.form))


def eight_questions(form: Form, letters: object = "") -> Sheet | Box | Compared:
    """Show the questions, or take answers to them.

    Args:
        form: "before" the course or "after" it.
        letters: a text with one letter a question; dots are answers that are still to come.

    Returns:
        What a notebook shows at the end of a cell.

    Raises:
        QuestionError: there is no such form.
    """
    if form not in FORMS:
        raise QuestionError(f'There are two forms, "before" and "after", and no {form!r}.')
    questions = read_questions()
    if letters == "":
        return Sheet(form, questions)
    if not str(letters).strip(". "):
        return Box("turn", "Your answers", _HOW)
    try:
        read = questions.read_letters(letters)
    except QuestionError as error:
        return Box("turn", "Your answers", f"{error} {_HOW}")
    return _take_before(read) if form == "before" else _take_after(read, questions)


def _take_before(letters: str) -> Box:
    if kept_letters("after"):
        return Box(
            "turn",
            "Not kept",
            "You have answered after the course already, and its reasons tell what is right here, too.",
        )
    keep(KIND, "before", letters=letters)
    return Box(
        "right",
        "Kept",
        "Nothing is said about them now. At the end of the course you meet eight others of the same kind, and then "
        "you see both side by side, with the reasons.",
    )


def _take_after(letters: str, questions: Questions) -> Compared:
    first = kept_letters("after")
    if not first:
        keep(KIND, "after", letters=letters)
    before, after = kept_letters("before"), first or kept_letters("after") or letters
    if (folder := own_folder()) is not None:
        with suppress(OSError):
            write(folder, {"before": before, "after": after})
    return Compared(questions, before, after, again=first not in {"", letters})


def kept_letters(form: Form) -> str:
    """Give the answers that are kept of one form; "" where there are none that fit today's questions."""
    try:
        return read_questions().read_letters(recall(KIND, form).get("letters", ""))
    except QuestionError:
        return ""


_HOW = (
    "Write one letter in the place of each dot, in the order of the questions, and run the cell again. "
    "It counts for nothing but your own comparison."
)


def _judged(text: str) -> str:
    return re.sub(r"\*([^*]+)\*", r"<em>\1</em>", marked_up(text))
