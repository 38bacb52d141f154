import ast
import json
import linecache
import subprocess
import sys
from pathlib import Path
from types import CodeType

import pytest

from course_utils.grading.inside.known_cells import KnowingCompiler

CHECK = "row = [1]\nfor number in row:\n    assert number == 1\n7 * row[0]"
WITH_CHECK = """with check("double", "Twice the number."):
    number = 2
    check.equal(double(number), 4)
"""
IMPORT = "from course_utils import check"
RUNNER = "runner = CellRunner(10_000)"
WARM = "from course_utils.grading.inside import roles; roles.warm_up()"
KNOW = "runner.know(CELL)"
RUN = """
compiled = []
compile_really = codeop.Compile.__call__

def compile_and_note(compiler, source, name, *settings, **more):
    compiled.append(name)
    return compile_really(compiler, source, name, *settings, **more)

def compiles(source):
    compiled.clear()
    assert runner.run(source, 20).ok
    return [*compiled]

codeop.Compile.__call__ = compile_and_note
runner.attach(FOLDER)
compiles("from course_utils import check\\ndef double(number): return 2 * number")
told = {"unknown": compiles("1\\n2"), "known": compiles(CELL), "names": [*runner.names]}
Path(FOLDER, "told").write_text(json.dumps(told))
"""
LAZY = "from __future__ import annotations\nx = 1"


def compiled(compiler: KnowingCompiler, source: str, number: int) -> list[CodeType]:
    """Compile a cell as IPython's shell does, a statement at a time."""
    name = compiler.cache(source, number)
    tree = compiler.ast_parse(source, name)
    assert isinstance(tree, ast.Module)
    *first, last = tree.body
    with compiler.extra_flags(ast.PyCF_ALLOW_TOP_LEVEL_AWAIT):
        codes = [compiler(ast.Module([node], []), name, "exec") for node in first]
        return [*codes, compiler(ast.Interactive([last]), name, "single")]


def test_a_known_cell_is_compiled_once_and_found_by_its_lines() -> None:
    compiler = KnowingCompiler()
    compiler.know(CHECK)
    first, second = compiled(compiler, CHECK, 3), compiled(compiler, CHECK, 4)
    assert all(one is other for one, other in zip(first, second, strict=True))
    name = compiler.cache(CHECK, 5)
    assert linecache.getline(name, 3) == "    assert number == 1\n"
    assert compiler.format_code_name(name) == ("Cell", "In[5]")


def test_a_cell_that_is_not_known_is_read_as_ever() -> None:
    compiler = KnowingCompiler()
    compiler.know(CHECK)
    first, second = compiled(compiler, "a = 1\na", 1), compiled(compiler, "a = 1\na", 2)
    assert first[0] is not second[0]


def test_what_a_cell_before_it_set_for_all_that_follow_counts() -> None:
    compiler = KnowingCompiler()
    annotated = "def f(a: nothing):\n    pass\n\nf"
    for source in (LAZY, annotated):
        compiler.know(source)
    flags = compiler.flags
    compiled(compiler, LAZY, 1)
    assert compiler.flags != flags
    names: dict[str, object] = {}
    for code in compiled(compiler, annotated, 2)[:1]:
        exec(code, names)
    assert names["f"].__annotations__ == {"a": "nothing"}


def told_of_a_check(folder: Path, *steps: str) -> dict[str, list[str]]:
    """Run a check cell in a process of its own, where the shell and the checker begin in the order of the steps."""
    begin = [
        "import codeop, json",
        "from pathlib import Path",
        "from course_utils.grading.inside.shell import CellRunner",
        f"CELL, FOLDER = {WITH_CHECK!r}, {str(folder)!r}",
    ]
    subprocess.run([sys.executable, "-c", "\n".join([*begin, *steps, RUN])], check=True)
    told: dict[str, list[str]] = json.loads((folder / "told").read_text())
    assert len(told["unknown"]) == 2
    return told


@pytest.mark.parametrize("steps", [(IMPORT, RUNNER, WARM, KNOW), (RUNNER, IMPORT, KNOW)])
def test_a_known_check_is_not_compiled_again(tmp_path: Path, steps: tuple[str, ...]) -> None:
    assert told_of_a_check(tmp_path, *steps)["known"] == []


@pytest.mark.parametrize(
    "steps", [(IMPORT, RUNNER, WARM), (IMPORT, RUNNER, WARM, KNOW), (RUNNER, KNOW, IMPORT)]
)
def test_a_check_has_names_of_its_own_whenever_the_checker_comes(
    tmp_path: Path, steps: tuple[str, ...]
) -> None:
    assert "number" not in told_of_a_check(tmp_path, *steps)["names"]
