"""Which calls decide what a learner's function returns, and which comparisons it makes on the way.

Read from the syntax tree. A call whose result is thrown away decides nothing, and neither does one in a
function that nobody calls.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from course_utils.checks.flow import decisive, names_in
from course_utils.checks.hints import tasks

_EQUALITY = (ast.Eq, ast.NotEq, ast.In, ast.NotIn)
_TELLS_NO_CONTENT = frozenset({"isinstance", "len", "type"})

Parts = Callable[[ast.AST], Iterable[ast.AST]]


class Names(Protocol):
    """What the names in a notebook stand for."""

    def definition(self, name: str) -> ast.AST | None:
        """Give the node that gives a top-level name its value, if there is one."""

    def dotted(self, node: ast.AST) -> Iterator[str]:
        """Give the dotted names that a node may stand for."""


def decides(names: Names, task: str, targets: Iterable[str]) -> bool:
    """Tell whether what a task's function returns hangs on one of these dotted names."""
    wanted = frozenset(targets)
    return any(
        not wanted.isdisjoint(names.dotted(part))
        for definition in _followed(names, task, decisive)
        for part in decisive(definition)
    )


def plain_comparison(names: Names, task: str, allowed: Iterable[str]) -> ast.Compare | None:
    """Give a comparison with `==`, `!=` or `in` of what a task's function was given or made of it.

    Not meant are comparisons with a constant, of lengths or types, and of what an `allowed` call gave.
    """
    harmless = frozenset(allowed) | _TELLS_NO_CONTENT
    parts = [part for definition in _followed(names, task, _own) for part in _own(definition)]
    given = {part.arg for part in parts if isinstance(part, ast.arg)} | names_in(parts, ast.Store)
    for part in parts:
        if isinstance(part, ast.Compare) and any(isinstance(sign, _EQUALITY) for sign in part.ops):
            sides = [_content(names, side, harmless) for side in (part.left, *part.comparators)]
            if all(sides) and any(side & given for side in sides):
                return part
    return None


def _followed(names: Names, task: str, parts_of: Parts) -> Iterator[ast.AST]:
    """Give a task's definition, then those of the functions that the given parts of it name, and so on.

    The way ends at other tasks: they are judged by their own checks.
    """
    waiting = [names.definition(task)]
    seen: set[ast.AST] = set()
    while waiting:
        definition = waiting.pop()
        if definition is None or definition in seen:
            continue
        seen.add(definition)
        yield definition
        inside = [each for each in ast.walk(definition) if isinstance(each, ast.FunctionDef)]
        local = {each.name: each for each in inside}
        mentioned = names_in(parts_of(definition), ast.Load) - tasks()
        waiting += [local.get(name) or names.definition(name) for name in sorted(mentioned)]


def _own(definition: ast.AST) -> Iterator[ast.AST]:
    """Walk through a definition without the functions that are defined in it: they may never be called."""
    yield definition
    for child in ast.iter_child_nodes(definition):
        if not isinstance(child, ast.FunctionDef) or isinstance(definition, ast.ClassDef):
            yield from _own(child)


def _content(names: Names, side: ast.AST, harmless: frozenset[str]) -> set[str]:
    """Give the names that one side of a comparison reads, but for those in calls that do no harm."""
    if isinstance(side, ast.Call) and not harmless.isdisjoint(names.dotted(side.func)):
        return set()
    read = names_in([side], ast.Load)
    return read.union(*(_content(names, child, harmless) for child in ast.iter_child_nodes(side)))
