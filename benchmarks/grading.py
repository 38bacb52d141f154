"""Grading: nbgrader with a kernel, nbgrader through our seam, and `course grade` for a whole class.

All three grade submissions of the same assignment in the same run, so that the ratios hold on a busy
machine too. nbgrader's own start is left out by taking the difference of two runs.

`python -m benchmarks.grading 10000` grades a class of that size instead, and prints what each tenth of
it took: time that is linear and memory that is flat have the same figures in every row.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course_utils.grading.events import Options, Progress
from course_utils.grading.grade_class import grade_class
from course_utils.grading.records.report import Row

ASSIGNMENT = "bench"
CLASS = 300
SLOTS = 2
GOALS = {"in bulk": 60, "through the seam": 12}

SEAM = """
c = get_config()
c.Autograde.exporter_class = "course_utils.grading.preprocessor.SafeCopies"
c.Autograde.sanitize_preprocessors = ["course_utils.grading.preprocessor.Match"]
c.Autograde.autograde_preprocessors = [
    "course_utils.grading.preprocessor.Examine",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
"""
PLAIN = "c = get_config()\n"

_CELLS = [
    ("", "import json\nfrom openai import OpenAI\n\nclient = OpenAI(api_key='none')"),
    ("double", "def double(number):\n    return 2 * number"),
    ("greet", "def greet(name):\n    return f'Hello, {name}!'"),
    ("", "print(double(2), greet('you'))"),
    ("total", "def total(rows):\n    return sum(row['count'] for row in rows)"),
    ("", "[double(number) for number in range(10)]"),
    ("parse", "def parse(text):\n    return json.loads(text)"),
    ("", "sorted({greet(name) for name in 'abc'})"),
]
_CHECKS = [
    "assert double(2) == 4",
    "assert [double(number) for number in range(5)] == [0, 2, 4, 6, 8]",
    "assert greet('Ada') == 'Hello, Ada!'",
    "assert total([{'count': 1}, {'count': 2}]) == 3",
    "assert total([]) == 0",
    "assert parse('[1, 2]') == [1, 2]",
]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _make_course(root)
        plain = _each_of_nbgraders(root, PLAIN, 2, 6)
        seam = _each_of_nbgraders(root, SEAM, 5, 25)
        bulk = _in_bulk(root)
    print(f"\nGrading, milliseconds a submission ({SLOTS} slots on {os.cpu_count()} cores)")
    print(f"  nbgrader autograde, a kernel each   {1000 * plain:7.0f}")
    for name, seconds in (("through the seam", seam), ("in bulk", bulk)):
        ratio = plain / seconds
        print(f"  {name:<35} {1000 * seconds:7.0f}   {ratio:5.0f} times (goal {GOALS[name]})")


def large_class(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _make_course(root, size)
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


def _make_course(root: Path, size: int = CLASS) -> None:
    book = json.dumps(_notebook())
    for folder in ("source", "release"):
        _write(root / folder / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", book)
    for number in range(size):
        _write(root / "submitted" / f"s{number:03}" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", book)
    nbgrader = root / "nbgrader_config.py"
    nbgrader.write_text(PLAIN)
    _nbgrader(root, "generate_assignment", ASSIGNMENT, "--force")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text)


def _notebook() -> dict[str, Any]:
    answers = [_cell(source, grade_id=name, solution=True) for name, source in _CELLS]
    checks = [
        _cell(source, grade_id=f"check_{number}", grade=True, locked=True, points=1)
        for number, source in enumerate(_CHECKS)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": [*answers, *checks],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 4,
    }


def _cell(source: str, **own: Any) -> dict[str, Any]:
    usual = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
    metadata = {"nbgrader": {**usual, "cell_type": "code", **own}} if own["grade_id"] else {}
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def _nbgrader(root: Path, *words: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=root,
        env={**os.environ, "PATH": path},
        check=True,
        capture_output=True,
    )


def _each_of_nbgraders(root: Path, configuration: str, few: int, many: int) -> float:
    """Give the seconds a submission takes, beyond what a run takes anyway."""
    (root / "nbgrader_config.py").write_text(configuration)
    seconds = []
    for count in (few, many):
        shutil.rmtree(root / "autograded", ignore_errors=True)
        (root / "submitted").rename(root / "everybody")
        for number in range(count):
            shutil.copytree(
                root / "everybody" / f"s{number:03}", root / "submitted" / f"s{number:03}"
            )
        begun = time.perf_counter()
        _nbgrader(root, "autograde", ASSIGNMENT)
        seconds.append(time.perf_counter() - begun)
        shutil.rmtree(root / "submitted")
        (root / "everybody").rename(root / "submitted")
    return (seconds[1] - seconds[0]) / (many - few)


def _in_bulk(root: Path) -> float:
    summary = grade_class(root, ASSIGNMENT, Options(jobs=SLOTS, force=True), Progress())
    assert summary.graded == CLASS
    assert not summary.failed
    return summary.seconds / CLASS


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("size", type=int, nargs="?", help="grade a class of this size instead")
    size = parser.parse_args().size
    large_class(size) if size else main()
