"""Run the practice platform by itself, without JupyterLab."""

import socket
import sys
from pathlib import Path

import click

from course_utils.console.site import Console
from course_utils.errors import CourseError
from course_utils.keys import Secret
from course_utils.lab.platform_process import DATABASE_VARIABLE, PORT, answering
from course_utils.learner.workspace import find_workspace
from course_utils.platform_file import console_address
from course_utils.server.serving import run
from course_utils.server.serving.answer import HUMAN_PACE_SECONDS
from course_utils.server.serving.folder import State
from course_utils.server.serving.private import LOOPBACK


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True, help="The address to listen on.")
@click.option("--port", type=int, default=PORT, show_default=True, help="0 takes any free port.")
@click.option(
    "--fd",
    "fds",
    type=click.IntRange(0, 2**31 - 1),
    multiple=True,
    help="Serve a socket that listens already, by its file descriptor. May be given more than once.",
)
@click.option(
    "--database-url",
    envvar=DATABASE_VARIABLE,
    help="Keep the data elsewhere: postgresql://USER:PASSWORD@HOST/DATABASE.",
)
@click.option(
    "--state",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for pepper, keys and database.  [default: work/.course]",
)
@click.option("--reset", is_flag=True, help="Throw away what the platform has stored.")
@click.option("--no-pace", is_flag=True, help="Send the pieces of a stream at once.")
@click.option("--no-hints", is_flag=True, help="Keep true reasons to the log, as a real API does.")
def serve(
    host: str,
    port: int,
    fds: tuple[int, ...],
    database_url: str | None,
    state: Path | None,
    reset: bool,
    no_hints: bool,
    no_pace: bool,
) -> None:
    """Run the practice platform by itself, without JupyterLab.

    It speaks the OpenAI API with practice keys: nothing is sent anywhere, nothing costs money.

    Example: `course serve --port 8421`
    """
    folder = State(state or find_workspace().state)
    neighbour = answering(folder.address_file)
    if not (database_url or neighbour or reset) and (told := folder.set_older_aside()):
        click.echo(told, err=True)
    run.serve(
        [_socket(fd) for fd in fds] or [run.listen(host, port)],
        folder,
        database_url=database_url,
        reset=reset,
        hints=not no_hints and _is_loopback(host),
        pace_seconds=0.0 if no_pace else HUMAN_PACE_SECONDS,
        pages=Console,
        ready=lambda url, token: _greet(url, token, folder, neighbour),
    )


def _socket(fd: int) -> socket.socket:
    try:
        return socket.socket(fileno=fd)
    except OSError as error:
        raise CourseError(
            f"File descriptor {fd} is no listening socket: {error.strerror}."
        ) from None


def _is_loopback(host: str) -> bool:
    return host in {LOOPBACK, "::1", "localhost"}


def _greet(url: str, token: Secret, state: State, neighbour: str | None) -> None:
    click.echo(f"The practice platform answers at {url}/v1")
    click.echo(
        f"Its practice keys are in {state.folder / 'keys.json'}, for you alone. Ctrl-C stops it."
    )
    click.echo(f"Its console, for you alone: {console_address(url, token.reveal())}")
    if neighbour:
        click.echo(f"Another one answers at {neighbour}/v1: both use this folder and its keys.")
    sys.stdout.flush()
