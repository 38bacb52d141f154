from tests.support.kit import course, printed, texts

__all__ = ["course", "printed", "texts"]
