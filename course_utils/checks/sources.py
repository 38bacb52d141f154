"""What a learner's cells say, read from the syntax tree without running them."""

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from course_utils.checks.hints import exercise_of, tasks
from course_utils.checks.rebinding import rebinding
from course_utils.notebooks.syntax import nodes_of, parse_cell

_OFFERED = frozenset({"ELLIPSIS", "KEY_PATTERN", "MODEL", "check", "practice_platform", "quiz"})
"""The names of `course_utils` that a notebook may use; all others may answer a task."""


_GIVEN_A_VALUE = re.compile(r"^[ \t]*(?:async )?def (\w+)|^(\w+)[ \t]*=", re.MULTILINE)


class Sources:
    """The code cells of a notebook, later ones replacing what earlier ones define."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.cells = cells
        self._reached_by: dict[str, frozenset[str]] = {}
        self._taken_by: dict[str, list[str]] = {}
        self._rebound_by: dict[str, ast.AST | None] = {}

    def syntax_error(self, task: str) -> SyntaxError | None:
        """Give what keeps Python from reading the cell that should define the task, if anything does."""
        for cell, found in zip(reversed(self.cells), reversed(self._read), strict=True):
            if any(task in names for names in _GIVEN_A_VALUE.findall(cell)):
                return found if isinstance(found, SyntaxError) else None
        return None

    def definition(self, name: str) -> ast.AST | None:
        """Give the node that gives a top-level name its value, if there is one."""
        return self._definitions.get(name)

    def dotted(self, node: ast.AST) -> Iterator[str]:
        """Give the dotted names that a node may stand for.

        They are followed through `import … as …`, `from … import …` and star imports.
        """
        attributes = ""
        while True:
            match node:
                case ast.Attribute(value=owner, attr=attribute):
                    node, attributes = owner, f".{attribute}{attributes}"
                case ast.Call(
                    func=ast.Name(id="getattr"), args=[owner, ast.Constant(value=str(attribute))]
                ):
                    node, attributes = owner, f".{attribute}{attributes}"
                case ast.Name(id=name):
                    roots = {name, self._imported.get(name, name)}
                    roots.update(f"{module}.{name}" for module in self._star_modules)
                    yield from (f"{root}{attributes}" for root in roots)
                    return
                case _:
                    return

    def course_names(self, task: str) -> list[str]:
        """Give the names of `course_utils`, beyond those it offers, that a task imports or reaches."""
        if task not in self._taken_by:
            self._taken_by[task] = self._taken(task)
        return self._taken_by[task]

    def _taken(self, task: str) -> list[str]:
        mentioned = set(self._reached(task))
        for tree, nodes in zip(self._trees, self._nodes, strict=True):
            if task in _bound(tree):
                mentioned |= {name for node in nodes for name in _mentioned_modules(node)}
        split = [name.split(".") for name in mentioned if name.startswith("course_utils.")]
        return sorted({".".join(parts[:2]) for parts in split if parts[1] not in _OFFERED})

    def shadowed_builtins(self, task: str) -> list[str]:
        """Give the names of Python's own that a task reaches and the notebook uses for something else."""
        return sorted(self._reached(task) & set(self._definitions) & set(dir(builtins)))

    def rebinding(self, task: str) -> ast.AST | None:
        """Give what may let a task's function, or one that it uses, be another than its text says; see `rebinding`."""
        if task not in self._rebound_by:
            functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
            used = {
                name
                for name in self._reached(task) & set(self._definitions)
                if isinstance(self._definitions[name], functions)
            }
            self._rebound_by[task] = rebinding(self._trees, used | {task})
        return self._rebound_by[task]

    def why_none(self, task: str) -> str:
        """Give the sentence for a task's function that can only give None; "" where it has a real `return`."""
        found = self._definitions.get(task)
        if not isinstance(found, ast.FunctionDef):
            return ""
        nodes = list(ast.walk(found))
        given = [node.value for node in nodes if isinstance(node, ast.Return) and node.value]
        prints = [node for node in nodes if isinstance(node, ast.Call) and _is_print(node)]
        if given:
            only_prints = all(value in prints for value in given)
            return "print shows a value and gives back None." if only_prints else ""
        if prints:
            return "The function has no return, and printing is not returning."
        return "The function has no return that gives a value back."

    def is_begun(self, task: str) -> bool:
        """Tell whether a task's function holds more than its docstring and the raise line it was given with."""
        found = self._definitions.get(task)
        return isinstance(found, ast.FunctionDef) and not all(
            isinstance(each, ast.Raise)
            or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
            for each in found.body
        )

    def other_tasks(self, task: str) -> frozenset[str]:
        """Give the names of the tasks beside this one in the exercise that the notebook is, by its functions."""
        return tasks(exercise_of(task, (), self._definitions)) - {task}

    def tasks_used(self, task: str) -> frozenset[str]:
        """Give the other tasks whose functions a task's function names."""
        found = self._definitions.get(task)
        named = {_name(node) for node in ast.walk(found)} if found else set()
        return self.other_tasks(task) & named

    @cached_property
    def _read(self) -> list[ast.Module | SyntaxError]:
        return [_parsed(cell) for cell in self.cells]

    @cached_property
    def _trees(self) -> list[ast.Module]:
        return [tree for tree in self._read if isinstance(tree, ast.Module)]

    @cached_property
    def _nodes(self) -> list[list[ast.AST]]:
        """Each tree's, which take as long to find as the tree to make."""
        return [nodes_of(tree) for tree in self._trees]

    @cached_property
    def _definitions(self) -> dict[str, ast.AST]:
        return {name: node for tree in self._trees for name, node in _bound(tree).items()}

    @cached_property
    def _imported(self) -> dict[str, str]:
        return {alias: name for nodes in self._nodes for alias, name in _aliases(nodes)}

    @cached_property
    def _star_modules(self) -> list[str]:
        every = [node for nodes in self._nodes for node in nodes]
        stars = [n for n in every if isinstance(n, ast.ImportFrom) and n.names[0].name == "*"]
        return [node.module for node in stars if node.module]

    def _reached(self, task: str) -> frozenset[str]:
        """Give what `_follow` finds, looked for once."""
        if task not in self._reached_by:
            self._reached_by[task] = frozenset(self._follow(task))
        return self._reached_by[task]

    def _follow(self, task: str) -> set[str]:
        """Follow a task's function through the names it uses; give every dotted name on the way.

        The way ends at other tasks: they are judged by their own checks.
        """
        others = self.other_tasks(task)
        reached: set[str] = set()
        waiting = [task]
        while waiting:
            node = self._definitions.get(waiting.pop())
            parts = [part for part in nodes_of(node) if _name(part) not in others] if node else []
            found = {name for part in parts for name in self._mentioned(part)}
            waiting += found - reached
            reached |= found
        return reached

    def _mentioned(self, node: ast.AST) -> Iterator[str]:
        match node:
            case ast.Name() | ast.Attribute():
                yield from self.dotted(node)
            case ast.Constant(value=str(text)) if text.startswith("course_utils."):
                yield text  # import_module("course_utils.…")
            case _:
                yield from _mentioned_modules(node)


def _is_print(call: ast.Call) -> bool:
    return _name(call.func) == "print"


def _name(node: ast.AST) -> str | None:
    return node.id if isinstance(node, ast.Name) else None


def _parsed(cell: str) -> ast.Module | SyntaxError:
    """Read a cell, or give why Python can't."""
    try:
        tree = parse_cell(cell)
    except SyntaxError as error:
        return error
    return _misplaced_return(tree, cell) or tree


def _misplaced_return(tree: ast.Module, cell: str) -> SyntaxError | None:
    """Give the error that only compiling would find, where a `return` stands in no function."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Return):
            line = cell.splitlines()[node.lineno - 1]
            return SyntaxError("'return' outside function", ("<cell>", node.lineno, None, line))
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.expr):
            waiting += ast.iter_child_nodes(node)
    return None


def _bound(tree: ast.Module) -> dict[str, ast.AST]:
    """Give what a cell's top level binds: each name with the node that gives it its value."""
    bound: dict[str, ast.AST] = {}
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                bound[node.name] = node
            case ast.Assign(targets=targets, value=value):
                parts = [part for target in targets for part in ast.walk(target)]
                bound |= {part.id: value for part in parts if isinstance(part, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                bound[name] = value
            case ast.Import() | ast.ImportFrom():
                bound |= {alias: node for alias, _ in _aliases([node])}
    return bound


def _aliases(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    """Give each name that an import binds, with the dotted name it stands for."""
    for node in nodes:
        match node:
            case ast.Import(names=names):
                # `import a.b` binds `a`, `import a.b as c` binds `a.b`
                yield from (
                    (n.asname, n.name) if n.asname else (n.name.partition(".")[0],) * 2
                    for n in names
                )
            case ast.ImportFrom(module=str(module), names=names):
                yield from ((n.asname or n.name, f"{module}.{n.name}") for n in names)


def _mentioned_modules(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (found.name for found in names)
        case ast.ImportFrom(module=str(module), names=names):
            yield from (f"{module}.{found.name}" for found in names)
