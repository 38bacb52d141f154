from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest

from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform, Visitor
from tests.server.asking import statuses


def test_traffic_passes_hours_in_a_moment_and_repeats_itself(platform: PracticePlatform) -> None:
    visitors = [Visitor("normal", platform.api_key), Visitor("noisy", platform.api_key)]

    def one_day() -> list[tuple[object, ...]]:
        platform.reset(everything=True)
        began = platform.clock.now()
        sent = platform.send_traffic(*visitors, hours=5, seed=7)
        assert timedelta(hours=5) <= platform.clock.now() - began < timedelta(hours=5, minutes=1)
        assert sent == len(platform.requests())
        return [
            (entry["address"], entry["status"], entry["prompt"], entry["time"] - began)
            for entry in platform.requests()
        ]

    first = one_day()
    assert [entry[:3] for entry in first] == [entry[:3] for entry in one_day()]
    times = [entry[3] for entry in first]
    assert times == sorted(times)  # type: ignore[type-var]


def test_an_attacker_is_refused_twice_and_then_spends(platform: PracticePlatform) -> None:
    platform.send_traffic(Visitor("attacker", platform.api_key, from_hour=1), hours=2)
    log = platform.requests()
    assert [entry["status"] for entry in log[:4]] == [401, 401, 200, 200]
    assert {entry["address"] for entry in log} == {"198.51.100.66"}
    assert sum(entry["output_tokens"] for entry in log) > 1000


def test_a_program_asks_at_a_rate_of_its_own_between_its_hours(platform: PracticePlatform) -> None:
    began = platform.clock.now()
    clock = Visitor("program", platform.api_key, per_hour=4)
    page = Visitor("program", platform.admin_key, per_hour=10, from_hour=2, to_hour=3.5)
    platform.send_traffic(clock, page, hours=6)

    hours = [(entry["time"] - began) / timedelta(hours=1) for entry in platform.requests()]
    served = [
        int(hour)
        for hour, entry in zip(hours, platform.requests(), strict=True)
        if entry["status"] == 200
    ]
    refused = [
        hour
        for hour, entry in zip(hours, platform.requests(), strict=True)
        if entry["status"] == 401
    ]
    assert [served.count(hour) for hour in range(6)] == [4] * 6
    assert len(refused) == 15
    assert 2 <= min(refused) < max(refused) <= 3.51


@pytest.mark.parametrize("rate", [0, -1, 1e9])
def test_a_program_without_a_possible_rate_is_refused(
    platform: PracticePlatform, rate: float
) -> None:
    with pytest.raises(PlatformError):
        platform.send_traffic(Visitor("program", platform.api_key, per_hour=rate))


def test_traffic_of_an_unknown_kind_is_refused(platform: PracticePlatform) -> None:
    with pytest.raises(PlatformError, match="no kind 'lost'"):
        platform.send_traffic(Visitor("lost", platform.api_key))


def test_who_asks_while_traffic_passes_is_answered_in_between(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    program = Visitor("program", platform.api_key, per_hour=30)
    with ThreadPoolExecutor() as pool:
        sent = pool.submit(platform.send_traffic, program, hours=10)
        while not platform.requests():
            """Until the first visit is written down."""
        statuses(http, platform.api_key, 1)
        assert sent.result() == 300
    methods = [entry["method"] for entry in platform.requests()]
    assert methods.count("GET") == 1
    assert methods[-1] == "POST"
