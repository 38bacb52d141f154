"""Exercise 02, judged both ways."""

import re

import pytest
from nbformat import NotebookNode

from tests.support.mutants import mutants
from tests.support.running import run_notebooks
from tests.support.submissions import Submission, exercise, points, source, submissions, with_cell

ASSIGNMENT = "how_a_server_checks_a_key"
SUBMISSIONS = submissions(ASSIGNMENT)
POINTS = points(source(ASSIGNMENT))

SAME_AS_THE_REFERENCE = {
    "0 → -1": "words[-1] is words[0]: it is only asked for when there is one word",
    "'' → 'x'": "stands for the scheme of an empty header; x is no more Bearer than nothing is",
}
"""Mutants that no check can find, because they do what the reference does."""


@pytest.fixture(scope="module")
def said() -> dict[str, dict[str, str]]:
    """What every check said to every submission; "" where it passed."""
    notebooks = {each.name: (each.notebook(), each.seconds) for each in SUBMISSIONS}
    notebooks |= {"reference": (source(ASSIGNMENT), 10), "untouched": (exercise(ASSIGNMENT), 10)}
    return dict(zip(notebooks, run_notebooks(notebooks.values()), strict=True))


def earned(outcome: dict[str, str]) -> float:
    return sum(POINTS[check] for check, message in outcome.items() if not message)


def test_points_of_the_tasks() -> None:
    tasks = {"read_key": 4, "digest": 1, "matches": 2, "verdict": 5, "models_with_key": 3}

    found = {
        task: sum(p for check, p in POINTS.items() if check.startswith(task)) for task in tasks
    }

    assert found == tasks


def test_the_reference_earns_every_point(said: dict[str, dict[str, str]]) -> None:
    assert earned(said["reference"]) == 15


def test_the_untouched_exercise_earns_nothing_and_is_not_called_wrong(
    said: dict[str, dict[str, str]],
) -> None:
    messages = said["untouched"]

    assert earned(messages) == 0
    assert all(message.startswith("Not attempted yet") for message in messages.values())


@pytest.mark.parametrize("submission", SUBMISSIONS, ids=lambda submission: submission.name)
def test_a_submission_fails_its_own_checks_with_their_own_message(
    submission: Submission, said: dict[str, dict[str, str]]
) -> None:
    messages = {check: flat(text) for check, text in said[submission.name].items() if text}
    expected = submission.expected(list(POINTS))
    print(matrix_row(submission, messages))  # the matrix, to be read with pytest -s

    assert messages.keys() == expected.keys()
    for check, part in expected.items():
        assert part in messages[check]
    assert "Traceback" not in str(messages)


def test_a_solution_with_one_thing_wrong_is_found_out() -> None:
    made = [
        (mutant.change, with_cell(only_checks_of(cell.source), cell.id, mutant.source))
        for cell in source(ASSIGNMENT).cells
        if cell.metadata.get("nbgrader", {}).get("solution")
        for mutant in mutants(cell.source)
    ]
    outcomes = run_notebooks([(notebook, 1) for _, notebook in made])
    survived = [change for (change, _), said in zip(made, outcomes, strict=True) if not any(said.values())]

    print(f"{len(made) - len(survived)} of {len(made)} mutants killed")
    assert sorted(survived) == sorted(SAME_AS_THE_REFERENCE)
    assert len(survived) <= 0.02 * len(made)


def only_checks_of(solution: str) -> NotebookNode:
    """Give the reference without the checks of other cells' tasks."""
    tasks = tuple(f"{name}_" for name in re.findall(r"^def (\w+)", solution, re.MULTILINE))
    notebook = source(ASSIGNMENT)
    notebook.cells = [
        cell for cell in notebook.cells if cell.id not in POINTS or cell.id.startswith(tasks)
    ]
    return notebook


def flat(message: str) -> str:
    return " ".join(message.split())


def matrix_row(submission: Submission, messages: dict[str, str]) -> str:
    failed = [f"\n    {check}: {message}" for check, message in messages.items()]
    return f"{submission.name}: {submission.title}{''.join(failed) or ' (every point)'}"
