"""A disk that is really full: a tiny one, mounted where nobody else sees it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.grading.course import CourseOnDisk, small_course
from tests.grading.notebooks import RIGHT, submitted
from tests.system import must_be_here

OWN_MOUNTS = ("unshare", "--user", "--map-root-user", "--mount")
FULL_WHEN = {  # KiB that are left; each notebook that is graded takes about 100
    "the gradebook is made": 80,
    "some are graded": 800,
}


@pytest.fixture(scope="module", autouse=True)
def _may_mount(tmp_path_factory: pytest.TempPathFactory) -> None:
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(tmp_path_factory.mktemp("probe"))]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*OWN_MOUNTS, *mount], check=False).returncode
    ):
        why = "this system lets nobody mount a disk of their own, so none can be full"
        if must_be_here():
            pytest.fail(why)
        pytest.skip(why)


@pytest.mark.parametrize("when", FULL_WHEN)
def test_a_full_disk_loses_nothing(tmp_path: Path, empty_gradebook: Path, when: str) -> None:
    course = small_course(tmp_path / "course")
    for number in range(12):
        course.hand_in(f"s{number:02}", submitted(RIGHT, ["print('x' * 90_000)"]))
    if "made" not in when:
        shutil.copyfile(empty_gradebook, course.root / "gradebook.db")
    said = graded_with_room_for(FULL_WHEN[when], course, tmp_path / "disk")
    first, second = said.split("first: ")
    assert "Traceback" not in said
    assert "The disk is full" in first or "No space left on device" in first
    assert second.startswith(("1\n", "2\n"))
    assert second.endswith("second: 0\n")
    rows = json.loads((course.root / "report" / "arithmetic.json").read_text())["students"]
    assert [row["points"] for row in rows] == [6] * 12


def graded_with_room_for(kib: int, course: CourseOnDisk, disk: Path) -> str:
    disk.mkdir()
    script = Path(__file__).with_name("full_disk.sh")
    words = ["sh", str(script), sys.executable, str(course.root), str(disk), str(kib)]
    done = subprocess.run(
        [*OWN_MOUNTS, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout
