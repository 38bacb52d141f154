"""Run notebooks' cells as a kernel would, many of them in seconds."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from course_utils.platform_file import NAME
from course_utils.server.serving.run import PrivatePlatform
from tests.support.submissions import COURSE, is_check


@dataclass(frozen=True)
class HandedIn:
    """A notebook to run.

    Attributes:
        notebook: what to run.
        seconds: how long a check may take.
        until_one_fails: leave it where a check fails.
    """

    notebook: NotebookNode
    seconds: float = 10
    until_one_fails: bool = False

    def job(self) -> dict[str, Any]:
        """Give it as `run_cells` reads it."""
        return {
            "cells": _cells(self.notebook),
            "seconds": self.seconds,
            "until_one_fails": self.until_one_fails,
        }


def run_notebooks(handed_in: Iterable[HandedIn]) -> list[dict[str, str]]:
    """Run each notebook in a process of its own, all against one practice platform.

    Returns:
        For each notebook, what each check cell that ran said; "" where it passed.
    """
    with _platform_file() as path:
        done = subprocess.run(
            [sys.executable, "-m", "tests.support.run_cells"],
            cwd=COURSE,
            env={**os.environ, "COURSE_PLATFORM": str(path)},
            input=json.dumps([each.job() for each in handed_in]),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    outcomes: list[dict[str, str]] = json.loads(done.stdout)
    return outcomes


def _cells(notebook: NotebookNode) -> list[tuple[str, str, bool]]:
    """Give the ids and the code of a notebook's cells, and whether each is a check."""
    return [
        (cell.id, cell.source, is_check(cell))
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


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
