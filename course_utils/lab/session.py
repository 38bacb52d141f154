"""The two servers behind an evening with the course: started together, watched, stopped together."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import NoReturn

import click

from course_utils.errors import CourseError
from course_utils.lab import background, launch, platform_process
from course_utils.lab.background import NotStartedError, last_line, wait_until_ready
from course_utils.lab.launch import Lab, RunningLab

_STOP_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class SessionError(CourseError):
    """The servers cannot run as they were asked to, or one ended by itself."""


def run(
    lab: Lab, port: int | None, variables: Mapping[str, str], show: Callable[[RunningLab], None]
) -> None:
    """Start the platform and JupyterLab, show the page, and stay until the learner stops.

    Both servers have ended when this returns or raises, and so have those of an earlier session
    that was killed before it could end them.

    Args:
        lab: the JupyterLab to start.
        port: where it must listen; None takes the first free port from 8888 on.
        variables: the environment of both servers and of every notebook.
        show: is called once, when the page can be opened.

    Raises:
        SessionError: the port is taken, or JupyterLab ended by itself.
        NotStartedError: a server does not come up.
    """
    with ending_in_order():
        _end_left_behind(lab)
        if port is not None and not platform_process.is_free(port):
            raise SessionError(
                f"Port {port} is taken by another program. Choose another with --port."
            )
        with (
            _jupyterlab(lab, port, variables) as jupyter,
            platform_process.running(lab.workspace, variables) as platform,
        ):
            try:
                show(_wait_for_lab(lab, jupyter))
                _stay(lab, jupyter, platform)
            except KeyboardInterrupt:
                click.echo("\nStopping the course ...")


def wait_for_another(lab: Lab) -> RunningLab:
    """Wait for the JupyterLab that another `course start` is bringing up."""
    deadline = time.monotonic() + background.SECONDS_TO_START
    while time.monotonic() < deadline:
        if running := launch.find_running(lab):
            return running
        time.sleep(background.BETWEEN_LOOKS)
    raise NotStartedError(
        "The course is being started in another terminal, but its page does not answer. "
        "Stop it there with Ctrl-C and start again."
    )


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Let the first signal that asks to stop end the block, and the clean-up run undisturbed."""
    numbers = [getattr(signal, name) for name in _STOP_SIGNALS if hasattr(signal, name)]

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = [(number, signal.signal(number, interrupt)) for number in numbers]
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _end_left_behind(lab: Lab) -> None:
    """End the servers of an earlier session, and wait until JupyterLab's port can be taken again."""
    platform_process.end_left_behind(lab.workspace)
    if running := launch.find_running(lab):
        running.shut_down()
        deadline = time.monotonic() + background.SECONDS_TO_END
        while not platform_process.is_free(running.port) and time.monotonic() < deadline:
            time.sleep(background.BETWEEN_LOOKS)


@contextmanager
def _jupyterlab(
    lab: Lab, port: int | None, variables: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    process = launch.start(lab, port, variables)
    try:
        yield process
    finally:
        running = launch.find_running(lab)
        background.stop(process, running.shut_down if running else process.terminate)


def _wait_for_lab(lab: Lab, process: subprocess.Popen[bytes]) -> RunningLab:
    return wait_until_ready(partial(launch.find_running, lab), process, "JupyterLab", lab.log)


def _stay(
    lab: Lab, jupyter: subprocess.Popen[bytes], platform: subprocess.Popen[bytes] | None
) -> None:
    """Return when JupyterLab was shut down from its menu; say so once when the platform is gone."""
    while jupyter.poll() is None:
        if platform is not None and platform.poll() is not None:
            click.echo(
                "The practice platform has stopped by itself. Press Ctrl-C and start again; "
                f"if that does not help, look into {platform_process.log_of(lab.workspace)}."
            )
            platform = None
        time.sleep(background.BETWEEN_LOOKS)
    if jupyter.returncode != 0:
        raise SessionError(f"JupyterLab has stopped by itself. {last_line(lab.log)}")
