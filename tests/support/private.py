"""A private platform that is what `OpenAI()` and `keyring` of this process talk to, empty before and after a test."""

from collections.abc import Iterator

import pytest

from course_utils import practice_platform
from course_utils.platform_client import PracticePlatform


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticePlatform]:
    yield from _emptied(monkeypatch)


@pytest.fixture(scope="module")
def one_platform() -> Iterator[PracticePlatform]:
    """The same for all tests of a file."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield from _emptied(monkeypatch)


def _emptied(monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticePlatform]:
    for name in (
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "NO_PROXY",
        "no_proxy",
        "PYTHON_KEYRING_BACKEND",
    ):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("COURSE_PLATFORM", "private")
    platform = practice_platform()
    platform.reset(everything=True)
    yield platform
    platform.reset(everything=True)
