"""A course on disk, made of the notebooks of `notebooks.py`."""

import json
from dataclasses import dataclass
from pathlib import Path

from tests.grading.notebooks import SOURCE, Notebook, released

NAME = "arithmetic"


@dataclass(frozen=True)
class CourseOnDisk:
    root: Path

    def hand_in(self, student: str, book: Notebook | bytes, name: str = f"{NAME}.ipynb") -> Path:
        body = book if isinstance(book, bytes) else json.dumps(book).encode()
        path = self.root / "submitted" / student / NAME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        return path


def make_course(root: Path) -> CourseOnDisk:
    for folder, book in (("source", SOURCE), ("release", released())):
        path = root / folder / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(book))
    return CourseOnDisk(root)
