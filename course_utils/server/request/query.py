"""The query string of a list: where to begin, how many, which of them."""

from collections.abc import Sequence
from functools import cached_property
from urllib.parse import parse_qs

from course_utils.server.refusals import api_errors

MOST_IN_A_PAGE = 100
_USUAL_PAGE = 20
_LATEST = 253402300800  # the year 10000: later than any clock


class Query:
    """A query string, read when somebody asks. Unknown names are passed over, as the real API does."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {}
        for name, found in parse_qs(self._text, keep_blank_values=True).items():
            values.setdefault(name.removesuffix("[]"), []).extend(found)
        return values

    def all(self, name: str) -> list[str]:
        """Give every value of a parameter, `name=a&name=b` or `name[]=a&name[]=b`.

        Raises:
            ApiError: 400, there is a NUL in it, which no database takes.
        """
        values = self._values.get(name, [])
        if any("\x00" in value for value in values):
            raise api_errors.invalid_value(name, "text without NUL characters")
        return values

    def text(self, name: str) -> str | None:
        """Give the last value of a parameter, None without any.

        Raises:
            ApiError: 400, there is a NUL in it.
        """
        values = self.all(name)
        return values[-1] if values else None

    def flag(self, name: str) -> bool:
        """Tell whether a parameter says `true`; everything else is no."""
        return self.text(name) in {"true", "True", "1"}

    def one_of(self, name: str, allowed: Sequence[str], default: str) -> str:
        """Give one of the values that are allowed.

        Raises:
            ApiError: 400, it is another.
        """
        value = self.text(name) or default
        if value not in allowed:
            raise api_errors.invalid_value(name, f"one of {', '.join(allowed)}")
        return value

    def number(self, name: str) -> int | None:
        """Give a whole number, cut to the range of times.

        Raises:
            ApiError: 400, it is none.
        """
        value = self.text(name)
        if value is None:
            return None
        try:
            return max(0, min(int(value), _LATEST))
        except ValueError:
            raise api_errors.invalid_value(name, "a whole number") from None

    def limit(self, default: int = _USUAL_PAGE, most: int = MOST_IN_A_PAGE) -> int:
        """Give the length of a page: at least 1 and at most `most`, whatever is asked for."""
        asked = self.number("limit")
        return default if asked is None else max(1, min(asked, most))
