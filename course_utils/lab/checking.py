"""*Check my work*: one run at a time, in a thread of the server, and what is known of it while it runs."""

import threading
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from course_utils.checks.attempt import check_exercise
from course_utils.checks.exercise import CheckResult
from course_utils.errors import CourseError
from course_utils.learner.course_map import write_map
from course_utils.learner.progress import record_check
from course_utils.learner.units import Course
from course_utils.learner.workspace import Workspace, explained_refusals


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
        self.latest: Run | None = None

    def start(self, exercise: PurePosixPath) -> threading.Thread:
        """Begin to check an exercise, given by its path in the learner's folder.

        Raises:
            CourseError: another run has not ended yet.
        """
        with self._lock:
            if self.latest and self.latest.running:
                raise CourseError(
                    "A check is running. It ends within a minute at most; press the button again then."
                )
            run = self.latest = Run(exercise)
        thread = threading.Thread(target=self._check, args=(run,), daemon=True)
        thread.start()
        return thread

    def forget(self, exercise: PurePosixPath) -> None:
        """Drop what is known of an exercise that began afresh."""
        if self.latest and self.latest.exercise == exercise and not self.latest.running:
            self.latest = None

    def _check(self, run: Run) -> None:
        try:
            path = self._workspace.folder / run.exercise
            attempt = check_exercise(self._course.home / "exercises", path, told=run.results.append)
            with explained_refusals(self._workspace.folder):
                record_check(self._workspace, attempt.exercise, attempt.as_json())
                write_map(self._course, self._workspace)
        except CourseError as error:
            run.problem = str(error)
        except Exception as error:  # whatever it is, the page must not wait for ever
            run.problem = (
                f"The checks could not run ({type(error).__name__}: {error}). Try again; if it stays so, "
                "type `course doctor` in a terminal."
            )
        finally:
            run.running = False
