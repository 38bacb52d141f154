from tests.support.kit import course

__all__ = ["course"]
