"""What a trial's check says is the same in a notebook and in boxes, whoever starts those."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.checks.exercise import run_checks
from course_utils.notebooks.matching import read_paper
from course_utils.notebooks.sheet import read_sheet
from tests.conftest import NOBODY
from tests.grading.notebooks import as_bytes
from tests.trials.notebooks import Said, right, wrong
from tests.trials.tasks import TRIALS

ROOT = Path(__file__).parents[2]
AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")

FINDS_PYTHON = (
    "from course_utils.grading.sandbox.bubblewrap import bubble\nwith bubble('bwrap'): pass"
)


def must_say(said: list[Said]) -> None:
    expected = [{trial.name: "" for trial in TRIALS}, *(parts for _, parts in wrong())]
    for found, parts in zip(said, expected, strict=True):
        assert found.keys() == parts.keys()
        for name, part in parts.items():
            told = " ".join(found[name].split())
            assert (part in told) if part else not told, (name, told)


def test_in_a_kernel(tmp_path: Path) -> None:
    said = []
    for book in [right(), *(book for book, _ in wrong())]:
        paper = read_paper(as_bytes(book), read_sheet("trials", as_bytes(book)))
        checks = run_checks(paper, tmp_path, {**os.environ, "COURSE_PLATFORM": "private"})
        said.append({one.name: one.message for one in checks})
    must_say(said)


@pytest.mark.parametrize("user", ["myself", "an ordinary user", "myself, without a box"])
def test_in_boxes(bwrap_path: Path, user: str) -> None:
    prefix: tuple[str, ...] = ()
    if user == "an ordinary user":
        if os.geteuid() != 0:
            pytest.skip("it is an ordinary user who runs the tests")
        prefix = AS_NOBODY
        if subprocess.run([*prefix, sys.executable, "-c", FINDS_PYTHON], check=False).returncode:
            pytest.skip("this Python lies where root alone may look")
    box = "" if "without" in user else str(bwrap_path)
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "tests.trials", box],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert [one.pop("flags") for one in said] == [""] * len(said)
    must_say(said)
