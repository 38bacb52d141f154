"""The instructor's notebook of an exercise: the cells that count, and the names its tasks define."""

import ast
import builtins
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from course_utils.notebooks.reading import Cell, Notebook, read_notebook
from course_utils.notebooks.syntax import parse_cell

Kind = Literal["check", "written", "task", "answer", "setup", "text"]
"""check: run by the examiner, worth points. written: an answer marked by hand. task: read-only, and
what the learner adds after it is marked by hand. answer: the learner's code. setup: read-only code that both roles run. text: read-only, not code."""

GRADED: tuple[Kind, ...] = ("check", "written", "task")

_HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS.*?^[ \t]*### END HIDDEN TESTS[^\n]*\n?",
    re.MULTILINE | re.DOTALL,
)
_SCRIPT = re.compile(r"\s*%%(?:write)?file\b.*\n")
_SOLUTION = re.compile(
    r"^[ \t]*### BEGIN SOLUTION.*?^[ \t]*### END SOLUTION[^\n]*\n?", re.MULTILINE | re.DOTALL
)
_HEADING = re.compile(r"^## (.*)", re.MULTILINE)


@dataclass(frozen=True)
class SheetCell:
    """A cell with a `grade_id`. `source` is what a learner got, hidden checks included."""

    grade_id: str
    cell_type: str
    source: str
    kind: Kind
    points: float
    metadata: dict[str, Any]
    """nbgrader's own metadata, as released."""
    heading: str = ""
    """The last heading of second rank above it."""

    @property
    def visible(self) -> str:
        """Give the text without hidden checks."""
        return without_hidden_checks(self.source)

    @cached_property
    def rule(self) -> tuple[str, str]:
        """Give the task and the rule that a check cell is headed by; its own name, where it has no such head."""
        for node in ast.walk(_tree(self.source)):
            match node:
                case ast.Call(
                    func=ast.Name(id="check"),
                    args=[ast.Constant(value=str(task)), ast.Constant(value=str(rule))],
                ):
                    return task, rule
        return self.grade_id, ""


@dataclass(frozen=True)
class Sheet:
    """One notebook of an assignment: its cells with a `grade_id`, in order."""

    name: str
    cells: tuple[SheetCell, ...]
    notebook_metadata: dict[str, Any]
    answers: tuple[str, ...]
    """The instructor's own code of the `answer` cells."""
    code: tuple[str, ...]
    """All the instructor's code cells, those too that do not count."""
    reference: bytes = b""
    """The instructor's notebook itself: a submission that must earn all points."""

    @property
    def checks(self) -> tuple[SheetCell, ...]:
        return tuple(cell for cell in self.cells if cell.kind == "check")

    @property
    def graded(self) -> tuple[SheetCell, ...]:
        """Give the cells that earn points, whoever gives them."""
        return tuple(cell for cell in self.cells if cell.kind in GRADED)

    @property
    def counting(self) -> list[str]:
        """Give the names of the cells that learners answer or earn points with."""
        return [cell.grade_id for cell in self.cells if cell.kind in ("answer", *GRADED)]

    @cached_property
    def by_id(self) -> dict[str, SheetCell]:
        return {cell.grade_id: cell for cell in self.cells}

    @cached_property
    def given_checks(self) -> frozenset[str]:
        """Give the text of every check that learners get to see."""
        return frozenset(cell.visible for cell in self.checks) - {""}

    @cached_property
    def given_out(self) -> frozenset[str]:
        """Give the text of every cell of code that learners get."""
        plain = set(self.code) - set(self.answers)
        return frozenset(
            {cell.visible for cell in self.cells} | {source.strip() for source in plain}
        )

    @cached_property
    def tasks(self) -> list[str]:
        """Give the names that may cross from the learner's process to the examiner's."""
        setup = [_tree(cell.source) for cell in self.cells if cell.kind == "setup"]
        stubs = [_tree(cell.source) for cell in self.cells if cell.kind == "answer"]
        names = _bound(stubs) or _bound(map(_tree, self.answers))
        hidden = {name for name in names if name.startswith("__") or hasattr(builtins, name)}
        return sorted(names - hidden - _bound(setup) - _imported(setup))

    @property
    def has_scripts(self) -> bool:
        """Whether an answer is a script, a cell that writes a file."""
        return any(_SCRIPT.match(cell.source) for cell in self.cells if cell.kind == "answer")

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """Give what the instructor's cells import, so that a box can before it forks: `module:name`."""
        sources = [_SCRIPT.sub("", source) for source in self.code]
        return tuple(sorted({name for source in sources for name in _modules(_tree(source))}))


def read_sheet(name: str, body: bytes) -> Sheet:
    """Read an instructor's notebook, with nbgrader's metadata.

    Raises:
        UnreadableError: see `read_notebook`.
    """
    return sheet_of(name, read_notebook(body), body)


def sheet_of(name: str, notebook: Notebook, body: bytes = b"") -> Sheet:
    """Take from a notebook what counts in it. Of two cells with one `grade_id` the first does."""
    cells: dict[str, SheetCell] = {}
    heading = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = [heading, *_HEADING.findall(cell.source)][-1]
        if cell.grade_id and _counts(cell.grader) and cell.grade_id not in cells:
            cells[cell.grade_id] = _sheet_cell(cell.grade_id, cell, heading)
    answers = [
        cell.source
        for cell in notebook.cells
        if cell.grade_id in cells and cells[cell.grade_id].kind == "answer"
    ]
    code = tuple(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return Sheet(name, tuple(cells.values()), notebook.metadata, tuple(answers), code, body)


def _sheet_cell(grade_id: str, cell: Cell, heading: str) -> SheetCell:
    solution = cell.grader.get("solution")
    return SheetCell(
        grade_id=grade_id,
        cell_type=cell.cell_type,
        source=_SOLUTION.sub("", cell.source) if solution else cell.source,
        kind=_kind(cell.cell_type, cell.grader),
        points=float(cell.grader.get("points") or 0),
        metadata=dict(cell.grader),
        heading=heading,
    )


def without_hidden_checks(source: str) -> str:
    """Leave out what nbgrader leaves out when it releases a check cell."""
    return _HIDDEN.sub("", source).strip()


def _counts(meta: dict[str, Any]) -> bool:
    return any(meta.get(field) for field in ("grade", "solution", "locked", "task"))


def _kind(cell_type: str, meta: dict[str, Any]) -> Kind:
    if meta.get("task"):
        return "task"
    if meta.get("grade") and meta.get("solution"):
        return "written"
    if cell_type != "code":
        return "text"
    if meta.get("grade"):
        return "check"
    return "answer" if meta.get("solution") else "setup"


def _tree(source: str) -> ast.Module:
    """Parse a cell; one that can't be read defines and imports nothing."""
    try:
        return parse_cell(source)
    except SyntaxError:
        return ast.Module([], [])


def _bound(trees: Iterable[ast.Module]) -> set[str]:
    names: set[str] = set()
    for tree in trees:
        for statement in tree.body:
            match statement:
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                    names.add(statement.name)
                case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
                    names |= {
                        node.id
                        for node in ast.walk(statement)
                        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
                    }
    return names


def _imported(trees: Iterable[ast.Module]) -> set[str]:
    return {
        (alias.asname or alias.name).split(".")[0]
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }


def _modules(tree: ast.Module) -> set[str]:
    """Give what a cell imports: `module`, or `module:name` for a name from one."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}:{alias.name}" for alias in node.names if alias.name != "*"}
    return found
