"""Which of some files is the notebook of an exercise: told by its cells, whatever a browser called it."""

from collections.abc import Collection, Mapping
from pathlib import PurePath

from course_utils.notebooks.matching import read_paper
from course_utils.notebooks.names import SET_ASIDE, quoted
from course_utils.notebooks.reading import UnreadableError
from course_utils.notebooks.sheet import Sheet


class AmbiguousError(UnreadableError):
    """Several files may be meant."""


def may_be_notebook(path: str, names: Collection[str] = ()) -> bool:
    """Tell by a file's name whether it is worth reading: `N (1).ipynb`, `N.json`, `Copy of N`, `n.txt`.

    What macOS writes into archives beside each file (`._N.ipynb`) is none.

    Args:
        path: the file's.
        names: of the exercises that are looked for.
    """
    name = PurePath(path).name.lower()
    known = any(each.lower() in name for each in names)
    return (known or ".ipynb" in name or name.endswith(".json")) and not name.startswith(".")


def find_notebook(
    bodies: Mapping[str, bytes], sheet: Sheet, *, instead_of_untouched: bool = False
) -> str | None:
    """Give the name of the file that holds the sheet's cells, of several the one with most answers.

    Args:
        bodies: what the files hold, by name.
        sheet: the exercise.
        instead_of_untouched: look for answers only, and not among what its learner set aside.

    Raises:
        AmbiguousError: two that differ hold as many.
    """
    ranks = {
        name: rank
        for name, body in bodies.items()
        if not (instead_of_untouched and SET_ASIDE in name)
        if (rank := _rank(body, sheet)) is not None
        if rank[0] or not instead_of_untouched
    }
    if not ranks:
        return None
    best = max(ranks.values())
    names = sorted(name for name, rank in ranks.items() if rank == best)
    if len({bodies[name] for name in names}) > 1:
        raise AmbiguousError(f"it is not clear which is meant: {', '.join(map(quoted, names))}")
    return names[0]


def holds_cells_of(sheet: Sheet, body: bytes) -> bool:
    """Tell whether a file is a notebook with any of an exercise's answers or checks."""
    return _rank(body, sheet) is not None


def _rank(body: bytes, sheet: Sheet) -> tuple[int, int] | None:
    try:
        paper = read_paper(body, sheet)
    except UnreadableError:
        return None
    return None if paper.is_strange else (paper.answered, paper.known)


def taken_instead(name: str, untouched: str) -> str:
    """Say which file was read in the place of the one with the right name, which is there untouched or not at all ("")."""
    if untouched:
        return f"{quoted(name)} was read, because {untouched} holds no answer"
    return f"wrong file name: {quoted(name)}"
