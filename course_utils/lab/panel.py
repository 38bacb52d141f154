"""The course panel: what a learner sees at the left, as HTML in sections."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from course_utils.checks.attempt import result_as_json
from course_utils.checks.exercise import released_checks, released_written
from course_utils.kit.box import marked_up
from course_utils.kit.lesson_texts import Texts, read_texts
from course_utils.kit.messages import cheat_sheet
from course_utils.lab.card import Card, Said, make_card
from course_utils.lab.checking import Checking
from course_utils.lab.unreadable import Unreadable, find_unreadable
from course_utils.learner.course_map import (
    Standing,
    Step,
    duration,
    lines_to_fill_in,
    read_standing,
)
from course_utils.learner.kept import Kept
from course_utils.learner.progress import last_check
from course_utils.learner.units import Course, Unit
from course_utils.learner.workspace import Workspace
from course_utils.pages import templates_of

_HTML = templates_of("course_utils.lab")
_HTML.filters["duration"] = duration
_HTML.filters["lines_to_fill_in"] = lines_to_fill_in
_HTML.filters["marked_up"] = marked_up
_HTML.filters["points"] = lambda points: f"{points:g}"


@dataclass(frozen=True)
class Guess:
    """A prediction of a learner's, and what they found; None until they have seen it."""

    question: str
    guess: str
    found: str | None


@dataclass(frozen=True)
class InLesson:
    """What a learner has answered in a unit's lesson. Nothing of it is graded."""

    guesses: tuple[Guess, ...]
    right: int
    asked: int
    """Questions of quizzes and lines to fill in: how many are right, and how many there are."""


@dataclass(frozen=True)
class UnitView:
    """A unit on the panel."""

    unit: Unit
    steps: tuple[Step, ...]
    state: str
    """`done`, `now` (it holds the next step), `begun` (lines are to be filled in), or `later`."""
    card: Card | None
    in_lesson: InLesson


class Panel:
    """Makes the panel of one learner."""

    def __init__(self, course: Course, workspace: Workspace, checking: Checking) -> None:
        self._course = course
        self._workspace = workspace
        self._checking = checking
        self._labels = {path: named["label"] for path, named in notebooks(course).items()}
        self._came_back = read_standing(course, workspace).begun

    def sections(self, in_front: str) -> list[tuple[str, str]]:
        """Give the sections, top first: a name and HTML each.

        Args:
            in_front: the notebook that is in front, by its path in the learner's folder.
        """
        standing = read_standing(self._course, self._workspace)
        views = [self._view(unit, steps, standing) for unit, steps in standing.units]
        shown = next((view for view in views if self._is_shown(view, in_front)), None)
        sections = [("head", self._head(standing, views, greet=shown is None))]
        if unreadable := self.unreadable():
            sections.append(("unreadable", _render("unreadable.html", unreadable=unreadable)))
        if shown:
            sections.append(("card", self._card(shown)))
        sections.append(("units", _render("units.html", views=views)))
        begun = [view.unit.number for view in views if view.state != "later"]
        sections.append(("know", _render("know.html", messages=cheat_sheet(begun))))
        return sections

    def unreadable(self) -> list[Unreadable]:
        """Give the notebooks of the course that can't be opened."""
        return find_unreadable(self._course, self._workspace, self._labels)

    def said(self) -> str:
        """Give the sentence that a screen reader says when it changes."""
        run = self._checking.latest
        if run is None:
            return ""
        if run.running:
            return "Checking."
        if run.problem:
            return run.problem
        passed = sum(result.passed for result in run.results)
        if passed == len(run.results):
            return f"All {passed} rules are kept."
        first = next(result for result in run.results if not result.passed)
        return f"{passed} of {len(run.results)} rules are kept. Not yet: {first.rule}"

    def not_yet(self, exercise: PurePosixPath, check: str, message: str) -> str:
        """Give the card of one check that was run by hand, "" if the exercise has no such check."""
        checks = released_checks(self._course.home / "exercises", exercise.stem)
        found = next((each for each in checks if each.name == check), None)
        if found is None:
            return ""
        said = Said(found, "not-yet", message)
        return _render("not_yet.html", said=said, path=exercise, by_hand=True)

    def _view(self, unit: Unit, steps: tuple[Step, ...], standing: Standing) -> UnitView:
        if all(step.done for step in steps):
            state = "done"
        else:
            begun = "begun" if any(step.leads_on for step in steps) else "later"
            state = "now" if standing.next_step in steps else begun
        return UnitView(unit, steps, state, self._card_of(unit), _in_lesson(unit, standing.kept))

    def _card_of(self, unit: Unit) -> Card | None:
        if unit.exercise is None:
            return None
        checks = released_checks(self._course.home / "exercises", unit.exercise)
        if not checks:
            return None
        run = self._checking.latest
        newer = None
        if run and run.exercise == unit.exercise_path and (run.running or run.problem):
            newer = run
        fresh = [result_as_json(each) for each in newer.results] if newer else []
        written = released_written(self._course.home / "exercises", unit.exercise)
        last = last_check(self._workspace, unit.exercise)
        return make_card(checks, last, written, fresh, running=bool(newer and newer.running))

    def _is_shown(self, view: UnitView, in_front: str) -> bool:
        return view.card is not None and str(view.unit.exercise_path) == in_front

    def _head(self, standing: Standing, views: list[UnitView], *, greet: bool) -> str:
        cards = [view.card for view in views if view.card]
        return _render(
            "head.html",
            standing=standing,
            greet=greet,
            came_back=self._came_back,
            points=sum(card.points for card in cards),
            points_possible=sum(step.points for step in standing.steps),
            minutes_left=sum(step.minutes for step in standing.steps if not step.leads_on),
        )

    def _card(self, view: UnitView) -> str:
        run = self._checking.latest
        ours = run is not None and run.exercise == view.unit.exercise_path
        problem = run.problem if run and ours else ""
        elsewhere = run is not None and run.running and not ours
        return _render(
            "card.html",
            view=view,
            card=view.card,
            problem=problem,
            elsewhere=elsewhere,
            path=view.unit.exercise_path,
        )


def _in_lesson(unit: Unit, kept: Kept) -> InLesson:
    texts = read_texts().get(unit.number, Texts())
    guesses = [
        Guess(texts.predictions[name].question, str(facts["guess"]), facts.get("found"))
        for name, facts in kept.predictions.items()
        if name in texts.predictions and facts.get("guess") is not None
    ]
    answers = kept.choices | kept.answers
    asked = [*texts.quizzes, *texts.answers]
    right = sum(bool(answers.get(name, {}).get("right")) for name in asked)
    return InLesson(tuple(guesses), right, len(asked) if answers.keys() & set(asked) else 0)


def notebooks(course: Course) -> dict[str, dict[str, str]]:
    """Give a name for the tab of each notebook of the course, and its kind, by its path."""
    named = {}
    for unit in course.units:
        named[str(unit.lesson_path)] = {"label": f"{unit.number:02} Lesson", "kind": "lesson"}
        if unit.exercise_path:
            label = f"{unit.number:02} Exercise"
            named[str(unit.exercise_path)] = {"label": label, "kind": "exercise"}
    return named


def start_command(course: Course) -> str:
    """Give what the learner types to start the course."""
    return "python3 start.py" if Path(course.home, "start.py").is_file() else "course start"


def _render(template: str, **context: Any) -> str:
    return _HTML.get_template(template).render(**context)
