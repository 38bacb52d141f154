import ast
import linecache
from types import CodeType

from course_utils.grading.inside.known_cells import KnowingCompiler

CHECK = "row = [1]\nfor number in row:\n    assert number == 1\n7 * row[0]"
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
