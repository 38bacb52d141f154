"""The README's first command, as typed on a fresh copy of the course by somebody with an empty home.

Takes about 15 seconds: everything is installed, by uv from its cache where that is warm.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest

from tests.conftest import missing

ROOT = Path(__file__).parents[2]
NOT_COPIED = shutil.ignore_patterns(".*", "work", "*.egg-info", "__pycache__")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*")
SECONDS_TO_STOP = 20


@dataclass(frozen=True)
class Started:
    """A running `start.py`, where it runs, and the address that it printed."""

    process: subprocess.Popen[str]
    checkout: Path
    address: str

    def family(self) -> list[psutil.Process]:
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]


def warm_cache() -> str:
    """Say where uv keeps what it has downloaded, so that an empty home costs no network."""
    uv = Path(sys.executable).with_name("uv")
    return subprocess.check_output([uv, "cache", "dir"], text=True).strip()


def empty_home(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    return {**kept, "HOME": str(home), "USERPROFILE": str(home), "UV_CACHE_DIR": warm_cache()}


def read_address(process: subprocess.Popen[str]) -> str:
    """Read what is printed up to the first address, which comes when the page can be asked for."""
    assert process.stdout is not None
    printed = []
    for line in process.stdout:
        printed.append(line)
        if found := ADDRESS.search(line):
            return found.group()
    said = "".join(printed)
    if "package index cannot be reached" in said:
        missing("package index within reach.")
    pytest.fail(f"no address was printed:\n{said}")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    home = tmp_path_factory.mktemp("empty home")
    checkout = tmp_path_factory.mktemp("fresh copy") / "api keys"
    shutil.copytree(ROOT, checkout, ignore=NOT_COPIED)
    process = subprocess.Popen(
        [sys.executable, str(checkout / "start.py"), "--no-browser"],
        env=empty_home(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    with process:
        running = Started(process, checkout, read_address(process))
        family = running.family()
        yield running
        for left in psutil.wait_procs(family, timeout=0)[1]:
            left.kill()


def test_the_page_answers_at_the_address(started: Started) -> None:
    answer = httpx.get(started.address, follow_redirects=True, trust_env=False)
    assert answer.status_code == 200
    assert "JupyterLab" in answer.text


def test_the_practice_platform_answers(started: Started) -> None:
    told = json.loads((started.checkout / "work" / ".course" / "platform.json").read_text())
    health = httpx.get(told["url"] + "/practice/health", trust_env=False)
    assert health.status_code == 200


def test_the_lessons_are_in_the_learners_folder(started: Started) -> None:
    assert (started.checkout / "work" / "lessons" / "00_start_here.ipynb").is_file()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no signal that stands for Ctrl-C alone")
def test_ctrl_c_stops_everything_that_was_started(started: Started) -> None:
    family = started.family()
    assert len(family) > 1
    started.process.send_signal(signal.SIGINT)
    assert started.process.wait(SECONDS_TO_STOP) == 0
    assert psutil.wait_procs(family, timeout=SECONDS_TO_STOP)[1] == []
