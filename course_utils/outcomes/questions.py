"""The eight questions: each asks for the same skill twice, before the course and after it.

A question tells what somebody does, and asks which rule that breaks, of one list for all: a guess is right once
in eight. A rule may be the answer more than once, and one may never be. Each form has an order of its own: letters
are in that of the form, verdicts in that of the skills.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from course_utils.errors import CourseError

Form = Literal["before", "after"]
FORMS: tuple[Form, Form] = ("before", "after")

_FILE = Path(__file__).with_name("questions.toml")


class QuestionError(CourseError):
    """An answer has a form that can't be kept."""


@dataclass(frozen=True)
class Scenario:
    """What somebody did: `text` with the judged part between stars, the letter of the `rule`, and the reason.

    `place` is its number in its form, from 1.
    """

    place: int
    text: str
    rule: str
    because: str


@dataclass(frozen=True)
class Skill:
    """What is asked for in both forms."""

    name: str
    before: Scenario
    after: Scenario

    def in_form(self, form: Form) -> Scenario:
        return self.before if form == "before" else self.after


@dataclass(frozen=True)
class Questions:
    """All of them, and the rules to choose from, by their letters."""

    rules: Mapping[str, str]
    skills: tuple[Skill, ...]

    def asked(self, form: Form) -> tuple[Scenario, ...]:
        """Give the questions of a form in its order."""
        return tuple(
            sorted((skill.in_form(form) for skill in self.skills), key=lambda one: one.place)
        )

    def by_skill(self, form: Form, letters: str) -> tuple[str, ...]:
        """Give the answer to each skill, of answers in the order of a form."""
        return tuple(letters[skill.in_form(form).place - 1] for skill in self.skills)

    def right(self, form: Form, letters: str) -> tuple[bool, ...]:
        """Tell of each skill whether the answer is right, of answers in the order of a form."""
        answers = zip(self.skills, self.by_skill(form, letters), strict=True)
        return tuple(skill.in_form(form).rule == letter for skill, letter in answers)

    def read_letters(self, written: object) -> str:
        """Give a learner's answers as one letter a question.

        Args:
            written: letters in any case; spaces, commas and the like between them do no harm.

        Raises:
            QuestionError: they are no letters of rules, or not one for each question.
        """
        letters = "".join(sign for sign in str(written).upper() if sign.isalnum())
        if strange := [sign for sign in letters if sign not in self.rules]:
            raise QuestionError(
                f"{strange[0]!r} is the letter of no rule: write letters from {min(self.rules)} to {max(self.rules)}."
            )
        if len(letters) != len(self.skills):
            raise QuestionError(
                f"Letters: {len(letters)}. Questions: {len(self.skills)}. Write one letter for each, in the order "
                "of the questions."
            )
        return letters


@cache
def read_questions() -> Questions:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Questions(table["rules"], tuple(_skill(row) for row in table["skill"]))


def _skill(row: Mapping[str, Any]) -> Skill:
    return Skill(row["name"], Scenario(**row["before"]), Scenario(**row["after"]))
