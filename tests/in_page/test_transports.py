"""The same program meets a private platform over a socket, and one in a page: it can't tell which."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).with_name("program.py")


def _output(folder: Path, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *arguments],
        cwd=folder,
        env={**os.environ, "COURSE_PLATFORM": "private"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout.splitlines()


def test_clients_are_answered_in_a_page_as_over_a_socket(tmp_path: Path) -> None:
    """In the page without sockets, threads and processes, and without what needs them."""
    here, there = _output(tmp_path, "in a page"), _output(tmp_path)
    assert here == there
    assert "AuthenticationError 401 invalid_api_key" in here
