"""What a private platform is made from, whether a socket or a call leads to it: everything about it repeats itself."""

import random
import secrets
from datetime import UTC, datetime

from course_utils import keys
from course_utils.keys import Kind, Secret
from course_utils.platform_file import Address
from course_utils.server.database.clock import SteppingClock
from course_utils.server.platform import Settings

LOOPBACK = "127.0.0.1"

PRIVATE_START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
_STEP_SECONDS = 1.0


def private_settings(seed: int = 0, pace_seconds: float = 0.0) -> Settings:
    """Give settings with keys and ids from a seed, and a clock that begins at `PRIVATE_START`, a second a request.

    Nobody lives there by themselves: programs move when somebody asks.
    """
    numbers = random.Random(seed)  # noqa: S311 - repeatable on purpose: it guards nothing real
    return Settings(
        pepper=Secret(numbers.randbytes(32).hex()),
        operator_token=Secret(secrets.token_urlsafe(32)),
        api_key=Secret(keys.generate(Kind.PROJECT, numbers.randbytes)),
        admin_key=Secret(keys.generate(Kind.ADMIN, numbers.randbytes)),
        lives=False,
        pace_seconds=pace_seconds,
        clock=SteppingClock(PRIVATE_START.timestamp(), _STEP_SECONDS),
        random_bytes=numbers.randbytes,
    )


def address_of(url: str, settings: Settings) -> Address:
    """Give how to reach a platform, as its operator too."""
    return Address(
        url,
        settings.api_key.reveal(),
        settings.admin_key.reveal(),
        settings.operator_token.reveal(),
    )
