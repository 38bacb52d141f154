"""The instructor's notebook of an exercise: the cells that count, and the names its tasks define."""

import ast
import builtins
import json
import re
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["check", "written", "task", "answer", "setup", "text"]
"""check: run by the examiner, worth points. written: an answer marked by hand. task: read-only, and
what the learner adds after it is marked by hand. answer: the learner's code. setup: read-only code that both roles run. text: read-only, not code."""

GRADED: tuple[Kind, ...] = ("check", "written", "task")

_HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS.*?^[ \t]*### END HIDDEN TESTS[^\n]*\n?",
    re.MULTILINE | re.DOTALL,
)
_SOLUTION = re.compile(
    r"^[ \t]*### BEGIN SOLUTION.*?^[ \t]*### END SOLUTION[^\n]*\n?", re.MULTILINE | re.DOTALL
)


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

    @property
    def visible(self) -> str:
        """Give the text without hidden checks."""
        return without_hidden_checks(self.source)


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
    def tasks(self) -> list[str]:
        """Give the names that may cross from the learner's process to the examiner's."""
        stubs = [cell.source for cell in self.cells if cell.kind == "answer"]
        setup = [cell.source for cell in self.cells if cell.kind == "setup"]
        names = _bound(stubs) or _bound(list(self.answers))
        hidden = {name for name in names if name.startswith("__") or hasattr(builtins, name)}
        return sorted(names - hidden - _bound(setup) - _imported(setup))

    @property
    def modules(self) -> tuple[str, ...]:
        """Give what the instructor's cells import, so that a box can before it forks: `module:name`."""
        return tuple(sorted({name for source in self.code for name in _modules(source)}))


def read_sheet(name: str, body: bytes) -> Sheet:
    """Read an instructor's notebook (nbformat 4, nbgrader's metadata)."""
    notebook = json.loads(body)
    cells, answers = [], []
    for cell in notebook["cells"]:
        meta = cell.get("metadata", {}).get("nbgrader") or {}
        if not meta.get("grade_id") or not _counts(meta):
            continue
        source = text_of(cell)
        kind = _kind(cell["cell_type"], meta)
        if kind == "answer":
            answers.append(source)
        cells.append(
            SheetCell(
                grade_id=meta["grade_id"],
                cell_type=cell["cell_type"],
                source=_SOLUTION.sub("", source) if meta.get("solution") else source,
                kind=kind,
                points=float(meta.get("points") or 0),
                metadata=dict(meta),
            )
        )
    code = tuple(text_of(cell) for cell in notebook["cells"] if cell["cell_type"] == "code")
    return Sheet(name, tuple(cells), notebook.get("metadata", {}), tuple(answers), code, body)


def without_hidden_checks(source: str) -> str:
    """Leave out what nbgrader leaves out when it releases a check cell."""
    return _HIDDEN.sub("", source).strip()


def text_of(cell: dict[str, Any]) -> str:
    """Give a cell's source, which a file may hold as text or as a list of lines."""
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else source


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


def _parsed(source: str) -> ast.Module:
    """Parse a cell; magics and shell lines are left out."""
    lines = ["pass" if re.match(r"\s*[%!?]", line) else line for line in source.splitlines()]
    try:
        return ast.parse("\n".join(lines))
    except SyntaxError:
        return ast.Module([], [])


def _bound(sources: list[str]) -> set[str]:
    names: set[str] = set()
    for source in sources:
        for statement in _parsed(source).body:
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


def _imported(sources: list[str]) -> set[str]:
    return {
        (alias.asname or alias.name).split(".")[0]
        for source in sources
        for node in ast.walk(_parsed(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }


def _modules(source: str) -> set[str]:
    """Give what a cell imports: `module`, or `module:name` for a name from one."""
    found: set[str] = set()
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}:{alias.name}" for alias in node.names if alias.name != "*"}
    return found
