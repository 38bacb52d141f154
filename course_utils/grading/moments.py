"""When something was handed in, told to nbgrader's own commands and pages as `course grade` reads it.

nbgrader's own waits at a pipe for ever, follows a link, takes what it can't read for a fault of its own, which
ends Formgrader's list of the whole class, and reads a zone that it does not know as UTC.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from course_utils.grading.coursework.handed_in import handed_in_at, moment_in


def read_moments() -> None:
    """Let nbgrader ask here; it has no setting for it."""
    NbGraderAPI.get_submitted_timestamp = _submitted
    CourseDirectory.get_existing_timestamp = _existing


def _submitted(api: Any, assignment_id: str, student_id: str) -> datetime | None:
    submitted = Path(api.coursedir.root, api.coursedir.submitted_directory)
    return handed_in_at(submitted, student_id, assignment_id)[0]


def _existing(coursedir: Any, dest_path: str) -> datetime | None:
    path = Path(dest_path)
    moment, told = moment_in(path.parent, path.name)
    if told:
        coursedir.log.warning("%s: %s", path, told)
    return moment
