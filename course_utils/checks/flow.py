"""How values and conditions lead to what a function returns, read from its syntax tree."""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Expressions = list[ast.AST]


@dataclass(frozen=True)
class _Change:
    """Names that get a value, and the expressions which that value hangs on."""

    names: set[str]
    hangs_on: Expressions


@dataclass(frozen=True)
class _Block:
    """Statements, the conditions under which they run, and whether an exception in them leads to a handler.

    There a call that may raise decides, though nobody takes what it gives.
    """

    statements: Sequence[ast.stmt]
    conditions: Expressions
    caught: bool


def decisive(definition: ast.AST) -> Expressions:
    """Give every node, in a function or an expression, that what it gives back hangs on."""
    match definition:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            expressions = _Flow(definition.body, _defaults(definition.args)).expressions()
        case ast.ClassDef(body=body):
            return [part for each in body for part in decisive(each)] + _attributes(definition)
        case ast.Lambda(body=expression) | (ast.expr() as expression):
            expressions = [expression]
        case _:
            expressions = []
    return [part for each in expressions for part in ast.walk(each)]


def names_in(parts: Iterable[ast.AST], context: type[ast.expr_context]) -> set[str]:
    """Give the names that stand directly among the nodes, and are read or bound there."""
    return {
        part.id for part in parts if isinstance(part, ast.Name) and isinstance(part.ctx, context)
    }


class _Flow:
    """Reads a function's body once, then follows what is returned back to where it comes from."""

    def __init__(self, body: Sequence[ast.stmt], changes: list[_Change]) -> None:
        self._results: Expressions = []
        self._changes = changes
        self._read(body)

    def expressions(self) -> Expressions:
        found = list(self._results)
        known: set[str] = set()
        while True:
            read = {name for each in found for name in names_in(ast.walk(each), ast.Load)}
            if read <= known:
                return found
            known |= read
            found = self._results + [
                part for change in self._changes if change.names & known for part in change.hangs_on
            ]

    def _read(self, body: Sequence[ast.stmt]) -> None:
        """Note what the statements do, and on which conditions they run."""
        waiting: list[_Block] = [_Block(body, [], caught=False)]
        while waiting:
            at = waiting.pop()
            conditions = at.conditions
            for statement in at.statements:
                self._note_statement(statement, conditions)
                if at.caught and isinstance(statement, ast.Expr):
                    self._results += [statement.value, *conditions]
                inner = [*conditions, *_decisions(statement)]
                catches = isinstance(statement, ast.Try | ast.With)
                for block in _blocks(statement):
                    caught = at.caught or (catches and block is getattr(statement, "body", None))
                    waiting.append(_Block(block, inner, caught=caught))
                for case in getattr(statement, "cases", []):
                    guarded = [*inner, *([case.guard] if case.guard else [])]
                    waiting.append(_Block(case.body, guarded, caught=at.caught))
                if isinstance(statement, ast.Return | ast.Raise):
                    break  # nothing behind it ever runs

    def _note_statement(self, statement: ast.stmt, conditions: Expressions) -> None:
        match statement:
            case ast.Return() | ast.Raise() | ast.Assert() | ast.Break() | ast.Continue():
                self._results += [*ast.iter_child_nodes(statement), *conditions]
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=owner)))):
                self._note({owner}, [statement.value, *conditions])  # found.append(…)
        self._note_bindings(statement, conditions)

    def _note_bindings(self, statement: ast.stmt, conditions: Expressions) -> None:
        match statement:
            case ast.Assign(targets=targets, value=value):
                bound = {name for each in targets for name in _roots(each)}
                self._note(bound, [value, *conditions])
            case (
                ast.AugAssign(target=target, value=value)
                | ast.AnnAssign(target=target, value=ast.expr() as value)
            ):
                self._note(_roots(target), [value, *conditions])
            case ast.For(target=target, iter=values) | ast.AsyncFor(target=target, iter=values):
                self._note(_roots(target), [values, *conditions])
        for part in _own_expressions(statement):
            if isinstance(part, ast.NamedExpr):
                self._note(_roots(part.target), [part.value, *conditions])

    def _note(self, names: set[str], hangs_on: Expressions) -> None:
        self._changes.append(_Change(names, hangs_on))


def _defaults(arguments: ast.arguments) -> list[_Change]:
    by_place = [*arguments.posonlyargs, *arguments.args][::-1]
    given = [
        *zip(by_place, arguments.defaults[::-1], strict=False),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    return [_Change({each.arg}, [default]) for each, default in given if default is not None]


def _attributes(definition: ast.ClassDef) -> Expressions:
    """Give what a class keeps in attributes, its own or those of `self`."""
    kept = [
        node.value
        for node in ast.walk(definition)
        if isinstance(node, ast.Assign)
        and (node in definition.body or isinstance(node.targets[0], ast.Attribute))
    ]
    return [part for each in kept for part in ast.walk(each)]


def _decisions(statement: ast.stmt) -> Expressions:
    match statement:
        case ast.If(test=decision) | ast.While(test=decision) | ast.Match(subject=decision):
            return [decision]
        case ast.For(iter=decision) | ast.AsyncFor(iter=decision):
            return [decision]
    return []


def _blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    """Give what a statement holds; functions and classes are followed where their name is used."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return []
    blocks = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
    return blocks + [handler.body for handler in getattr(statement, "handlers", [])]


def _own_expressions(statement: ast.stmt) -> list[ast.AST]:
    own = [part for part in ast.iter_child_nodes(statement) if isinstance(part, ast.expr)]
    return [part for each in own for part in ast.walk(each)]


def _roots(target: ast.AST) -> set[str]:
    """Give the names that an assignment changes: `ok`, and `found` in `found["ok"]`."""
    return {part.id for part in ast.walk(target) if isinstance(part, ast.Name)}
