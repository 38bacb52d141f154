"""A cell is read as IPython reads it, and what a magic runs here is read through."""

import ast

import pytest
from IPython.core import inputtransformer2
from IPython.core.inputtransformer2 import TransformerManager

from course_utils.notebooks.syntax import Transformer, nodes_of, parse_cell

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
        "\ud800 = 1",
    ],
)
def test_what_nobody_can_read_is_a_syntax_error(source: str) -> None:
    with pytest.raises(SyntaxError):
        parse_cell(source)


def test_more_of_ipythons_own_than_it_reads_is_a_syntax_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        inputtransformer2, "TRANSFORM_LOOP_LIMIT", 10
    )  # it is 500 and takes seconds
    with pytest.raises(SyntaxError):
        parse_cell("!a\n" * 11)
    assert parse_cell("!a\n" * 9)


@pytest.mark.parametrize("before", ["", "x = 1\n", "def f():\n    return 1\n"])
@pytest.mark.parametrize(
    "odd",
    [
        *("/f x", "  /f x", "\\\n/f x", ",f a b", ";f a b", "(1\n/2)", "\x0c/f x", "\u3000/f x"),
        *("!ls", "  !ls", "!!ls", "!=ls", "x = !ls", "x != y", "x =!= y", "a != !ls", "x!=1;!ls"),
        *("%time 1", "x = %time 1", "7 % 2", "f'{x!r}'", "%%time\nx", "x;%time 1", "(\n%time\n)"),
        *("f?", "?f", '"""\nf?\n"""', "f??\n", "#?", "# why?\nf()", "x\n\u2028?f", "\x1d%time 1"),
        *(
            '"""\n/f x\n"""',
            '"""\n>>> f()\n"""',
            "In [1]: x\n...: y",
            "  # first\nx = 1",
            "\tx\n\ty",
        ),
        *(
            '"""unclosed',
            "def f(:\n  pass",
            "if x:\n    y\n  z",
            "x = (1,",
            "a\x00b",
            "x\r\n%time 1",
        ),
        *("\n\n x", "", " ", "x\\", "if x:\n    !ls\n"),
    ],
)
def test_a_text_is_transformed_as_ipython_does_it(before: str, odd: str) -> None:
    told = []
    for manager in (TransformerManager(), Transformer()):  # type: ignore[no-untyped-call]
        try:
            told.append(manager.transform_cell(before + odd))
        except SyntaxError:  # where none of IPython's signs stands, Python says so itself
            told.append(before + odd + "\n")
    assert told[0] == told[1]


def test_what_somebody_adds_to_the_transformer_is_asked() -> None:
    class Nothing:
        asked = 0

        @classmethod
        def find(cls, _tokens: object) -> None:
            cls.asked += 1

    manager = Transformer()
    manager.token_transformers.append(Nothing)
    manager.transform_cell(FUNCTION)
    assert Nothing.asked == 1


def test_all_nodes_are_given_in_the_usual_order() -> None:
    tree = parse_cell(f"{FUNCTION}\nfor x, *y in [*range(3)]:\n    print({{x: y, **z}}, f'{{x}}')")
    assert nodes_of(tree) == list(ast.walk(tree))
