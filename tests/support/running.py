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
from typing import IO, Any

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


@dataclass(frozen=True, eq=False)
class Runner:
    """A program that runs notebooks, each in a process of its own, all against one practice platform."""

    _process: subprocess.Popen[str]
    _errors: IO[str]

    def run(self, handed_in: Iterable[HandedIn]) -> list[dict[str, str]]:
        """Run notebooks, and give for each what each check cell that ran said; "" where it passed."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([each.job() for each in handed_in]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            self._errors.seek(0)
            raise AssertionError(self._errors.read())
        outcomes: list[dict[str, str]] = json.loads(answer)
        return outcomes


@contextmanager
def start_runner() -> Iterator[Runner]:
    with (
        _platform_file() as path,
        tempfile.TemporaryFile("w+") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "tests.support.run_cells"],
            cwd=COURSE,
            env={**os.environ, "COURSE_PLATFORM": str(path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        yield Runner(process, errors)


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
