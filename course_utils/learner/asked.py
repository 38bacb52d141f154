"""What a lesson asks of its reader: the names that stand in its cells."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from course_utils.learner.workspace import read_state

_ASKS = re.compile(r'(?<![\w.])(quiz|predict|check\.answer)\(\s*"([^"]+)"')
_REMEMBERED = 64
"""Lessons; each is read once in every version that it has."""


@dataclass(frozen=True)
class Asked:
    """The names in a lesson: `lines` to fill in, and `all_names`, guesses and questions of quizzes too."""

    lines: frozenset[str] = frozenset()
    all_names: frozenset[str] = frozenset()


def read_asked(lesson: Path) -> Asked:
    """Read what a lesson asks; of a notebook that can't be read nothing is known."""
    try:
        return _read(lesson, lesson.stat().st_mtime_ns)
    except OSError:
        return Asked()


@lru_cache(_REMEMBERED)
def _read(lesson: Path, _changed: int) -> Asked:
    cells = read_state(lesson).get("cells")
    sources = [source_of(cell) for cell in cells] if isinstance(cells, list) else []
    calls = _ASKS.findall("\n".join(sources))
    lines = frozenset(name for call, name in calls if call == "check.answer")
    return Asked(lines, frozenset(name for _, name in calls))


def source_of(cell: object) -> str:
    """Give the source of a code cell, and "" for anything else."""
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return ""
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))
