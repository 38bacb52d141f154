"""Write the skeleton of a unit, which passes every test as it is.

    python -m tests.new_unit 9 my_unit "My unit" --task count_keys

It has a lesson with its texts, and an exercise of one small task with its hints, its notes for the teacher
and its submissions. `make notebooks UNIT=9` executes and releases them; then put your own in their place.
"""

import json
import sys
from pathlib import Path
from string import Template
from typing import Any

import click

from course_utils.errors import CourseError
from course_utils.notebooks.running import KERNEL_NAME
from tests.checkout import ROOT

Cell = dict[str, Any]

UNIT = """
[[unit]]
number = {number}
name = "{name}"
title = "{title}"
lesson_minutes = 15
exercise = "{name}"
exercise_minutes = 20
points = 2
"""
SOLUTION = '''def last_four(text: str) -> str:
    """Give the last four characters; of a shorter text nothing."""
    ### BEGIN SOLUTION
    return text[-4:] if len(text) >= 4 else ""
    ### END SOLUTION
    raise NotImplementedError
'''
ENDS = """with check("last_four", "The last four characters are given."):
    check.equal(last_four("abcdef"), "cdef")
    check.equal(last_four("abcd"), "abcd")
    ### BEGIN HIDDEN TESTS
    check.equal(last_four("    abc "), "abc ")
    ### END HIDDEN TESTS
"""
SHORT = """with check("last_four", "Of a shorter text nothing is given."):
    check.equal(last_four("abc"), "")
    check.equal(last_four(""), "")
"""
HINTS = """# Weakest first; none of them is the answer.

[last_four]
task = ["How many characters does the answer have?", "What does text[-4:] give for a short text?"]
"The last four characters are given." = [
    "Count the characters that come back.",
    "Which number stands before the colon?",
    "A slice takes a negative number: it counts from the end.",
]
"Of a shorter text nothing is given." = [
    "What comes back for a text of three characters?",
    "Ask for the length first.",
    "An if, and len(text).",
]
"""
SUBMISSIONS = {
    "right/with_a_slice_of_the_end": 'def last_four(text):\n    return text[len(text) - 4 :] if len(text) > 3 else ""',
    "right/with_an_early_return": 'def last_four(text):\n    if len(text) < 4:\n        return ""\n    return "".join(text[place] for place in (-4, -3, -2, -1))',
    "misconception/shows_short_texts": "def last_four(text):\n    return text[-4:]",
    "beginner/the_first_four": 'def last_four(text):\n    return text[:4] if len(text) >= 4 else ""',
    "beginner/prints": "def last_four(text):\n    print(text[-4:])",
}
FAILS = {
    "misconception/shows_short_texts": ["last_four_of_a_short_text: 'abc'"],
    "beginner/the_first_four": ["last_four_is_the_end: 'abcd'"],
    "beginner/prints": ["last_four_*: None"],
}


class UnitError(CourseError):
    """The unit cannot be made; the message says why."""


def make_unit(
    root: Path, number: int, name: str, title: str, task: str = "last_four"
) -> list[Path]:
    """Write a unit's files below `root`, a checkout, and give them.

    Args:
        root: the checkout.
        number: the unit's, as in `lessons/09_my_unit.ipynb`.
        name: the lesson's and the exercise's, in small letters.
        title: what learners read.
        task: the function that learners write.

    Raises:
        UnitError: a name is none, or a file is there already.
    """
    for given in (name, task):
        if not given.isidentifier() or given != given.lower():
            raise UnitError(
                f"{given} is no name: write small letters and _, as in what_an_api_key_is."
            )
    files = {
        root / place: text.replace("last_four", task)
        for place, text in _files(number, name, title).items()
    }
    if there := [path for path in files if path.exists()]:
        raise UnitError(f"{there[0]} is there already. Choose another name, or delete it.")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with (root / "course.toml").open("a", encoding="utf-8") as course:
        course.write(UNIT.format(number=number, name=name, title=title))
    return list(files)


def _files(number: int, name: str, title: str) -> dict[str, str]:
    words = {"number": f"{number:02}", "name": name, "title": title, "minutes": "15"}
    kit = ROOT / "course_utils" / "kit" / "skeleton"
    lesson, texts = (
        Template((kit / file).read_text(encoding="utf-8")).substitute(words)
        for file in ("lesson.ipynb", "texts.toml")
    )
    return {
        f"lessons/{number:02}_{name}.ipynb": lesson,
        f"course_utils/kit/texts/{number:02}_{name}.toml": texts,
        f"solutions/{name}/{name}.ipynb": _notebook(title),
        f"solutions/{name}/NOTES.md": f"# {title}\n\nWhat people get wrong, and what to ask them then.\n",
        f"course_utils/hints/{name}.toml": HINTS,
        **{f"tests/submissions/{name}/{kind}.py": _submission(kind) for kind in SUBMISSIONS},
    }


def _submission(kind: str) -> str:
    fails = "".join(f"# fails: {line}\n" for line in FAILS.get(kind, []))
    said = kind.partition("/")[2].replace("_", " ").capitalize()
    return f"# {said}.\n# cell: last_four\n{fails}{SUBMISSIONS[kind]}\n"


def _notebook(title: str) -> str:
    cells = [
        _cell("opening", f"# {title}\n\nOne task, 2 points."),
        _cell("set_up", "from course_utils import check", locked=True),
        _cell("worked_text", "## A worked task\n\nRead it, run it, change it."),
        _cell("worked", 'text = "abcdef"\ntext[-4:]', code=True),
        _cell("task", '## Task 1: the last four (2 points)\n\n`last_four("abcdef")` is `"cdef"`.'),
        _cell("last_four", SOLUTION, solution=True),
        _cell(
            "last_four_explained",
            "Why this way, what goes wrong, what production does.",
            tags=["not-released"],
        ),
        _cell("last_four_is_the_end", ENDS, grade=True, locked=True, points=1),
        _cell("last_four_of_a_short_text", SHORT, grade=True, locked=True, points=1),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": KERNEL_NAME}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    book = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n"


def _cell(
    name: str, source: str, *, code: bool = False, tags: list[str] | None = None, **grading: Any
) -> Cell:
    plain = {
        "grade": False,
        "grade_id": name,
        "locked": False,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    metadata: Cell = {"nbgrader": {**plain, **grading}} if grading else {}
    cell = {
        "id": name,
        "metadata": metadata | ({"tags": tags} if tags else {}),
        "source": source.rstrip("\n"),
    }
    if code or grading:
        return {"cell_type": "code", "execution_count": None, "outputs": [], **cell}
    return {"cell_type": "markdown", **cell}


@click.command()
@click.argument("number", type=click.IntRange(0, 99))
@click.argument("name")
@click.argument("title")
@click.option(
    "--task", default="last_four", show_default=True, help="The function that learners write."
)
def main(number: int, name: str, title: str, task: str) -> None:
    """Write the skeleton of unit NUMBER: its lesson and its exercise, both called NAME."""
    try:
        made = make_unit(ROOT, number, name, title, task)
    except UnitError as error:
        click.echo(error, err=True)
        sys.exit(error.exit_status)
    click.echo(
        "".join(f"{path.relative_to(ROOT)}\n" for path in made)
        + f"Next: make notebooks UNIT={number}"
    )


if __name__ == "__main__":
    main()
