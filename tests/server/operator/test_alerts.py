"""Alerts announce themselves, each once, with the time of the request that set it off."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
from openai.resources.admin.organization import Organization

from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform, Visitor
from course_utils.server.operator.findings import usual_count
from tests.server.asking import CHAT, bearer, post

HOUR = timedelta(hours=1)
MAIL = {"type": "email", "recipients": ["you@example.com"]}


def cents(organization: Organization, threshold: int) -> str:
    return organization.spend_alerts.create(
        currency="USD",
        interval="month",
        threshold_amount=threshold,
        notification_channel=MAIL,  # type: ignore[arg-type]
    ).id


def test_spending_is_announced_when_a_threshold_is_reached_and_goes_on(
    organization: Organization, http: httpx.Client, platform: PracticePlatform
) -> None:
    few, many = cents(organization, 1), cents(organization, 100_000)
    assert platform.alerts() == []
    dear = {"model": "gpt-4", "messages": [{"role": "user", "content": "x" * 1000}]}
    for _ in range(3):
        answer = http.post("/chat/completions", headers=bearer(platform.api_key), json=dear)
        assert answer.status_code == 200
    (alert,) = platform.alerts()
    assert (alert["kind"], alert["details"]["spend_alert_id"]) == ("spend", few)
    assert "$0.01" in alert["message"]
    assert alert["time"] == platform.requests()[-2]["time"]
    organization.spend_alerts.delete(few)
    assert [one.id for one in organization.spend_alerts.list()] == [many]
    platform.clock.advance(timedelta(days=31))
    post(http, platform)
    assert [one["number"] for one in platform.alerts()] == [alert["number"]]


def test_an_unusual_hour_is_announced_at_its_request_too_many(platform: PracticePlatform) -> None:
    key = platform.issue_key("haiku-clock")
    platform.clock.advance(timedelta(seconds=3600 - platform.clock.now().timestamp() % 3600))
    platform.send_traffic(Visitor("program", key.value, per_hour=4), hours=5)
    assert platform.alerts() == []
    platform.send_traffic(Visitor("program", key.value, per_hour=60), hours=1)
    (alert,) = platform.alerts()
    assert (alert["kind"], alert["key_id"]) == ("unusual_hour", key.id)
    assert (alert["details"]["usual"], alert["details"]["requests"]) == (4, 40)
    assert alert["time"] == platform.requests()[5 * 4 + 40 - 1]["time"]
    assert "haiku-clock" in alert["message"]
    platform.send_traffic(Visitor("program", key.value, per_hour=4), hours=5)
    assert platform.alerts(alert["number"]) == []


@pytest.mark.parametrize(
    ("counts", "usual"),
    [
        ([30, 30], None),
        ([0, 0, 0], 1),
        ([2, 0, 0, 5], 1),
        ([3, 4, 5, 9], 4.5),
        ([50, *[1] * 168], 1),
    ],
)
def test_what_is_usual_is_the_median_of_the_hours_before_and_at_least_one(
    counts: list[int], usual: float | None
) -> None:
    seen = {hour: count for hour, count in enumerate(counts) if count or not hour}
    assert usual_count(seen, len(counts)) == usual


def test_a_new_address_is_announced_and_a_refused_probe_is_not(platform: PracticePlatform) -> None:
    office = Visitor("normal", platform.api_key)
    platform.send_traffic(office, hours=3)
    (second,) = platform.alerts()
    assert second["details"]["address"] in {"203.0.113.10", "203.0.113.11"}
    platform.send_traffic(Visitor("attacker", platform.api_key), office, hours=1)
    _, found, *_ = platform.alerts()
    assert (found["kind"], found["details"]["address"]) == ("new_address", "198.51.100.66")
    log = platform.requests()
    assert found["time"] == next(
        entry["time"]
        for entry in log
        if entry["address"] == "198.51.100.66" and entry["status"] == 200
    )
    platform.reset()
    assert platform.alerts() == []


def test_who_waits_for_an_alert_is_told_at_once_and_each_is_raised_once(
    http: httpx.Client, organization: Organization, platform: PracticePlatform
) -> None:
    with ThreadPoolExecutor() as pool:
        told = pool.submit(platform.alerts, wait_seconds=60)
        cents(organization, 0)
        http.post("/chat/completions", headers=bearer(platform.api_key), json=CHAT)
        assert [one["kind"] for one in told.result()] == ["spend"]
    assert len(platform.alerts()) == 1
    with pytest.raises(PlatformError, match="seconds"):
        platform.alerts(wait_seconds=61)
