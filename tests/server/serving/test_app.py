from contextlib import closing
from http.client import HTTPConnection

import httpx
import pytest

from course_utils.platform_client import PracticePlatform
from tests.server.asking import bearer


@pytest.mark.parametrize("length_is_said", [True, False])
def test_a_body_beyond_the_limit_is_refused_to_clients_that_send_it_all_before_they_read(
    platform: PracticePlatform, length_is_said: bool
) -> None:
    """Python's own client is one; it takes a connection that closes under it for a failure."""
    body = b"x" * (16 * 2**20 + 1)
    with closing(HTTPConnection(httpx.URL(platform.base_url).netloc.decode())) as connection:
        for _ in range(2):
            connection.request(
                "POST",
                "/v1/chat/completions",
                body=body * 3 if length_is_said else iter([body] * 3),
                headers=bearer(platform.api_key),
            )
            answer = connection.getresponse()
            assert answer.status == 413
            assert b"larger than" in answer.read()
    assert [entry["reason"] for entry in platform.requests()] == ["body_too_large"] * 2
