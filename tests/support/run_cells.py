"""Run many notebooks' cells, each notebook in a fork of its own; a program, so that it has one thread.

Reads a JSON list of notebooks from standard input, a notebook being
`{"cells": {ID: [SOURCE, IS_A_CHECK]}, "seconds": N}`, and writes a JSON list of `{ID: MESSAGE}` for their
checks, where the message is "" if nbgrader would give the points.
"""

import gc
import json
import os
import sys
import tempfile
from typing import TYPE_CHECKING

import dotenv  # noqa: F401 - what scripts would import
import httpx  # noqa: F401 - what every fork would import
import openai  # noqa: F401 - likewise
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from course_utils.grading.inside.clients import warm_up
from course_utils.practice import practice_platform
from course_utils.scratch.here import Here
from course_utils.scratch.scripts import WarmScripts

if TYPE_CHECKING:
    from course_utils.checks import Checker


class Shell(InteractiveShell):
    """IPython without a file for its history, and without tracebacks nobody reads."""

    def __init__(self) -> None:
        config = Config({"HistoryManager": {"enabled": False}})
        super().__init__(config=config)  # type: ignore[no-untyped-call]

    def showtraceback(self, *_args: object, **_options: object) -> None:
        pass

    def said_by(self, source: str) -> str:
        with capture_output() as written:
            result = self.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
        error = result.error_before_exec or result.error_in_exec
        if error is None:
            return written.stderr
        return str(error) if hasattr(error, "_render_traceback_") else repr(error)


def in_a_fork(
    shell: Shell, check: "Checker", cells: dict[str, tuple[str, bool]], seconds: float
) -> dict[str, str]:
    writes = any("%%writefile" in source for source, _ in cells.values())
    with tempfile.TemporaryDirectory() as folder:
        return _forked(shell, check, cells, seconds, folder if writes else None)


def _forked(
    shell: Shell,
    check: "Checker",
    cells: dict[str, tuple[str, bool]],
    seconds: float,
    folder: str | None,
) -> dict[str, str]:
    read, write = os.pipe()
    if os.fork() == 0:
        practice_platform().reset()  # a log that grows with every notebook is read by every check
        if folder is not None:
            os.chdir(folder)
        check.configure(seconds=seconds, scratch=Here(WarmScripts()) if folder else None)
        said = {name: shell.said_by(source) for name, (source, _) in cells.items()}
        checks = {name: said[name] for name, (_, is_a_check) in cells.items() if is_a_check}
        with os.fdopen(write, "w", encoding="utf-8") as report:
            json.dump(checks, report)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as report:
        outcomes: dict[str, str] = json.load(report)
    os.wait()
    return outcomes


def main() -> None:
    shell = Shell.instance()
    from course_utils import check  # noqa: PLC0415 - it listens to the shell that it finds

    warm_up()  # the clients that exercises use, once for all forks
    gc.freeze()
    jobs = json.load(sys.stdin)
    json.dump([in_a_fork(shell, check, **job) for job in jobs], sys.stdout)


if __name__ == "__main__":
    main()
