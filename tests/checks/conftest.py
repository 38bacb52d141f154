import pytest

from course_utils.checks import Checker
from tests.support.kit import course, printed, texts

__all__ = ["course", "printed", "texts"]


@pytest.fixture
def check() -> Checker:
    return Checker(cells=["def mask(key):\n    print(key)"])
