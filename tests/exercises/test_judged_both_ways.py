"""Every exercise, judged both ways: who is right earns every point, who is wrong is told exactly that.

A new exercise needs no test of its own: its submissions are files below `tests/submissions/`.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from nbformat import NotebookNode

from course_utils.grading.pages.release import assignments
from tests.support.mutants import mutants
from tests.support.running import HandedIn, Runner
from tests.support.submissions import (
    COURSE,
    SUBMISSIONS,
    Submission,
    exercise,
    is_code_answer,
    points,
    source,
    submissions,
    with_cell,
)

ASSIGNMENTS = assignments(COURSE)
HANDED_IN = [each for assignment in ASSIGNMENTS for each in submissions(assignment)]

Messages = dict[str, str]
"""What each check said; "" where it passed."""


@dataclass(frozen=True)
class Judged:
    """What the checks of an exercise said.

    Attributes:
        said: to what is handed in, by its name; to the "reference", and to the "untouched" exercise.
        mutants: to the reference with one thing wrong in it, until one found it out; each with what is wrong.
    """

    said: dict[str, Messages]
    mutants: list[tuple[str, Messages]]


@cache
def judged(runner: Runner, assignment: str) -> Judged:
    """Run all that there is of an exercise; once for each worker."""
    handed_in = {
        each.name: HandedIn(each.notebook(), each.seconds) for each in submissions(assignment)
    }
    handed_in["reference"] = HandedIn(source(assignment))
    handed_in["untouched"] = HandedIn(exercise(assignment))
    made = list(mutated(assignment))
    changed = [HandedIn(notebook, 3, until_one_fails=True) for _, notebook in made]
    outcomes = iter(runner.run([*handed_in.values(), *changed]))
    said = {name: next(outcomes) for name in handed_in}
    return Judged(said, [(change, next(outcomes)) for change, _ in made])


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_reference_earns_every_point(runner: Runner, assignment: str) -> None:
    assert set(judged(runner, assignment).said["reference"].values()) == {""}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_untouched_exercise_earns_nothing_and_is_not_called_wrong(
    runner: Runner, assignment: str
) -> None:
    messages = judged(runner, assignment).said["untouched"]

    assert messages.keys() == points(source(assignment)).keys()
    assert all(message.startswith("Not attempted yet") for message in messages.values())


@pytest.mark.parametrize("submission", HANDED_IN, ids=lambda each: f"{each.assignment}/{each.name}")
def test_a_submission_fails_its_own_checks_with_their_own_message(
    runner: Runner, submission: Submission
) -> None:
    outcome = judged(runner, submission.assignment).said[submission.name]
    messages = {check: " ".join(text.split()) for check, text in outcome.items() if text}
    expected = submission.expected(list(outcome))
    print(matrix_row(submission, messages))  # the matrix, to be read with pytest -s

    assert messages.keys() == expected.keys()
    for check, part in expected.items():
        assert part in messages[check]
    assert "Traceback" not in str(messages)


def matrix_row(submission: Submission, messages: Messages) -> str:
    failed = [f"\n    {check}: {message}" for check, message in messages.items()]
    return f"{submission.name}: {submission.title}{''.join(failed) or ' (every point)'}"


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_solution_with_one_thing_wrong_is_found_out(runner: Runner, assignment: str) -> None:
    made = judged(runner, assignment).mutants
    survived = [change for change, messages in made if not any(messages.values())]
    print(f"{len(made) - len(survived)} of {len(made)} mutants of {assignment} killed")

    explained = f"tests/submissions/{assignment}/survivors.toml"
    assert sorted(survived) == sorted(same_as_the_reference(assignment)), (
        f"Add an example to a check that tells it from the solution; if it does the same, say why in {explained}"
    )
    assert len(survived) <= 0.02 * len(made), (
        f"{len(survived)} of {len(made)} are too many: write the solution plainer"
    )


def mutated(assignment: str) -> Iterator[tuple[str, NotebookNode]]:
    """Give the reference with one thing wrong in it, and what; only the checks of that cell's tasks are left."""
    checks = points(source(assignment))
    for cell in source(assignment).cells:
        if is_code_answer(cell) and not cell.source.startswith(
            "%%"
        ):  # a script's words are mostly its own
            tasks = tuple(
                f"{name}_" for name in re.findall(r"^def (\w+)", cell.source, re.MULTILINE)
            )
            for mutant in mutants(cell.source):
                notebook = with_cell(source(assignment), cell.id, mutant.source)
                notebook.cells = [
                    each
                    for each in notebook.cells
                    if each.id not in checks or each.id.startswith(tasks)
                ]
                yield mutant.change, notebook


def same_as_the_reference(assignment: str) -> dict[str, str]:
    """Give the mutants that no check can find because they do what the reference does, and why they do."""
    path = SUBMISSIONS / assignment / "survivors.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
