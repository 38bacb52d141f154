"""Mutants: a solution with one small thing wrong. A check that lets one pass has a hole, or a reason."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_OTHER_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq, ast.GtE, ast.LtE),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}

_OTHER_METHODS = {"hexdigest": ("digest",), "lower": ("upper", "title")}


@dataclass(frozen=True)
class Mutant:
    """A changed source; `change` says what was changed into what."""

    change: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """Give every mutant of a cell's source, each with one change inside a function's body.

    The words around the values in an error's message are nobody's to judge.
    """
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    inside = {id(node) for function in functions for node in _inside(function)}
    raised = [node for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    texts = [text for node in raised for text in ast.walk(node) if isinstance(text, ast.JoinedStr)]
    words = {id(part) for text in texts for part in text.values}
    return [
        _mutant(tree, place, number)
        for place, node in enumerate(ast.walk(tree))
        if id(node) in inside and id(node) not in words
        for number, _ in enumerate(_changes(node))
    ]


def _mutant(tree: ast.Module, place: int, number: int) -> Mutant:
    """Make the change of that number at that place of a walk through the tree."""
    own = copy.deepcopy(tree)
    node = list(ast.walk(own))[place]
    changed = list(_changes(node))[number]
    change = f"{_shown(node)} → {_shown(changed)}"
    return Mutant(
        change, ast.unparse(ast.fix_missing_locations(_Replace(node, changed).visit(own)))
    )


class _Replace(ast.NodeTransformer):
    def __init__(self, node: ast.AST, changed: ast.AST) -> None:
        self._node = node
        self._changed = changed

    def visit(self, node: ast.AST) -> ast.AST:
        return self._changed if node is self._node else self.generic_visit(node)


def _inside(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Walk through a function's body: signature and docstring stay as they are."""
    for statement in function.body[1:] if ast.get_docstring(function) else function.body:
        yield from ast.walk(statement)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=[operator]):
            for other in _OTHER_COMPARISONS[type(operator)]:
                yield ast.Compare(node.left, [other()], node.comparators)
        case ast.BoolOp(op=ast.And()):
            yield ast.BoolOp(ast.Or(), node.values)
        case ast.BoolOp(op=ast.Or()):
            yield ast.BoolOp(ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=str(text)):
            yield ast.Constant(f"{text}x")
            if text:
                yield ast.Constant(text[1:])
        case ast.Constant(value=int(number)):
            yield from (ast.Constant(number + 1), ast.Constant(number - 1))
        case ast.Call(func=ast.Attribute(value=receiver, attr=name), args=[]):
            yield receiver
            yield ast.Call(node.func, [ast.Constant(" ")], [])
            for method in _OTHER_METHODS.get(name, ()):
                yield ast.Call(ast.Attribute(receiver, method), [], [])
        case ast.Call(args=[argument]):
            yield argument
        case ast.Call(args=[*_, _]):
            yield ast.Call(node.func, node.args[:-1], node.keywords)
    match node:
        case ast.BoolOp():
            yield from node.values
        case ast.If() | ast.IfExp():
            for outcome in (True, False):  # False leaves out what stands in an `if`
                changed = copy.copy(node)
                changed.test = ast.Constant(outcome)
                yield changed
        case ast.Call(keywords=[_, *_]):
            yield ast.Call(node.func, node.args, [])
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
            yield ast.Pass()
        case ast.Return():
            yield ast.Return(ast.Constant(""))
            yield ast.Pass()
        case ast.Tuple(elts=[first, *others]) if isinstance(node.ctx, ast.Load):
            yield ast.Tuple(others, ast.Load())
            yield first
        case ast.Dict(keys=[_, *_]):
            yield ast.Dict([], [])
        case ast.Assign():
            yield ast.Pass()


def _shown(node: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).replace("\n", " ")
