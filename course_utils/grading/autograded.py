"""`autograded/STUDENT/ASSIGNMENT/`: the notebook as it was graded, and what came with it."""

import json
import shutil
import tempfile
from pathlib import Path

from course_utils.grading.collect import TIMESTAMP, HandedIn
from course_utils.grading.slot import Outcome


def write_autograded(folder: Path, assignment: str, work: HandedIn, outcome: Outcome) -> None:
    """Write a submission's folder in one go: what was there is replaced when all is written.

    Raises:
        OSError: it could not be written; what was there before is still there.
    """
    place = folder / outcome.student / assignment
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{assignment}-", dir=place.parent))
    try:
        _fill(fresh, work, outcome)
        fresh.chmod(0o755)
        if place.exists():
            shutil.rmtree(place)
        fresh.rename(place)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _fill(folder: Path, work: HandedIn, outcome: Outcome) -> None:
    for name, notebook in outcome.notebooks.items():
        text = json.dumps(notebook, indent=1, ensure_ascii=False)
        (folder / f"{name}.ipynb").write_bytes(f"{text}\n".encode(errors="replace"))
    for name, body in work.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    if outcome.timestamp is not None:
        (folder / TIMESTAMP).write_text(f"{outcome.timestamp:%Y-%m-%d %H:%M:%S.%f} UTC\n")
