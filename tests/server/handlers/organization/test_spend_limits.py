from datetime import timedelta

import httpx
import openai
import pytest
from openai.resources.admin.organization import Organization

from course_utils.platform_client import PracticePlatform
from course_utils.server.database import tables
from course_utils.server.database.settings import Situation
from course_utils.server.database.store import Store
from course_utils.server.request.authenticate import Caller
from course_utils.server.request.budget import Budget
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


def test_a_limit_that_sees_late_reads_no_entry_of_a_long_log_twice() -> None:
    store = Store("sqlite://")
    asked = {"address": "", "method": "POST", "target": "", "status": 200, "reason": "ok"}
    used = {"model": "gpt-4", "usage": "completions", "input_tokens": 0, "output_tokens": 0}
    entry = {**asked, **used, "project_id": "proj"}
    limits = {"id": "rl", "max_requests": 1, "max_tokens": 1, "requests_left": 1, "tokens_left": 1}
    spent = {
        "project_id": "proj",
        "model": "gpt-4",
        "filled_at": 0.0,
        "month": 1,
        "spent_in_month": 1,
    }
    with store.transaction():
        store.insert(tables.projects, {"id": "proj", "name": "", "created_at": 1})
        store.insert(tables.rate_limits, {**limits, **spent})
        store.insert(
            tables.requests,
            *({**entry, "request_id": f"req_{time}", "time": time} for time in range(1000)),
        )
    budget, caller = (
        Budget(store),
        Caller("key", "", "proj", frozenset(), None, 1, None, frozenset(), 0.0),
    )
    read: list[int] = []
    driver = store.connection.connection.driver_connection
    assert driver is not None
    driver.set_progress_handler(lambda: read.append(1), 100)
    reads = []
    for now in (900.0, 901.0):
        read.clear()
        budget.refuse_unpaid(caller, Situation(now, None, None, 1.0, 0, 0), 1)
        reads.append(len(read))
    assert reads[0] > 10 * reads[1]
    store.close()
