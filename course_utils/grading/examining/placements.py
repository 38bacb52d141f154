"""Checks judged apart: the learner's cells in the learner's box, the check cells in the examiner's."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from course_utils.grading.coursework.verdict import (
    CellVerdict,
    believable_outputs,
    error_output,
    outputs_that_tell,
)
from course_utils.grading.examining.sitting import GRACE, LIMITS, Sitting, Times
from course_utils.grading.sandbox.box import Box, BoxError, Job
from course_utils.grading.sandbox.channel import Channel, ChannelError, End
from course_utils.notebooks.matching import Paper, PaperCell
from course_utils.notebooks.points import number_of, points_of


class SittingTogether(Sitting):
    """A submission whose checks run where its own cells ran."""

    def _check(self, cell: PaperCell) -> CellVerdict:
        order = {"do": "run", "source": cell.source, "seconds": self._times.cell}
        answer = self._ask_learner(order)
        if isinstance(answer, str):
            return CellVerdict([error_output("CheckStopped", answer)], points=0.0)
        if answer.get("timed_out"):
            self.verdict.flag("timed out")
        number = number_of(answer.get("number"))
        points = points_of(answer.get("ok") is True, number, cell.points)
        outputs = self._kept(believable_outputs(answer.get("outputs"), None, self._limit))
        return CellVerdict(outputs_that_tell(outputs, points, number), points=points)


class ExaminerError(BoxError):
    """The examiner's own process ended: a check cell that ends it, or a fault of ours."""


class SittingApart(Sitting):
    """A submission whose verdict is computed where its code cannot reach."""

    def __init__(
        self,
        paper: Paper,
        boxes: tuple[Box, Box],
        jobs: Callable[[], tuple[Job, Job]],
        times: Times,
        output_limit: int,
        seed: str = "",
    ) -> None:
        learner, self._examiners_box = boxes
        super().__init__(paper, learner, lambda: jobs()[0], times, output_limit)
        self._seed = seed
        self._jobs = jobs
        self._examiner: Channel | None = None
        self._set_up: list[PaperCell] = []
        self._names: Any = None
        self._named_at = -1

    def end(self, platform: float) -> None:
        """End both processes, and note in the verdict whether the learner's was disturbed."""
        try:
            self._end_learner()
        finally:  # a learner's box that was stopped can't be told to end
            self._end_examiner()
        self.verdict.disturbed = self._was_disturbed(platform)

    def _examiners_ends(self, *ours: End) -> None:
        if self._examiner is not None:
            try:
                self._ask({"do": "reconnect"}, tuple(chain(*(end.numbers for end in ours))))
            except ExaminerError:
                self._end_examiner()
            else:
                return
        self._begin_examiner(*ours)

    def _begin_examiner(self, *ours: End) -> None:
        self._examiner = self._examiners_box.begin(self._jobs()[1], *ours)
        cells = self._paper.learners_cells
        told = {"cells": cells, "seconds": self._times.cell, "seed": self._seed}
        self._ask({"do": "cells", **told})
        for cell in self._set_up:
            self._examine(cell, {})

    def _end_examiner(self) -> None:
        if self._examiner is not None:
            self._examiner.close()
        self._examiner = None
        self._ended_box(self._examiners_box)

    def _run(self, cell: PaperCell) -> CellVerdict:
        """Read-only cells that prepare are run by both."""
        if cell.kind == "setup":
            self._set_up.append(cell)
            self._examine(cell, {})
        return super()._run(cell)

    def _check(self, cell: PaperCell) -> CellVerdict:
        try:
            answer = self._examine(cell, self._named())
            if answer["stuck"] and self._restart() in LIMITS:  # not by this check's call, perhaps
                answer = self._examine(cell, self._named())
                if answer["stuck"]:
                    self._restart()
        except ExaminerError as why:
            self.verdict.flag(f"check {cell.grade_id} could not be run: {why}")
            self._restart_both()
            return CellVerdict([error_output("CheckStopped", str(why))], points=0.0)
        points = points_of(answer["ok"], answer["number"], cell.points)
        outputs = outputs_that_tell(self._kept(answer["outputs"]), points, answer["number"])
        if answer["broken"]:
            self.verdict.flag(f"exchange broken: {answer['broken']}")
            points, outputs = 0.0, [*outputs, error_output("ExchangeBroken", answer["broken"])]
        if answer["timed_out"] or (answer["stuck"] and not answer["broken"]):
            self.verdict.flag("timed out")
        return CellVerdict(outputs, points=points)

    def _restart_both(self) -> None:
        self._end_learner()
        self._end_examiner()
        self._begin_learner()
        self._catch_up(alone=False)

    def _named(self) -> Any:
        """Ask what the learner has under the names of the tasks, once after each of their cells."""
        if self._named_at != self._count:
            answer = self._ask_learner({"do": "describe", "names": self._paper.sheet.tasks})
            self._names = {} if isinstance(answer, str) else answer.get("names")
            self._named_at = self._count
        return self._names

    def _examine(self, cell: PaperCell, names: Any) -> dict[str, Any]:
        return self._ask(
            {
                "do": "run",
                "source": cell.source,
                "seconds": self._times.cell,
                "tasks": self._paper.sheet.tasks,
                "names": names,
                "age": self._count,
            }
        )

    def _ask(self, order: dict[str, Any], descriptors: tuple[int, ...] = ()) -> dict[str, Any]:
        assert self._examiner is not None
        seconds = order.get("seconds", GRACE) + 2 * GRACE
        try:
            self._examiner.send(order, descriptors, seconds=seconds)
            return self._examiner.receive(seconds=seconds)
        except ChannelError as why:
            raise ExaminerError(f"the examiner's process ended: {why}") from why
