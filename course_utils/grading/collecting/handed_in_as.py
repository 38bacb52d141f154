"""How the learning platform called each learner's notebook: what is given back has to be called so.

It stands in `collected/ASSIGNMENT.json`, by student.
"""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

COLLECTED = "collected"


def handed_in_as(root: Path, assignment: str) -> dict[str, PurePosixPath]:
    """Give the paths of notebooks in the platform's archive, by student; of those alone who came from one."""
    try:
        read = json.loads(_place(root, assignment).read_bytes())
        return {str(student): PurePosixPath(path) for student, path in read.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # none yet, or damaged: collecting writes it anew


def note_names(root: Path, assignment: str, names: Mapping[str, PurePosixPath | None]) -> None:
    """Keep the paths of some students beside those that are known; None forgets one: this came from elsewhere.

    Raises:
        OSError: it can't be written.
    """
    before = handed_in_as(root, assignment)
    known = {who: path for who, path in {**before, **names}.items() if path}
    if known == before:
        return
    place = _place(root, assignment)
    place.parent.mkdir(exist_ok=True)
    text = json.dumps({name: str(known[name]) for name in sorted(known)}, indent=1)
    half = place.with_suffix(".new")
    half.write_text(f"{text}\n", encoding="utf-8")
    half.replace(place)


def _place(root: Path, assignment: str) -> Path:
    return root / COLLECTED / f"{assignment}.json"
