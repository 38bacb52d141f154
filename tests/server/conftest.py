"""A real platform on a real socket, and clients that talk to it."""

from collections.abc import Iterator

import httpx
import pytest
from openai import OpenAI

from course_utils.practice import Platform
from course_utils.server.run import PrivatePlatform


@pytest.fixture(scope="session")
def running_platform() -> Iterator[PrivatePlatform]:
    private = PrivatePlatform()
    yield private
    private.close()


@pytest.fixture
def platform(running_platform: PrivatePlatform) -> Iterator[Platform]:
    """A platform as it is on its first day."""
    settings = running_platform.settings
    platform = Platform(
        running_platform.url,
        settings.api_key.reveal(),
        settings.admin_key.reveal(),
        settings.operator_token.reveal(),
    )
    platform.reset()
    yield platform
    platform.close()


@pytest.fixture
def client(platform: Platform) -> Iterator[OpenAI]:
    """The official client with a good key."""
    with OpenAI(api_key=platform.api_key, base_url=platform.base_url, max_retries=0) as client:
        yield client


@pytest.fixture
def http(platform: Platform) -> Iterator[httpx.Client]:
    """A plain HTTP client, without a key."""
    with httpx.Client(base_url=platform.base_url, trust_env=False) as client:
        yield client
