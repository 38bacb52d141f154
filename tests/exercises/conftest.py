"""What runs the notebooks of all exercises, once for each file of tests: it takes a second to start."""

from collections.abc import Iterator

import pytest

from tests.support.running import Runner, start_runner


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with start_runner() as runner:
        yield runner
