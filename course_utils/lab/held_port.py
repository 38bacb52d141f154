"""JupyterLab's port: its own from the moment that it was found."""

import errno
import socket

from jupyter_server.serverapp import ServerApp
from tornado.netutil import bind_sockets


class HoldsItsPort(ServerApp):
    """A Jupyter server that listens on its port as soon as it has found it.

    Jupyter lets the port go, and takes it again when all is loaded, a second or two later: of two that start at once,
    one would end with "no available port could be found".
    """

    _held: list[socket.socket]

    def _find_http_port(self) -> None:
        while True:
            super()._find_http_port()  # ends the program where none is free
            try:
                self._held = bind_sockets(self.port, self.ip)
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
            else:
                return

    def _bind_http_server_tcp(self) -> bool:
        self.http_server.add_sockets(self._held)
        return True
