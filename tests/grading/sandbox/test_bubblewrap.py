"""The box's own view of this Python, by whatever path that was reached."""

import subprocess
import sys
from pathlib import Path

import pytest

START = """
from pathlib import Path
from course_utils.grading.sandbox.box import Box, Setup
from course_utils.grading.sandbox.confine import Limits
with Box(Setup({bwrap!r}, Limits(memory=400_000_000), (), (), 1000), "learner") as box:
    box.start()
    print("warm", box.starts)
"""


@pytest.mark.parametrize("way", ["{folder}/../{name}/{program}", "{link}/{name}/{program}"])
def test_a_box_starts_by_whatever_path_python_was_reached(
    way: str, tmp_path: Path, bwrap_path: Path
) -> None:
    folder = Path(sys.executable).parent
    link = tmp_path / "link"
    link.symlink_to(folder.parent)
    program = Path(sys.executable).name
    python = way.format(folder=folder, name=folder.name, program=program, link=link)
    ended = subprocess.run(
        [python, "-c", START.format(bwrap=str(bwrap_path))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout == "warm 1\n", ended.stderr
