"""The Admin API through the official client: projects, service accounts, keys, permissions, the audit log."""

from datetime import timedelta
from itertools import islice

import httpx
import openai
import pytest
from openai import OpenAI
from openai.resources.admin.organization import Organization

from course_utils import MODEL
from course_utils.platform_client import PracticePlatform


@pytest.fixture
def project_id(organization: Organization) -> str:
    return organization.projects.create(name="Practice").id


def models_with(platform: PracticePlatform, key: str) -> int:
    """Give the status that the list of models answers to a key."""
    return httpx.get(
        f"{platform.base_url}/models",
        headers={"authorization": f"Bearer {key}"},
        trust_env=False,
    ).status_code


def working_key(organization: Organization, project_id: str, scopes: list[str]) -> tuple[str, str]:
    """Make an account with a role and a key, as the real API wants it; give the key's id and value."""
    accounts = organization.projects.service_accounts
    account = accounts.create(project_id, name="service", create_service_account_only=True)
    accounts.update(account.id, project_id=project_id, role="member")
    key = accounts.api_keys.create(account.id, project_id=project_id, name="key", scopes=scopes)
    return key.id, key.value


def test_a_project_is_made_listed_renamed_and_archived(organization: Organization) -> None:
    projects = organization.projects
    project = projects.create(name="Practice")
    assert projects.retrieve(project.id) == project
    assert projects.update(project.id, name="Renamed").name == "Renamed"
    assert [one.name for one in projects.list()] == ["Default project", "Renamed"]
    archived = projects.archive(project.id)
    assert (archived.status, archived.archived_at is None) == ("archived", False)
    assert [one.name for one in projects.list()] == ["Default project"]
    assert len(list(projects.list(include_archived=True))) == 2
    with pytest.raises(openai.BadRequestError, match="archived"):
        projects.update(project.id, name="Again")


def test_an_archived_project_takes_its_keys_with_it(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    _, value = working_key(organization, project_id, [])
    assert models_with(platform, value) == 200
    organization.projects.archive(project_id)
    assert models_with(platform, value) == 401


def test_an_account_has_a_default_key_that_may_do_everything(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    account = organization.projects.service_accounts.create(project_id, name="service")
    assert account.role == "member"
    assert account.api_key is not None
    assert models_with(platform, account.api_key.value) == 200


def test_an_account_made_alone_may_do_nothing_until_it_has_a_role(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    accounts = organization.projects.service_accounts
    account = accounts.create(project_id, name="service", create_service_account_only=True)
    assert (account.role, account.api_key) == ("none", None)
    key = accounts.api_keys.create(account.id, project_id=project_id, scopes=["api.model.read"])
    assert models_with(platform, key.value) == 401
    assert accounts.update(account.id, project_id=project_id, role="member").role == "member"
    assert models_with(platform, key.value) == 200
    assert [one.role for one in accounts.list(project_id)] == ["member"]


def test_deleting_an_account_revokes_its_keys(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    accounts = organization.projects.service_accounts
    account = accounts.create(project_id, name="service")
    assert account.api_key is not None
    assert accounts.delete(account.id, project_id=project_id).deleted
    assert models_with(platform, account.api_key.value) == 401
    assert list(accounts.list(project_id)) == []
    with pytest.raises(openai.NotFoundError):
        accounts.retrieve(account.id, project_id=project_id)


def test_a_keys_value_is_shown_once_and_its_scopes_in_the_audit_log_alone(
    organization: Organization, project_id: str
) -> None:
    key_id, value = working_key(organization, project_id, ["api.model.read"])
    keys = organization.projects.api_keys
    (listed,) = keys.list(project_id)
    assert listed == keys.retrieve(key_id, project_id=project_id)
    assert value not in listed.to_json()
    assert listed.redacted_value.endswith(value[-4:])
    assert "scopes" not in listed.to_dict()
    (created,) = organization.audit_logs.list(resource_ids=[key_id])
    assert created.api_key_created is not None
    assert created.api_key_created.data is not None
    assert created.api_key_created.data.scopes == ["api.model.read"]


def test_scopes_and_expiry_of_a_key_change(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    key_id, value = working_key(organization, project_id, ["api.responses.write"])
    keys = organization.projects.api_keys
    assert models_with(platform, value) == 401
    keys.update(key_id, project_id=project_id, scopes=["api.model.read"])
    assert models_with(platform, value) == 200
    assert keys.update(key_id, project_id=project_id, expires_in_seconds=60).expires_at is not None
    platform.clock.advance(timedelta(seconds=60))
    assert models_with(platform, value) == 401
    with pytest.raises(openai.BadRequestError, match="expired"):
        keys.update(key_id, project_id=project_id, scopes=[])


def test_a_deleted_key_is_refused_and_gone(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    key_id, value = working_key(organization, project_id, [])
    keys = organization.projects.api_keys
    assert keys.delete(key_id, project_id=project_id).deleted
    assert models_with(platform, value) == 401
    assert list(keys.list(project_id)) == []
    with pytest.raises(openai.NotFoundError):
        keys.delete(key_id, project_id=project_id)


def test_a_key_is_found_in_its_own_project_only(
    organization: Organization, project_id: str
) -> None:
    key_id, _ = working_key(organization, project_id, [])
    other = organization.projects.create(name="Other").id
    with pytest.raises(openai.NotFoundError):
        organization.projects.api_keys.retrieve(key_id, project_id=other)


def test_admin_keys_are_made_listed_and_deleted(
    organization: Organization, platform: PracticePlatform
) -> None:
    keys = organization.admin_api_keys
    made = keys.create(name="second", expires_in_seconds=3600)
    assert made.value.startswith("sk-practice-admin-")
    assert [key.name for key in keys.list()] == ["Admin", "second"]
    assert [key.name for key in keys.list(order="desc")] == ["second", "Admin"]
    second = OpenAI(admin_api_key=made.value, base_url=platform.base_url)
    assert list(second.admin.organization.projects.list())
    assert keys.delete(made.id).deleted
    with pytest.raises(openai.AuthenticationError):
        second.admin.organization.projects.list()
    second.close()


def test_a_project_key_opens_nothing_of_the_admin_api(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    headers = {"authorization": f"Bearer {platform.api_key}"}
    for path in ("projects", "admin_api_keys", "audit_logs", "usage/completions"):
        answer = http.get(f"/organization/{path}", headers=headers)
        assert answer.status_code == 401
        assert "Missing scopes: api.management.read" in answer.text


def test_lists_come_in_pages_that_miss_and_repeat_nothing(organization: Organization) -> None:
    projects = organization.projects
    ids = [projects.list().data[0].id]
    ids += [projects.create(name=f"Project {number}").id for number in range(6)]
    assert [project.id for project in projects.list(limit=2)] == ids
    page = projects.list(limit=3, after=ids[1])
    assert [project.id for project in page.data] == ids[2:5]
    assert page.has_more
    assert (page.last_id, projects.list(limit=3, after=ids[4]).has_more) == (ids[4], False)


def test_what_is_deleted_while_it_is_listed_stops_no_list(
    organization: Organization, project_id: str
) -> None:
    for _ in range(5):
        working_key(organization, project_id, [])
    keys = organization.projects.api_keys
    for key in keys.list(project_id, limit=2):
        keys.delete(key.id, project_id=project_id)
    assert list(keys.list(project_id)) == []


def test_a_cursor_that_names_nothing_is_refused(organization: Organization) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        organization.projects.list(after="proj_nowhere")
    assert refused.value.param == "after"


def test_a_project_may_use_the_models_it_is_allowed(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    _, value = working_key(organization, project_id, [])
    permissions = organization.projects.model_permissions
    permissions.update(project_id, mode="allow_list", model_ids=["gpt-4o"])
    assert permissions.retrieve(project_id).api_model_ids == ["gpt-4o"]
    with OpenAI(api_key=value, base_url=platform.base_url) as client:
        message = {"role": "user", "content": "hi"}
        client.responses.create(model="gpt-4o", input="hi")
        with pytest.raises(openai.PermissionDeniedError, match="does not have access") as refused:
            client.responses.create(model=MODEL, input="hi")
        assert refused.value.code == "model_not_found"
        permissions.update(project_id, mode="deny_list", model_ids=["gpt-4o"])
        client.responses.create(model=MODEL, input=str(message))
        with pytest.raises(openai.PermissionDeniedError):
            client.responses.create(model="gpt-4o", input="hi")
        assert permissions.delete(project_id).deleted
        client.responses.create(model="gpt-4o", input="hi")


def test_the_audit_log_is_newest_first_and_can_be_filtered(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    key_id, _ = working_key(organization, project_id, [])
    organization.projects.api_keys.delete(key_id, project_id=project_id)
    logs = list(organization.audit_logs.list(project_ids=[project_id], limit=2))
    assert [log.type for log in logs] == [
        "api_key.deleted",
        "api_key.created",
        "service_account.updated",
        "service_account.created",
        "project.created",
    ]
    (deleted,) = organization.audit_logs.list(event_types=["api_key.deleted"])
    assert deleted.api_key_deleted is not None
    assert deleted.api_key_deleted.id == key_id
    assert deleted.actor is not None
    assert deleted.actor.api_key is not None
    (admin,) = (row for row in platform.table("api_keys") if row["name"] == "Admin")
    assert deleted.actor.api_key.id == admin["id"]
    moment = deleted.effective_at
    assert list(organization.audit_logs.list(effective_at={"gt": moment})) == []
    since = organization.audit_logs.list(effective_at={"gte": moment})
    assert [log.id for log in since] == [deleted.id]
    before = organization.audit_logs.list(before=logs[-1].id, limit=1)
    assert [log.id for log in before.data] == [logs[-2].id]
    assert list(islice(organization.audit_logs.list(actor_emails=["nobody@example.com"]), 1)) == []


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": 7},
        {"name": "NUL \x00"},
        {"name": "x", "nonsense": 1},
        {"name": "x", "expires_in_seconds": 0},
        {"name": "x", "expires_in_seconds": 366 * 24 * 3600},
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    http: httpx.Client, platform: PracticePlatform, project_id: str, body: dict[str, object]
) -> None:
    headers = {"authorization": f"Bearer {platform.admin_key}"}
    before = platform.table("service_accounts"), platform.table("api_keys")
    path = f"/organization/projects/{project_id}/service_accounts"
    assert http.post(path, headers=headers, json=body).status_code == 400
    assert before[0] == platform.table("service_accounts")
    assert len(before[1]) == len(platform.table("api_keys"))


@pytest.mark.parametrize("scopes", ["api.model.read", ["two words"], ["ключ"], [1], [""]])
def test_scopes_are_names(
    http: httpx.Client, platform: PracticePlatform, project_id: str, scopes: object
) -> None:
    headers = {"authorization": f"Bearer {platform.admin_key}"}
    root = f"/organization/projects/{project_id}/service_accounts"
    account = http.post(root, headers=headers, json={"name": "x"}).json()["id"]
    answer = http.post(f"{root}/{account}/api_keys", headers=headers, json={"scopes": scopes})
    assert answer.status_code == 400
    assert answer.json()["error"]["param"] == "scopes"


@pytest.mark.parametrize("identifier", ["nothing", "%00", "a" * 500, "%ED%A0%80", "' OR 1=1 --"])
def test_an_id_that_names_nothing_is_404(
    http: httpx.Client, platform: PracticePlatform, identifier: str
) -> None:
    headers = {"authorization": f"Bearer {platform.admin_key}"}
    for path in (f"projects/{identifier}", f"admin_api_keys/{identifier}"):
        assert http.get(f"/organization/{path}", headers=headers).status_code == 404
