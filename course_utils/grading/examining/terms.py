"""What all slots of a run have in common, on whichever machine they are."""

from dataclasses import dataclass

from course_utils.grading.examining.sitting import Times
from course_utils.grading.examining.slot import Slot
from course_utils.grading.sandbox.box import Setup
from course_utils.grading.sandbox.confine import Limits

WHOLE_SUBMISSION = 12
"""How many times a cell's seconds a whole submission may take."""


@dataclass(frozen=True)
class Terms:
    """Seconds a cell may run; megabytes a submission may use; for the rest see `Assignment`, `Setup` and `Slot`."""

    modules: tuple[str, ...]
    cells: tuple[str, ...]
    platform: bool
    seed: str
    timeout: float
    memory: int

    def slot(self, bubblewrap: str | None) -> Slot:
        """Make a slot of boxes, or one without, where there is no bubblewrap: see `Setup`."""
        limits = Limits(memory=self.memory * 1024 * 1024)
        times = Times(self.timeout, WHOLE_SUBMISSION * self.timeout)
        setup = Setup(bubblewrap, limits, self.modules, self.cells)
        return Slot(setup, times, platform=self.platform, seed=self.seed)
