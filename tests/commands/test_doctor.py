import json
import os
import subprocess
import sys
from pathlib import Path
from secrets import token_hex

import pytest

from course_utils.environment import left_out
from tests.checkout import make_checkout
from tests.conftest import OrdinaryUser
from tests.running_course import environment

ABOUT = [
    "Python",
    "Packages",
    "git",
    "Your folder",
    "Practice platform",
    "JupyterLab",
    "Your own key",
    "Environment",
    "API key",
]


def _doctor(
    folder: Path, *options: str, prefix: tuple[str, ...] = (), **variables: str
) -> subprocess.CompletedProcess[str]:
    inherited = environment()
    usual = {name: inherited[name] for name in inherited.keys() - set(left_out(inherited))}
    return subprocess.run(
        [*prefix, sys.executable, "-m", "course_utils", "doctor", *options],
        cwd=folder,
        env={**usual, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_before_the_first_start_there_is_no_problem(tmp_path: Path) -> None:
    answer = _doctor(make_checkout(tmp_path / "checkout"))
    assert answer.returncode == 0
    assert [line.split()[0] for line in answer.stdout.splitlines() if line[0] != " "] == [
        *["ok"] * 3,
        *["look"] * 3,
        *["ok"] * 3,
    ]


def test_it_changes_nothing(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    before = sorted(checkout.rglob("*"))
    _doctor(checkout)
    assert sorted(checkout.rglob("*")) == before


def test_a_program_can_read_the_answer(tmp_path: Path) -> None:
    key = token_hex()
    answer = _doctor(make_checkout(tmp_path / "checkout"), "--json", OPENAI_API_KEY=key)
    findings = json.loads(answer.stdout)
    assert [finding["about"] for finding in findings] == [*ABOUT, "Base URL", "Is it taken?"]
    assert "OPENAI_API_KEY" in findings[6]["text"]
    assert key not in answer.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_problem_is_an_exit_status(tmp_path: Path, ordinary_user: OrdinaryUser) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    work = checkout / "work"
    work.mkdir(mode=0o555)
    answer = _doctor(checkout, prefix=ordinary_user.prefix, PYTHONDONTWRITEBYTECODE="1")
    assert answer.returncode == 1
    assert f"problem  Your folder: {work} cannot be written" in answer.stdout
    assert answer.stderr == ""
