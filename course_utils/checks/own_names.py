"""The names in a check cell are its own, as those of a function are, or Python's; the task's alone are the learner's.

A notebook has one place for all names. A check that wrote `key = …` there would take the place of a function `key`
of the learner's, which the function that is being checked may call; and what the learner calls `check` or `len`
would be in the check's way.
"""

import ast
import builtins
from typing import TypeGuard

_NAME = "__check__"
_CHECK, _PYTHON = "__the_checks__", "__pythons__"


class OwnNames(ast.NodeTransformer):
    """Makes the body of a cell that begins with `with check(…)` the body of a function that is called once.

    The cell's text and the places in it stay, so messages show its calls as before, and so does its value.
    """

    def visit_Module(self, cell: ast.Module) -> ast.Module:
        match cell.body:
            case [
                ast.With(items=[ast.withitem(context_expr=ast.Call(func=ast.Name("check")))]),
                *_,
            ]:
                return _as_function(cell)
        return cell


def meanings(check: object) -> dict[str, object]:
    """Give what the notebook has to hold for such a cell to find `check`, and Python's own names."""
    return {_CHECK: check, _PYTHON: builtins}


def _as_function(cell: ast.Module) -> ast.Module:
    pythons = sorted({node.id for node in ast.walk(cell) if _is_pythons(node)})
    given = ", ".join([_CHECK, *(f"{_PYTHON}.{name}" for name in pythons)])
    whole = ast.parse(f"def {_NAME}({', '.join(['check', *pythons])}): ...\n{_NAME}({given})")
    function = whole.body[0]
    assert isinstance(function, ast.FunctionDef)
    *before, last = cell.body
    if isinstance(last, ast.Expr):  # the cell's value, which may be a part of the points
        last = ast.copy_location(ast.Return(last.value), last)
    function.body = [*before, last]
    return whole


def _is_pythons(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and node.id != "check" and hasattr(builtins, node.id)
