"""The ports of a kernel: chosen by who starts it, and bound by the kernel a second later."""

import socket
import sys

from jupyter_client.connect import LocalPortCache


class _HeldPorts(LocalPortCache):
    """Holds a port until the kernel that it was chosen for has ended.

    Linux gives a bound port to no one who asks for any port, and lets a second one bind it by its number where both
    set `SO_REUSEADDR`, as ZeroMQ does.
    """

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[int, socket.socket] = {}

    def find_available_port(self, ip: str) -> int:
        held = socket.socket()
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind((ip, 0))
        port: int = held.getsockname()[1]
        self._held[port] = held
        return port

    def return_port(self, port: int) -> None:
        if port in self._held:
            self._held.pop(port).close()


def hold_kernel_ports() -> None:
    """Let no other program get a port between its choice and the start of the kernel it is for, which would die of it.

    For a process that is ours alone. Elsewhere than on Linux nothing changes: two sockets can't share a number there.
    See https://github.com/jupyter/jupyter_client/issues/487.
    """
    if sys.platform == "linux" and not isinstance(LocalPortCache.instance(), _HeldPorts):
        LocalPortCache.clear_instance()
        _HeldPorts.instance()
