"""Reads the small files of `tests/attacks`: what is tried, its cells, and the honest score."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from tests.grading.notebooks import Notebook, submitted

FOLDER = Path(__file__).parent.parent / "attacks"

_CELL = re.compile(r"^# %%(.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """`score` is what an honest marker would give; `flags` begin what must be told to a human."""

    name: str
    tried: str
    score: float
    flags: tuple[str, ...]
    notebook: Notebook


def attacks() -> list[Attack]:
    return [_read(path) for path in sorted(FOLDER.glob("*.py"))]


def attack(name: str) -> Attack:
    return _read(FOLDER / f"{name}.py")


def _read(path: Path) -> Attack:
    head, *rest = _CELL.split(path.read_text())
    cells = list(zip(map(str.strip, rest[::2]), map(str.strip, rest[1::2]), strict=True))
    book = submitted(
        {grade_id: source for grade_id, source in cells if grade_id},
        [source for grade_id, source in cells if not grade_id],
    )
    for change in _header(head, "change"):
        for cell in list(book["cells"]):
            exec(change, {"cell": cell, "book": book})
    return Attack(
        name=path.stem,
        tried=ast.get_docstring(ast.parse(head)) or "",
        score=float(_header(head, "honest score")[0]),
        flags=tuple(_header(head, "flag")),
        notebook=book,
    )


def _header(head: str, name: str) -> list[str]:
    return re.findall(rf"^# {name}: (.*)$", head, re.MULTILINE)
