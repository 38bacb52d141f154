"""The test run itself: its steps are started side by side, and each says in one piece what it said."""

import os
from pathlib import Path

import pytest

from course_utils.grading.events import PROCESSORS
from tests.__main__ import Step, run_all

WAITS = "import sys; print('begins'); open(sys.argv[1]).read(); print('ends')"
IS_WAITED_FOR = "import sys; open(sys.argv[1], 'w').close(); sys.exit('it fails')"


@pytest.mark.skipif(PROCESSORS == 1 or os.name != "posix", reason="nothing runs side by side here")
def test_steps_run_side_by_side_and_a_failure_is_named_at_the_end(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    meeting = tmp_path / "meeting"
    os.mkfifo(meeting)  # who opens one end waits for who opens the other
    first = Step("first", "python", ("-c", WAITS, str(meeting)))
    second = Step("second", "python", ("-c", IS_WAITED_FOR, str(meeting)))

    assert run_all([first, second]) == 1

    said = capfd.readouterr().out
    assert f"1/2 first: {first.shown}\nbegins\nends\n=== first passed in " in said
    assert f"2/2 second: {second.shown}\nit fails\n=== second FAILED in " in said
    assert "1 of 2 steps passed" in said
    assert said.endswith(f"FAILED second. Run it alone with: {second.shown}\n")
