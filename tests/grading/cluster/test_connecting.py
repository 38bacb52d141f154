"""Why there is no connection is told in a sentence, and soon."""

import socket

import pytest

from course_utils.grading.cluster.connecting import ClusterError, connection


def refused(address: str, why: str, patience: float = 120.0) -> None:
    with pytest.raises(ClusterError, match=why), connection(address, patience):
        raise AssertionError("There is a connection.")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8786", "tcp://127.0.0.1", "8786", "tcp://x:y"]
)
def test_what_is_no_address_is_told(address: str) -> None:
    refused(address, "is no address of a Dask scheduler")


def test_what_is_no_scheduler_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        refused(f"tcp://127.0.0.1:{port}", "does not answer as a Dask scheduler does", 0.5)


def test_a_scheduler_that_is_not_there_is_told_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    refused(f"tcp://127.0.0.1:{port}", "There is no scheduler at")
