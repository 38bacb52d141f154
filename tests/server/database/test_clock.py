"""Somebody sets the system's clock back: the platform's time goes on, and nothing waits for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from course_utils import MODEL, keys
from course_utils.keys import Kind, Secret
from course_utils.server.database import tables
from course_utils.server.database.clock import SteadyClock, SteppingClock
from course_utils.server.database.store import Store
from course_utils.server.platform import Platform, Settings
from course_utils.server.request.arrival import Arrival, Reply

HOUR = 3600.0
NOON = 1_800_000_000.0
QUESTION = f'{{"model": "{MODEL}", "messages": [{{"role": "user", "content": "hi"}}]}}'.encode()


class Hands:
    """The two clocks of a system, moved by hand: one can be set, the other only goes on."""

    def __init__(self, time: float = NOON) -> None:
        self.time = time
        self.passed = 7.0

    def wait(self, seconds: float) -> None:
        self.time += seconds
        self.passed += seconds

    def clock(self) -> SteadyClock:
        return SteadyClock(lambda: self.time, lambda: self.passed)


def test_it_tells_the_systems_time() -> None:
    hands = Hands()
    clock = hands.clock()
    hands.wait(5)
    assert clock() == NOON + 5


def test_a_step_forward_is_taken_over_such_as_a_laptop_makes_that_slept() -> None:
    hands = Hands()
    clock = hands.clock()
    hands.time += HOUR
    assert clock() == NOON + HOUR


def test_a_step_back_is_not_and_time_goes_on_at_its_pace() -> None:
    hands = Hands()
    clock = hands.clock()
    hands.wait(5)
    hands.time -= HOUR
    assert clock() == NOON + 5
    hands.wait(5)
    assert clock() == NOON + 10
    hands.time += HOUR
    assert clock() == NOON + 10


@pytest.fixture
def settings() -> Settings:
    api_key, admin_key = (Secret(keys.generate(kind)) for kind in (Kind.PROJECT, Kind.ADMIN))
    return Settings(Secret("pepper"), Secret("token"), api_key, admin_key)


def ask(platform: Platform) -> Reply:
    headers = {"authorization": f"Bearer {platform.settings.api_key.reveal()}"}
    path = "/v1/chat/completions"
    return platform.decide(Arrival("POST", path, path, "", None, headers, "127.0.0.1", QUESTION))


def times(platform: Platform) -> list[float]:
    rows = platform.store.rows(tables.requests.select().order_by(tables.requests.c.number))
    return [row["time"] for row in rows]


def test_a_limit_that_is_used_up_fills_again(settings: Settings) -> None:
    hands = Hands()
    platform = Platform(Store("sqlite://"), replace(settings, clock=hands.clock()))
    platform.store.connection.execute(tables.rate_limits.update().values(requests_left=1.0))
    assert [ask(platform).status for _ in range(2)] == [200, 429]
    hands.time -= HOUR
    assert ask(platform).status == 429
    hands.wait(1)
    assert ask(platform).status == 200
    assert times(platform) == sorted(times(platform))
    platform.store.close()


def test_a_platform_that_starts_with_an_earlier_time_goes_on_where_its_log_ends(
    settings: Settings, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'database.sqlite'}"
    for began in (NOON, NOON - HOUR, NOON - 2 * HOUR):
        clock = SteppingClock(began, 1.0)
        platform = Platform(Store(url), replace(settings, clock=clock))
        assert ask(platform).status == 200
        told = times(platform)
        platform.store.close()
    assert len(told) == 3
    assert told == sorted(told)
    assert told[-1] < NOON + 60
