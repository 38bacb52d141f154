"""Rate limits, spend limits and credit: what answers 429, and when it answers again."""

import time
from datetime import timedelta

import httpx
import openai
import pytest
from openai import OpenAI
from openai.resources.admin.organization import Organization
from openai.types.admin.organization.spend_alert_create_params import NotificationChannel

from course_utils import MODEL
from course_utils.platform_client import PracticePlatform
from course_utils.server.request.limit import duration

A_CENT_OF_GPT_4 = {"model": "gpt-4", "input": "word " * 400}
"""About 500 tokens at 30 dollars a million: a little more than a cent."""


@pytest.fixture
def project_id(organization: Organization) -> str:
    (project,) = organization.projects.list()
    return project.id


def limit(
    organization: Organization, project_id: str, *, requests: int = 500, tokens: int = 200_000
) -> None:
    organization.projects.rate_limits.update_rate_limit(
        f"rl-{MODEL}",
        project_id=project_id,
        max_requests_per_1_minute=requests,
        max_tokens_per_1_minute=tokens,
    )


def post(http: httpx.Client, platform: PracticePlatform, text: str = "hi") -> httpx.Response:
    headers = {"authorization": f"Bearer {platform.api_key}"}
    return http.post("/responses", headers=headers, json={"model": MODEL, "input": text})


def seconds_for(client: OpenAI) -> float:
    """Give how long a request took, with the client's own waiting."""
    began = time.monotonic()
    client.responses.create(model=MODEL, input="hi")
    return time.monotonic() - began


def test_the_headers_tell_what_is_left(
    http: httpx.Client, platform: PracticePlatform, organization: Organization, project_id: str
) -> None:
    limit(organization, project_id, requests=60, tokens=6000)
    first, second = post(http, platform), post(http, platform)
    assert first.headers["x-ratelimit-limit-requests"] == "60"
    assert first.headers["x-ratelimit-remaining-requests"] == "59"
    assert first.headers["x-ratelimit-reset-requests"] == "1s"
    assert second.headers["x-ratelimit-limit-tokens"] == "6000"
    assert int(second.headers["x-ratelimit-remaining-tokens"]) < 6000


def test_beyond_the_limit_of_requests_is_429_until_there_is_room(
    http: httpx.Client, platform: PracticePlatform, organization: Organization, project_id: str
) -> None:
    limit(organization, project_id, requests=2)
    answers = [post(http, platform) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    error = answers[2].json()["error"]
    assert (error["type"], error["code"]) == ("requests", "rate_limit_exceeded")
    assert "Rate limit reached for" in error["message"]
    wait = int(answers[2].headers["retry-after-ms"])
    assert 0 < wait <= 30_000
    assert int(answers[2].headers["retry-after"]) == -(-wait // 1000)
    assert platform.requests()[-1]["reason"] == "rate_limited"
    platform.clock.advance(timedelta(milliseconds=wait))
    assert post(http, platform).status_code == 200


def test_beyond_the_limit_of_tokens_is_429_of_that_type(
    http: httpx.Client, platform: PracticePlatform, organization: Organization, project_id: str
) -> None:
    limit(organization, project_id, tokens=200)
    assert post(http, platform, "x" * 600).status_code == 200
    refused = post(http, platform, "x" * 600)
    assert refused.json()["error"]["type"] == "tokens"
    never = post(http, platform, "x" * 10_000)
    assert never.json()["error"]["type"] == "tokens"


def test_a_limit_of_zero_lets_nothing_through(
    http: httpx.Client, platform: PracticePlatform, organization: Organization, project_id: str
) -> None:
    limit(organization, project_id, requests=0)
    assert post(http, platform).status_code == 429


def test_limits_are_kept_for_each_project_and_model(
    http: httpx.Client, platform: PracticePlatform, organization: Organization, project_id: str
) -> None:
    limit(organization, project_id, requests=0)
    headers = {"authorization": f"Bearer {platform.api_key}"}
    other_model = {"model": "gpt-4o", "input": "hi"}
    assert http.post("/responses", headers=headers, json=other_model).status_code == 200
    other = organization.projects.create(name="Other").id
    account = organization.projects.service_accounts.create(other, name="service")
    assert account.api_key is not None
    headers = {"authorization": f"Bearer {account.api_key.value}"}
    same_model = {"model": MODEL, "input": "hi"}
    assert http.post("/responses", headers=headers, json=same_model).status_code == 200


def test_the_client_waits_as_long_as_it_is_told_and_is_then_answered(
    http: httpx.Client, platform: PracticePlatform, organization: Organization, project_id: str
) -> None:
    limit(organization, project_id, requests=30)
    while (refused := post(http, platform)).is_success:
        pass
    with OpenAI(api_key=platform.api_key, base_url=platform.base_url, max_retries=1) as client:
        waited = [seconds_for(client) for _ in range(2)]
    assert refused.status_code == 429
    statuses = [entry["status"] for entry in platform.requests()]
    assert statuses[-2:] == [429, 200]
    assert max(waited) >= 1.0


def test_a_spend_limit_stops_a_project_until_the_month_ends(
    http: httpx.Client, platform: PracticePlatform, organization: Organization, project_id: str
) -> None:
    limits = organization.projects.spend_limit
    limits.update(project_id, currency="USD", interval="month", threshold_amount=1)
    assert limits.retrieve(project_id).enforcement.status == "enforcing"
    headers = {"authorization": f"Bearer {platform.api_key}"}
    answers = [http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    error = answers[1].json()["error"]
    assert (error["type"], error["code"]) == ("insufficient_quota", "project_spend_limit_exceeded")
    platform.clock.advance(timedelta(days=31))
    assert http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4).status_code == 200
    assert http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4).status_code == 429
    assert limits.delete(project_id).deleted
    assert http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4).status_code == 200
    with pytest.raises(openai.NotFoundError):
        limits.retrieve(project_id)


def test_a_spend_limit_of_the_organization_stops_all_its_projects(
    http: httpx.Client, platform: PracticePlatform, organization: Organization
) -> None:
    with pytest.raises(openai.NotFoundError):
        organization.spend_limit.retrieve()
    organization.spend_limit.update(currency="USD", interval="month", threshold_amount=1)
    assert organization.spend_limit.retrieve().threshold_amount == 1
    headers = {"authorization": f"Bearer {platform.api_key}"}
    assert http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4).status_code == 200
    other = organization.projects.create(name="Other").id
    account = organization.projects.service_accounts.create(other, name="service")
    assert account.api_key is not None
    for key in (platform.api_key, account.api_key.value):
        headers = {"authorization": f"Bearer {key}"}
        refused = http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4)
        assert refused.status_code == 429
        assert refused.json()["error"]["code"] == "organization_spend_limit_exceeded"
    assert organization.spend_limit.delete().deleted
    assert http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4).status_code == 200
    (last, *_) = organization.audit_logs.list(event_types=["organization.updated"])
    assert last.organization_updated is not None


def test_an_alert_of_the_organization_counts_all_its_projects(
    http: httpx.Client, platform: PracticePlatform, organization: Organization, project_id: str
) -> None:
    alerts = organization.spend_alerts
    channel = NotificationChannel(type="email", recipients=["you@example.com"])
    alert = alerts.create(
        currency="USD", interval="month", threshold_amount=1, notification_channel=channel
    )
    assert [one.id for one in alerts.list()] == [alert.id]
    assert list(organization.projects.spend_alerts.list(project_id)) == []
    headers = {"authorization": f"Bearer {platform.api_key}"}
    assert http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4).status_code == 200
    assert [reached["id"] for reached in platform.spend_alerts_reached()] == [alert.id]
    changed = alerts.update(
        alert.id,
        currency="USD",
        interval="month",
        threshold_amount=500,
        notification_channel=channel,
    )
    assert changed == alerts.retrieve(alert.id)
    assert platform.spend_alerts_reached() == []
    assert alerts.delete(alert.id).deleted
    with pytest.raises(openai.NotFoundError):
        alerts.retrieve(alert.id)


def test_a_spend_alert_stops_nothing_and_tells(
    http: httpx.Client, platform: PracticePlatform, organization: Organization, project_id: str
) -> None:
    alert = organization.projects.spend_alerts.create(
        project_id,
        currency="USD",
        interval="month",
        threshold_amount=1,
        notification_channel={"type": "email", "recipients": ["you@example.com"]},
    )
    assert platform.spend_alerts_reached() == []
    headers = {"authorization": f"Bearer {platform.api_key}"}
    for _ in range(2):
        assert http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4).status_code == 200
    assert [reached["id"] for reached in platform.spend_alerts_reached()] == [alert.id]
    organization.projects.spend_alerts.delete(alert.id, project_id=project_id)
    assert platform.spend_alerts_reached() == []


def test_without_credit_nothing_that_costs_is_answered(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    platform.set_credit(cents=1)
    headers = {"authorization": f"Bearer {platform.api_key}"}
    answers = [http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    error = answers[1].json()["error"]
    assert (error["type"], error["code"]) == ("insufficient_quota", "credit_balance_exhausted")
    assert http.get("/models", headers=headers).status_code == 200
    platform.set_credit(cents=100)
    assert post(http, platform).status_code == 200
    platform.set_credit(cents=0)
    assert post(http, platform).status_code == 429
    platform.set_credit(cents=None)
    assert post(http, platform).status_code == 200


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0.0, "0ms"), (0.02, "20ms"), (1, "1s"), (1.5, "1.5s"), (360, "6m0s"), (61.25, "1m1.25s")],
)
def test_durations_are_written_as_openai_does(seconds: float, written: str, backend: str) -> None:
    assert duration(seconds) == written
