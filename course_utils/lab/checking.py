"""*Check my work*: one run at a time, in a thread of the server, and what is known of it while it runs."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from course_utils.checks.attempt import check_exercise
from course_utils.checks.exercise import CheckResult
from course_utils.errors import CourseError
from course_utils.learner.afresh import BegunAfreshError, remembering
from course_utils.learner.units import Course
from course_utils.learner.workspace import Workspace


@dataclass
class Run:
    """A run of the checks: the results so far, in their order, and a sentence if it could not end well."""

    exercise: PurePosixPath
    results: list[CheckResult] = field(default_factory=list)
    running: bool = True
    problem: str = ""


class Checking:
    """Runs the checks of the learner's exercises, as `course check` does."""

    def __init__(self, course: Course, workspace: Workspace) -> None:
        self._course = course
        self._workspace = workspace
        self._lock = threading.Lock()
        self._last: Run | None = None
        self.latest: Run | None = None
        """The run to show: the last one, unless its exercise began afresh."""

    def start(self, exercise: PurePosixPath) -> threading.Thread:
        """Begin to check an exercise, given by its path in the learner's folder.

        Raises:
            CourseError: another run has not ended yet.
        """
        with self._lock:
            if self._last and self._last.running:
                raise CourseError(
                    "A check is running. It ends within a minute at most; press the button again then."
                )
            run = self._last = self.latest = Run(exercise)
        remember = remembering(self._course, self._workspace, exercise)
        thread = threading.Thread(target=self._check, args=(run, remember), daemon=True)
        thread.start()
        return thread

    def forget(self, exercise: PurePosixPath) -> None:
        """Drop what is known of an exercise that began afresh, also of a run that has not ended yet."""
        if self.latest and self.latest.exercise == exercise:
            self.latest = None

    def _check(self, run: Run, remember: Callable[[str, dict[str, Any]], None]) -> None:
        try:
            path = self._workspace.folder / run.exercise
            attempt = check_exercise(self._course.home / "exercises", path, told=run.results.append)
            remember(attempt.exercise, attempt.as_json())
        except BegunAfreshError:
            self.forget(run.exercise)
        except CourseError as error:
            run.problem = str(error)
        except Exception as error:  # whatever it is, the page must not wait for ever
            run.problem = (
                f"The checks could not run ({type(error).__name__}: {error}). Try again; if it stays so, "
                "type `course doctor` in a terminal."
            )
        finally:
            run.running = False
