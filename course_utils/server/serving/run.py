"""Running a platform: as a program of its own, or in a thread of the program that asks for one."""

import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Literal

import uvicorn

from course_utils.errors import CourseError
from course_utils.keys import Secret
from course_utils.platform_file import Address
from course_utils.server.database.store import Store
from course_utils.server.operator.endpoints import Operator
from course_utils.server.platform import Platform, Settings
from course_utils.server.serving.app import MakePages, create_app
from course_utils.server.serving.connection import CourseProtocol
from course_utils.server.serving.folder import State
from course_utils.server.serving.private import LOOPBACK, address_of, private_settings

STOP_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)
]

_TICKS_IN_A_SECOND = 10


class AddressError(CourseError):
    """The address can't be listened on; the message says why and what to do."""


class PrivatePlatformError(CourseError):
    """A private platform's thread ended before it served anything."""


def listen(host: str, port: int) -> socket.socket:
    """Open the socket that a platform serves; port 0 takes any free one.

    Its connections send at once: asyncio itself asks for that only where it has made the socket, and
    a body that waits until its header has been acknowledged makes an answer late.

    Raises:
        AddressError: the port is taken, or the host is none of this machine's.
    """
    try:
        sock = socket.create_server((host, port))
    except OverflowError:
        raise AddressError(f"There is no port {port}: ports go from 0 to 65535.") from None
    except OSError as error:
        if (
            error.errno is None or error.errno < 0
        ):  # what getaddrinfo says, which has numbers of its own
            raise AddressError(
                f"There is no computer {host}. --host takes an address of this one."
            ) from None
        raise AddressError(
            f"Nothing can listen on {host}, port {port}: {os.strerror(error.errno or 0)}. "
            "Choose another with --port; --port 0 takes any free one."
        ) from None
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def serve(
    sockets: list[socket.socket],
    state: State,
    *,
    database_url: str | None = None,
    reset: bool = False,
    hints: bool = True,
    pace_seconds: float = 0.0,
    pages: MakePages | None = None,
    ready: Callable[[str, Secret], None] = lambda _url, _token: None,
) -> None:
    """Serve a platform until the process is told to stop.

    Args:
        sockets: listen already; see `listen`. The first gives the platform its address.
        state: where pepper, keys and, unless a URL is given, the database are.
        database_url: another database.
        reset: begin with an empty database.
        hints: send true reasons in `x-practice-hint`.
        pace_seconds: how long the pieces of a stream wait for each other.
        pages: makes the pages for people.
        ready: is called with the platform's URL and the operator's token once it answers.

    Raises:
        StoreError: the database can't be used.
    """
    store = Store(database_url or state.database_url, reset=reset)
    token = Secret(secrets.token_urlsafe(32))
    settings = Settings(
        state.pepper, token, state.api_key, state.admin_key, hints, pace_seconds=pace_seconds
    )
    url = url_of(sockets[0])

    def announce() -> None:
        state.announce(url, token)
        ready(url, token)

    def stay_announced() -> None:
        if not state.is_announced():
            with suppress(OSError):  # the folder is gone: there is nowhere to say it
                state.announce(url, token)

    try:
        Server(Platform(store, settings), announce, stay_announced, pages=pages).run(sockets)
    finally:
        state.withdraw()
        store.close()


class PrivatePlatform:
    """A platform, in memory if no database is given, served from a thread of this process on a port of its own.

    Everything about it repeats itself; see `private_settings`.
    """

    def __init__(
        self, seed: int = 0, database_url: str = "sqlite://", pages: MakePages | None = None
    ) -> None:
        self.settings = private_settings(seed)
        sock = listen(LOOPBACK, 0)
        self.url = url_of(sock)
        self._store = Store(database_url, reset=True)
        ready = threading.Event()
        self._server = Server(
            Platform(self._store, self.settings), ready.set, loop="asyncio", pages=pages
        )
        ended = threading.Event()
        self._thread = threading.Thread(
            target=self._serve, args=(sock, ended, ready), name="practice platform", daemon=True
        )
        self._thread.start()
        ready.wait()
        if ended.is_set():
            self._store.close()
            raise PrivatePlatformError(
                "The practice platform could not start in this process; the lines above say why. "
                "Restart the kernel and run the cells from the top."
            )

    @property
    def address(self) -> Address:
        """How to reach it, as its operator too; `address.write` announces it as other platforms announce themselves."""
        return address_of(self.url, self.settings)

    def _serve(self, sock: socket.socket, ended: threading.Event, ready: threading.Event) -> None:
        """Serve until told to stop; whoever waits for the beginning is told of an early end, too."""
        try:
            self._server.run([sock])
        finally:
            if not ready.is_set():
                ended.set()
            ready.set()
            sock.close()

    def close(self) -> None:
        """Stop serving and forget everything."""
        self._server.should_exit = True
        self._thread.join()
        self._store.close()


def url_of(sock: socket.socket) -> str:
    """Give the address of a listening socket, without a path: `http://127.0.0.1:8080`, `http://[::1]:8080`."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Server(uvicorn.Server):
    """Uvicorn, which tells when it listens, and every second that it still does.

    In a thread that ends with its process, the loop has to be asyncio's: Python ending under uvloop's crashes.
    """

    def __init__(
        self,
        platform: Platform,
        ready: Callable[[], None],
        every_second: Callable[[], None] = lambda: None,
        loop: Literal["auto", "asyncio"] = "auto",
        pages: MakePages | None = None,
    ) -> None:
        operator = Operator(platform)
        self._pages = pages(operator) if pages else None
        super().__init__(
            uvicorn.Config(
                create_app(operator, self._pages),
                http=CourseProtocol,
                loop=loop,
                log_config=None,
                access_log=False,
                lifespan="off",
                workers=1,  # whatever WEB_CONCURRENCY says
                forwarded_allow_ips=LOOPBACK,
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=2,
            )
        )
        self._ready = ready
        self._every_second = every_second

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop when told to, and let the caller tidy up; uvicorn itself would raise the signal again."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._pages:
            self._pages.end()
        await super().shutdown(sockets)

    async def on_tick(self, counter: int) -> bool:
        if counter % _TICKS_IN_A_SECOND == 0:
            self._every_second()
        return await super().on_tick(counter)
