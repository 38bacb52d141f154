"""nbgrader's exchange, a folder that learners write: collecting from it follows no link, and one can't stop it for all.

    c.ExchangeFactory.collect = "course_utils.grading.exchange.SafeCollect"
    c.ExchangeFactory.list = "course_utils.grading.exchange.SafeList"

nbgrader's own reads with the instructor's rights whatever a link leads to, and waits at a pipe for ever.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect, ExchangeList

from course_utils.errors import CourseError
from course_utils.grading.coursework.strangers_files import read_folder
from course_utils.grading.records.report import printable


class SafeCollect(ExchangeCollect):  # type: ignore[misc]
    """Collects the plain files that a learner handed in; what can't be collected is told, and the next is."""

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        try:
            self._copy(src, dest, log)
        except (CourseError, OSError, RuntimeError) as why:  # the last is nbgrader's, of too much
            shutil.rmtree(dest, ignore_errors=True)
            self.log.error("%s", printable(f"{src} was not collected: {why}"))  # noqa: TRY400 - a sentence will do

    def _copy(self, src: str, dest: str, log: Any) -> None:
        with tempfile.TemporaryDirectory(prefix="course-collected-") as place:
            files, notes = read_folder(Path(src))
            for note in notes:
                self.log.warning("%s", printable(f"{src}: {note}"))
            for name, body in files.items():
                path = Path(place, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(body)
            super().do_copy(place, dest, log)


class SafeList(ExchangeList):  # type: ignore[misc]
    """Lists what learners handed in; of that it reads the notebooks and a secret."""

    assignments: list[str]

    def parse_assignments(self) -> Any:
        if self.inbound:
            odd = [path for path in self.assignments if not _is_plain(Path(path))]
            for path in odd:
                self.log.warning(
                    "%s", printable(f"{path} is not listed: not all in it are plain files")
                )
            self.assignments = [path for path in self.assignments if path not in odd]
        return super().parse_assignments()


def _is_plain(folder: Path) -> bool:
    read = [*folder.glob("*.ipynb"), *folder.glob("submission_secret.txt")]
    return not folder.is_symlink() and all(
        path.is_file() and not path.is_symlink() for path in read
    )
