"""One run at a time for an assignment: two would take the report out of each other's hands."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from course_utils.errors import CourseError


class AnotherRunError(CourseError):
    """Another run is grading the assignment."""


@contextmanager
def alone(assignment: Path) -> Iterator[None]:
    """Hold a lock on an assignment's source folder. It leaves no file, and goes with the process.

    Raises:
        AnotherRunError: another process, or this one, holds it.
    """
    descriptor = os.open(assignment, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system that knows no locks gives none
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AnotherRunError(
                    f"Another run is grading {assignment.name}. When it is done, run the same command again."
                ) from None
        yield
    finally:
        os.close(descriptor)
