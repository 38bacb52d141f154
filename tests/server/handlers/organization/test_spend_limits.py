from datetime import timedelta

import httpx
import openai
import pytest
from openai.resources.admin.organization import Organization

from course_utils.platform_client import PracticePlatform
from tests.server.asking import post

A_CENT_OF_GPT_4 = {"model": "gpt-4", "input": "word " * 400}


@pytest.fixture
def project_id(organization: Organization) -> str:
    (project,) = organization.projects.list()
    return project.id


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
    platform.set_audit_logging(on=True)
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
