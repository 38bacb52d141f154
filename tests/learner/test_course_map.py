import re
from pathlib import Path

import pytest

from course_utils.learner.copies import copy_course
from course_utils.learner.course_map import write_map
from course_utils.learner.progress import record_check
from course_utils.learner.units import Course, read_course
from course_utils.learner.workspace import Workspace, write_state
from tests.checkout import code, make_checkout, make_workspace, write_notebook


@pytest.fixture
def course(tmp_path: Path) -> Course:
    checkout = make_checkout(tmp_path)
    (checkout / "lessons" / "words.md").write_text("# Words\n", encoding="utf-8")
    return read_course(checkout)


@pytest.fixture
def workspace(course: Course, tmp_path: Path) -> Workspace:
    return make_workspace(course, tmp_path)


def _map(course: Course, workspace: Workspace) -> str:
    write_map(course, workspace)
    return workspace.map_file.read_text(encoding="utf-8")


def _finish_lesson(workspace: Workspace, name: str) -> None:
    write_notebook(workspace.folder / "lessons" / name, code("end", "print()", 1))


def test_every_link_leads_to_a_notebook_or_the_word_list(
    course: Course, workspace: Workspace
) -> None:
    links = re.findall(r"\]\(([^)]+)\)", _map(course, workspace))
    assert len(set(links)) == 4
    assert all((workspace.folder / link).is_file() for link in links)


def test_a_newcomer_is_welcomed_and_sent_to_the_first_lesson(
    course: Course, workspace: Workspace
) -> None:
    text = _map(course, workspace)
    assert text.startswith("# A course\n\nWelcome! ")
    assert "Next: **[00 The first](lessons/00_first.ipynb)**<br>Lesson · 15 min" in text
    assert "0 of 3 done · 15 points · about 1 h 25 min to go" in text


def test_done_and_next_are_marked(course: Course, workspace: Workspace) -> None:
    _finish_lesson(workspace, "00_first.ipynb")
    _finish_lesson(workspace, "02_second.ipynb")
    text = _map(course, workspace)
    assert "Welcome" not in text
    assert "2 of 3 done · 15 points · about 45 min to go" in text
    assert text.count("✓\N{NO-BREAK SPACE}done") == 2
    rows = [line for line in text.splitlines() if line.startswith("| **02**")]
    assert "| Unit | Lesson | Exercise |" in text
    assert rows == [
        "| **02** The second "
        "| [Lesson](lessons/02_second.ipynb)<br><small>25 min · **✓\N{NO-BREAK SPACE}done**</small> "
        "| [Exercise](exercises/practice_it/practice_it.ipynb)<br>"
        "<small>45 min · 15 points · **next**</small> |"
    ]


def test_a_lesson_that_was_run_and_not_filled_in_leads_on_and_is_not_done(
    course: Course, workspace: Workspace
) -> None:
    asks = code("end", "check.answer('no')\ncheck.answer(\"status\", ...)")
    write_notebook(course.home / "lessons" / "00_first.ipynb", asks)
    _finish_lesson(workspace, "00_first.ipynb")
    text = _map(course, workspace)
    assert "0 of 3 done · 15 points · about 1 h 10 min to go" in text
    assert "run, 1 line to fill in" in text
    assert "Next: **[02 The second](lessons/02_second.ipynb)**" in text

    _finish_lesson(workspace, "02_second.ipynb")
    record_check(workspace, "practice_it", {"passed": True})
    assert "Next: **[00 The first](lessons/00_first.ipynb)**" in _map(course, workspace)

    (workspace.state / "kit").mkdir()
    write_state(workspace.state / "kit" / "answer.status.json", {"right": True})
    assert "You have worked through everything" in _map(course, workspace)


def test_at_the_end_there_is_no_next(course: Course, workspace: Workspace) -> None:
    _finish_lesson(workspace, "00_first.ipynb")
    _finish_lesson(workspace, "02_second.ipynb")
    record_check(workspace, "practice_it", {"passed": True, "points": 12.5})
    text = _map(course, workspace)
    assert "You have worked through everything that is here." in text
    assert "When they are graded, hidden checks run as well" in text
    assert "15 points · **✓\N{NO-BREAK SPACE}visible checks pass**" in text
    assert "`course check`" in text
    assert "Next:" not in text
    assert "3 of 3 done · visible checks pass for 12.5 of 15 points\n" in text


def test_without_exercises_there_is_no_column_for_them(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    course = read_course(checkout)
    only_the_first = Course(checkout, course.title, course.units[:1])
    workspace = Workspace(checkout / "work")
    workspace.prepare()
    copy_course(only_the_first, workspace)
    text = _map(only_the_first, workspace)
    assert "| Unit | Lesson |\n" in text
    assert "points" not in text
    assert "course check" not in text
