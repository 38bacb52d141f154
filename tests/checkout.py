"""A small checkout to run the course in, so that no test touches this one's `work/`."""

import json
import shutil
from pathlib import Path
from typing import Any

from course_utils.learner.copies import copy_course
from course_utils.learner.units import Course
from course_utils.learner.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent

TWO_UNITS = """
title = "A course"

[[unit]]
number = 2
name = "second"
title = "The second"
lesson_minutes = 25
exercise = "practice_it"
exercise_minutes = 45
points = 15

[[unit]]
number = 0
name = "first"
title = "The first"
lesson_minutes = 15
"""


def code(cell_id: str, source: str, number: int | None = None) -> dict[str, Any]:
    """Make a code cell; with a number it counts as run, and has an output."""
    output = {"output_type": "stream", "name": "stdout", "text": ["seen\n"]}
    return {
        "cell_type": "code",
        "id": cell_id,
        "metadata": {},
        "source": source,
        "execution_count": number,
        "outputs": [output] if number is not None else [],
    }


def write_notebook(path: Path, *cells: dict[str, Any]) -> Path:
    notebook = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def make_workspace(course: Course, folder: Path) -> Workspace:
    """Make a learner's folder in `folder`, with their copies of lessons and exercises."""
    workspace = Workspace(folder / "work")
    workspace.prepare()
    copy_course(course, workspace)
    return workspace


def make_checkout(folder: Path) -> Path:
    """Make a checkout of two units; the second has an exercise."""
    (folder / "course_utils").mkdir(parents=True)
    (folder / "course.toml").write_text(TWO_UNITS, encoding="utf-8")
    for name in ("00_first", "02_second"):
        cells = code("begin", "1 + 1", 1), code("end", "print('seen')", 2)
        write_notebook(folder / "lessons" / f"{name}.ipynb", *cells)
    write_notebook(folder / "exercises" / "practice_it" / "practice_it.ipynb", code("task", "..."))
    return folder


def copy_checkout(folder: Path) -> Path:
    """Copy what a learner's copies are made from, out of this checkout."""
    (folder / "course_utils").mkdir(parents=True)
    shutil.copy(ROOT / "course.toml", folder)
    for room in ("lessons", "exercises"):
        if (ROOT / room).is_dir():
            shutil.copytree(ROOT / room, folder / room)
    return folder
