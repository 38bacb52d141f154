"""The connection to a scheduler, or a sentence that says why there is none."""

import asyncio
import logging
import socket
import sys
import urllib.parse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from course_utils.grading.examining.workers import NowhereError

if TYPE_CHECKING:
    from distributed import Client


class ClusterError(NowhereError):
    """The cluster can't be used, or not any more."""


@contextmanager
def connection(address: str, patience: float) -> Iterator["Client"]:
    """Connect to a scheduler that has so many seconds to answer.

    Raises:
        ClusterError: there is none, or no Dask here.
    """
    try:
        import dask  # noqa: PLC0415 - an extra
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        raise ClusterError(
            "A cluster needs Dask, which is an extra of this course: "
            f"{sys.executable} -m pip install 'api-keys-course[cluster]'"
        ) from None
    _refuse_unless_there(address, patience)
    for name in ("distributed", "distributed.client"):  # what happens is said by us, in a sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    limit = {"distributed.admin.large-graph-warning-threshold": "10GB"}
    try:  # before a client is made: one that can't be takes 20 seconds to go away
        asyncio.run(asyncio.wait_for(_greet(address, patience), patience))
    except Exception as error:
        raise ClusterError(
            f"What is at {address} does not answer as a Dask scheduler does ({str(error) or 'in time'}). For tls:// the "
            "certificates are named in Dask's settings: solutions/CLUSTER.md says how."
        ) from error
    with dask.config.set(limit):
        client = Client(address, timeout=patience, set_as_default=False, name="course-grade")
        with closing(client):
            yield client


async def _greet(address: str, patience: float) -> None:
    from distributed import Security  # noqa: PLC0415 - an extra
    from distributed.comm.core import connect  # noqa: PLC0415

    there = await connect(address, patience, **Security().get_connection_args("client"))
    await there.close()


def _refuse_unless_there(address: str, patience: float) -> None:
    """Find out at once what Dask finds out when its patience ends.

    Raises:
        ClusterError: it is no address, or nobody listens there.
    """
    try:
        parts = urllib.parse.urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if host is None or port is None or parts.scheme not in ("tcp", "tls"):
        raise ClusterError(
            f"{address!r} is no address of a Dask scheduler: it looks like tcp://host:8786 or tls://host:8786."
        )
    try:
        socket.create_connection((host, port), patience).close()
    except OSError as error:
        raise ClusterError(
            f"There is no scheduler at {address} ({error.strerror or error}). "
            "Start one with `dask scheduler`, or give the address that yours has printed."
        ) from None
