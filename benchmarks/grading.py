"""Grading: nbgrader with a kernel, nbgrader through our seam, and `course grade` for a whole class; and feedback.

All grade right submissions of the same exercise of this course in the same run, so that the ratios hold
on a busy machine too. nbgrader's own start is left out by taking the difference of two runs.

`python -m benchmarks.grading 10000` grades a class of that size instead, and prints what each tenth of
it took: time that is linear and memory that is flat have the same figures in every row.
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

from course_utils.grading.events import Options, Progress
from course_utils.grading.grade_class import grade_class
from course_utils.grading.pages.feedback import make_feedback
from course_utils.grading.records.report import Row

COURSE = Path(__file__).parents[1]
ASSIGNMENT = "how_a_server_checks_a_key"
CLASS = 100
SLOTS = 2
GOALS = {"in bulk": 100, "through the seam": 12, "course feedback": 10}

PLAIN = """
c = get_config()
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_course(root)
        plain = _each_of_nbgraders(root, PLAIN, "autograde", 2, 6)
        seam = _each_of_nbgraders(root, _seam(), "autograde", 5, 25)
        bulk = _in_bulk(root)
        plain_pages = _each_of_nbgraders(root, PLAIN, "generate_feedback", 2, 12)
        pages = _pages(root)
    print(f"\nGrading, milliseconds a submission ({SLOTS} slots on {os.cpu_count()} cores)")
    print(f"  nbgrader autograde, a kernel each   {1000 * plain:7.0f}")
    for name, seconds in (("through the seam", seam), ("in bulk", bulk)):
        _compare(name, plain, seconds)
    print("\nFeedback, milliseconds a page")
    print(f"  nbgrader generate_feedback          {1000 * plain_pages:7.0f}")
    _compare("course feedback", plain_pages, pages)


def _compare(name: str, plain: float, seconds: float) -> None:
    ratio = plain / seconds
    print(f"  {name:<35} {1000 * seconds:7.0f}   {ratio:5.0f} times (goal {GOALS[name]})")


def large_class(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_course(root, size)
        tenths = _Tenths(size)
        summary = grade_class(root, ASSIGNMENT, Options(jobs=SLOTS), tenths)
        assert summary.graded == size
    print(f"\nGrading a class of {size} ({SLOTS} slots on {os.cpu_count()} cores)")
    print("    graded   ms a submission   MB of the grader")
    for done, seconds, megabytes in tenths.rows:
        print(f"  {done:8} {1000 * seconds:17.0f} {megabytes:18.0f}")
    print(
        f"  {size:8} {1000 * summary.seconds / size:17.0f} {_peak():18.0f}   in all, {summary.seconds:.0f} s"
    )


@dataclass
class _Tenths(Progress):
    """Notes what every tenth of a class took."""

    size: int
    rows: list[tuple[int, float, float]] = field(default_factory=list)
    done: int = 0
    begun: float = 0.0

    def begin(self, total: int) -> None:
        self.begun = time.perf_counter()

    def step(self, row: Row, *, graded: bool) -> None:
        self.done += 1
        share = max(1, self.size // 10)
        if self.done % share == 0:
            now = time.perf_counter()
            self.rows.append((self.done, (now - self.begun) / share, _resident()))
            self.begun = now


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _seam() -> str:
    """Give the course's own configuration."""
    return (COURSE / "nbgrader_config.py").read_text()


def make_course(root: Path, size: int = CLASS) -> None:
    for given in ("solutions", "exercises"):
        shutil.copytree(COURSE / given / ASSIGNMENT, root / given / ASSIGNMENT)
    right = root / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    for number in range(size):
        folder = root / "submitted" / f"s{number:03}" / ASSIGNMENT
        folder.mkdir(parents=True)
        shutil.copy(right, folder)
    (root / "nbgrader_config.py").write_text(_seam())
    _nbgrader(root, "generate_assignment", ASSIGNMENT, "--force")


def _nbgrader(root: Path, *words: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=root,
        env={**os.environ, "PATH": path},
        check=True,
        capture_output=True,
    )


def _each_of_nbgraders(root: Path, configuration: str, command: str, few: int, many: int) -> float:
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
        _nbgrader(root, command, ASSIGNMENT)
        seconds.append(time.perf_counter() - begun)
        shutil.rmtree(root / takes)
        (root / "everybody").rename(root / takes)
    return (seconds[1] - seconds[0]) / (many - few)


def _in_bulk(root: Path) -> float:
    summary = grade_class(root, ASSIGNMENT, Options(jobs=SLOTS, force=True), Progress())
    assert summary.graded == CLASS
    assert not summary.failed
    return summary.seconds / CLASS


def _pages(root: Path) -> float:
    """Give the seconds a page takes, beyond what is loaded before the first."""
    (root / "nbgrader_config.py").write_text(_seam())
    for _ in range(2):
        shutil.rmtree(root / "feedback", ignore_errors=True)
        begun = time.perf_counter()
        *_, made = make_feedback(root, ASSIGNMENT)
        seconds = time.perf_counter() - begun
        assert len(made.students) == CLASS
    return seconds / CLASS


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("size", type=int, nargs="?", help="grade a class of this size instead")
    size = parser.parse_args().size
    large_class(size) if size else main()
