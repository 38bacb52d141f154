"""Who does nothing earns nothing: what is refused, or left out, by a function that refuses and leaves out all.

A check of a refusal therefore asks for a success too, and a check of an absence for something that is there.
"""

import ast
import re
from itertools import cycle

import pytest
from nbformat import NotebookNode

from course_utils.grading.pages.release import assignments
from tests.support.running import HandedIn, Runner
from tests.support.submissions import COURSE, is_check, is_code_answer, source

EVERY_ERROR = """
class APIStatusError(PermissionError, TimeoutError, ValueError, RuntimeError, KeyError):
    def __str__(self):
        return {words!r}
"""
"""Of every kind that a check asks for, with every word that one wants in a message."""

BODIES = {
    "raises": "raise APIStatusError",
    "argument": "return given[0]",
    "last argument": "return given[-1]",
    "its id": "return given[1]['id']",
    "empties what it is given": "[each.clear() for each in given if hasattr(each, 'clear')]; return {}",
    **{
        f"gives {value}": f"return {value}"
        for value in ("None", "True", "''", "'x'", "[]", "200", "(200, 'ok')")
    },
}
SCRIPTS = {
    "exits": "import sys\n\nsys.exit({words!r})\n",
    "exits well": "import sys\n\nprint({words!r}, file=sys.stderr)\nsys.exit(0)\n",
    "raises": "raise ValueError({words!r})\n",
    "says": "print({words!r})\n",
    "does nothing": "x = 1\n",
}


def words_of(assignment: str) -> str:
    """Give what an error's message may have to name: the short texts in the checks."""
    cells = [ast.parse(cell.source) for cell in source(assignment).cells if is_check(cell)]
    texts = {
        node.value
        for cell in cells
        for node in ast.walk(cell)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return " ".join(sorted(text for text in texts if re.fullmatch(r"[\w.]{4,20}", text)))


def doing_nothing(assignment: str, body: str, script: str) -> NotebookNode:
    """Give the exercise with a body for each of its functions, and a text for each of its scripts."""
    notebook, words = source(assignment), words_of(assignment)
    for cell in notebook.cells:
        if is_code_answer(cell):
            names = re.findall(r"^def (\w+)", cell.source, re.MULTILINE)
            head = re.match(r"%%writefile .*\n", cell.source)
            functions = [f"def {name}(*given, **named):\n    {body}\n" for name in names]
            cell.source = (
                head[0] + script.format(words=words)
                if head
                else "\n".join([EVERY_ERROR.format(words=words), *functions])
            )
    return notebook


@pytest.mark.parametrize("assignment", assignments(COURSE))
def test_who_does_nothing_earns_nothing(runner: Runner, assignment: str) -> None:
    ways = {
        f"{way}; a script {kind}": doing_nothing(assignment, body, text)
        for (way, body), (kind, text) in zip(BODIES.items(), cycle(SCRIPTS.items()))
    }
    outcomes = runner.run(HandedIn(notebook) for notebook in ways.values())
    earned = {
        way: passed
        for way, said in zip(ways, outcomes, strict=True)
        if (passed := [check for check, message in said.items() if not message])
    }

    assert not earned
