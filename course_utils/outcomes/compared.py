"""Both answers side by side: what was right before the course, what is right after it, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from course_utils.kit.box import marked_up
from course_utils.outcomes.questions import Form, Questions, Skill

_STYLE = (
    "<style>.course-compared table{border-collapse:collapse}.course-compared td,.course-compared th"
    "{padding:.3rem .8rem;text-align:left;vertical-align:top}"
    ".course-compared details{margin:.3rem 0}.course-compared summary{cursor:pointer}</style>"
)


@dataclass(frozen=True)
class Compared:
    """A table of skills, and under it each scenario with its reason.

    `before` is "" where nothing was answered; `again` tells that other letters came after those that count.
    """

    questions: Questions
    before: str
    after: str
    again: bool = False

    def _repr_html_(self) -> str:
        head = "<tr><th>skill</th><th>before</th><th>after</th></tr>"
        rows = "".join(
            f"<tr><td>{escape(skill.name)}</td><td>{before}</td><td>{after}</td></tr>"
            for skill, before, after in self._rows()
        )
        return (
            f'<div class="course-compared"><p><strong>{escape(self._headline())}</strong></p>'
            f"<table>{head}{rows}</table>{''.join(self._reasons())}</div>{_STYLE}"
        )

    def __repr__(self) -> str:
        rows = [f"{skill.name:<30} {before:<14} {after}" for skill, before, after in self._rows()]
        return "\n".join([self._headline(), *rows])

    def _headline(self) -> str:
        after = sum(self.questions.right("after", self.after))
        told = f"{after} of {len(self.after)} after the course"
        if self.before:
            right = sum(self.questions.right("before", self.before))
            told = f"{right} of {len(self.before)} before the course, {told}."
        else:
            told += ". Before it you did not answer."
        return (
            told
            + self.again
            * " (Your first answers count. They stand here, and not those of this cell.)"
        )

    def _rows(self) -> Iterator[tuple[Skill, str, str]]:
        before, after = self._verdicts("before", self.before), self._verdicts("after", self.after)
        return zip(self.questions.skills, before, after, strict=True)

    def _verdicts(self, form: Form, letters: str) -> list[str]:
        if not letters:
            return ["no answer"] * len(self.questions.skills)
        answers, right = (
            self.questions.by_skill(form, letters),
            self.questions.right(form, letters),
        )
        return [
            f"{letter}, right" if ok else f"{letter}, not {skill.in_form(form).rule}"
            for letter, ok, skill in zip(answers, right, self.questions.skills, strict=True)
        ]

    def _reasons(self) -> Iterator[str]:
        for skill in self.questions.skills:
            told = "".join(
                f"<p>{marked_up(one.text.replace('*', ''))}<br><strong>{one.rule}.</strong> {marked_up(one.because)}</p>"
                for one in (skill.before, skill.after)
            )
            yield f"<details><summary>{escape(skill.name)}: why</summary>{told}</details>"
