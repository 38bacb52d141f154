"""A kernel's ports are its own from the moment that they are chosen."""

import socket
import sys

import pytest
import zmq
from jupyter_client.connect import LocalPortCache

from course_utils.kernel_ports import hold_kernel_ports


@pytest.mark.skipif(sys.platform != "linux", reason="ports are held on Linux alone")
def test_a_port_that_was_chosen_is_bound_by_the_kernel_and_by_no_one_else() -> None:
    hold_kernel_ports()
    chosen = LocalPortCache.instance()
    port = chosen.find_available_port("127.0.0.1")

    with socket.socket() as another, pytest.raises(OSError, match="in use"):
        another.bind(("127.0.0.1", port))
    with zmq.Context() as context, context.socket(zmq.ROUTER) as kernels:
        kernels.bind(f"tcp://127.0.0.1:{port}")

    chosen.return_port(port)
    with socket.socket() as another:
        another.bind(("127.0.0.1", port))
