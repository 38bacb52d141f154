"""The learner's side of one submission: a process that runs its cells, and is begun again if it ends."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from typing import Any

from course_utils.grading.coursework.verdict import (
    CellVerdict,
    Output,
    Verdict,
    believable_outputs,
    error_output,
)
from course_utils.grading.sandbox.box import Box, Job
from course_utils.grading.sandbox.channel import (
    Channel,
    ChannelError,
    ChannelTimeoutError,
    End,
    line_to_stranger,
)
from course_utils.notebooks.matching import Paper, PaperCell

GRACE = 2.0
"""Seconds that a process may take to stop its own cell; then it is ended from outside."""

CELLS_THAT_MAY_SAY_ALL = 4
"""How many times what one cell may say a whole submission may."""

SHORT = "the machine was short of memory"
STARVED = 0.2
"""Share of its time that a submission waited for a processor which others had; its time-outs say little then."""

LIMITS = {"memory": "memory limit", "machine": SHORT, "files": "file limit"}
"""How a box names the limit for which it ended a process, and how the report does."""


def _overrun(limit: str) -> str:
    return f"It used more {limit} than a submission may, and was ended."


_OVERRUN = [_overrun(limit) for limit in LIMITS]


def was_starved(seconds: float, ran: float, waited: float, platform: float) -> bool:
    """Tell whether strangers had the processor for too much of a submission's time.

    Args:
        seconds: from its beginning to its end.
        ran: the processor's seconds for its processes.
        waited: those that they waited for a processor which none of them had.
        platform: the processor's seconds for its platform, which does what it is asked; it may have waited for that.
    """
    return waited - platform > STARVED * seconds and ran + platform < 0.6 * seconds


@dataclass(frozen=True)
class Times:
    """Seconds a cell may run, and a whole submission."""

    cell: float
    submission: float


class Sitting:
    """The course of one submission. What judges its checks is added by `apart` and `together`."""

    def __init__(
        self, paper: Paper, learner: Box, job: Callable[[], Job], times: Times, output_limit: int
    ) -> None:
        self._paper, self._learners_box, self._job = paper, learner, job
        self._times, self._limit = times, output_limit
        self._room = CELLS_THAT_MAY_SAY_ALL * output_limit
        self._begun = time.monotonic()
        self._deadline = self._begun + times.submission
        self._ran = self._waited = 0.0
        self._learner: Channel | None = None
        self._done: list[PaperCell] = []
        self._count = 0
        self.verdict = Verdict(flags=list(paper.flags))

    def hold(self) -> None:
        """Run the notebook from the top; `verdict` is what it came to."""
        self._begin()
        for cell in self._paper.cells:
            if cell.cell_type != "code":
                continue
            if cell.kind != "check":
                self.verdict.cells[cell.place] = self._run(cell)
            elif self._out_of_time():
                late = "The time for this submission was used up before this check."
                output = error_output("TimeIsUp", late)
                self.verdict.cells[cell.place] = CellVerdict([output], points=0.0)
            else:
                self.verdict.cells[cell.place] = self._check(cell)

    def end(self, platform: float) -> None:
        """End the learner's process, and note in the verdict whether it was disturbed.

        Args:
            platform: the processor's seconds that the platform has had for it.
        """
        self._end_learner()
        self.verdict.disturbed = self._was_disturbed(platform)

    def _begin(self) -> None:
        self._begin_learner()

    def _check(self, cell: PaperCell) -> CellVerdict:
        raise NotImplementedError

    def _examiners_ends(self, *ours: End) -> None:
        """Hand the other ends of the learner's further lines to whoever asks questions through them."""

    def _begin_learner(self) -> None:
        job = self._job()
        with ExitStack() as open_here:
            lines = [line_to_stranger() for _ in range(1 + job.scripts)]
            for end in chain(*lines):
                open_here.enter_context(end)
            ours, theirs = zip(*lines, strict=True)
            self._learner = self._learners_box.begin(job, *theirs)
            self._examiners_ends(*ours)

    def _end_learner(self) -> str | None:
        """End what is left of the learner's process; tell what ended it before."""
        if self._learner is not None:
            self._learner.close()
        return self._ended_box(self._learners_box)

    def _ended_box(self, box: Box) -> str | None:
        ended = box.end()
        self._ran += ended.ran
        self._waited += ended.waited
        if ended.reason:
            self.verdict.flag(LIMITS.get(ended.reason, "box restarted"))
        return ended.reason

    def _was_disturbed(self, platform: float) -> bool:
        """Tell whether it lost time or memory to others: how busy it was itself is no excuse."""
        seconds = time.monotonic() - self._begun
        starved = was_starved(seconds, self._ran, self._waited, platform)
        return SHORT in self.verdict.flags or (starved and self._was_late())

    def _was_late(self) -> bool:
        """Tell whether a limit of time cost anything: one of ours, or one that the learner's code or its client sets."""
        lost = [
            str(found.outputs).lower()
            for cell in self._paper.cells
            if (found := self.verdict.cells.get(cell.place)) is not None
            if found.points is not None and found.points < cell.points
        ]
        return any(flag.startswith("timed out") for flag in self.verdict.flags) or any(
            word in said
            for said in lost
            for word in ("timeout", "timed out", "nothing arrived in time")
        )

    def _run(self, cell: PaperCell) -> CellVerdict:
        self._count += 1
        if not cell.source.strip():
            return CellVerdict()
        if self._out_of_time():
            late = "The time for this submission was used up before this cell."
            return CellVerdict([error_output("TimeIsUp", late)])
        order = {"do": "run", "source": cell.source, "seconds": self._times.cell}
        answer = self._ask_learner(order)
        if answer in _OVERRUN:
            answer = self._ask_learner(order)  # what earlier cells left running may have used it up
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
        return CellVerdict(self._kept(outputs), self._count)

    def _kept(self, outputs: list[Output]) -> list[Output]:
        """Keep what a cell said until the submission has said enough; of the rest its error, in short."""
        self._room -= sum(len(str(output)) for output in outputs)
        if self._room >= 0:
            return outputs
        self.verdict.flag("output cut")
        errors = [output for output in outputs if output["output_type"] == "error"]
        return [error_output(error["ename"], error["evalue"][:300]) for error in errors[:1]]

    def _ask_learner(self, order: dict[str, Any]) -> dict[str, Any] | str:
        """Ask for something; a sentence instead of an answer tells how the process ended."""
        assert self._learner is not None
        seconds = order.get("seconds", GRACE) + GRACE
        try:
            self._learner.send(order, seconds=seconds)
            answer = self._learner.receive(seconds=seconds)
        except ChannelTimeoutError:
            self.verdict.flag("timed out")
            self._restart()
            return f"It did not stop after {self._times.cell:g} seconds and was ended."
        except ChannelError as why:
            return self._ended(str(why))
        if "failed" in answer:
            return self._ended(str(answer["failed"])[:200])
        return answer

    def _ended(self, seen: str) -> str:
        reason = self._restart()
        if reason in LIMITS:
            return _overrun(reason)
        self.verdict.flag("process ended")
        return f"The process ended while this cell ran ({seen})."

    def _restart(self) -> str | None:
        """End the learner's process; a new one runs the cells that went well."""
        reason = self._end_learner()
        self._begin_learner()
        self._catch_up(alone=reason in LIMITS)
        return reason

    def _catch_up(self, *, alone: bool) -> None:
        """Run in a new process what went well in the one before.

        `alone`: what a cell leaves running is ended, since it may be what used up a limit.
        """
        while True:
            for cell in self._done:
                if self._out_of_time():
                    return
                if not self._run_again(cell):
                    fatal = cell
                    break
                if alone:
                    self._learners_box.end_others()
            else:
                return
            self._done.remove(fatal)
            self._end_learner()
            self._begin_learner()

    def _run_again(self, cell: PaperCell) -> bool:
        assert self._learner is not None
        order = {"do": "run", "source": cell.source, "seconds": self._times.cell}
        try:
            self._learner.send(order, seconds=GRACE)
            self._learner.receive(seconds=self._times.cell + GRACE)
        except ChannelError:
            self.verdict.flag("a cell did not run a second time")
            return False
        return True

    def _out_of_time(self) -> bool:
        if time.monotonic() < self._deadline:
            return False
        self.verdict.flag("timed out: the whole submission")
        return True
