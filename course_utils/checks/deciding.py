"""Which calls decide what a learner's function returns, and which comparisons it makes on the way.

Read from the syntax tree. A call whose result is thrown away decides nothing, and neither does one in a
function that nobody calls.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from course_utils.checks.flow import decisive, names_in

_IDENTITY = (ast.Is, ast.IsNot)
_METHODS = frozenset("__contains__ __eq__ __ne__ count endswith find index startswith".split())
_OPERATORS = frozenset(f"operator.{name}" for name in "contains eq ge gt le lt ne".split())
_FILLED_LATER = (ast.Dict, ast.List, ast.Set)
_TELLS_NO_CONTENT = frozenset({"isinstance", "len", "type"})

Parts = Callable[[ast.AST], Iterable[ast.AST]]


class Names(Protocol):
    """What the names in a notebook stand for."""

    def definition(self, name: str) -> ast.AST | None:
        """Give the node that gives a top-level name its value, if there is one."""

    def dotted(self, node: ast.AST) -> Iterator[str]:
        """Give the dotted names that a node may stand for."""

    def other_tasks(self, task: str) -> frozenset[str]:
        """Give the names of the tasks beside this one in its exercise."""


def decides(names: Names, task: str, targets: Iterable[str]) -> bool:
    """Tell whether what a task's function returns hangs on one of these dotted names."""
    wanted = frozenset(targets)
    return any(
        not wanted.isdisjoint(names.dotted(part))
        for definition in followed(names, task, decisive)
        for part in decisive(definition)
    )


def plain_comparison(names: Names, task: str, allowed: Iterable[str]) -> ast.expr | None:
    """Give a comparison with `==`, `<`, `in` or `startswith` of what a task's function was given or made of it.

    Not meant are comparisons with a constant, of lengths or types, and of what an `allowed` call gave,
    also where these have a name.
    """
    harmless = frozenset(allowed) | _TELLS_NO_CONTENT
    parts = [part for definition in followed(names, task, own) for part in own(definition)]
    given = {part.arg for part in parts if isinstance(part, ast.arg)} | names_in(parts, ast.Store)
    plain = _without_content(names, parts, harmless)
    for part in parts:
        sides = [_content(names, side, harmless) - plain for side in _compared(names, part)]
        if isinstance(part, ast.expr) and all(sides) and any(side & given for side in sides):
            return part
    return None


def _compared(names: Names, part: ast.AST) -> list[ast.expr]:
    match part:
        case ast.Compare(left=left, ops=signs, comparators=others):
            return [] if all(isinstance(sign, _IDENTITY) for sign in signs) else [left, *others]
        case ast.Call(func=ast.Attribute(value=owner, attr=name), args=arguments) if (
            name in _METHODS
        ):
            return [owner, *arguments]
        case ast.Call(func=function, args=arguments):
            return [] if _OPERATORS.isdisjoint(names.dotted(function)) else arguments
    return []


def _without_content(names: Names, parts: list[ast.AST], harmless: frozenset[str]) -> set[str]:
    """Give the names that only ever stand for a constant, or for what a call that does no harm gave."""
    values = list(_bindings(parts))
    known = {name for name, _ in values}
    values += [(name, names.definition(name)) for name in names_in(parts, ast.Load) - known]

    def tells(value: ast.AST | None) -> bool:
        if isinstance(value, ast.Import | ast.ImportFrom):
            return False  # string.hexdigits is a constant, and so is what an import gives otherwise
        if not isinstance(value, ast.expr) or isinstance(value, _FILLED_LATER):
            return True
        return not _content(names, value, harmless) <= plain

    plain = {name for name, _ in values}
    while telling := {name for name, value in values if name in plain and tells(value)}:
        plain -= telling
    return plain


def _bindings(parts: Iterable[ast.AST]) -> Iterator[tuple[str, ast.AST | None]]:
    """Give each name that the nodes bind, with what it then stands for or is taken from."""
    for part in parts:
        if isinstance(part, ast.arg):
            yield part.arg, None
        value = getattr(part, "iter", None) or getattr(part, "value", None)
        for target in getattr(part, "targets", [getattr(part, "target", None)]):
            if target is not None:
                yield from ((name, value) for name in names_in(ast.walk(target), ast.Store))


def followed(names: Names, task: str, parts_of: Parts) -> Iterator[ast.AST]:
    """Give a task's definition, then those of the functions that the given parts of it name, and so on.

    The way ends at other tasks: they are judged by their own checks.
    """
    others = names.other_tasks(task)
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
        mentioned = names_in(parts_of(definition), ast.Load) - others
        waiting += [local.get(name) or names.definition(name) for name in sorted(mentioned)]


def own(definition: ast.AST) -> Iterator[ast.AST]:
    """Walk through a definition without the functions that are defined in it: they may never be called.

    Without recursion, here as elsewhere: an expression may be deeper than Python calls functions.
    """
    waiting = [definition]
    while waiting:
        node = waiting.pop()
        yield node
        children = [
            child
            for child in ast.iter_child_nodes(node)
            if not isinstance(child, ast.FunctionDef) or isinstance(node, ast.ClassDef)
        ]
        waiting += reversed(children)


def _content(names: Names, side: ast.AST, harmless: frozenset[str]) -> set[str]:
    """Give the names that one side of a comparison reads, but for those in calls that do no harm."""
    read: set[str] = set()
    waiting = [side]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and not harmless.isdisjoint(names.dotted(node.func)):
            continue
        read |= names_in([node], ast.Load)
        waiting += ast.iter_child_nodes(node)
    return read
