"""The panel's HTML, from a small course whose one exercise has real checks."""

import json
from pathlib import Path, PurePosixPath

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_utils.errors import CourseError
from course_utils.kit.lesson_texts import read_texts
from course_utils.lab.checking import Checking
from course_utils.lab.panel import Panel, notebooks, start_command
from course_utils.learner.afresh import begin_afresh
from course_utils.learner.progress import last_check, lessons_run, record_check
from course_utils.learner.units import Course, read_course
from course_utils.learner.workspace import Workspace, write_state
from tests.checkout import ROOT, code, make_checkout, make_workspace, write_notebook

EXERCISE = PurePosixPath("exercises/practice_it/practice_it.ipynb")
RULES = {"mask_one": "One <b>bold</b> rule.", "mask_two": "Another rule."}


def check_cell(name: str, body: str) -> nbformat.NotebookNode:
    grader = {"grade_id": name, "grade": True, "locked": True, "solution": False, "points": 1.5}
    source = f'with check("mask", "{RULES[name]}"):\n    {body}'
    made: nbformat.NotebookNode = new_code_cell(source, id=name, metadata={"nbgrader": grader})
    return made


def exercise(solution: str) -> nbformat.NotebookNode:
    made: nbformat.NotebookNode = new_notebook(
        cells=[
            new_code_cell("from course_utils import check", id="set_up"),
            new_markdown_cell("## Task 1: mask it (3 points)", id="task"),
            new_code_cell(solution, id="mask"),
            check_cell("mask_one", "check.equal(mask(1), 1)"),
            check_cell("mask_two", "check.equal(mask(2), 2)"),
        ]
    )
    return made


@pytest.fixture
def course(tmp_path: Path) -> Course:
    checkout = make_checkout(tmp_path)
    nbformat.write(exercise("def mask(n): raise NotImplementedError"), checkout / EXERCISE)
    return read_course(checkout)


@pytest.fixture
def workspace(course: Course, tmp_path: Path) -> Workspace:
    return make_workspace(course, tmp_path)


def solve(workspace: Workspace, solution: str) -> None:
    nbformat.write(exercise(solution), workspace.folder / EXERCISE)


def text(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def sections(
    course: Course, workspace: Workspace, in_front: object = "", checking: Checking | None = None
) -> dict[str, str]:
    panel = Panel(course, workspace, checking or Checking(course, workspace))
    return dict(panel.sections(str(in_front)))


def finish_lesson(course: Course, workspace: Workspace) -> None:
    write_notebook(workspace.folder / "lessons" / "00_first.ipynb", code("end", "print()", 1))
    lessons_run(course, workspace)


def test_a_newcomer_begins_and_one_who_is_back_continues(
    course: Course, workspace: Workspace
) -> None:
    fresh = Panel(course, workspace, Checking(course, workspace))
    head = dict(fresh.sections(""))["head"]
    assert "Begin 00 Lesson · 15 min" in text(head)
    assert "0 of 15 points 0 of 3 steps done · 1 h 25 min to go" in text(head)

    finish_lesson(course, workspace)
    assert "Welcome back" not in dict(fresh.sections(""))["head"]
    back = sections(course, workspace)["head"]
    assert "Welcome back" in back
    assert "Continue 02 Lesson · 25 min" in text(back)


def test_every_unit_says_where_it_stands_and_every_task_its_points(
    course: Course, workspace: Workspace
) -> None:
    finish_lesson(course, workspace)
    units = text(sections(course, workspace)["units"])
    assert "00 The first done Lesson 15 min ✓" in units
    assert "02 The second now Lesson 25 min Exercise 45 min · 15 points Task 1 mask 0 of 3" in units


def test_the_card_is_there_when_its_exercise_is_in_front(
    course: Course, workspace: Workspace
) -> None:
    assert "card" not in sections(course, workspace, "lessons/00_first.ipynb")
    card = text(sections(course, workspace, EXERCISE)["card"])
    assert "Task 1 mask 0 of 3" in card
    assert "course check 02" in card


def test_a_check_fills_the_card_with_what_course_check_says(
    course: Course, workspace: Workspace
) -> None:
    solve(workspace, "def mask(n): return 1")
    checking = Checking(course, workspace)
    checking.start(EXERCISE).join()

    card = sections(course, workspace, EXERCISE, checking)["card"]
    assert "Task 1 mask 1.5 of 3" in text(card)
    assert "Your code mask(2) gave 1. Expected 2." in text(card)
    assert "<b>bold</b>" not in card
    assert last_check(workspace, "practice_it")["points"] == 1.5
    said = Panel(course, workspace, checking).said()
    assert said == "1 of 2 rules are kept. Not yet: Another rule."


def test_everything_green_is_done_on_the_map_and_in_the_ring(
    course: Course, workspace: Workspace
) -> None:
    solve(workspace, "def mask(n): return n")
    checking = Checking(course, workspace)
    checking.start(EXERCISE).join()

    shown = sections(course, workspace, EXERCISE, checking)
    assert "All green: 3 of 3 points." in text(shown["card"])
    assert "3 of 15 points" in text(shown["head"])
    assert "visible checks pass" in workspace.map_file.read_text("utf-8")


def written_cell(answer: str) -> nbformat.NotebookNode:
    grader = {"grade_id": "essay", "grade": True, "locked": False, "solution": True, "points": 12}
    made: nbformat.NotebookNode = new_markdown_cell(
        answer, id="essay", metadata={"nbgrader": grader}
    )
    return made


def with_essay(answer: str) -> nbformat.NotebookNode:
    made = exercise("def mask(n): return n")
    made.cells += [new_markdown_cell("## Task 2: say why", id="why"), written_cell(answer)]
    return made


def test_a_written_task_is_a_row_and_not_done_while_it_is_empty(
    course: Course, workspace: Workspace
) -> None:
    nbformat.write(with_essay("YOUR ANSWER HERE"), course.home / EXERCISE)
    nbformat.write(with_essay("YOUR ANSWER HERE"), workspace.folder / EXERCISE)
    checking = Checking(course, workspace)
    checking.start(EXERCISE).join()
    shown = sections(course, workspace, EXERCISE, checking)
    assert "Task 2 · 12 points · your teacher reads it still empty" in text(shown["card"])
    assert "All green" not in text(shown["card"])
    assert "3 of 15 points 0 of 3 steps done" in text(shown["head"])

    nbformat.write(with_essay("It can be replaced."), workspace.folder / EXERCISE)
    checking.start(EXERCISE).join()
    shown = sections(course, workspace, EXERCISE, checking)
    assert "All green: 3 of 3 points." in text(shown["card"])
    assert "still empty" not in text(shown["card"])
    assert "1 of 3 steps done" in text(shown["head"])


def test_an_answer_that_became_a_text_cell_is_said_and_how_to_make_it_code(
    course: Course, workspace: Workspace
) -> None:
    given, mine = (exercise("def mask(n): return n") for _ in range(2))
    grader = {"grade_id": "mask_it", "grade": False, "locked": False, "solution": True}
    given.cells[2].metadata["nbgrader"] = grader
    mine.cells[2] = new_markdown_cell(
        "def mask(n): return n", id="mask", metadata={"nbgrader": grader}
    )
    nbformat.write(given, course.home / EXERCISE)
    nbformat.write(mine, workspace.folder / EXERCISE)
    checking = Checking(course, workspace)
    checking.start(EXERCISE).join()
    card = text(sections(course, workspace, EXERCISE, checking)["card"])
    assert "The answer cell mask_it is a text cell now; it was read as code." in card
    assert "press Y" in card
    assert "Task 1 mask 3 of 3" in card


def test_what_another_program_checked_is_shown_too(course: Course, workspace: Workspace) -> None:
    result = {"name": "mask_one", "passed": True, "attempted": True, "message": "", "earned": 1.5}
    record_check(workspace, "practice_it", {"passed": False, "checks": [result]})
    assert "1.5 of 15 points" in text(sections(course, workspace)["head"])
    begin_afresh(course, workspace, EXERCISE)
    assert "0 of 15 points" in text(sections(course, workspace)["head"])


def test_a_notebook_that_cannot_be_read_is_one_sentence(
    course: Course, workspace: Workspace
) -> None:
    (workspace.folder / EXERCISE).write_text("{", encoding="utf-8")
    checking = Checking(course, workspace)
    checking.start(EXERCISE).join()
    card = text(sections(course, workspace, EXERCISE, checking)["card"])
    assert "can't be used" in card
    assert "Check my work" in card


def test_a_kernel_that_dies_is_named_with_its_cell(course: Course, workspace: Workspace) -> None:
    solve(workspace, "import os\nos._exit(1)")
    checking = Checking(course, workspace)
    checking.start(EXERCISE).join()
    card = text(sections(course, workspace, EXERCISE, checking)["card"])
    assert "Python stopped in the cell that begins `import os`" in card


def test_results_that_cannot_be_kept_are_shown_all_the_same(
    course: Course, workspace: Workspace
) -> None:
    solve(workspace, "def mask(n): return n")
    (workspace.state / "checks").write_text("in the way of the folder")
    checking = Checking(course, workspace)
    checking.start(EXERCISE).join()
    card = text(sections(course, workspace, EXERCISE, checking)["card"])
    assert "cannot be used" in card
    assert "Task 1 mask 3 of 3" in card


def test_a_second_check_waits_for_the_first_also_where_that_is_of_no_use_any_more(
    course: Course, workspace: Workspace
) -> None:
    solve(workspace, "def mask(n): return n")
    checking = Checking(course, workspace)
    first = checking.start(EXERCISE)
    begin_afresh(course, workspace, EXERCISE)
    checking.forget(EXERCISE)
    with pytest.raises(CourseError, match="A check is running"):
        checking.start(EXERCISE)
    first.join()
    assert last_check(workspace, "practice_it") == {}
    assert Panel(course, workspace, checking).said() == ""

    checking.start(EXERCISE).join()
    assert last_check(workspace, "practice_it")["points"] == 0


def test_a_check_run_by_hand_has_the_same_card(course: Course, workspace: Workspace) -> None:
    panel = Panel(course, workspace, Checking(course, workspace))
    message = "Not yet: mask(1) gave '<script>'.\nExpected: 1.\nOne <b>bold</b> rule."
    html = panel.not_yet(EXERCISE, "mask_one", message)
    assert "<script>" not in html
    assert "Your code mask(1) gave '<script>'. Expected 1. Why One <b>bold</b> rule." in text(html)
    assert panel.not_yet(EXERCISE, "no_such_check", message) == ""


def test_what_was_answered_in_a_lesson_is_shown_and_is_no_points(tmp_path: Path) -> None:
    texts = read_texts()
    number = next(number for number, each in texts.items() if each.predictions and each.quizzes)
    course = read_course(ROOT)
    workspace = Workspace(tmp_path / "work")
    workspace.prepare()
    kept = workspace.state / "kit"
    kept.mkdir()
    guess, quiz = next(iter(texts[number].predictions)), next(iter(texts[number].quizzes))
    write_state(kept / f"predict.{guess}.json", {"guess": "<five>", "found": "one"})
    write_state(kept / f"quiz.{quiz}.json", {"choice": "B", "right": True})

    shown = sections(course, workspace)

    assert "You guessed <five>. It was one." in text(shown["units"])
    asked = len(texts[number].quizzes) + len(texts[number].answers)
    assert f"In the lesson: {asked - 1} of {asked} questions still open" in text(shown["units"])
    assert "0 of" in text(shown["head"])
    assert "What a message means" in shown["know"]


def test_tabs_are_named_by_their_unit(course: Course) -> None:
    assert json.loads(json.dumps(notebooks(course))) == {
        "lessons/00_first.ipynb": {"label": "00 Lesson", "kind": "lesson"},
        "lessons/02_second.ipynb": {"label": "02 Lesson", "kind": "lesson"},
        str(EXERCISE): {"label": "02 Exercise", "kind": "exercise"},
    }


def test_the_command_to_start_is_the_one_that_there_is(course: Course) -> None:
    assert start_command(course) == "course start"
    (course.home / "start.py").touch()
    assert start_command(course) == "python3 start.py"
