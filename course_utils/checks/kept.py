"""Whether a learner's function keeps something after its end: where others find it, or a later call does."""

import ast
import re
from collections.abc import Container, Iterable, Iterator

from course_utils.checks.deciding import Names, followed, own
from course_utils.checks.flow import names_in
from course_utils.checks.origins import last_name

_PUT_IN = frozenset("__setitem__ add append extend insert setdefault update".split())
_WRITE = frozenset("putenv set_key set_password write_bytes write_text".split())
_TO_WRITE = re.compile(r"[rbt]*[wax+][rbt+]*")
_SHARED = (ast.Dict, ast.List, ast.Set)


def kept_after(names: Names, task: str, allowed: Container[str] = ()) -> ast.AST | None:
    """Give a statement or call with which a task's function, or one that it uses, keeps a value after its end.

    That is in a global name, in something that it has not made (an attribute of a function, a global list), in a
    file or a keyring. Constants are not meant, and neither is what it changes in what it was given.

    Args:
        names: what the learner's cells define.
        task: the function.
        allowed: calls that are what the task asks for, by their last names.
    """
    functions = [each for each in followed(names, task, own) if isinstance(each, ast.FunctionDef)]
    items = [part for function in functions for part in own(function)]
    methods = [each for part in items if (each := _item_method(names, part))]
    parts = items + [part for method in methods for part in own(method)]
    declared = {name for part in parts if isinstance(part, ast.Global) for name in part.names}
    arguments = {part.arg for part in parts if isinstance(part, ast.arg)}
    arguments -= {each.args.args[0].arg for each in methods}
    inner = (names_in(parts, ast.Store) | arguments) - declared - _shared_arguments(functions)
    passing = {each for part in parts if _is_passing(part) for each in ast.walk(part)}
    for part in parts:
        for place, values in () if _item_method(names, part) else _stored(part):
            root = _root(place)
            outside = isinstance(place, ast.Attribute | ast.Subscript) or root in declared
            if outside and root and root not in inner and not all(map(_is_constant, values)):
                return part
        if part in passing or not isinstance(part, ast.Call):
            continue
        if _writes(part) and last_name(part.func) not in allowed:
            return part
    return None


def _is_passing(part: ast.AST) -> bool:
    """Tell whether what is written here goes into a folder that is gone at the end of a `with` block."""
    return isinstance(part, ast.With) and any(
        isinstance(call := item.context_expr, ast.Call)
        and last_name(call.func) == "TemporaryDirectory"
        for item in part.items
    )


def _item_method(names: Names, part: ast.AST) -> ast.FunctionDef | None:
    """Give the method that `made[key] = value` calls, where `made` is of a class among the learner's cells."""
    match part:
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=made))]):
            pass
        case _:
            return None
    match names.definition(made):
        case ast.Call(func=ast.Name(id=kind)):
            body = getattr(names.definition(kind), "body", [])
            methods = [
                each for each in body if isinstance(each, ast.FunctionDef) and each.args.args
            ]
            return next((each for each in methods if each.name == "__setitem__"), None)
    return None


def _writes(call: ast.Call) -> bool:
    """Tell whether a call writes what others can read, or opens a file for that."""
    name = last_name(call.func)
    place = 0 if isinstance(call.func, ast.Attribute) else 1
    modes = [*call.args[place : place + 1], *(word.value for word in call.keywords)]
    return name in _WRITE or (
        name == "open"
        and any(
            isinstance(mode, ast.Constant) and _TO_WRITE.fullmatch(str(mode.value))
            for mode in modes
        )
    )


def _shared_arguments(functions: Iterable[ast.FunctionDef]) -> set[str]:
    """Give the arguments that all calls share: their default is made once and can be filled."""
    return {
        argument.arg
        for function in functions
        for argument, default in _with_defaults(function.args)
        if isinstance(default, _SHARED)
    }


def _with_defaults(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    by_place = [*arguments.posonlyargs, *arguments.args][::-1]
    yield from zip(by_place, arguments.defaults[::-1], strict=False)
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)


def _stored(part: ast.AST) -> Iterator[tuple[ast.expr, list[ast.expr]]]:
    """Give where a node stores something, and what."""
    match part:
        case ast.Assign(targets=targets, value=value):
            yield from ((place, [value]) for target in targets for place in _places(target))
        case ast.AugAssign(target=target, value=value):
            yield target, [value]
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield target, [value]
        case ast.Call(func=ast.Name(id="setattr"), args=[owner, _, value]):
            yield ast.Attribute(owner, ""), [value]
        case ast.Call(func=ast.Attribute(value=owner, attr=name), args=values, keywords=words) if (
            name in _PUT_IN
        ):
            yield ast.Attribute(owner, name), [*values, *(word.value for word in words)]


def _places(target: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple | ast.List):
        for each in target.elts:
            yield from _places(each)
    else:
        yield target


def _root(place: ast.expr) -> str:
    """Give the name that a place hangs on: `load_key` of `load_key.last["key"]`, "" where it is none."""
    while True:
        match place:
            case ast.Attribute(value=place) | ast.Subscript(value=place):
                pass
            case (
                ast.Name(id=name) | ast.Call(func=ast.Name(id="globals" | "super" | "vars" as name))
            ):
                return name
            case _:
                return ""


def _is_constant(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant)
