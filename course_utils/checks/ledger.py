"""Which checks passed and which did not, and the next hint that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from course_utils.checks.hints import exercise_of, hints_for, rules, tasks
from course_utils.checks.outcomes import Note, NotYet


@dataclass(frozen=True)
class _Entry:
    """The function that a check met, and what the check said; "" where it has not ended, or passed."""

    function: object
    said: str = ""


class Ledger:
    """The latest outcome of each check, that is, of each pair of a task and a rule."""

    def __init__(self) -> None:
        self._failing: dict[tuple[str, str], _Entry] = {}
        self._green: dict[tuple[str, str], _Entry] = {}
        self._hints_given: dict[tuple[str, ...], int] = {}

    def begin(self, task: str, rule: str, function: object) -> None:
        """A check that was begun counts as failing until it passes; it is the latest now."""
        self._green.pop((task, rule), None)
        self._failing.pop((task, rule), None)
        self._failing[task, rule] = _Entry(function)

    def passed(self, task: str, rule: str) -> None:
        """Count a check that was begun as green."""
        self._green[task, rule] = self._failing.pop((task, rule))

    def failed(self, task: str, rule: str, said: str) -> None:
        """Keep what a check said: hints go by it."""
        self._failing[task, rule] = _Entry(self._failing[task, rule].function, said)

    def failed_as_before(self, task: str, rule: str) -> None:
        """Forget a check that met another check's error: hints speak of that one."""
        del self._failing[task, rule]

    def is_failing(self, task: str, function: object) -> bool:
        """Tell whether a check of the task failed for this very function."""
        return any(
            of == task and entry.function is function for (of, _), entry in self._failing.items()
        )

    def next_hint(self, task: str, notebook: Mapping[str, object]) -> Note:
        """Give the next hint, stronger than the one before: for the rule that failed last, else for the task.

        Args:
            task: the function's name.
            notebook: what the notebook has defined.

        Raises:
            NotYet: there is no such task.
        """
        failing = [(rule, entry.said) for (of, rule), entry in self._failing.items() if of == task]
        exercise = exercise_of(task, {*self._failing, *self._green}, notebook)
        if not failing and self._is_green(task, notebook.get(task), rules(exercise, task)):
            return Note(f"No hint is needed: every check of {task} that you ran is green.")
        rule, said = failing[-1] if failing else ("", "")
        hints = hints_for(exercise, task, rule, said)
        if not hints:
            raise _no_hints(task)
        place = (task, rule, hints[0])  # another error begins with another hint
        number = min(self._hints_given.get(place, 0) + 1, len(hints))
        self._hints_given[place] = number
        return Note(f"Hint {number} of {len(hints)} for {task}: {hints[number - 1]}")

    def _is_green(self, task: str, function: object, all_rules: frozenset[str]) -> bool:
        """Tell whether each of a task's checks passed for the function as it is now."""
        green = {
            rule
            for (of, rule), entry in self._green.items()
            if of == task and entry.function is function
        }
        return bool(green) and all_rules <= green


def _no_hints(task: str) -> NotYet:
    if not task:
        return NotYet('a hint is for a task: write its name, as in check.hint("read_key").')
    near = "".join(f" Did you mean {name}?" for name in get_close_matches(task, tasks(), 1))
    return NotYet(f"There are no hints for {task}.{near}")
