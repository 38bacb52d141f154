"""nbgrader as a program of its own, without what takes it a second to load and is never asked."""

import os
import subprocess
import sys
from pathlib import Path

WITHOUT_ADDRESSES = "from course_utils.imports import leave_out_addresses as leave_out; leave_out()"
NBGRADER = f"{WITHOUT_ADDRESSES}; from nbgrader.apps.nbgraderapp import main; main()"


def run_nbgrader(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run nbgrader in a folder as an instructor would."""
    return run_python(folder, NBGRADER, *words)


def run_python(folder: Path, program: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, with the course's programs on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
