"""A class at once: many slots, one writer of the gradebook, and a run that can be continued."""

import hashlib
import queue
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from course_utils.grading.coursework.assignment import AssignmentError
from course_utils.grading.coursework.handed_in import HandedIn, read_submission
from course_utils.grading.coursework.outcome import Outcome, given_up
from course_utils.grading.coursework.students import call_the_roll, id_of
from course_utils.grading.events import Options, Progress, Summary
from course_utils.grading.examining.choice import Decision
from course_utils.grading.examining.workers import Crew, NowhereError, Place
from course_utils.grading.records.folder import Autograded
from course_utils.grading.records.layout import Folders
from course_utils.grading.records.report import Report, row_of

if TYPE_CHECKING:
    from course_utils.grading.records.gradebook import Ledger
    from course_utils.grading.records.standing import Standing

BATCH = 20
"""Submissions in one commit of the gradebook."""

BUSY = "graded twice while this machine was too busy; the next run grades it again"

NO_BOX = (
    "Graded without a box (--isolation none): every submission could read and change your files, use "
    "your network, and give itself any score."
)


@dataclass(frozen=True)
class _Done:
    outcome: Outcome
    graded: bool
    again: str = ""
    """The folder that is to be judged again, alone: others had what it needed."""


class Run:
    """A run over a class, from the roll to the report."""

    def __init__(
        self, folders: Folders, ledger: "Ledger", crew: Crew, options: Options, progress: Progress
    ) -> None:
        self._folders, self._ledger, self._crew = folders, ledger, crew
        self._options, self._progress = options, progress
        self._assignment = ledger.assignment
        self._report = Report(folders.reports, self._assignment.name)
        self._autograded = Autograded(folders.autograded, self._assignment.name)
        self._results: queue.SimpleQueue[_Done] = queue.SimpleQueue()
        decides = (self._assignment.deciding, options.timeout, options.memory, ledger.late.due)
        self._graded_by = repr(decides).encode()
        self._alone = False
        self._lost: dict[str, float] = {}  # seconds of the tries that others disturbed

    def go(self) -> Summary:
        begun = time.monotonic()
        roll = call_the_roll(self._folders.submitted, self._assignment.name, self._options.student)
        summary = Summary(self._report)
        self._report.keep(roll.everybody)
        standings = self._ledger.standings()
        self._report.bring_up_to_date(standings)
        known = self._known(standings)
        self._progress.begin(roll.total)
        for outcome in roll.refused:
            self._results.put(_Done(outcome, graded=True))
        try:
            changed = [name for name in roll.chosen if not self._is_kept(name, known)]
            notes = self._examine(changed) if changed else self._report.notes
            self._write_all(roll.total, summary)
        except KeyboardInterrupt:
            summary.stopped = True
        else:
            self._report.finish(notes, self._options.seed if changed else self._report.seed)
        summary.seconds = time.monotonic() - begun
        return summary

    def _is_kept(self, folder_name: str, known: dict[str, str]) -> bool:
        """Tell whether a submission is as it was when it was graded; no box is needed to see that."""
        student = id_of(folder_name)
        if student not in known or not self._autograded.is_there(student):
            return False
        self._autograded.clear(student)
        if self._digest(self._read(folder_name)) != known[student]:
            return False
        self._results.put(_Done(Outcome(student, known[student]), graded=False))
        return True

    def _examine(self, changed: list[str]) -> list[str]:
        """Let the slots grade submissions; give what the report says of the way it is done."""
        self._crew.start(len(changed))
        self._decision = self._crew.ask(self._decide)
        notes = [*([] if self._options.isolated else [NO_BOX]), *self._decision.notes]
        for note in notes:
            self._progress.say(note)
        for names in self._crew.batches(changed):
            self._crew.put(partial(self._grade, folder_names=names))
        return notes

    def _read(self, folder_name: str) -> HandedIn:
        given = self._assignment
        return read_submission(
            self._folders.submitted, folder_name, given.name, given.sheets, given.files
        )

    def _digest(self, work: HandedIn) -> str:
        return hashlib.sha256(self._graded_by + work.digest().encode()).hexdigest()

    def _decide(self, place: Place) -> Decision:
        """Find out which way the assignment is graded.

        Raises:
            AssignmentError: it can't be: the source is at fault.
        """
        try:
            return place.decide(self._assignment)
        except NowhereError:
            raise
        except Exception as error:
            raise AssignmentError(
                f"Your own solution of {self._assignment.name} can't be examined: {error}"
            ) from error

    def _known(self, standings: Collection[str]) -> dict[str, str]:
        """Give the digest of each submission that need not be graded again."""
        if self._options.force:
            return {}
        return {
            row.student: row.digest
            for row in self._report.rows.values()
            if not row.failed and row.student in standings
        }

    # in a slot's thread

    def _grade(self, place: Place, folder_names: Sequence[str]) -> None:
        """Put a result for each submission whatever happens, so that no other waits for it in vain."""
        works: dict[str, HandedIn] = {}
        for name in folder_names:
            with self._giving_up(name):
                self._autograded.clear(id_of(name))
                begun = time.monotonic()
                works[name] = self._read(name)
                works[name].seconds = time.monotonic() - begun
        graded = place.grade_all(list(works.values()), self._assignment, self._decision.way)
        for (name, work), outcome in zip(works.items(), graded, strict=True):
            with self._giving_up(name):
                self._results.put(self._done(name, work, outcome))

    @contextmanager
    def _giving_up(self, folder_name: str) -> Iterator[None]:
        """Give a submission up for a fault of ours or of the machine: it takes no other down."""
        try:
            yield
        except Exception as error:
            if self._crew.stopping:
                raise
            self._results.put(_Done(given_up(id_of(folder_name), error), graded=True))

    def _done(self, folder_name: str, work: HandedIn, graded: Outcome) -> _Done:
        if graded.failed:
            return _Done(graded, graded=True)
        seconds = work.seconds + graded.seconds + self._lost.pop(folder_name, 0.0)
        outcome = replace(graded, digest=self._digest(work), seconds=seconds)
        if outcome.disturbed and not self._alone:
            self._lost[folder_name] = seconds
            return _Done(outcome, graded=False, again=folder_name)
        if outcome.disturbed and outcome.lost_points:
            outcome = replace(outcome, digest="", flags=[*outcome.flags, BUSY])
        self._autograded.write(work, outcome)
        return _Done(replace(outcome, notebooks={}), graded=True)  # they are written, and large

    # in the one thread that writes

    def _write_all(self, total: int, summary: Summary) -> None:
        left, again = total, list[str]()
        while left:
            first = left == total  # it is told at once
            batch = self._next_batch(1 if first else min(BATCH, left))
            left -= len(batch)
            again += [done.again for done in batch if done.again]
            self._finish([done for done in batch if not done.again], summary)
        self._alone = True
        for name in again:
            self._crew.put(partial(self._grade, folder_names=[name]))
            self._finish(self._next_batch(1), summary)

    def _finish(self, batch: list[_Done], summary: Summary) -> None:
        self._write([done.outcome for done in batch if done.graded])
        for done in batch:
            row = self._report.rows[done.outcome.student]
            summary.count(row, graded=done.graded)
            self._progress.step(row, graded=done.graded)

    def _next_batch(self, most: int) -> list[_Done]:
        batch: list[_Done] = []
        while len(batch) < most:
            try:
                batch.append(self._results.get(timeout=0.3))
            except queue.Empty:
                if batch:
                    break
                self._crew.raise_if_broken()
        return batch

    def _write(self, outcomes: list[Outcome]) -> None:
        """Write a batch; where the gradebook refuses it, nobody's grade is lost but marked as failed."""
        from course_utils.grading.records.opening import GradebookError  # noqa: PLC0415 — is loaded by now

        if not outcomes:
            return
        standings: dict[str, Standing] = {}
        try:
            standings = self._ledger.write([outcome for outcome in outcomes if not outcome.failed])
        except GradebookError as why:
            outcomes = [
                replace(outcome, failed=True, flags=[*outcome.flags, f"could not be graded: {why}"])
                for outcome in outcomes
            ]
        self._report.add([row_of(each, standings.get(each.student)) for each in outcomes])
