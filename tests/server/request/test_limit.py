"""Rate limits, spend limits and credit: what answers 429, and when it answers again."""

import time
from datetime import timedelta

import httpx
import pytest
from openai import OpenAI
from openai.resources.admin.organization import Organization

from course_utils import MODEL
from course_utils.platform_client import PracticePlatform
from course_utils.server.request.limit import duration
from tests.server.asking import post

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


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0.0, "0ms"), (0.02, "20ms"), (1, "1s"), (1.5, "1.5s"), (360, "6m0s"), (61.25, "1m1.25s")],
)
def test_durations_are_written_as_openai_does(seconds: float, written: str, backend: str) -> None:
    assert duration(seconds) == written
