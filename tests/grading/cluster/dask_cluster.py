"""A scheduler and workers of Dask as processes, and a wire to them that can be cut."""

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from distributed import Client

_ADDRESS = re.compile(r"(?:Scheduler|Start worker) at: +(\S+)")
_READY = re.compile(r"Scheduler at|Registered to")
_SCHEDULER = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
_WORKER = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    address: str


@contextmanager
def scheduler(*options: str) -> Iterator[Running]:
    with _started(*_SCHEDULER, *options) as running:
        yield running


@contextmanager
def worker(of: str, folder: Path | None = None, **variables: str) -> Iterator[Running]:
    """Start a worker in a folder, with environment variables of its own."""
    environment = {**os.environ, **variables}
    with _started("worker", of, *_WORKER, folder=folder, environment=environment) as running:
        yield running


@contextmanager
def _started(
    *words: str, folder: Path | None = None, environment: dict[str, str] | None = None
) -> Iterator[Running]:
    """Start `dask WORDS`; it is ready when it has said so."""
    command = [sys.executable, "-m", "dask", *words]
    with subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            yield Running(process, _address_said_by(process))
        finally:
            process.kill()


def _address_said_by(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if _READY.search(line):
            threading.Thread(target=process.stderr.read, daemon=True).start()
            found: list[str] = _ADDRESS.findall(said)
            return found[0]
    raise AssertionError(said)


@dataclass
class Workers:
    """Some workers of a scheduler; those that were killed are replaced."""

    scheduler: str
    _opened: ExitStack
    _running: list[Running] = field(default_factory=list)

    def at_least(self, count: int) -> None:
        self._running = [one for one in self._running if one.process.poll() is None]
        while len(self._running) < count:
            self._running.append(self._opened.enter_context(worker(self.scheduler)))

    def kill_one_that_is_busy(self) -> None:
        with Client(self.scheduler, set_as_default=False) as client:
            busy = {address for address, tasks in client.processing().items() if tasks}
        chosen = next(one for one in self._running if one.address in busy)
        chosen.process.kill()
        chosen.process.wait()


@dataclass
class Wire:
    """Passes connections on to an address until it is cut; what was passed on ends then."""

    to: str
    _ends: list[socket.socket] = field(default_factory=list)
    _silent: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Wire":
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join()  # what it accepted last is among the ends now
        self.cut()

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"

    def cut(self) -> None:
        """End what is connected; somebody may connect again."""
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def fall_silent(self) -> None:
        """Leave open what is connected, accept new connections, and pass nothing on any more."""
        self._silent.set()

    def _accept(self) -> None:
        host, port = self.to.removeprefix("tcp://").split(":")
        with suppress(OSError):
            while True:
                near = self._listener.accept()[0]
                far = socket.create_connection((host, int(port)))
                self._ends += [near, far]
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError), source:
            while body := source.recv(65536):
                if not self._silent.is_set():
                    sink.sendall(body)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)
