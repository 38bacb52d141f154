import os
from pathlib import Path, PurePosixPath

import pytest

from course_utils.lab.panel import notebooks
from course_utils.lab.unreadable import Unreadable, find_unreadable
from course_utils.learner.units import Course, read_course
from course_utils.learner.workspace import Workspace
from tests.checkout import make_checkout, make_workspace

LESSON = PurePosixPath("lessons/00_first.ipynb")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return read_course(make_checkout(tmp_path))


@pytest.fixture
def workspace(course: Course, tmp_path: Path) -> Workspace:
    return make_workspace(course, tmp_path)


def found(course: Course, workspace: Workspace) -> list[Unreadable]:
    labels = {path: named["label"] for path, named in notebooks(course).items()}
    return find_unreadable(course, workspace, labels)


def test_whole_notebooks_are_not_mentioned(course: Course, workspace: Workspace) -> None:
    assert found(course, workspace) == []


@pytest.mark.parametrize("text", ["", '{"cells": [', "[]", "{}", '{"nbformat": 9, "cells": []}'])
def test_what_is_no_notebook_is_damaged_until_it_is_put_right(
    course: Course, workspace: Workspace, text: str
) -> None:
    mine = workspace.folder / LESSON
    whole = mine.read_bytes()
    mine.write_text(text, encoding="utf-8")
    assert found(course, workspace) == [Unreadable("00 Lesson", LESSON, "is damaged")]
    mine.write_bytes(whole)
    assert found(course, workspace) == []


def test_bytes_that_are_no_text_are_damaged(course: Course, workspace: Workspace) -> None:
    (workspace.folder / LESSON).write_bytes(b"\xff\xfe\x00")
    assert [each.reason for each in found(course, workspace)] == ["is damaged"]


def test_a_file_that_is_gone_has_nothing_to_keep(course: Course, workspace: Workspace) -> None:
    (workspace.folder / LESSON).unlink()
    assert found(course, workspace) == [Unreadable("00 Lesson", LESSON, "is gone", gone=True)]


@pytest.mark.skipif(os.name != "posix", reason="Windows says that it is not allowed")
def test_a_folder_in_its_place_gives_the_systems_reason(
    course: Course, workspace: Workspace
) -> None:
    (workspace.folder / LESSON).unlink()
    (workspace.folder / LESSON).mkdir()
    assert [each.reason for each in found(course, workspace)] == ["can't be read (Is a directory)"]
