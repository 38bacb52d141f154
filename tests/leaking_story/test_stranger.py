"""The stranger's server: the official client takes it for OpenAI's, and it keeps the end of a key alone."""

import socket

import pytest
from openai import OpenAI

from course_utils.leaking_story import StrangersServer
from tests.support.made_keys import practice_key


def test_a_client_gets_a_poem_and_the_stranger_the_end_of_its_key() -> None:
    key = practice_key()
    with StrangersServer() as stranger, OpenAI(api_key=key, base_url=stranger.base_url) as client:
        answer = client.chat.completions.create(model="gpt-4", messages=[])

    assert answer.choices[0].message.content
    assert stranger.got == [f"thank you for the key that ends in {key[-4:]}"]
    assert key not in str(vars(stranger))


def test_after_its_block_nobody_listens() -> None:
    with StrangersServer() as stranger:
        port = int(stranger.base_url.removesuffix("/v1").rpartition(":")[2])
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=5)
