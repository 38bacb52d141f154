"""One submission: the learner's cells in the learner's box, the check cells in the examiner's."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from typing import Any, Self

from course_utils.grading.box import Box, BoxFailed, Job
from course_utils.grading.practice_server import PracticeServer
from course_utils.grading.submission import Paper, PaperCell
from course_utils.grading.verdict import (
    CellVerdict,
    Verdict,
    believable_outputs,
    error_output,
    outputs_that_tell,
    points_of,
)
from course_utils.grading.wire import Channel, ChannelBroken, ChannelTimeout

GRACE = 2.0
"""Seconds that a process may take to stop its own cell; then it is ended from outside."""


@dataclass(frozen=True)
class Times:
    """Seconds a cell may run, and a whole submission."""

    cell: float = 10.0
    submission: float = 120.0


class Pair:
    """Two boxes that examine one submission after another, and the platform both may reach.

    `files` stand in the folder `name` of both when a submission begins.
    """

    def __init__(
        self,
        learner: Box,
        examiner: Box,
        times: Times,
        *,
        output_limit: int,
        practice: PracticeServer | None = None,
    ) -> None:
        self.learner, self.examiner = learner, examiner
        self.times, self.output_limit = times, output_limit
        self._practice = practice

    def launch(self) -> None:
        self.learner.launch()
        self.examiner.launch()

    def wait_until_warm(self) -> None:
        self.learner.wait_until_warm()
        self.examiner.wait_until_warm()
        self.jobs()

    def close(self) -> None:
        self.learner.close()
        self.examiner.close()
        if self._practice is not None:
            self._practice.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def jobs(self) -> tuple[Job, Job]:
        """Give what the learner's and the examiner's process need, whichever boxes run by now."""
        if self._practice is None:
            return Job(), Job()
        self._practice.serve(self.learner, self.examiner)
        return self._practice.learners_job, self._practice.examiners_job

    def examine(self, paper: Paper, files: dict[str, bytes] | None = None) -> Verdict:
        """Run and judge a submission. What it does is an outcome; nothing of it is an exception.

        `files` stand beside the notebook when it begins, by their name relative to its folder.

        Raises:
            NoBox, PlatformFailed: the machine gives no box or no platform any more.
        """
        begun = time.monotonic()
        if self._practice is not None:
            self.jobs()
            self._practice.reset()
        sitting = _Sitting(self, paper, files or {})
        try:
            sitting.hold()
        finally:
            sitting.end()
        sitting.verdict.seconds = round(time.monotonic() - begun, 3)
        return sitting.verdict


class _Sitting:
    """The course of one submission through both boxes."""

    def __init__(self, pair: Pair, paper: Paper, files: dict[str, bytes]) -> None:
        self._pair, self._paper, self._files = pair, paper, files
        self._times, self._limit = pair.times, pair.output_limit
        self._deadline = time.monotonic() + pair.times.submission
        self._learner: Channel | None = None
        self._examiner: Channel | None = None
        self._set_up: list[PaperCell] = []
        self._done: list[PaperCell] = []
        self._names: Any = None
        self._count = 0
        self.verdict = Verdict(flags=list(paper.flags))

    def hold(self) -> None:
        self._connect(examiner=True)
        for cell in self._paper.cells:
            if cell.cell_type != "code":
                continue
            if cell.kind == "check":
                self.verdict.cells[cell.place] = self._check(cell)
                continue
            if cell.kind == "setup":
                self._set_up.append(cell)
                self._examine(cell, {})
            self.verdict.cells[cell.place] = self._run(cell)

    def end(self) -> None:
        self._end_learner()
        self._end_examiner()

    def _end_learner(self) -> str | None:
        if self._learner is not None:
            self._learner.close()
        reason = self._pair.learner.end()
        if reason:
            self.verdict.flag({"memory": "memory limit"}.get(reason, "box restarted"))
        return reason

    def _end_examiner(self) -> None:
        if self._examiner is not None:
            self._examiner.close()
        self._pair.examiner.end()

    # the learner's side

    def _connect(self, examiner: bool = False) -> None:
        """Fork a process for the learner, and one for the examiner if asked; join the two."""
        learners, examiners = (job.with_files(self._files) for job in self._pair.jobs())
        mine, theirs = socket.socketpair()
        with mine, theirs:
            self._learner = self._pair.learner.begin(learners, mine)
            if examiner:
                self._examiner = self._pair.examiner.begin(examiners, theirs)
                cells = self._paper.learners_cells
                self._ask_examiner({"do": "cells", "cells": cells, "seconds": self._times.cell})
            else:
                self._ask_examiner({"do": "reconnect"}, (theirs.fileno(),))
        self._names = None

    def _run(self, cell: PaperCell) -> CellVerdict:
        self._names = None
        self._count += 1
        if not cell.source.strip():
            return CellVerdict()
        if self._out_of_time():
            late = "The time for this submission was used up before this cell."
            return CellVerdict([error_output("TimeIsUp", late)])
        answer = self._ask_learner({"do": "run", "source": cell.source, "seconds": self._times.cell})
        if isinstance(answer, str):
            return CellVerdict([error_output("CellStopped", answer)], self._count)
        if answer.get("cut"):
            self.verdict.flag("output cut")
        if answer.get("timed_out"):
            self.verdict.flag("timed out")
        elif answer.get("spent"):
            self.verdict.flag("memory limit")
        else:
            self._done.append(cell)
        outputs = believable_outputs(answer.get("outputs"), self._count, self._limit)
        return CellVerdict(outputs, self._count)

    def _ask_learner(self, order: dict[str, Any]) -> dict[str, Any] | str:
        """Ask for something; a sentence instead of an answer tells how the process ended."""
        assert self._learner is not None
        seconds = order.get("seconds", GRACE) + GRACE
        try:
            self._learner.send(order, seconds=seconds)
            answer = self._learner.receive(seconds=seconds)
        except ChannelTimeout:
            self.verdict.flag("timed out")
            self._restart()
            return f"It did not stop after {self._times.cell:g} seconds and was ended."
        except ChannelBroken as why:
            return self._ended(str(why))
        if "failed" in answer:
            return self._ended(str(answer["failed"])[:200])
        return answer

    def _ended(self, seen: str) -> str:
        reason = self._restart()
        if reason == "memory":
            return "It used more memory than a submission may, and was ended."
        self.verdict.flag("process ended")
        return f"The process ended while this cell ran ({seen})."

    def _restart(self, examiner: bool = False) -> str | None:
        """End what is left of the learner's process; a new one runs the cells that went well."""
        reason = self._end_learner()
        if examiner:
            self._end_examiner()
        self._connect(examiner)
        for cell in self._set_up if examiner else ():
            self._examine(cell, {})
        while not self._out_of_time():
            fatal = next((cell for cell in self._done if not self._run_again(cell)), None)
            if fatal is None:
                break
            self._done.remove(fatal)
            self._end_learner()
            self._connect()
        return reason

    def _run_again(self, cell: PaperCell) -> bool:
        assert self._learner is not None
        order = {"do": "run", "source": cell.source, "seconds": self._times.cell}
        try:
            self._learner.send(order, seconds=GRACE)
            self._learner.receive(seconds=self._times.cell + GRACE)
        except ChannelBroken:
            self.verdict.flag("a cell did not run a second time")
            return False
        return True

    def _out_of_time(self) -> bool:
        if time.monotonic() < self._deadline:
            return False
        self.verdict.flag("timed out: the whole submission")
        return True

    # the examiner's side

    def _check(self, cell: PaperCell) -> CellVerdict:
        if self._out_of_time():
            late = "The time for this submission was used up before this check."
            return CellVerdict([error_output("TimeIsUp", late)], points=0.0)
        try:
            answer = self._examine(cell, self._named())
        except ExaminerFailed as why:
            self.verdict.flag(f"check {cell.grade_id} could not be run: {why}")
            self._restart(examiner=True)
            return CellVerdict([error_output("CheckStopped", str(why))], points=0.0)
        points = points_of(answer["ok"], answer["number"], cell.points)
        outputs = outputs_that_tell(answer["outputs"], points, answer["number"])
        if answer["broken"]:
            self.verdict.flag(f"exchange broken: {answer['broken']}")
            points, outputs = 0.0, [*outputs, error_output("ExchangeBroken", answer["broken"])]
        if answer["timed_out"] or (answer["stuck"] and not answer["broken"]):
            self.verdict.flag("timed out")
        if answer["stuck"]:
            self._restart()
        return CellVerdict(outputs, points=points)

    def _named(self) -> Any:
        """Ask what the learner has under the names of the tasks, once after each of their cells."""
        if self._names is None:
            answer = self._ask_learner({"do": "describe", "names": self._paper.sheet.tasks})
            self._names = {} if isinstance(answer, str) else answer.get("names")
        return self._names

    def _examine(self, cell: PaperCell, names: Any) -> dict[str, Any]:
        return self._ask_examiner(
            {
                "do": "run",
                "source": cell.source,
                "seconds": self._times.cell,
                "tasks": self._paper.sheet.tasks,
                "names": names,
                "age": self._count,
            }
        )

    def _ask_examiner(
        self, order: dict[str, Any], descriptors: tuple[int, ...] = ()
    ) -> dict[str, Any]:
        assert self._examiner is not None
        seconds = order.get("seconds", GRACE) + 2 * GRACE
        try:
            self._examiner.send(order, descriptors, seconds=seconds)
            return self._examiner.receive(seconds=seconds)
        except ChannelBroken as why:
            raise ExaminerFailed(f"the examiner's process ended: {why}") from why


class ExaminerFailed(BoxFailed):
    """The examiner's own process ended: a check cell that ends it, or a fault of ours."""
