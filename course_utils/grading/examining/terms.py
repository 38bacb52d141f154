"""What all slots of a run have in common, on whichever machine they are."""

import re
from dataclasses import dataclass

from course_utils.grading.examining.sitting import Times
from course_utils.grading.examining.slot import Slot
from course_utils.grading.sandbox.box import Setup
from course_utils.grading.sandbox.confine import Limits

WHOLE_SUBMISSION = 12
"""How many times a cell's seconds a whole submission may take."""

_LIBRARY = "openai"
"""Half of what a box holds. The examiner's does without it where its cells speak of no client."""
_OF_A_CLIENT = (_LIBRARY, "client", "admin")


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
        times = Times(self.timeout, WHOLE_SUBMISSION * self.timeout)
        return Slot(self.setup(bubblewrap), times, platform=self.platform, seed=self.seed)

    def setup(self, bubblewrap: str | None) -> Setup:
        """Give what its boxes have in common."""
        limits = Limits(memory=self.memory * 1024 * 1024)
        needed = any(word in cell for cell in self.cells for word in _OF_A_CLIENT)
        alone = () if needed else tuple(filter(_is_of_the_library, self.modules))
        both = tuple(name for name in self.modules if name not in alone)
        return Setup(bubblewrap, limits, both, self.cells, learners_modules=alone)


def _is_of_the_library(module: str) -> bool:
    return re.split("[:.]", module)[0] == _LIBRARY
