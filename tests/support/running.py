"""Run notebooks' cells as a kernel would, many of them in seconds."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nbformat import NotebookNode

from course_utils.platform_file import NAME
from course_utils.server.serving.run import PrivatePlatform
from tests.support.submissions import COURSE, is_check


def run_notebooks(notebooks: Iterable[tuple[NotebookNode, float]]) -> list[dict[str, str]]:
    """Run each notebook in a process of its own, all against one practice platform.

    Args:
        notebooks: what to run, each with the time limit of its checks in seconds.

    Returns:
        For each notebook, what each check cell said; "" where it passed.
    """
    jobs = [{"cells": _cells(notebook), "seconds": seconds} for notebook, seconds in notebooks]
    with _platform_file() as path:
        done = subprocess.run(
            [sys.executable, "-m", "tests.support.run_cells"],
            cwd=COURSE,
            env={**os.environ, "COURSE_PLATFORM": str(path)},
            input=json.dumps(jobs),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    outcomes: list[dict[str, str]] = json.loads(done.stdout)
    return outcomes


def _cells(notebook: NotebookNode) -> dict[str, tuple[str, bool]]:
    """Give the code of a notebook's cells, and whether each is a check."""
    return {
        cell.id: (cell.source, is_check(cell))
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


@contextmanager
def _platform_file() -> Iterator[Path]:
    platform = PrivatePlatform()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, NAME)
        platform.address.write(path)
        try:
            yield path
        finally:
            platform.close()
