"""When a submission was handed in, as text says it: `2026-11-24 15:58:23 Europe/Berlin`."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

LONGEST = 100
"""Characters; nothing longer is looked at."""

_ZONE = re.compile(r"\s+([+-]\d{1,2}(?::?\d{2})?|[A-Za-z][\w/+:-]*)$")
_ZONE_BEFORE_YEAR = re.compile(r"(:\d\d) ([A-Z]{1,5}|[+-]\d{2,4}) (\d{4})$")
"""As `date` writes it."""

_HALF_DAY = re.compile(r"\b(0?[1-9]|1[0-2])((?::\d\d){1,2}) ?([AaPp])\.?[Mm]\b\.?")
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?")

_NORTH_AMERICA = {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "Z": 0,
    "UTC": 0,
    "UT": 0,
    "GMT": 0,
}
"""RFC 2822, 4.3."""

_NOBODYS = re.compile(r"localtime|posixrules|Factory|right/.*")
"""What stands among the zones and is none: this machine's own, a rule for others, and zones with leap seconds."""


def read_timestamp(body: bytes, name: str) -> tuple[datetime | None, str]:
    """Read a moment, as UTC without an offset, as nbgrader's gradebook has it.

    Where no zone is named, or one that nobody knows, it is read as UTC, as nbgrader does, and told.

    Args:
        body: what a file holds.
        name: the file's, for the second value.

    Returns:
        The moment, None where there is none; and what a human should know, "" for nothing.
    """
    text = " ".join(body[: 4 * LONGEST + 4].decode("utf-8-sig", "replace").split())
    if not text:
        return None, f"{name} is empty"
    if len(text) > LONGEST:
        return None, f"{name} could not be read"
    try:
        moment, said = _taken_apart(text)
        zone = moment.tzinfo or _zone(said)
        in_utc = moment.replace(tzinfo=zone or UTC).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None, f"{name} could not be read"
    return in_utc, "" if zone else _told(name, said)


def _taken_apart(text: str) -> tuple[datetime, str]:
    """Give the moment, and the zone behind it as it is written: ISO 8601, or as in the head of a mail."""
    text = _ZONE_BEFORE_YEAR.sub(r"\1 \3 \2", _HALF_DAY.sub(_of_24_hours, text))
    found = _ZONE.search(text)
    said = found[1] if found else ""
    for plain in (text, text[: found.start()] if found else text):
        with suppress(ValueError):
            return datetime.fromisoformat(plain), said
    return parsedate_to_datetime(text).replace(tzinfo=None), said


def _of_24_hours(found: re.Match[str]) -> str:
    after_noon = found[3] in "Pp"
    return f"{int(found[1]) % 12 + 12 * after_noon:02}{found[2]}"


def _told(name: str, said: str) -> str:
    if not said:
        return f"{name} names no zone: read as UTC"
    return f"{name} names a zone that is not known: read as UTC"


def _zone(said: str) -> tzinfo | None:
    if said.upper() in _NORTH_AMERICA:
        return timezone(timedelta(hours=_NORTH_AMERICA[said.upper()]))
    if found := _OFFSET.fullmatch(said):
        sign, hours, minutes = found.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(-offset if sign == "-" else offset) if offset < timedelta(days=1) else None
    try:
        return ZoneInfo(said) if said and not _NOBODYS.fullmatch(said) else None
    except (OSError, ValueError, KeyError):
        return None
