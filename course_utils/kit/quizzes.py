"""`quiz("NAME")` asks a question of the lesson, `quiz("NAME", "B")` judges an answer.

A question is a group of radio buttons, each with an explanation folded under it. Until one is chosen, all
explanations stay shut; then the chosen one opens, and the others may be opened too. That takes the style and
one line of script that are part of the HTML. Where a page is not trusted, both are left out: the buttons rest, and
question, options and explanations are there to be read and opened, with a key too.

In JupyterLab the course's plug-in tells the kernel of a choice, which is kept for the map.
"""

from contextlib import suppress
from dataclasses import dataclass
from html import escape
from typing import Any

from course_utils.kit.box import marked_up
from course_utils.kit.lesson_texts import LessonTextError, Option, Question, find_question
from course_utils.learner.kept import keep

COMM_TARGET = "course.quiz"

_STYLE = (
    "<style>.course-quiz{max-width:44rem;margin:.4rem 0;padding:0;border:0}"
    ".course-quiz legend{padding:0;margin-bottom:.3rem;font-weight:600}"
    ".course-option{margin:.35rem 0;border:1px solid var(--jp-border-color1,#80868b);border-radius:4px;"
    "background:var(--jp-layout-color1,#fff);color:var(--jp-content-font-color1,#16181d)}"
    ".course-option label{display:block;padding:.5rem .8rem;cursor:pointer}"
    ".course-option:focus-within{outline:2px solid #3b78e7}"
    ".course-option:has(:checked){border-left:5px solid #b06000}"
    ".course-option.course-yes:has(:checked){border-left-color:#1e8e3e}"
    ".course-option details{padding:0 .8rem .5rem}.course-option summary{cursor:pointer}"
    ".course-option p{margin:.2rem 0}.course-run{display:none}"
    ".course-quiz:not(:has(:checked)) details{display:none}</style>"
)
_OPENS = "this.querySelector('.course-option:has(:checked) details').open=true"


@dataclass(frozen=True)
class Card:
    """A question as a notebook shows it: HTML, or text in a terminal."""

    asked: Question

    def _repr_html_(self) -> str:
        options = "".join(self._option(option) for option in self.asked.option)
        return (
            f'<fieldset class="course-quiz" data-lm-suppress-shortcuts="true" onchange="{_OPENS}">'
            f"<legend>{marked_up(self.asked.question)}</legend>"
            f'<p class="course-run">Run this cell, then choose.</p>{options}</fieldset>{_STYLE}'
        )

    def _option(self, option: Option) -> str:
        verdict = "yes" if option.right else "no"
        return (
            f'<div class="course-option course-{verdict}"><label><input type="radio" '
            f'name="{COMM_TARGET}.{self.asked.name}" value="{option.letter}"> '
            f"{option.letter}. {marked_up(option.text)}</label>"
            f"<details><summary>About {option.letter}</summary>"
            f"<p>{marked_up(option.explanation)}</p></details></div>"
        )

    def __repr__(self) -> str:
        options = (f"  {option.letter}. {option.text}" for option in self.asked.option)
        return "\n".join([self.asked.question, *options])


@dataclass(frozen=True)
class Verdict:
    """What there is to say about one option."""

    option: Option

    def _repr_html_(self) -> str:
        return f"<blockquote>{escape(repr(self))}</blockquote>"

    def __repr__(self) -> str:
        return f"{self.option.letter}. {self.option.text} — {self.option.explanation}"


def quiz(name: str, answer: str | None = None) -> Card | Verdict:
    """Show a question, or judge an answer to it.

    Args:
        name: the question's name.
        answer: the letter of an option, in any case.

    Raises:
        LessonTextError: there is no such question or option.
    """
    asked = find_question(name)
    if answer is not None:
        return Verdict(_choose(asked, answer))
    _listen()
    return Card(asked)


def _choose(asked: Question, letter: str) -> Option:
    for option in asked.option:
        if option.letter == letter.strip().upper():
            keep("quiz", asked.name, choice=option.letter, right=option.right)
            return option
    letters = ", ".join(option.letter for option in asked.option)
    raise LessonTextError(f"There is no option {letter!r} here: choose one of {letters}.")


def _listen() -> None:
    """Let a page tell this kernel what was chosen; in a process that is no kernel nobody can."""
    try:
        from comm import get_comm_manager  # noqa: PLC0415 - what a kernel has, wherever it runs
    except ImportError:
        return
    get_comm_manager().register_target(COMM_TARGET, _chosen)


def _chosen(_: object, message: dict[str, Any]) -> None:
    """Keep a choice; what a page sends that fits no question is of an older lesson, or not ours."""
    match message["content"]["data"]:
        case {"name": str(name), "choice": str(letter)}:
            with suppress(LessonTextError):
                _choose(find_question(name), letter)
