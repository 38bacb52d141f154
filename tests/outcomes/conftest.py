from tests.support.kit import course
from tests.support.private import platform

__all__ = ["course", "platform"]
