"""`autograded/STUDENT/ASSIGNMENT/`: the notebook as it was graded, and what came with it."""

import json
import shutil
import tempfile
from pathlib import Path

from course_utils.grading.coursework.handed_in import TIMESTAMP, HandedIn
from course_utils.grading.coursework.outcome import Outcome


class Autograded:
    """One assignment's folders in `autograded/`. Each is written by one thread at a time."""

    def __init__(self, folder: Path, assignment: str) -> None:
        self._folder, self._assignment = folder, assignment

    def is_there(self, student: str) -> bool:
        return self._place(student).is_dir()

    def clear(self, student: str) -> None:
        """Remove what a run left behind that was killed while it wrote."""
        if self._place(student).parent.is_dir():
            for entry in self._place(student).parent.iterdir():
                if entry.name.startswith(self._beginnings):
                    shutil.rmtree(entry)

    def write(self, work: HandedIn, outcome: Outcome) -> None:
        """Write a submission's folder in one go: what was there is replaced when all is written.

        Raises:
            OSError: it could not be written; what was there before is still there.
        """
        place = self._place(outcome.student)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=self._beginnings, dir=place.parent))
        try:
            _fill(fresh, work, outcome)
            fresh.chmod(0o755)
            if place.exists():
                shutil.rmtree(place)
            fresh.rename(place)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise

    def _place(self, student: str) -> Path:
        return self._folder / student / self._assignment

    @property
    def _beginnings(self) -> str:
        return f".{self._assignment}-"


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
