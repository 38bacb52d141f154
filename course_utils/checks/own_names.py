"""The names that a check cell gives are its own, as those of a function are.

A notebook has one place for all names. A check that wrote `key = …` there would take the place of a function `key`
of the learner's, which the function that is being checked may call. `check` itself is such a name, too.
"""

import ast

_NAME = "__check__"
CHECKER = "__checker__"
"""The notebook's name for what `check` means in a check cell, whatever else the learner calls `check`."""


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
                whole = ast.parse(f"def {_NAME}(check): ...\n{_NAME}({CHECKER})")
                function = whole.body[0]
                assert isinstance(function, ast.FunctionDef)
                *before, last = cell.body
                if isinstance(
                    last, ast.Expr
                ):  # the cell's value, which may be a part of the points
                    last = ast.copy_location(ast.Return(last.value), last)
                function.body = [*before, last]
                return whole
        return cell
