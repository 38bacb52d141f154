"""What gives a function of a learner's another meaning than its text has, read from the syntax tree.

Where there is such a thing, the text is no evidence of what a call runs.
"""

import ast
from collections.abc import Collection, Iterable, Iterator

from course_utils.notebooks.syntax import nodes_of

_NAMESPACES = frozenset({"globals", "locals", "vars"})
_RUN_TEXT = frozenset({"eval", "exec"})
_LEAD_TO_NAMES = frozenset(
    "__builtins__ __code__ __defaults__ __dict__ __globals__ __kwdefaults__ __main__ __setattr__ f_globals "
    "f_locals user_global_ns user_ns".split()
)
_SHELL = "get_ipython"
_RUN_FILES = frozenset({"macro", "rerun", "run", "store"})
"""Magics that define in the notebook what stands elsewhere."""

_MAGICS = frozenset({"getoutput", "run_cell_magic", "run_line_magic", "system"})
"""What IPython itself writes for lines that are no Python."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_WITH_NAMES_OF_THEIR_OWN = (
    *(*_FUNCTIONS, ast.ClassDef, ast.Lambda),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)


def rebinding(trees: Iterable[ast.Module], names: Collection[str]) -> ast.AST | None:
    """Give the first place where one of these names may get a value that no statement of a cell's own gives it.

    That is a binding inside another statement, and whatever changes names or code without writing them down.
    """
    for tree in trees:
        nodes = nodes_of(tree)
        looked_at = {id(node) for each in nodes for node in _looked_at(each)}
        hidden = (node for node in nodes if _leads_to_names(node) and id(node) not in looked_at)
        if found := next(_bindings_inside(tree, names), None) or next(hidden, None):
            return found
    return None


def _leads_to_names(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="vars" | "setattr" as name), args=[_, *others]):
            # the names of one object; those of a module or of code are met under way to it
            return name == "setattr" and bool(others) and not isinstance(others[0], ast.Constant)
        case ast.Call(args=[ast.Constant(value="__main__"), *_]):
            return True  # of `import_module`, say
        case ast.Call(
            func=ast.Attribute(attr="run_line_magic"), args=[ast.Constant(value=name), *_]
        ):
            return name in _RUN_FILES
        case ast.Name(id=name) | ast.alias(name=name):
            return name in _NAMESPACES | _RUN_TEXT | _LEAD_TO_NAMES | {_SHELL}
        case ast.Attribute(attr=name):
            return name in _RUN_TEXT | _LEAD_TO_NAMES | {_SHELL}
        case ast.Constant(value=str(name)):
            return name in _LEAD_TO_NAMES - {"__main__"}
        case ast.Subscript(value=ast.Attribute(attr="modules")):
            return True
    return False


def _looked_at(node: ast.AST) -> Iterator[ast.AST]:
    """Give what stands in a node and is asked for a value only."""
    match node:
        case ast.Subscript(value=held, ctx=ast.Load()) | ast.Attribute(value=held, attr="get"):
            yield from (held, *_function_of(held))
        case ast.Compare(comparators=[held]):
            yield from (held, *_function_of(held))
        case ast.Attribute(value=ast.Call(func=ast.Name(id="get_ipython") as shell), attr=name):
            if name in _MAGICS:
                yield shell
        case ast.Call(func=ast.Name(id="vars") as function, args=[_]):
            yield function


def _function_of(node: ast.AST) -> list[ast.AST]:
    return [node.func] if isinstance(node, ast.Call) else []


def _bindings_inside(tree: ast.Module, names: Collection[str]) -> Iterator[ast.AST]:
    """Give what binds one of the names in the notebook, but is no statement of a cell's own."""
    waiting = [
        (child, isinstance(statement, ast.Assign | ast.AnnAssign))
        for statement in tree.body
        if not isinstance(statement, ast.Import | ast.ImportFrom)
        for child in ast.iter_child_nodes(statement)
        if not isinstance(statement, _WITH_NAMES_OF_THEIR_OWN)
    ]
    while waiting:
        node, is_written_down = waiting.pop()
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) if not is_written_down:
                is_bound = name in names
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                is_bound = name in names
            case ast.ClassDef(name=name) | ast.ExceptHandler(name=name):
                is_bound = name in names
            case ast.Import(names=found) | ast.ImportFrom(names=found):
                is_bound = any((each.asname or each.name) in names for each in found)
            case ast.MatchAs(name=name) | ast.MatchStar(name=name):
                is_bound = name in names
            case _:
                is_bound = False
        if is_bound:
            yield node
        if not isinstance(node, _WITH_NAMES_OF_THEIR_OWN):
            keeps = is_written_down and isinstance(node, ast.Tuple | ast.List | ast.Starred)
            waiting += [(child, keeps) for child in ast.iter_child_nodes(node)]
    for node in nodes_of(tree):
        if isinstance(node, ast.Global) and not set(names).isdisjoint(node.names):
            yield node
