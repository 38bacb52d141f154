"""Exercises made of all trials: one with the right answers, and one for each row of wrong ones."""

from itertools import zip_longest

from tests.grading.notebooks import Notebook, answer, check, notebook, setup
from tests.trials.tasks import TRIALS

SET_UP = "from course_utils import check"

Said = dict[str, str]
"""What each check said; "" where it passed."""


def right() -> Notebook:
    return _exercise([trial.right for trial in TRIALS])


def wrong() -> list[tuple[Notebook, Said]]:
    """Give exercises with wrong answers in them, each with a part of what its checks say."""
    rows = zip_longest(*(trial.wrong.items() for trial in TRIALS))
    made = []
    for row in rows:
        answers = [
            given[0] if given else trial.right for given, trial in zip(row, TRIALS, strict=True)
        ]
        said = {
            trial.name: given[1] if given else "" for given, trial in zip(row, TRIALS, strict=True)
        }
        made.append((_exercise(answers), said))
    return made


def _exercise(answers: list[str]) -> Notebook:
    cells = [setup(SET_UP, "set_up")]
    for trial, given in zip(TRIALS, answers, strict=True):
        cells.append(answer(given.strip(), f"answer_{trial.name}"))
        cells.append(check(trial.check.strip(), trial.name, 1))
    return notebook(cells)
