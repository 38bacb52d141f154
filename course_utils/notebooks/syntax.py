"""A cell's text as Python's syntax tree, read as IPython reads it: with magics, `!`, `?`, prompts and indents.

IPython's own transformer comes first. Magics that run their text here (`%%time`, `%time`) are then read through,
so that what they define is seen; the text of all others is no Python of this notebook.
"""

import ast
import warnings

from IPython.core.inputtransformer2 import TransformerManager

_RUN_HERE = frozenset({"capture", "prun", "time"})
"""Magics whose text runs in the notebook's own names. (`%timeit` runs it in a function of its own.)"""

_MOST_IN_ONE_ANOTHER = 5

_ANYWHERE, _BEHIND_BLANKS = frozenset("!%?"), (",", ";", "/")
"""The signs that IPython's own syntax has, and those that it has at a line's beginning alone."""


class Transformer(TransformerManager):
    """IPython's, which splits a text into tokens only where one of its signs stands.

    To split it takes several times as long as all the rest of reading a cell, and finds nothing in most.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._ipythons = [*self.token_transformers]

    def do_token_transforms(self, lines: list[str]) -> list[str]:
        if self.token_transformers == self._ipythons and _has_no_sign(lines):
            return lines
        transformed: list[str] = super().do_token_transforms(lines)  # type: ignore[no-untyped-call]
        return transformed


def _has_no_sign(lines: list[str]) -> bool:
    if any(line.lstrip().startswith(_BEHIND_BLANKS) for line in lines):
        return False
    return _ANYWHERE.isdisjoint("".join(lines).replace("!=", ""))


def nodes_of(tree: ast.AST) -> list[ast.AST]:
    """Give a tree's nodes in the order of `ast.walk`, in half of its time."""
    nodes = [tree]
    for node in nodes:
        for name in node._fields:
            inside = getattr(node, name, None)
            if isinstance(inside, list):
                nodes += [each for each in inside if isinstance(each, ast.AST)]
            elif isinstance(inside, ast.AST):
                nodes.append(inside)
    return nodes


def parse_cell(source: str) -> ast.Module:
    """Read a code cell. It is not compiled: code of a few lines can take gigabytes for that.

    Lines keep their numbers, as far as the cell's own text goes.

    Raises:
        SyntaxError: neither Python nor IPython can read it, or it is nested too deeply.
    """
    blank = _blank_lines(source)  # which IPython takes away
    tree = _parsed_below(blank, source, _MOST_IN_ONE_ANOTHER)
    return ast.increment_lineno(tree, blank) if blank else tree


def _parsed_below(above: int, source: str, left: int) -> ast.Module:
    """Let an error name the line of the whole cell."""
    try:
        return _parsed(source, left)
    except SyntaxError as error:
        error.lineno = error.lineno + above if error.lineno else None
        raise


def _blank_lines(source: str) -> int:
    return source[: len(source) - len(source.lstrip())].count("\n") if source.strip() else 0


def _parsed(source: str, left: int) -> ast.Module:
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(Transformer().transform_cell(source))
    except SyntaxError:
        raise
    except (ValueError, RecursionError, MemoryError) as error:  # null bytes, too deep
        raise SyntaxError(str(error) or "there is too much nesting in it") from None
    except Exception as error:  # IPython expects any from its own transformers
        raise SyntaxError(str(error) or type(error).__name__) from None
    if left and any(_magic(statement) for statement in tree.body):
        tree.body = [part for statement in tree.body for part in _read_through(statement, left)]
    return tree


def _read_through(statement: ast.stmt, left: int) -> list[ast.stmt]:
    """Give what a magic runs here, with the lines' numbers of the whole cell; else the statement itself."""
    magic = _magic(statement)
    if magic is None:
        return [statement]
    name, text, lines_before = magic
    if name not in _RUN_HERE:
        return [statement]
    above = statement.lineno - 1 + lines_before
    return ast.increment_lineno(_parsed_below(above, text, left - 1), above).body


def _magic(statement: ast.stmt) -> tuple[str, str, int] | None:
    """Take apart `get_ipython().run_cell_magic(name, options, text)`, or its sister for one line."""
    match statement:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(
                    value=ast.Call(func=ast.Name(id="get_ipython")), attr="run_cell_magic"
                ),
                args=[ast.Constant(value=str(name)), ast.Constant(), ast.Constant(value=str(text))],
            )
        ):
            return name, text, 1
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(
                    value=ast.Call(func=ast.Name(id="get_ipython")), attr="run_line_magic"
                ),
                args=[ast.Constant(value="time"), ast.Constant(value=str(text))],
            )
        ):
            return "time", text, 0
    return None
