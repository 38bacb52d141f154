from datetime import timedelta

import httpx
import openai
import pytest
from openai.resources.admin.organization import Organization

from course_utils.platform_client import PracticePlatform
from tests.server.asking import models_with, working_key


def test_a_keys_value_is_shown_once_and_its_scopes_in_the_audit_log_alone(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    platform.set_audit_logging(on=True)
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
