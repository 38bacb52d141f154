"""Run many notebooks' cells, each notebook in a fork of its own; a program, so that it has one thread.

Reads a JSON list of notebooks from standard input, a notebook being `{"cells": {ID: SOURCE}, "seconds": N}`,
and writes a JSON list of `{ID: MESSAGE}`, where the message is "" for a cell that passed.
"""

import json
import os
import sys

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from course_utils.checks import NotYet, check


def run(cells: dict[str, str], seconds: float) -> dict[str, str]:
    """Run cells in a fresh shell, as a kernel would, and say of each what nbgrader would hold against it."""
    shell = InteractiveShell.instance(history_load_length=0)
    check.configure(seconds=seconds)
    return {name: run_cell(shell, source) for name, source in cells.items()}


def run_cell(shell: InteractiveShell, source: str) -> str:
    with capture_output() as written:
        result = shell.run_cell(source, store_history=True)
    error = result.error_before_exec or result.error_in_exec
    if isinstance(error, NotYet):
        return str(error)
    return repr(error) if error else written.stderr


def in_a_fork(cells: dict[str, str], seconds: float) -> dict[str, str]:
    read, write = os.pipe()
    if os.fork() == 0:
        with os.fdopen(write, "w", encoding="utf-8") as report:
            json.dump(run(cells, seconds), report)
            report.flush()
            os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as report:
        outcomes: dict[str, str] = json.load(report)
    os.wait()
    return outcomes


if __name__ == "__main__":
    json.dump([in_a_fork(**notebook) for notebook in json.load(sys.stdin)], sys.stdout)
