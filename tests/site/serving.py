"""A static host, as plain as they come."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Nobody reads it."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file, to the end or until its page was left."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback until the block ends; give its address."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
