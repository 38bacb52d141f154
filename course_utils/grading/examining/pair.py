"""A pair of boxes that examines one submission after another, and the two ways to do it."""

from dataclasses import dataclass, field, replace
from typing import Literal, Self

from course_utils.grading.coursework.verdict import Verdict
from course_utils.grading.examining.placements import SittingApart, SittingTogether
from course_utils.grading.examining.platform import PracticeServer
from course_utils.grading.examining.sitting import Times
from course_utils.grading.sandbox.box import Box, Job
from course_utils.notebooks.matching import Paper

Way = Literal["apart", "together"]
"""Where check cells run: in a box of their own, or beside the learner's code."""


@dataclass(frozen=True)
class Beside:
    """Files that stand beside the notebook when it begins, by name relative to its folder.

    The examiner gets the instructor's alone: a check that imports a module must never find a file of
    the learner's under that name.
    """

    instructors: dict[str, bytes] = field(default_factory=dict)
    learners: dict[str, bytes] = field(default_factory=dict)


class Pair:
    """The learner's box, the examiner's, and the platform that both may reach."""

    def __init__(
        self,
        learner: Box,
        examiner: Box,
        times: Times,
        *,
        output_limit: int,
        seed: str = "",
        practice: PracticeServer | None = None,
    ) -> None:
        self.learner, self.examiner = learner, examiner
        self._times, self._output_limit, self._seed = times, output_limit, seed
        self._practice = practice

    def launch(self) -> None:
        """Launch both boxes without waiting for either: they warm up side by side."""
        self.learner.launch()
        self.examiner.launch()

    def wait_until_warm(self) -> None:
        """Wait for both boxes, and begin the platform that checks ask, which warms up beside them.

        Raises:
            NoBoxError: one of the boxes can't be made.
        """
        self.learner.wait_until_listening()
        self.examiner.wait_until_listening()
        if self._practice is not None:
            self._practice.launch(self.learner, self.examiner)
        self.learner.wait_until_warm()
        self.examiner.wait_until_warm()
        self._begin_platform()

    @property
    def processes(self) -> list[int]:
        """Give the processes that the boxes and the platform were launched as; each may have begun others."""
        owners = (self.learner, self.examiner, self._practice)
        return [owner.pid for owner in owners if owner is not None and owner.pid is not None]

    def stop(self) -> None:
        """See `Box.stop`."""
        self.learner.stop()
        self.examiner.stop()

    def close(self) -> None:
        self.learner.close()
        self.examiner.close()
        if self._practice is not None:
            self._practice.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _jobs(self) -> tuple[Job, Job]:
        """Give what the learner's and the examiner's process need, whichever boxes run by now."""
        if self._practice is None:
            return Job(), Job()
        self._begin_platform()  # for a box that was started afresh meanwhile
        return self._practice.learners_job, self._practice.examiners_job

    def examine(self, paper: Paper, beside: Beside, way: Way) -> Verdict:
        """Run and judge a submission. What it does is an outcome; nothing of it is an exception.

        Raises:
            NoBoxError, PlatformStartError: the machine gives no box or no platform any more.
        """
        self._begin_platform()
        before = self._platform_ran
        sitting = self._sitting(paper, beside, way)
        try:
            sitting.hold()
        finally:
            if self._practice is not None:
                self._practice.end()  # first: what it resets leaves nothing waiting in the boxes
            sitting.end(self._platform_ran - before)
        self._make_ready()
        return sitting.verdict

    @property
    def _platform_ran(self) -> float:
        return self._practice.ran if self._practice is not None else 0.0

    def _begin_platform(self) -> None:
        if self._practice is not None:
            self._practice.begin(self.learner, self.examiner)

    def _make_ready(self) -> None:
        """Get ready for the next submission, at the cost of this one."""
        for box in (self.learner, self.examiner):
            box.renew_unless_clean()
        self._begin_platform()

    def _sitting(self, paper: Paper, beside: Beside, way: Way) -> SittingApart | SittingTogether:
        files = {**beside.learners, **beside.instructors}

        def jobs() -> tuple[Job, Job]:
            learners, examiners = self._jobs()
            learners = replace(learners, scripts=way == "apart" and paper.sheet.has_scripts)
            return learners.with_files(files), examiners.with_files(beside.instructors)

        if way == "apart":
            boxes = self.learner, self.examiner
            return SittingApart(paper, boxes, jobs, self._times, self._output_limit, self._seed)
        return SittingTogether(
            paper, self.learner, lambda: jobs()[0], self._times, self._output_limit
        )
