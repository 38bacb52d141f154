"""One platform after another on the same sockets, each a fork of this warm process.

    python -m course_utils.server.serving.in_turn FOLDER CONTROL SOCKET…

The grader's: no submission meets a connection, a row or a byte of memory of the one before. On CONTROL, a
descriptor as the SOCKETs are, `e` ends the platform that serves and `b` begins another; a byte comes back when
it is done. All ends when CONTROL does.
"""

import ctypes
import gc
import os
import secrets
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from course_utils.keys import Secret
from course_utils.server.database.store import Store
from course_utils.server.operator.endpoints import Operator
from course_utils.server.platform import Platform, Settings
from course_utils.server.serving.folder import State
from course_utils.server.serving.rehearsal import rehearse
from course_utils.server.serving.run import Server, url_of

_PR_SET_PDEATHSIG = 1


def main(folder: str, control: int, *listeners: int) -> None:
    """Wait in a warm process for orders, one byte each, and answer each with a byte.

    Args:
        folder: where the platform keeps its file.
        control: the descriptor that orders come by.
        listeners: the descriptors of the sockets to serve on.
    """
    with socket.socket(fileno=control) as orders:
        sockets = [socket.socket(fileno=number) for number in listeners]
        state = State(Path(folder))
        token = Secret(secrets.token_urlsafe(32))
        server = Server(_warm(state, token), lambda: _ready(state, sockets, token, orders))
        server.config.load()
        server.config.get_loop_factory()  # imports what makes the loop
        gc.collect()
        gc.freeze()
        warm, child = os.getpid(), 0
        while order := orders.recv(1):
            _end(child)
            child = 0
            if order == b"e":
                orders.send(b".")
                continue
            _turn_away(sockets)
            child = os.fork()
            if not child:
                _serve(server, sockets, warm)
        _end(child)


def _warm(state: State, token: Secret) -> Platform:
    """Make the platform that all are copies of."""
    settings = Settings(state.pepper, token, state.api_key, state.admin_key, hints=False)
    platform = Platform(Store("sqlite://"), settings)
    rehearse(platform, Operator(platform))
    return platform


def _serve(server: Server, sockets: list[socket.socket], warm: int) -> None:
    """Serve until killed, by the warm process or with it. Never returns."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    try:
        if os.getppid() == warm:
            server.run(sockets)
    finally:
        os._exit(0)


def _ready(
    state: State, sockets: list[socket.socket], token: Secret, orders: socket.socket
) -> None:
    state.announce(url_of(sockets[0]), token)
    orders.send(b".")


def _end(child: int) -> None:
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _turn_away(sockets: list[socket.socket]) -> None:
    """Close what still waits to be accepted: who sent it is gone."""
    for listener in sockets:
        listener.setblocking(False)
        with suppress(BlockingIOError):
            while True:
                listener.accept()[0].close()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
