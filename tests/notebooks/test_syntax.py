"""A cell is read as IPython reads it, and what a magic runs here is read through."""

import ast

import pytest

from course_utils.notebooks.syntax import parse_cell

FUNCTION = "def mask(key):\n    return key"


def defined(source: str) -> list[str]:
    return [node.name for node in parse_cell(source).body if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize(
    "source",
    [
        FUNCTION,
        f"%%time\n{FUNCTION}",
        f"%%time\n%%capture shown\n{FUNCTION}",
        f"\n\n%%prun -l 5\n{FUNCTION}\n",
        f"!pip install httpx\n{FUNCTION}",
        f"%load_ext autoreload\n{FUNCTION}\nmask?",
        f"{FUNCTION}\nmask??",
        f"files = !ls\n{FUNCTION}\n%timeit mask('k')",
        f"await something()\n{FUNCTION}",
        "    " + FUNCTION.replace("\n", "\n    "),
        ">>> " + FUNCTION.replace("\n", "\n... "),
        "In [1]: " + FUNCTION.replace("\n", "\n   ...: "),
    ],
)
def test_a_function_is_seen_behind_what_ipython_knows(source: str) -> None:
    assert defined(source) == ["mask"]


@pytest.mark.parametrize("magic", ["timeit", "bash", "writefile mask.py", "html", "python"])
def test_what_runs_elsewhere_defines_nothing_here(magic: str) -> None:
    assert defined(f"%%{magic}\n{FUNCTION}") == []


@pytest.mark.parametrize("before", ["", "\n\n", "%%time\n", "\n%%time\n%%capture\n", "!ls\n"])
def test_lines_keep_their_numbers(before: str) -> None:
    source = f"{before}{FUNCTION}"
    function = next(node for node in ast.walk(parse_cell(source)) if isinstance(node, ast.Return))
    assert source.splitlines()[function.lineno - 1] == "    return key"
    with pytest.raises(SyntaxError) as told:
        parse_cell(f"{before}{FUNCTION}\n   broken")
    assert told.value.lineno == len(f"{before}{FUNCTION}".splitlines()) + 1


def test_a_statement_that_is_timed_binds_its_name() -> None:
    (bound,) = parse_cell("%time answer = 42").body
    assert isinstance(bound, ast.Assign)


@pytest.mark.parametrize(
    "source",
    [
        "def mask(key: return key",
        "a = '\0'",
        "(" * 10_000,
        "x = " + "-" * 100_000 + "1",
        "!a\n" * 501,  # IPython itself reads no more than 500
        "\ud800 = 1",
    ],
)
def test_what_nobody_can_read_is_a_syntax_error(source: str) -> None:
    with pytest.raises(SyntaxError):
        parse_cell(source)
