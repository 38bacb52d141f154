import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from course_utils.errors import SystemRefusedError
from course_utils.learner.copies import copy_course
from course_utils.learner.units import Course, read_course
from course_utils.learner.workspace import Workspace
from tests.checkout import code, make_checkout, write_notebook

LESSON = Path("lessons", "00_first.ipynb")
EXERCISE = Path("exercises", "practice_it", "practice_it.ipynb")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return read_course(make_checkout(tmp_path))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "work")
    workspace.prepare()
    return workspace


def test_lessons_and_exercises_are_brought_once(course: Course, workspace: Workspace) -> None:
    first = copy_course(course, workspace)
    assert [str(path) for path in first.added] == [
        "lessons/00_first.ipynb",
        "lessons/02_second.ipynb",
        "exercises/practice_it/practice_it.ipynb",
    ]
    assert (workspace.folder / EXERCISE).read_bytes() == (course.home / EXERCISE).read_bytes()
    assert copy_course(course, workspace).added == []


def test_a_lesson_comes_without_outputs(course: Course, workspace: Workspace) -> None:
    copy_course(course, workspace)
    copy = json.loads((workspace.folder / LESSON).read_text(encoding="utf-8"))
    assert [cell["outputs"] for cell in copy["cells"]] == [[], []]
    assert [cell["source"] for cell in copy["cells"]] == ["1 + 1", "print('seen')"]


def test_pictures_come_along_and_what_tools_leave_does_not(
    course: Course, workspace: Workspace
) -> None:
    for name in ("figures/way.svg", ".ipynb_checkpoints/old.ipynb", "__pycache__/x.pyc"):
        path = course.home / "lessons" / name
        path.parent.mkdir()
        path.write_text("<svg/>", encoding="utf-8")
    copy_course(course, workspace)
    there = {path.name for path in (workspace.folder / "lessons").iterdir()}
    assert there == {"00_first.ipynb", "02_second.ipynb", "figures"}


def test_what_the_learner_changed_stays_even_when_the_course_has_a_newer_version(
    course: Course, workspace: Workspace
) -> None:
    copy_course(course, workspace)
    mine = write_notebook(workspace.folder / LESSON, code("begin", "my own idea", 1)).read_bytes()
    write_notebook(course.home / LESSON, code("begin", "3 + 3"))
    for _ in range(2):
        assert [str(path) for path in copy_course(course, workspace).kept_older] == [
            "lessons/00_first.ipynb"
        ]
        assert (workspace.folder / LESSON).read_bytes() == mine


def test_a_change_of_the_learners_alone_is_no_news(course: Course, workspace: Workspace) -> None:
    copy_course(course, workspace)
    write_notebook(workspace.folder / LESSON, code("begin", "my own idea", 1))
    assert copy_course(course, workspace).kept_older == []


def test_an_untouched_copy_follows_the_course(course: Course, workspace: Workspace) -> None:
    copy_course(course, workspace)
    write_notebook(course.home / LESSON, code("begin", "3 + 3"))
    assert [str(path) for path in copy_course(course, workspace).renewed] == [
        "lessons/00_first.ipynb"
    ]
    assert "3 + 3" in (workspace.folder / LESSON).read_text(encoding="utf-8")


def test_a_copy_that_was_only_opened_is_untouched(course: Course, workspace: Workspace) -> None:
    copy_course(course, workspace)
    copy = workspace.folder / LESSON
    opened = json.loads(copy.read_text(encoding="utf-8"))
    opened["metadata"] = {"language_info": {"name": "python", "version": "3.14.0"}}
    opened["cells"][0]["metadata"] = {"scrolled": True}
    opened["cells"][0]["source"] = [opened["cells"][0]["source"]]
    copy.write_text(json.dumps(opened), encoding="utf-8")
    write_notebook(course.home / LESSON, code("begin", "3 + 3"))
    assert len(copy_course(course, workspace).renewed) == 1


def test_a_copy_that_was_run_is_touched(course: Course, workspace: Workspace) -> None:
    copy_course(course, workspace)
    copy = workspace.folder / LESSON
    run = json.loads(copy.read_text(encoding="utf-8"))
    run["cells"][0]["execution_count"] = 1
    copy.write_text(json.dumps(run), encoding="utf-8")
    write_notebook(course.home / LESSON, code("begin", "3 + 3"))
    assert len(copy_course(course, workspace).kept_older) == 1


def test_a_copy_that_is_no_notebook_any_more_is_the_learners(
    course: Course, workspace: Workspace
) -> None:
    copy_course(course, workspace)
    (workspace.folder / LESSON).write_text("[1]", encoding="utf-8")
    write_notebook(course.home / LESSON, code("begin", "3 + 3"))
    assert len(copy_course(course, workspace).kept_older) == 1


def test_a_file_that_the_course_never_gave_is_left_alone(
    course: Course, workspace: Workspace
) -> None:
    mine = write_notebook(workspace.folder / LESSON, code("mine", "mine")).read_bytes()
    copied = copy_course(course, workspace)
    assert (workspace.folder / LESSON).read_bytes() == mine
    write_notebook(course.home / LESSON, code("begin", "3 + 3"))
    copy_course(course, workspace)
    assert (workspace.folder / LESSON).read_bytes() == mine
    assert len(copied.added) == 2


def test_a_copy_that_was_renamed_or_deleted_is_brought_again(
    course: Course, workspace: Workspace
) -> None:
    copy_course(course, workspace)
    (workspace.folder / LESSON).rename(workspace.folder / "mine.ipynb")
    assert [str(path) for path in copy_course(course, workspace).added] == [
        "lessons/00_first.ipynb"
    ]


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow above 4 kB."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, before[1]))
    try:
        with pytest.raises(SystemRefusedError):
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_nothing_half_and_the_next_round_brings_the_rest(
    course: Course, workspace: Workspace
) -> None:
    write_notebook(course.home / EXERCISE, code("task", "x = 1\n" * 1000))
    with full_disk():
        copy_course(course, workspace)
    assert [path.name for path in (workspace.folder / EXERCISE).parent.iterdir()] == []
    assert [path.name for path in copy_course(course, workspace).added] == [EXERCISE.name]

    write_notebook(course.home / LESSON, code("begin", "3 + 3"))
    write_notebook(course.home / EXERCISE, code("task", "x = 2\n" * 1000))
    with full_disk():
        copy_course(course, workspace)
    copied = copy_course(course, workspace)
    assert [path.name for path in copied.renewed] == [EXERCISE.name]
    assert copied.kept_older == []


def test_a_file_in_the_way_is_named(course: Course, workspace: Workspace) -> None:
    (workspace.folder / "lessons").write_text("not a folder", encoding="utf-8")
    with pytest.raises(SystemRefusedError, match=r"lessons.* cannot be used ") as refusal:
        copy_course(course, workspace)
    assert os.linesep not in str(refusal.value)
