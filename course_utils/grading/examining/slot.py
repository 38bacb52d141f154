"""Grades one submission in a warm pair of boxes: bytes in, plain data out.

Nothing here knows of folders or a gradebook, so that a slot may as well run on another machine.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Self

from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.coursework.autograded import marked_notebook
from course_utils.grading.coursework.handed_in import HandedIn
from course_utils.grading.coursework.outcome import (
    Outcome,
    given_up,
    marks_of,
    no_marks,
    unanswered_of,
)
from course_utils.grading.coursework.verdict import Verdict
from course_utils.grading.examining.choice import Decision, decide
from course_utils.grading.examining.pair import Beside, Pair, Way
from course_utils.grading.examining.platform import PracticeServer
from course_utils.grading.examining.processors import NotMovedError, own_processor
from course_utils.grading.examining.sitting import Times
from course_utils.grading.sandbox.box import Box, BoxError, Setup
from course_utils.notebooks.matching import Paper, read_paper
from course_utils.notebooks.reading import UnreadableError
from course_utils.notebooks.sheet import Sheet


class Slot:
    """A pair of boxes, with the practice platform if the checks need one."""

    def __init__(self, setup: Setup, times: Times, *, platform: bool, seed: str = "") -> None:
        self._seed = seed
        self._setup, self._times, self._platform = setup, times, platform
        self._renewing, self._stopped = threading.Lock(), False
        self._pair = self._new_pair()

    def _new_pair(self) -> Pair:
        practice = PracticeServer() if self._platform else None
        boxes = Box(self._setup, "learner"), Box(self._setup, "examiner")
        limit = self._setup.output_limit
        return Pair(*boxes, self._times, output_limit=limit, seed=self._seed, practice=practice)

    def warm_up(self) -> None:
        """Start the boxes. They end with the thread that calls this.

        Raises:
            NoBoxError: this machine gives none.
            BoxError: the slot was stopped.
        """
        self._pair.launch()
        self._pair.wait_until_warm()

    @contextmanager
    def at_work(self, *, first: bool) -> Iterator[None]:
        """Be warm, and on one processor: the slot and all that a submission will start. For the thread that grades.

        Raises:
            NoBoxError, BoxError: see `warm_up`.
        """
        with own_processor() as processor:
            if first:
                processor.borrow()
            self.warm_up()
            try:
                processor.keep_to(self._pair.processes)
            except NotMovedError:
                self.renew()  # this thread is on its processor by now, and so is what it starts
            yield

    def renew(self) -> None:
        """Begin with new boxes and a new platform, after a fault that nobody understands yet."""
        self._pair.close()
        with self._renewing:
            self._pair = self._new_pair()
            if self._stopped:
                self._pair.stop()
        self.warm_up()

    def stop(self) -> None:
        """End the boxes for good. For another thread than the slot's own, which then closes it."""
        with self._renewing:
            self._stopped = True
            self._pair.stop()

    def close(self) -> None:
        self._pair.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def examine(self, paper: Paper, beside: Beside, way: Way) -> Verdict:
        """See `Pair.examine`. A box that is gone has been started afresh by then: a second try counts."""
        try:
            return self._pair.examine(paper, beside, way)
        except BoxError:
            return self._pair.examine(paper, beside, way)

    def decide(self, assignment: Assignment) -> Decision:
        """See `choice.decide`."""
        return decide(self, assignment)

    def grade_all(
        self, works: Sequence[HandedIn], assignment: Assignment, way: Way
    ) -> Iterator[Outcome]:
        """Grade submissions one after the other.

        A fault of ours or of the machine takes one of them down, and the slot starts afresh.
        """
        for work in works:
            fault = None
            try:
                outcome = self.grade(work, assignment, way)
            except Exception as error:
                if self._stopped:
                    raise
                outcome, fault = given_up(work.student, error), error
            yield outcome
            if fault is not None:
                self.renew()

    def grade(self, work: HandedIn, assignment: Assignment, way: Way) -> Outcome:
        """Grade all notebooks of a submission; one that cannot be read gets no points."""
        begun = time.monotonic()
        outcome = Outcome(work.student, work.digest(), work.timestamp, flags=list(work.notes))
        beside = Beside(assignment.files, work.files)
        untouched = True
        for sheet in assignment.sheets:
            paper = self._paper(sheet, work, outcome)
            if paper is None:
                outcome.marks += no_marks(sheet)
                continue
            verdict = self.examine(paper, beside, way)
            outcome.disturbed = outcome.disturbed or verdict.disturbed
            outcome.flags += [flag for flag in verdict.flags if flag not in outcome.flags]
            outcome.marks += marks_of(sheet, paper, verdict)
            outcome.unanswered += unanswered_of(sheet, paper)
            untouched = untouched and paper.is_untouched
            outcome.notebooks[sheet.name] = marked_notebook(paper, verdict)
        outcome.seconds = time.monotonic() - begun
        outcome.untouched = untouched and bool(outcome.unanswered) and not outcome.points
        return outcome

    def _paper(self, sheet: Sheet, work: HandedIn, outcome: Outcome) -> Paper | None:
        try:
            return read_paper(work.notebook(sheet.name), sheet)
        except UnreadableError as why:
            outcome.flags.append(f"could not be read: {sheet.name}.ipynb, {why}")
            return None
