"""Whether a learner's function compares two texts piece by piece: a loop that may end early tells where it did."""

import ast
from collections.abc import Callable, Iterable, Iterator

from course_utils.checks.deciding import Names, followed, own
from course_utils.checks.flow import names_in

_DISPLAYS = (ast.List, ast.Tuple, ast.Set, ast.Dict)
_PASS_ON = frozenset({"enumerate", "iter", "reversed", "zip"})
_APPLY = frozenset({"map", "itertools.starmap"})

Test = Callable[[ast.AST], bool]


def piecewise(names: Names, task: str, targets: Iterable[str]) -> ast.expr | None:
    """Give a call of one of the targets, straight or through a helper, that gets a piece of a text."""
    definitions = list(followed(names, task, own))
    parts = [part for definition in definitions for part in own(definition)]
    every_task = names.other_tasks(task) | {task}
    leads = _leading(names, definitions, frozenset(targets), every_task)
    whole = _names_of_whole_texts(parts)
    indices, letters = _loop_names(parts, whole)
    for part in parts:
        match part:
            case ast.Call(func=function, args=[first, *others]) if _APPLY & {
                *names.dotted(function)
            }:
                if leads(first) and any(_is_text(each, whole) for each in others):
                    return part
            case ast.Call(func=function, args=arguments) if leads(function):
                if any(_is_piece(each, indices, letters, every_task) for each in arguments):
                    return part
    return None


def _leading(
    names: Names, definitions: list[ast.AST], targets: frozenset[str], tasks: frozenset[str]
) -> Test:
    """Give the test for a node that is a target, or names a function that leads to one."""
    functions = [each for each in definitions if isinstance(each, ast.FunctionDef)]
    known = set(targets)

    def leads(node: ast.AST) -> bool:
        return not known.isdisjoint(names.dotted(node))

    while more := {
        each.name
        for each in functions
        if each.name not in known | tasks and any(leads(part) for part in ast.walk(each))
    }:
        known |= more
    return leads


def _names_of_whole_texts(parts: list[ast.AST]) -> set[str]:
    """Give the names of lists and the like: a loop over one takes whole texts from it."""
    whole: set[str] = set()
    for part in parts:
        match part:
            case ast.Assign(targets=targets, value=value) if isinstance(value, _DISPLAYS):
                whole |= names_in([node for each in targets for node in ast.walk(each)], ast.Store)
    handed_on = any(isinstance(part, ast.Call) and _hands_a_list(part) for part in parts)
    return whole | {part.arg for part in parts if isinstance(part, ast.arg) and handed_on}


def _hands_a_list(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and any(isinstance(arg, _DISPLAYS) for arg in call.args)


def _loop_names(parts: list[ast.AST], whole: set[str]) -> tuple[set[str], set[str]]:
    """Give the names that a loop counts with, and those that stand for letters of a text."""
    indices: set[str] = set()
    letters: set[str] = set()
    for part in parts:
        match part:
            case (
                ast.For(target=target, iter=source) | ast.comprehension(target=target, iter=source)
            ):
                bound = names_in(ast.walk(target), ast.Store)
                if isinstance(source, ast.Call) and _called(source) == "range":
                    indices |= bound
                elif _is_text(source, whole):
                    letters |= bound
                    indices |= bound if _called(source) == "enumerate" else set()
            case ast.While(body=body):
                nodes = [node for each in body for node in ast.walk(each)]
                indices |= {
                    name
                    for node in nodes
                    if isinstance(node, ast.AugAssign)
                    for name in names_in([node.target], ast.Store)
                }
    return indices, letters


def _is_text(source: ast.AST, whole: set[str]) -> bool:
    """Tell whether going through this gives letters; a list, and what has its name, gives whole texts."""
    waiting = [source]
    while waiting:
        match waiting.pop():
            case ast.Call(args=arguments) as call if _called(call) in _PASS_ON:
                waiting += arguments
            case ast.Call(func=ast.Attribute(attr="items" | "keys" | "values")):
                continue
            case ast.Name(id=name) if name in whole:
                continue
            case ast.Call() | ast.Attribute() | ast.Name() | ast.Subscript():
                return True
    return False


def _is_piece(
    argument: ast.AST, indices: set[str], letters: set[str], tasks: frozenset[str]
) -> bool:
    for part in _outside(tasks, argument):
        match part:
            case ast.Subscript(slice=ast.Slice(lower=lower, upper=upper)) if lower or upper:
                return True
            case ast.Subscript(slice=index) if names_in(ast.walk(index), ast.Load) & indices:
                return True
            case ast.Name(id=name) if name in letters:
                return True
    return False


def _outside(tasks: frozenset[str], node: ast.AST) -> Iterator[ast.AST]:
    """Walk through an expression, but not into what a task's function is given."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if not (isinstance(part, ast.Call) and _called(part) in tasks):
            waiting += ast.iter_child_nodes(part)


def _called(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
