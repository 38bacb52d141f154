"""The practice platform as `course start` runs it: `course serve`, a process of its own."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from course_utils.lab.background import (
    BETWEEN_LOOKS,
    SECONDS_TO_END,
    NotStartedError,
    start_python,
    stop,
    wait_until_ready,
)
from course_utils.learner.workspace import Workspace, read_state, write_state
from course_utils.platform_file import Address

DATABASE_VARIABLE = "COURSE_DATABASE_URL"
PORT = 8421
"""Where the platform is looked for first: an address that stays the same can be written down."""


def log_of(workspace: Workspace) -> Path:
    return workspace.state / "platform.log"


def find_running(workspace: Workspace) -> str | None:
    """Return the address of the platform that runs on this folder, if one answers."""
    return answering(workspace.platform_file)


def answering(file: Path) -> str | None:
    """Return the address of the platform that a `platform.json` names, if that one answers."""
    address = Address.read(file)
    if address is None:
        return None
    from course_utils.platform_client import is_up  # noqa: PLC0415 - its client takes a while to load

    return address.url if is_up(address) else None


@contextmanager
def running(
    workspace: Workspace, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes] | None]:
    """Run a platform that answers; None stands for one that somebody else runs on this folder.

    It listens on its usual port or, where that is taken, on any other.

    Raises:
        NotStartedError: it does not come up.
    """
    if find_running(workspace):
        yield None
        return
    workspace.platform_file.unlink(missing_ok=True)
    _set_older_aside(workspace, environment)
    process = _start(workspace, environment, PORT if is_free(PORT) else 0)
    try:
        try:
            _wait(workspace, process)
        except NotStartedError:
            if process.poll() is None or is_free(PORT):
                raise
            process = _start(workspace, environment, 0)  # somebody was faster with the usual port
            _wait(workspace, process)
        write_state(_note(workspace), {"pid": _announced_pid(workspace)})
        yield process
    finally:
        stop(process, process.terminate)
        _note(workspace).unlink(missing_ok=True)


def is_free(port: int) -> bool:
    """Tell whether a server on this computer may listen on that port."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def _start(
    workspace: Workspace, environment: Mapping[str, str], port: int
) -> subprocess.Popen[bytes]:
    return start_python(
        ["-m", "course_utils", "serve", "--port", str(port)],
        folder=workspace.folder,
        environment=environment,
        log=log_of(workspace),
    )


def _wait(workspace: Workspace, process: subprocess.Popen[bytes]) -> None:
    find = partial(find_running, workspace)
    wait_until_ready(find, process, "The practice platform", log_of(workspace))


def end_left_behind(workspace: Workspace) -> None:
    """End a platform that an earlier `course start` started and, being killed, could not end."""
    pid = read_state(_note(workspace)).get("pid")
    if pid is None or pid != _announced_pid(workspace):
        return
    if find_running(workspace):
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_TO_END
        while find_running(workspace) and time.monotonic() < deadline:
            time.sleep(BETWEEN_LOOKS)


def _set_older_aside(workspace: Workspace, environment: Mapping[str, str]) -> None:
    """Do what the platform would do as well, but where the learner reads it."""
    from course_utils.server.serving.folder import State  # noqa: PLC0415 - takes a while to load

    if DATABASE_VARIABLE not in environment and (told := State(workspace.state).set_older_aside()):
        click.echo(told)


def _announced_pid(workspace: Workspace) -> int | None:
    address = Address.read(workspace.platform_file)
    return address.pid if address else None


def _note(workspace: Workspace) -> Path:
    """Name the file that says which platform was started by `course start`, and not by hand."""
    return workspace.state / "started-platform.json"
