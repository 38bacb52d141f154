"""Haiku by the hour: the learner's own small service, whose keys go through the lessons."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from course_utils.platform_client import IssuedKey, PracticePlatform, Visitor

_ALL_DAY = (0, 24)
_READERS_AWAKE, _READERS_AT_NOON, _READERS_IN_THE_EVENING = (7, 23), (11, 14), (18, 22)

_REQUESTS_AN_HOUR = {
    "haiku-clock": {_ALL_DAY: 4},
    "haiku-page": {_READERS_AWAKE: 4, _READERS_AT_NOON: 14, _READERS_IN_THE_EVENING: 10},
    "try-prompts": {_ALL_DAY: 12},
}
"""How often the program with each key asks for a completion, between which hours of the day."""


def let_a_day_pass(platform: PracticePlatform, keys: Mapping[str, IssuedKey]) -> datetime:
    """Let the service's programs use their keys for a day, from midnight to midnight on the platform's clock.

    Args:
        platform: whose clock moves on, to the end of its next whole day.
        keys: the key of each program, by its name; a program without one stays at home.

    Returns:
        The midnight with which the day begins, as an aware time.
    """
    midnight = _next_midnight(platform.clock.now())
    platform.clock.advance(midnight - platform.clock.now())
    platform.send_traffic(
        *(
            Visitor("program", key.value, per_hour=often, from_hour=begin, to_hour=end)
            for name, key in keys.items()
            for (begin, end), often in _REQUESTS_AN_HOUR.get(name, {}).items()
        ),
        hours=24,
    )
    return midnight


def _next_midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
