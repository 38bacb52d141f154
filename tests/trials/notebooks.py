"""Exercises made of all trials: one with the right answers to all, and one for each row of wrong ones."""

from itertools import zip_longest

from tests.grading.notebooks import Notebook, answer, check, notebook, setup
from tests.trials.tasks import TRIALS, Trial

SET_UP = "from course_utils import check"

Said = dict[str, str]
"""What each check said; "" where it passed."""


def right() -> Notebook:
    return _exercise([(trial, trial.right) for trial in TRIALS])


def wrong() -> list[tuple[Notebook, Said]]:
    """Give exercises of wrong answers, each with a part of what its checks say."""
    made = []
    for row in zip_longest(*(trial.wrong.items() for trial in TRIALS)):
        given = [(trial, each) for trial, each in zip(TRIALS, row, strict=True) if each]
        answers = [(trial, answered) for trial, (answered, _) in given]
        made.append((_exercise(answers), {trial.name: said for trial, (_, said) in given}))
    return made


def _exercise(answers: list[tuple[Trial, str]]) -> Notebook:
    cells = [setup(SET_UP, "set_up")]
    for trial, given in answers:
        cells.append(answer(given.strip(), f"answer_{trial.name}"))
        cells.append(check(trial.check.strip(), trial.name, 1))
    return notebook(cells)
