"""The settings of an organization's security: rules for new keys, addresses, the audit log, how fast a change holds."""

from contextlib import nullcontext
from datetime import timedelta

import httpx
import openai
import pytest
from openai import OpenAI
from openai.resources.admin.organization import Organization

from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform
from course_utils.platform_security import Creation
from tests.server.asking import bearer, models_with, working_key

DAY = timedelta(days=1)


def lifetime_of(organization: Organization, project_id: str, seconds: int | None) -> int | None:
    """Make an account with a default key, and give how long the key lives."""
    made = organization.projects.service_accounts.create(
        project_id, name="service", expires_in_seconds=seconds
    )
    assert made.api_key is not None
    expires_at = made.api_key.model_dump()["expires_at"]
    return None if expires_at is None else expires_at - made.api_key.created_at


def test_a_longest_lifetime_holds_for_every_new_key_and_for_no_old_one(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    old_id, old = working_key(organization, project_id, [])
    first = platform.table("projects")[0]["id"]
    platform.set_key_rules(longest_lifetime=30 * DAY)
    platform.set_key_rules(longest_lifetime=DAY, project_id=project_id)
    accounts, keys = organization.projects.service_accounts, organization.projects.api_keys
    for seconds in (None, 86_401):
        with pytest.raises(openai.BadRequestError) as refused:
            lifetime_of(organization, project_id, seconds)
        assert refused.value.param == "expires_in_seconds"
    assert [one.name for one in accounts.list(project_id)] == ["service"]
    assert lifetime_of(organization, project_id, 86_400) == 86_400
    assert lifetime_of(organization, first, 86_401) == 86_401
    with pytest.raises(openai.BadRequestError):
        keys.update(old_id, project_id=project_id, expires_in_seconds=86_401)
    keys.update(old_id, project_id=project_id, scopes=["api.model.read"])
    with pytest.raises(PlatformError, match=r"live 2,592,000 seconds at most"):
        platform.issue_key("for ever")
    assert platform.issue_key("for a month", lifetime=30 * DAY).value
    platform.clock.advance(400 * DAY)
    assert models_with(platform, old) == 200
    platform.set_key_rules()
    assert lifetime_of(organization, first, None) is None


@pytest.mark.parametrize(
    ("creation", "of_project", "service_accounts", "users"),
    [
        ("service_accounts", True, True, False),
        ("users", False, False, True),
        ("none", True, False, False),
    ],
)
def test_creation_is_limited_to_the_keys_of_some_owners(
    organization: Organization,
    platform: PracticePlatform,
    project_id: str,
    creation: Creation,
    *,
    of_project: bool,
    service_accounts: bool,
    users: bool,
) -> None:
    _, old = working_key(organization, project_id, [])
    platform.set_key_rules(creation=creation, project_id=project_id if of_project else None)
    accounts = organization.projects.service_accounts
    account = accounts.create(project_id, name="robot", create_service_account_only=True).id
    for allowed, refusal, make in (
        (
            service_accounts,
            openai.PermissionDeniedError,
            lambda: accounts.api_keys.create(account, project_id=project_id, name="new"),
        ),
        (users, PlatformError, lambda: platform.issue_key("mine", project_id=project_id)),
    ):
        with nullcontext() if allowed else pytest.raises(refusal, match="API keys"):
            make()
    assert organization.admin_api_keys.create(name="second").value
    assert models_with(platform, old) == 200


def test_a_deletion_and_an_edit_of_scopes_take_a_while_on_demand(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    key_id, value = working_key(organization, project_id, ["api.model.read"])
    keys = organization.projects.api_keys
    platform.set_delays(deletion=timedelta(hours=1), scopes=timedelta(hours=2))
    keys.update(key_id, project_id=project_id, scopes=["api.responses.write"])
    assert models_with(platform, value) == 200
    platform.clock.advance(timedelta(hours=2))
    assert models_with(platform, value) == 401
    keys.update(key_id, project_id=project_id, scopes=["api.model.read"])
    platform.clock.advance(timedelta(hours=2))
    keys.delete(key_id, project_id=project_id)
    assert list(keys.list(project_id)) == []
    assert models_with(platform, value) == 200
    platform.clock.advance(timedelta(hours=1))
    assert models_with(platform, value) == 401


def test_a_spend_limit_sees_the_spending_late_on_demand(
    organization: Organization, platform: PracticePlatform, http: httpx.Client
) -> None:
    project = platform.table("projects")[0]["id"]
    limits = organization.projects.spend_limit
    limits.update(project, currency="USD", interval="month", threshold_amount=1)
    platform.set_delays(spend_limit=timedelta(minutes=5))
    dear = {"model": "gpt-4", "messages": [{"role": "user", "content": "x" * 2000}]}

    def ask() -> int:
        headers = bearer(platform.api_key)
        return http.post("/chat/completions", headers=headers, json=dear).status_code

    assert [ask() for _ in range(4)] == [200] * 4
    platform.clock.advance(timedelta(minutes=5))
    assert [ask() for _ in range(2)] == [429] * 2
    platform.clock.advance(31 * DAY)
    assert [ask() for _ in range(2)] == [200] * 2
    platform.reset()  # the log begins anew
    limits.update(project, currency="USD", interval="month", threshold_amount=1)
    platform.set_delays(spend_limit=timedelta(minutes=5))
    assert [ask() for _ in range(4)] == [200] * 4
    platform.clock.advance(timedelta(minutes=5))
    assert ask() == 429


def test_the_audit_log_begins_when_somebody_switches_it_on(
    organization: Organization, platform: PracticePlatform
) -> None:
    organization.projects.create(name="unseen")
    assert list(organization.audit_logs.list()) == []
    platform.set_audit_logging(on=True)
    organization.projects.create(name="seen")
    assert [entry.type for entry in organization.audit_logs.list()] == ["project.created"]
    platform.reset()
    organization.projects.create(name="seen too")
    platform.set_audit_logging(on=False)
    organization.projects.create(name="unseen")
    assert len(list(organization.audit_logs.list())) == 2


@pytest.mark.parametrize(
    ("scopes", "lists", "creates", "usage"),
    [
        (["api.all.read"], True, False, True),
        (["api.management.read", "api.management.write"], True, True, False),
        (["api.usage.read"], False, False, True),
    ],
)
def test_an_admin_key_can_be_restricted_or_read_only(
    platform: PracticePlatform, scopes: list[str], *, lists: bool, creates: bool, usage: bool
) -> None:
    value = platform.issue_admin_key("less", scopes).value

    def may(method: str, path: str) -> bool:
        root = f"{platform.base_url}/organization"
        answer = httpx.request(
            method, f"{root}/{path}", headers=bearer(value), json={"name": "x"}, trust_env=False
        )
        assert answer.status_code in (200, 401)
        return answer.status_code == 200

    assert (may("GET", "projects"), may("POST", "projects")) == (lists, creates)
    assert may("GET", "usage/completions?start_time=0") is usage
    with pytest.raises(PlatformError, match=r"no scope 'api\.model\.read'"):
        platform.issue_admin_key("no such scope", ["api.model.read"])


def test_an_unknown_scope_is_refused_and_leaves_nothing_behind(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    key_id, _ = working_key(organization, project_id, ["api.files.read"])
    keys, accounts = organization.projects.api_keys, organization.projects.service_accounts
    (account,) = accounts.list(project_id)
    for scope in ("api.model.reed", "api.management.read", "read"):
        with pytest.raises(openai.BadRequestError) as refused:
            accounts.api_keys.create(account.id, project_id=project_id, scopes=[scope])
        assert refused.value.param == "scopes"
        with pytest.raises(openai.BadRequestError):
            keys.update(key_id, project_id=project_id, scopes=[scope], expires_in_seconds=60)
        with pytest.raises(PlatformError, match="no scope"):
            platform.issue_key("x", [scope])
    (only,) = keys.list(project_id)
    assert only.expires_at is None


def test_the_first_keys_work_whatever_the_rules(platform: PracticePlatform, client: OpenAI) -> None:
    platform.set_key_rules(creation="none", longest_lifetime=DAY)
    platform.reset()
    assert client.models.list().data
    assert platform.issue_key("no rules any more").value
