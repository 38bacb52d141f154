"""A box that is stopped by another thread than the one that waits for it."""

import pytest

from course_utils.grading.sandbox.box import Box, Setup
from course_utils.grading.sandbox.requirements import NoBoxError


def test_nobody_waits_until_a_stopped_box_is_warm(box_setup: Setup) -> None:
    with Box(box_setup, "learner") as box:
        box.launch()
        box.wait_until_listening()
        box.stop()
        with pytest.raises(NoBoxError):
            box.wait_until_warm()
