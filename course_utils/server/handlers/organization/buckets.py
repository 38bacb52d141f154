"""Time cut into buckets of a minute, an hour or a day, and a page of them."""

from dataclasses import dataclass
from typing import Self

from course_utils.server.refusals import api_errors
from course_utils.server.request.call import Answer
from course_utils.server.request.query import Query
from course_utils.server.types import Json

Results = dict[int, list[Json]]
"""What was counted, by the number of its bucket."""


@dataclass(frozen=True)
class Width:
    seconds: int
    usual: int
    most: int


WIDTHS = {
    "1m": Width(60, 60, 1440),
    "1h": Width(60 * 60, 24, 168),
    "1d": Width(24 * 60 * 60, 7, 31),
}


@dataclass(frozen=True)
class Buckets:
    """The buckets of one page; all times in seconds since 1970.

    Attributes:
        first: where the first bucket begins, a whole number of widths since 1970.
        width: of a bucket.
        count: how many there are.
        start, end: count what is within, `end` itself left out.
        has_more: buckets follow on another page.
    """

    first: int
    width: int
    count: int
    start: int
    end: int
    has_more: bool

    @classmethod
    def read(cls, query: Query, now: float, widths: tuple[str, ...] = tuple(WIDTHS)) -> Self:
        """Read `start_time`, `end_time`, `bucket_width`, `limit` and `page`.

        Raises:
            ApiError: 400, one is wrong, or `start_time` is missing.
        """
        start, width = (
            query.number("start_time"),
            WIDTHS[query.one_of("bucket_width", widths, "1d")],
        )
        if start is None:
            raise api_errors.missing_parameter("start_time")
        end = query.number("end_time")
        end = int(now) + 1 if end is None else end
        start = max(start, _page(query))
        first = start - start % width.seconds
        wanted = -(-max(0, end - first) // width.seconds)
        count = min(wanted, query.limit(width.usual, width.most))
        end = min(end, first + count * width.seconds)
        return cls(first, width.seconds, count, start, end, wanted > count)

    def page(self, results: Results) -> Answer:
        """Answer with every bucket of the page, those with nothing in them too."""
        begins = [self.first + number * self.width for number in range(self.count)]
        data = [
            {
                "object": "bucket",
                "start_time": begin,
                "end_time": begin + self.width,
                "results": results.get(number, []),
            }
            for number, begin in enumerate(begins)
        ]
        following = self.first + self.count * self.width
        return Answer(
            {
                "object": "page",
                "data": data,
                "has_more": self.has_more,
                "next_page": f"{_PAGE}{following}" if self.has_more else None,
            }
        )


_PAGE = "page_"


def _page(query: Query) -> int:
    """Give the time where the page begins that `page` names."""
    page = query.text("page")
    if page is None:
        return 0
    begin = page.removeprefix(_PAGE)
    if not begin.isdecimal() or len(begin) > 12:
        raise api_errors.invalid_value("page", "the `next_page` of the page before")
    return int(begin)
