"""Exercises made of all trials: one with the right answers, and one for each row of wrong ones."""

from itertools import zip_longest

from tests.grading.notebooks import Notebook, answer, check, notebook, setup
from tests.trials.tasks import TRIALS, Trial

SET_UP = "from course_utils import check"

Said = dict[str, str]
"""What each check said; "" where it passed."""


def right() -> Notebook:
    return _exercise([(trial, trial.right) for trial in TRIALS])


def wrong() -> list[tuple[Notebook, Said]]:
    """Give exercises of wrong answers, one of each trial that has one left, with a part of what its check says."""
    rows = zip_longest(*([(trial, *each) for each in trial.wrong.items()] for trial in TRIALS))
    made = []
    for row in rows:
        given = list(filter(None, row))
        answers = [(trial, answer) for trial, answer, _ in given]
        made.append((_exercise(answers), {trial.name: part for trial, _, part in given}))
    return made


def _exercise(answers: list[tuple[Trial, str]]) -> Notebook:
    cells = [setup(SET_UP, "set_up")]
    for trial, given in answers:
        cells.append(answer(given.strip(), f"answer_{trial.name}"))
        cells.append(check(trial.check.strip(), trial.name, 1))
    return notebook(cells)
