"""Grading: nbgrader with a kernel, nbgrader through our seam, and `course grade` for a whole class; and feedback.

All grade right submissions of the same exercises in the same run, so that the ratios hold on a busy machine
too: unit 02 of this course, and a small assignment that shows what grading takes whatever is graded. What a
run takes before it is warm is left out: of nbgrader's by taking the difference of two runs, of a class by
counting from when a third of it is done.

`python -m benchmarks.grading 10000` grades a class of that size in the small assignment instead, and prints
what each tenth of it took: time that is linear and memory that is flat have the same figures in every row.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import small
from course_utils.grading.events import Options, Progress
from course_utils.grading.grade_class import grade_class
from course_utils.grading.pages.feedback import make_feedback
from course_utils.grading.records.report import Row

COURSE = Path(__file__).parents[1]
ASSIGNMENT = "how_a_server_checks_a_key"
CLASS = 300
SLOTS = 2
GOALS = {"in bulk": 100, "through the seam": 12, "course feedback": 10}

PLAIN = """
c = get_config()
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
"""


def main() -> None:
    for assignment in (ASSIGNMENT, small.NAME):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            make_course(root, assignment)
            plain = _each_of_nbgraders(root, assignment, PLAIN, "autograde", 2, 6)
            seam = _each_of_nbgraders(root, assignment, _seam(), "autograde", 5, 25)
            bulk = _in_bulk(root, assignment)
            plain_pages = _each_of_nbgraders(root, assignment, PLAIN, "generate_feedback", 2, 12)
            pages = _pages(root, assignment)
        print(f"\n{assignment}: {SLOTS} slots on {os.cpu_count()} cores")
        print("Grading, milliseconds a submission")
        print(f"  nbgrader autograde, a kernel each   {1000 * plain:7.0f}")
        for name, seconds in (("through the seam", seam), ("in bulk", bulk)):
            _compare(name, plain, seconds)
        print("Feedback, milliseconds a page")
        print(f"  nbgrader generate_feedback          {1000 * plain_pages:7.0f}")
        _compare("course feedback", plain_pages, pages)


def _compare(name: str, plain: float, seconds: float) -> None:
    ratio = plain / seconds
    print(f"  {name:<35} {1000 * seconds:7.0f}   {ratio:5.0f} times (goal {GOALS[name]})")


def large_class(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_course(root, small.NAME, size)
        tenths = _Parts(max(1, size // 10))
        summary = grade_class(root, small.NAME, Options(jobs=SLOTS), tenths)
        assert summary.graded == size
    print(f"\nGrading a class of {size} ({SLOTS} slots on {os.cpu_count()} cores)")
    print("    graded   ms a submission   MB of the grader")
    for done, seconds, megabytes in tenths.rows:
        print(f"  {done:8} {1000 * seconds:17.0f} {megabytes:18.0f}")
    print(
        f"  {size:8} {1000 * summary.seconds / size:17.0f} {_peak():18.0f}   in all, {summary.seconds:.0f} s"
    )


@dataclass
class _Parts(Progress):
    """Notes what every part of a class took, of so many submissions each, and what the grader has then."""

    size: int
    rows: list[tuple[int, float, float]] = field(default_factory=list)
    done: int = 0
    begun: float = 0.0

    def begin(self, total: int) -> None:
        self.begun = time.perf_counter()

    def step(self, row: Row, *, graded: bool) -> None:
        self.done += 1
        if self.done % self.size == 0:
            now = time.perf_counter()
            self.rows.append((self.done, (now - self.begun) / self.size, _resident()))
            self.begun = now


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _seam() -> str:
    """Give the course's own configuration."""
    return (COURSE / "nbgrader_config.py").read_text()


def make_course(root: Path, assignment: str = ASSIGNMENT, size: int = CLASS) -> None:
    """Make a course of one assignment, and a class of so many in which everybody is right."""
    name = f"{assignment}.ipynb"
    right = root / "solutions" / assignment / name
    if assignment == small.NAME:
        right.parent.mkdir(parents=True)
        right.write_text(small.notebook())
    else:
        shutil.copytree(COURSE / "solutions" / assignment, right.parent)
    (root / "nbgrader_config.py").write_text(_seam())
    _nbgrader(root, "generate_assignment", assignment)
    for number in range(size):
        folder = root / "submitted" / f"s{number:03}" / assignment
        folder.mkdir(parents=True)
        shutil.copy(right, folder)


def _nbgrader(root: Path, *words: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=root,
        env={**os.environ, "PATH": path},
        check=True,
        capture_output=True,
    )


def _each_of_nbgraders(
    root: Path, assignment: str, configuration: str, command: str, few: int, many: int
) -> float:
    """Give the seconds that a command takes for a submission, beyond what a run takes anyway."""
    (root / "nbgrader_config.py").write_text(configuration)
    made, takes = {
        "autograde": ("autograded", "submitted"),
        "generate_feedback": ("feedback", "autograded"),
    }[command]
    seconds = []
    for count in (few, many):
        shutil.rmtree(root / made, ignore_errors=True)
        (root / takes).rename(root / "everybody")
        for number in range(count):
            shutil.copytree(root / "everybody" / f"s{number:03}", root / takes / f"s{number:03}")
        begun = time.perf_counter()
        _nbgrader(root, command, assignment)
        seconds.append(time.perf_counter() - begun)
        shutil.rmtree(root / takes)
        (root / "everybody").rename(root / takes)
    return (seconds[1] - seconds[0]) / (many - few)


def _in_bulk(root: Path, assignment: str) -> float:
    """Give the seconds that a submission takes while all slots are warm: in the second and third part of a class."""
    thirds = _Parts(CLASS // 3)
    summary = grade_class(root, assignment, Options(jobs=SLOTS, force=True), thirds)
    assert summary.graded == CLASS
    assert not summary.failed
    return sum(seconds for _, seconds, _ in thirds.rows[1:]) / 2


def _pages(root: Path, assignment: str) -> float:
    """Give the seconds a page takes, beyond what is loaded before the first."""
    (root / "nbgrader_config.py").write_text(_seam())
    for _ in range(2):
        shutil.rmtree(root / "feedback", ignore_errors=True)
        begun = time.perf_counter()
        *_, made = make_feedback(root, assignment)
        seconds = time.perf_counter() - begun
        assert len(made.students) == CLASS
    return seconds / CLASS


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("size", type=int, nargs="?", help="grade a class of this size instead")
    size = parser.parse_args().size
    large_class(size) if size else main()
