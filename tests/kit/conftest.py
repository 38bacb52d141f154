from pathlib import Path

import pytest

from tests.support.kit import course, printed, texts

__all__ = ["course", "printed", "texts"]


@pytest.fixture(autouse=True)
def _learner_of_our_own(course: Path) -> None:
    """What a developer's own `work/` folder remembers is nothing to these tests."""
