"""Which of some files is the notebook of an exercise: told by its cells, whatever a browser called it."""

from collections.abc import Mapping
from pathlib import PurePath

from course_utils.notebooks.matching import read_paper
from course_utils.notebooks.reading import UnreadableError
from course_utils.notebooks.sheet import Sheet


class AmbiguousError(UnreadableError):
    """Several files may be meant."""


def may_be_notebook(path: str) -> bool:
    """Tell by a file's name whether it is worth reading: `N (1).ipynb`, `N.ipynb.txt`, `N.json`.

    What macOS writes into archives beside each file (`._N.ipynb`) is none.
    """
    name = PurePath(path).name.lower()
    return (".ipynb" in name or name.endswith(".json")) and not name.startswith(".")


def find_notebook(bodies: Mapping[str, bytes], sheet: Sheet) -> str | None:
    """Give the name of the file that holds the sheet's cells, of several the one with most answers.

    Raises:
        AmbiguousError: two that differ hold as many.
    """
    ranks = {
        name: rank for name, body in bodies.items() if (rank := _rank(body, sheet)) is not None
    }
    if not ranks:
        return None
    best = max(ranks.values())
    names = sorted(name for name, rank in ranks.items() if rank == best)
    if len({bodies[name] for name in names}) > 1:
        raise AmbiguousError(f"it is not clear which is meant: {', '.join(names)}")
    return names[0]


def _rank(body: bytes, sheet: Sheet) -> tuple[int, int] | None:
    try:
        paper = read_paper(body, sheet)
    except UnreadableError:
        return None
    return None if paper.is_strange else (paper.answered, paper.known)
