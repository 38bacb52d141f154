"""Times, durations, numbers and money as people read and write them. Times are the platform's, in UTC."""

import re
from datetime import UTC, datetime

from course_utils.server.catalogue import NANODOLLARS_IN_A_DOLLAR
from course_utils.server.handlers.organization.spending import NANODOLLARS_IN_A_CENT

MINUTE, HOUR, DAY = 60, 3600, 86400
_UNITS = ((365 * DAY, "year"), (DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"))
_NOT_PLAIN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ufffe\\uffff]"
)
"""Control characters, those that turn the direction of what stands around them, and those that no XML may hold."""


def moment(seconds: float) -> str:
    """Write a time: `28 Nov 2026, 17:05`."""
    at = datetime.fromtimestamp(seconds, UTC)
    return f"{at.day} {at:%b %Y, %H:%M}"


def clock(seconds: float) -> str:
    """Write the time of a day to the second: `28 Nov 17:05:09`."""
    at = datetime.fromtimestamp(seconds, UTC)
    return f"{at.day} {at:%b %H:%M:%S}"


def duration(seconds: float) -> str:
    """Write a duration in its largest unit, rounded: `2 hours`; under a minute it is `less than a minute`."""
    for size, name in _UNITS:
        if seconds >= size:
            number = round(seconds / size)
            return f"{number} {name}{'s' if number > 1 else ''}"
    return "less than a minute"


def takes_hold(delay: float) -> str:
    """Say when a change holds that takes so many seconds to get around: as the end of a sentence."""
    if not delay:
        return "from the next request on"
    return f"in {duration(delay)}, when every server knows"


def ago(seconds: float, now: float) -> str:
    """Write a time seen from now: `3 minutes ago`, `in 2 days`, `just now`."""
    passed = now - seconds
    if abs(passed) < MINUTE:
        return "just now" if passed >= 0 else "in less than a minute"
    return f"{duration(passed)} ago" if passed > 0 else f"in {duration(-passed)}"


def dollars(nanodollars: int) -> str:
    """Write money: `$12.50`, and what is no whole cent to four places, `$0.0021`."""
    amount = nanodollars / NANODOLLARS_IN_A_DOLLAR
    is_whole = not nanodollars % NANODOLLARS_IN_A_CENT
    return f"${amount:,.2f}" if amount >= 1 or is_whole else f"${amount:,.4f}"


def number(text: str) -> int | None:
    """Read a whole number of at most nine digits, which every database holds; None where a text is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def plain(text: str) -> str:
    """Write a name or a message so that it changes nothing of what stands around it: `�` for what would."""
    return _NOT_PLAIN.sub("\N{REPLACEMENT CHARACTER}", text)
