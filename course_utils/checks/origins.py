"""Which texts a value in a script may be, or be made of, read from the syntax tree without running it.

A value is followed backwards through names, parameters, functions of the script, attributes, containers,
and calls that keep a text or change its form. What any other call gives (`os.getenv`, `input`, `open`)
comes from outside, and ends the way.
"""

import ast
import re
from collections.abc import Iterator
from functools import cached_property

LOOK_UPS = frozenset({"get", "getenv", "pop", "setdefault"})
"""Calls that give what is stored under a name, or else a default."""

NAMED_FOR_A_KEY = re.compile(
    r"api[_-]?key|authorization|credential|passw|secret|token(?!s)|(?:^|[_-])key(?:$|[_-])",
    re.IGNORECASE,
)

_KEEP_TEXT = frozenset(
    "StringIO SecretStr a2b_hex b16decode b32decode b64decode bytearray bytes cast chr decode encode "
    "expandvars format fromhex iter join lower list loads lstrip next removeprefix removesuffix "
    "replace reversed rstrip sorted split str strip swapcase translate tuple unhexlify upper "
    "urlsafe_b64decode values zip".split()
)

_FILL = frozenset("add append extend insert read_dict read_string update".split())
"""Calls that put what they are given into the object they belong to."""

_MOST_HOLDERS = 3
"""A name that is bound more often to what is no dictionary written out is followed whole: the ways multiply."""

_FEWEST_LETTERS = 8
"""Of a text that is written as numbers; fewer are numbers for something else."""

Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | None


class Origins:
    """A script whose values can be followed back.

    Attributes:
        nodes: all that the script is made of.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.nodes = list(ast.walk(tree))
        self._scopes = dict(_scopes(tree))

    def of(self, place: ast.expr) -> list[ast.Constant]:
        """Give the texts that a value may be, or be made of."""
        texts: list[ast.Constant] = []
        waiting: list[ast.AST] = [place]
        seen: set[ast.AST] = set()
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                texts.append(node)
            if isinstance(node, ast.List | ast.Tuple) and (letters := _letters(node)):
                texts.append(ast.copy_location(ast.Constant(letters), node))
            waiting += self._made_of(node)
        return texts

    def _made_of(self, node: ast.AST) -> list[ast.AST]:
        match node:
            case ast.Name(id=name):
                return self._bound(name, self._scopes.get(node))
            case ast.Attribute(attr=name):
                return self._bindings.get((None, name), []) + self._of_objects.get(name, [])
            case ast.Call():
                return self._given_back(node)
            case ast.IfExp(body=one, orelse=other):
                return [one, other]
            case ast.Subscript(value=value, slice=name):
                return self._under(value, name)
            case ast.Lambda(body=value):
                return [value]
            case ast.Dict(values=values):
                return [*values]
            case ast.ListComp(elt=value) | ast.SetComp(elt=value) | ast.GeneratorExp(elt=value):
                return [value]
            case ast.Compare():
                return []
            case ast.expr():
                return [
                    child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)
                ]
        return []

    def _given_back(self, call: ast.Call) -> list[ast.AST]:
        name = last_name(call.func)
        given = [*call.args, *(word.value for word in call.keywords)]
        if name in self._returned:
            beside = given if call in self._of_other_settings else []
            return [*self._returned[name], *beside]
        if name in LOOK_UPS:
            stored = (
                self._under(call.func.value, call.args[0])
                if isinstance(call.func, ast.Attribute) and call.args
                else []
            )
            defaults = [word.value for word in call.keywords if word.arg == "default"]
            return [*stored, *call.args[1:], *defaults]
        if name == "map" and call.args:  # "".join(map(chr, numbers))
            return [*call.args[1:]] if last_name(call.args[0]) in _KEEP_TEXT else []
        if name not in _KEEP_TEXT:
            return []
        return [*given, *([call.func.value] if isinstance(call.func, ast.Attribute) else [])]

    def _under(
        self,
        container: ast.AST,
        name: ast.AST,
        seen: frozenset[tuple[object, object]] = frozenset(),
    ) -> list[ast.AST]:
        """Give what a container may hold under a name: of a dictionary that is written out, nothing else of it."""
        asked = self._same_as(container), self._same_as(name)
        if asked in seen:
            return []
        seen |= {asked}
        match container:
            case ast.Dict(keys=names, values=values):
                found: list[ast.AST] = []
                for each, value in zip(names, values, strict=True):
                    if each is None:
                        found += self._under(value, name, seen)
                    elif _may_be_same(each, name):
                        found.append(value)
                return found
            case ast.Name() | ast.Attribute():
                holders = self._made_of(container)
                if sum(not isinstance(each, ast.Dict) for each in holders) > _MOST_HOLDERS:
                    return holders
            case ast.Subscript(value=outer, slice=by):
                holders = self._under(outer, by, seen)
            case _:
                return [container]
        return [part for holder in holders for part in self._under(holder, name, seen)]

    def _same_as(self, node: ast.AST) -> object:
        """Give what is equal for nodes that mean the same: two uses of a name, two texts."""
        match node:
            case ast.Name(id=name):
                return self._scopes.get(node), name
            case ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                return type(node), name
        return node

    def _bound(self, name: str, scope: Scope) -> list[ast.AST]:
        while True:
            if (scope, name) in self._bindings or scope is None:
                return self._bindings.get((scope, name), [])
            scope = self._scopes.get(scope)

    @cached_property
    def _bindings(self) -> dict[tuple[Scope, str], list[ast.AST]]:
        """The values that each name may have, by where it is bound; those of classes with the script's."""
        found: dict[tuple[Scope, str], list[ast.AST]] = {}
        for node in self.nodes:
            for name, value in _bound_by(node):
                found.setdefault((self._scopes.get(node), name), []).append(value)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                for name, value in self._parameters(node):
                    found.setdefault((node, name), []).append(value)
        return found

    def _parameters(
        self, function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    ) -> Iterator[tuple[str, ast.AST]]:
        """Give each parameter with its default and with what the calls of its function hand over."""
        arguments = function.args
        names = [each.arg for each in [*arguments.posonlyargs, *arguments.args]]
        yield from zip(reversed(names), reversed(arguments.defaults), strict=False)
        for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
            if default is not None:
                yield each.arg, default
        for call in self._calls.get(getattr(function, "name", ""), []):
            if call not in self._of_other_settings:
                yield from _given(names, call)

    @cached_property
    def _calls(self) -> dict[str, list[ast.Call]]:
        found: dict[str, list[ast.Call]] = {}
        for node in self.nodes:
            if isinstance(node, ast.Call):
                found.setdefault(last_name(node.func), []).append(node)
        return found

    @cached_property
    def _of_other_settings(self) -> set[ast.Call]:
        """Calls of a function that looks up a name, with one that is no key's: their default is none either."""
        return {
            call
            for function in self.nodes
            if isinstance(function, ast.FunctionDef)
            for call in self._calls.get(function.name, [])
            for name, value in _given([each.arg for each in function.args.args], call)
            if isinstance(value, ast.Constant) and name in _looked_up_in(function)
            if not NAMED_FOR_A_KEY.search(str(value.value))
        }

    @cached_property
    def _of_objects(self) -> dict[str, list[ast.AST]]:
        """What an object may hold under a name: set as its attribute, or handed over when it was made."""
        found: dict[str, list[ast.AST]] = {}
        for node in self.nodes:
            match node:
                case ast.Assign(targets=targets, value=value):
                    for target in targets:
                        if isinstance(target, ast.Attribute):
                            found.setdefault(target.attr, []).append(value)
                case ast.Call(func=function, keywords=words, args=arguments):
                    for word in words:
                        for name, given in _handed_over(word):
                            found.setdefault(name, []).append(given)
                    if last_name(function) == "add_argument" and arguments:
                        option = str(getattr(arguments[-1], "value", "")).lstrip("-")
                        defaults = [word.value for word in words if word.arg == "default"]
                        found.setdefault(option.replace("-", "_"), []).extend(defaults)
        return found

    @cached_property
    def _returned(self) -> dict[str, list[ast.AST]]:
        """What the script's own functions give back."""
        functions = [node for node in self.nodes if isinstance(node, ast.FunctionDef)]
        returns = [node for node in self.nodes if isinstance(node, ast.Return | ast.Yield)]
        return {
            function.name: [
                node.value for node in returns if node.value and self._scopes.get(node) is function
            ]
            for function in functions
        }


def _may_be_same(one: ast.AST, other: ast.AST) -> bool:
    return not (
        isinstance(one, ast.Constant)
        and isinstance(other, ast.Constant)
        and one.value != other.value
    )


def _given(names: list[str], call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """Give what a call hands over, with the names of the parameters."""
    yield from zip(names, call.args, strict=False)
    yield from ((word.arg, word.value) for word in call.keywords if word.arg)


def _looked_up_in(function: ast.FunctionDef) -> Iterator[str]:
    """Give the variables by which a function looks something up."""
    for node in ast.walk(function):
        match node:
            case ast.Subscript(slice=ast.Name(id=name)):
                yield name
            case ast.Call(func=called, args=[ast.Name(id=name), *_]):
                if last_name(called) in LOOK_UPS:
                    yield name


def _letters(numbers: ast.List | ast.Tuple) -> str:
    """Give the text whose letters these numbers are, "" where they are not that."""
    values = [getattr(each, "value", None) for each in numbers.elts]
    letters = [chr(value) for value in values if isinstance(value, int) and 32 < value < 127]
    return "".join(letters) if len(letters) == len(values) >= _FEWEST_LETTERS else ""


def _scopes(tree: ast.Module) -> Iterator[tuple[ast.AST, Scope]]:
    """Give each node with the function that it stands in."""
    waiting: list[tuple[ast.AST, Scope]] = [(tree, None)]
    while waiting:
        node, scope = waiting.pop()
        yield node, scope
        inside = (
            node if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) else scope
        )
        waiting += [(child, inside) for child in ast.iter_child_nodes(node)]


def _bound_by(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _unpacked(target, value)
                yield from _stored(target, value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value
        case ast.NamedExpr(target=ast.Name(id=name), value=value):
            yield name, value
        case ast.AugAssign(target=ast.Name(id=name), value=value):
            yield name, value
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id=name), attr=method), args=values, keywords=words
        ) if method in _FILL:
            yield from ((name, value) for value in values)
            yield from ((name, _entry(ast.Constant(word.arg), word.value)) for word in words)
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield from _unpacked(target, value)


def _stored(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.AST]]:
    match target:
        case ast.Subscript(value=ast.Name(id=name), slice=under):
            yield name, _entry(under, value)


def _entry(name: ast.expr, value: ast.expr) -> ast.Dict:
    return ast.Dict([name], [value])


def _handed_over(word: ast.keyword) -> Iterator[tuple[str, ast.AST]]:
    match word:
        case ast.keyword(arg=str(name), value=value):
            yield name, value
        case ast.keyword(value=ast.Dict(keys=names, values=values)):
            for key, given in zip(names, values, strict=True):
                yield str(getattr(key, "value", "")), given


def _unpacked(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.AST]]:
    match target, value:
        case (
            ast.Tuple(elts=names) | ast.List(elts=names),
            ast.Tuple(elts=values) | ast.List(elts=values),
        ) if len(names) == len(values):
            for one, other in zip(names, values, strict=True):
                yield from _unpacked(one, other)
        case _:
            yield from ((node.id, value) for node in ast.walk(target) if isinstance(node, ast.Name))


def last_name(function: ast.expr) -> str:
    """Give the last part of a dotted name: `get` of `os.environ.get`."""
    match function:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
