"""What every exercise keeps to, whoever writes it."""

import ast
import re
from fnmatch import fnmatchcase
from functools import partial
from itertools import pairwise

import pytest
from nbformat import NotebookNode

from course_utils.checks.hints import hints_for
from course_utils.grading.pages.release import assignments
from course_utils.learner.units import read_course
from tests.support.submissions import (
    COURSE,
    exercise,
    grader,
    is_check,
    is_code_answer,
    is_written,
    points,
    points_by_hand,
    source,
    submissions,
)

ASSIGNMENTS = assignments(COURSE)
UNITS = {unit.exercise: unit for unit in read_course(COURSE).units if unit.exercise}


@pytest.fixture(params=ASSIGNMENTS)
def assignment(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def checks(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if is_check(cell)]


def tasks(notebook: NotebookNode) -> set[str]:
    return {task_of(cell) for cell in checks(notebook)}


def task_of(check: NotebookNode) -> str:
    return str(re.findall(r"check\(\s*\"([\w.]+)\"", check.source)[0])


REGION = re.compile(r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END", re.DOTALL)


def secrets(notebook: NotebookNode) -> set[str]:
    """Give the lines that no learner may see: those that stand in solutions and hidden checks only."""
    hidden = [text for cell in notebook.cells for text in REGION.findall(cell.source)]
    shown = [REGION.sub("", cell.source) for cell in notebook.cells]
    lines = {line.strip() for text in hidden for line in text.splitlines()}
    return {line for line in lines if len(line) > 12 and line not in "\n".join(shown)}


def test_every_unit_with_an_exercise_has_its_source() -> None:
    assert set(UNITS) <= set(ASSIGNMENTS)


def test_the_points_are_those_of_the_course_file(assignment: str) -> None:
    given = points(source(assignment)) | points_by_hand(source(assignment))

    assert assignment not in UNITS or sum(given.values()) == UNITS[assignment].points
    assert all(number * 2 == int(number * 2) for number in given.values())


def test_the_points_in_a_tasks_heading_are_those_of_its_checks(assignment: str) -> None:
    tasks: list[list[float]] = []
    for cell in source(assignment).cells:
        heading = re.match(r"## Task \d+: .*\((\d+(?:\.5)?) points?\)", cell.source)
        if heading:
            tasks.append([float(heading.group(1)), 0])
        elif grader(cell).get("grade"):
            assert tasks, (
                f"{cell.id} stands under no heading like ## Task 1: its topic (2.5 points)"
            )
            tasks[-1][1] += float(str(grader(cell)["points"]))

    assert tasks
    assert [announced for announced, _ in tasks] == [given for _, given in tasks]


def test_every_task_has_checks_that_learners_see_and_hints(assignment: str) -> None:
    for task in tasks(source(assignment)):
        assert len(hints_for(assignment, task)) >= 2
    for check in checks(exercise(assignment)):
        assert "check.equal(" in check.source or "check.that(" in check.source


def test_a_check_is_short_read_only_and_named_after_its_task(assignment: str) -> None:
    for check in checks(exercise(assignment)):
        (block,) = ast.parse(check.source).body  # its first line counts once, however it is broken
        assert isinstance(block, ast.With)
        last = len(check.source.splitlines())
        assert 1 + last - (block.body[0].lineno - 1) <= 12, check.source
        assert check.metadata.editable is False
        assert check.id == grader(check)["grade_id"]
        assert check.id.startswith(f"{task_of(check).removesuffix('.py')}_")


def test_no_line_of_code_is_wider_than_the_page(assignment: str) -> None:
    for cell in [*exercise(assignment).cells, *source(assignment).cells]:
        if cell.cell_type == "code":
            wide = [line for line in cell.source.splitlines() if len(line) > 72]
            assert wide == [], "JupyterLab's pane shows no more"


ERRORS = {"Exception", "KeyError", "RuntimeError", "TimeoutError", "ValueError"}
"""Python's own names that `check.raises` takes: who gives them away is told so by the check itself."""


def test_a_check_names_nothing_that_a_learner_could_have_replaced(assignment: str) -> None:
    notebook = source(assignment)
    for check in checks(notebook):
        names = [node for node in ast.walk(ast.parse(check.source)) if isinstance(node, ast.Name)]
        bound = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
        assert read - bound <= {"check"} | tasks(notebook) | ERRORS, check.source


def test_no_solution_and_no_hidden_check_is_in_what_learners_get(assignment: str) -> None:
    released = "\n".join(cell.source for cell in exercise(assignment).cells)

    assert secrets(source(assignment))
    assert [line for line in secrets(source(assignment)) if line in released] == []
    assert not re.search("BEGIN SOLUTION|HIDDEN TESTS", released)


def test_no_cell_has_outputs_when_learners_get_it(assignment: str) -> None:
    assert not any(cell.get("outputs") for cell in exercise(assignment).cells)


def test_every_solution_is_explained_and_the_explanation_is_not_released(assignment: str) -> None:
    cells = source(assignment).cells
    explained = [cell for cell in cells if "not-released" in cell.metadata.get("tags", [])]

    assert len(explained) == sum(bool(grader(cell).get("solution")) for cell in cells)
    assert not {cell.id for cell in explained} & {cell.id for cell in exercise(assignment).cells}


def test_a_written_answer_comes_with_a_rubric_that_learners_do_not_get(assignment: str) -> None:
    cells = source(assignment).cells
    released = {cell.id: cell.source for cell in exercise(assignment).cells}
    for answer, rubric in pairwise(cells):
        if is_written(answer):
            assert answer.cell_type == "markdown"
            assert "not-released" in rubric.metadata.tags
            assert re.search(
                r"^\| point \| full \(.*\| half \(.*\| none \(0\) \|$", rubric.source, re.MULTILINE
            )
            assert released[answer.id] == "YOUR ANSWER HERE"
            notes = (COURSE / "solutions" / assignment / "NOTES.md").read_text(encoding="utf-8")
            assert "\n## The written answer: three marked examples\n" in notes


def test_a_worked_task_comes_first(assignment: str) -> None:
    """It is the learner's own to run and change: a code cell that nbgrader knows nothing of."""
    cells = source(assignment).cells
    places = range(len(cells))
    worked = [at for at in places if cells[at].cell_type == "code" and not grader(cells[at])]

    assert min(worked) < min(at for at in places if grader(cells[at]).get("solution"))


def test_what_gives_no_points_asks_for_no_platform_of_checks(assignment: str) -> None:
    """It runs in the learner's box, which would have to begin a platform of its own, and itself again afterwards."""
    for cell in source(assignment).cells:
        assert is_check(cell) or "check.platform(" not in cell.source


def test_it_holds_nothing_that_an_editor_leaves(assignment: str) -> None:
    notebook = source(assignment)

    assert notebook.metadata.keys() == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}
    for cell in notebook.cells:
        assert cell.metadata.keys() <= {"nbgrader", "tags"}


def test_submissions_replace_cells_and_name_checks_that_exist(assignment: str) -> None:
    notebook = source(assignment)
    solutions = {cell.id for cell in notebook.cells if grader(cell).get("solution")}
    for submission in submissions(assignment):
        assert submission.cell in solutions
        assert submission.fails or submission.name.startswith(("right/", "bad_input/"))
        for pattern, _ in submission.fails:
            assert any(re.fullmatch(pattern.replace("*", ".*"), name) for name in points(notebook))


def test_every_task_has_two_right_submissions_and_wrong_ones(assignment: str) -> None:
    for cell in [cell.id for cell in source(assignment).cells if is_code_answer(cell)]:
        kinds = [
            each.name.partition("/")[0] for each in submissions(assignment) if each.cell == cell
        ]
        for kind, least in (("right", 2), ("misconception", 1), ("beginner", 2)):
            assert kinds.count(kind) >= least, (
                f"{cell} needs {least} in tests/submissions/{assignment}/{kind}/"
            )


def test_every_check_fails_some_submission(assignment: str) -> None:
    patterns = [pattern for each in submissions(assignment) for pattern, _ in each.fails]
    idle = [
        name
        for name in points(source(assignment))
        if not any(map(partial(fnmatchcase, name), patterns))
    ]
    assert not idle, (
        f"Nothing shows that these can fail: write a submission below tests/submissions/{assignment}/"
    )
