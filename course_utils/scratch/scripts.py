"""A script that runs as a program of its own, and what came of it.

`run_fresh` starts a Python. `run_forked` forks the process that it is in, which should be one where nothing of the
learner's ran: what takes long to import is there already.
"""

import atexit
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from types import ModuleType
from typing import IO, Any, NoReturn

MOST_OUTPUT = 100_000
"""Bytes that are kept of what a script writes, of each of its two outputs."""

_KEPT = "PATH HOME LANG LC_ALL TMPDIR TEMP TMP SYSTEMROOT USERPROFILE COURSE_PLATFORM COURSE_VAULT PYTHON_KEYRING_BACKEND".split()
"""Variables that a program needs to run at all, or that keep it with the course's own platform and a check's vault."""

_ALWAYS = {"NO_PROXY": "127.0.0.1,localhost", "PYTHONUTF8": "1"}


@dataclass(frozen=True)
class Run:
    """What a script came to: its exit status (negative: the signal that ended it), and what it wrote."""

    status: int
    output: str
    errors: str


def run_fresh(name: str, text: str, environment: Mapping[str, str], dotenv: str = "") -> Run:
    """Run a script in a folder of its own, with this environment and what Python itself needs.

    A `.env` with the text `dotenv` lies beside it, though it be empty: python-dotenv would look for one in all
    folders above.
    """
    with _place(name, text, dotenv) as (folder, output, errors):
        done = subprocess.run(  # noqa: S603 - the learner's own script, where they run everything else
            [sys.executable, name],
            cwd=folder,
            env=_whole(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            check=False,
        )
        return Run(done.returncode, _written(output), _written(errors))


def let_go_of_all_but(*kept: int) -> None:
    """Put `os.devnull` in the place of what is open: whoever waits for the end of a pipe must not wait for us.

    Nothing is closed. Objects that were forked with us have these numbers, and close them when the garbage
    collector comes to them: a number that was free by then would be one of a script's own.
    """
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in [int(one.name) for one in Path("/dev/fd").iterdir()]:
        if number > 2 and number not in {*kept, nothing}:
            os.dup2(nothing, number, inheritable=False)


def run_forked(name: str, text: str, environment: Mapping[str, str], dotenv: str = "") -> Run:
    """Run a script in a fork of this process as it is now; see `run_fresh`. Not on Windows."""
    with _place(name, text, dotenv) as (folder, output, errors):
        child = os.fork()
        if not child:
            _become_script(folder, name, environment, (output, errors))
        try:
            _, ended = os.waitpid(child, 0)
        except BaseException:  # it takes too long for whoever waits
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise
        return Run(os.waitstatus_to_exitcode(ended), _written(output), _written(errors))


def _become_script(
    folder: str, name: str, environment: Mapping[str, str], outputs: tuple[IO[bytes], IO[bytes]]
) -> NoReturn:
    """Be to the script what a Python is that was started for it."""
    status = 1
    try:
        whole = _whole(environment)
        os.environ.clear()
        os.environ.update(whole)
        os.chdir(folder)
        sys.argv[:] = [name]
        sys.path[0] = folder
        for number, file in enumerate((open(os.devnull, "rb"), *outputs)):  # noqa: PTH123, SIM115 - descriptors
            os.dup2(file.fileno(), number)
        let_go_of_all_but()  # also of what its outcome is told through
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - likewise
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
        sys.excepthook = sys.__excepthook__
        atexit._clear()  # noqa: SLF001 - what others have left to be done is not the script's
        random.seed()
        status = run_main(os.path.join(folder, name))  # noqa: PTH118 - a text, as Python has it
        threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - as Python does when it ends
        atexit._run_exitfuncs()  # noqa: SLF001 - likewise
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(status & 0xFF)


def run_main(path: str) -> int:
    """Run a script as Python runs one that it was started for, and give its exit status."""
    status = 0
    try:
        sys.modules["__main__"] = main = ModuleType("__main__")
        main.__file__ = path
        exec(compile(Path(path).read_bytes(), path, "exec"), vars(main))  # noqa: S102 - it is a script
    except SystemExit as stop:
        status = _status_of(stop.code)
    except BaseException as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename != path:
            trace = trace.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        status = 1
    return status


def _status_of(code: Any) -> int:
    """Give the exit status as Python does; a text is written to standard error and counts as 1."""
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    print(code, file=sys.stderr)  # noqa: T201 - see above
    return 1


def _whole(environment: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **_ALWAYS, **environment}


@contextmanager
def _place(name: str, text: str, dotenv: str) -> Iterator[tuple[str, IO[bytes], IO[bytes]]]:
    """Give a folder with the script and its `.env` in it, and files for the script's two outputs."""
    with (
        TemporaryDirectory(prefix="script-", ignore_cleanup_errors=True) as folder,
        TemporaryFile() as output,
        TemporaryFile() as errors,
    ):
        Path(folder, ".env").write_text(dotenv, encoding="utf-8")
        Path(folder, name).write_text(text, encoding="utf-8")
        yield folder, output, errors


def _written(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read(MOST_OUTPUT).decode("utf-8", "replace").replace("\r\n", "\n")
