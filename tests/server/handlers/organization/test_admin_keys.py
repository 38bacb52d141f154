import httpx
import openai
import pytest
from openai import OpenAI
from openai.resources.admin.organization import Organization

from course_utils.platform_client import PracticePlatform


def test_admin_keys_are_made_listed_and_deleted(
    organization: Organization, platform: PracticePlatform
) -> None:
    keys = organization.admin_api_keys
    made = keys.create(name="second", expires_in_seconds=3600)
    assert made.value.startswith("sk-practice-admin-")
    assert [key.name for key in keys.list()] == ["Admin", "second"]
    assert [key.name for key in keys.list(order="desc")] == ["second", "Admin"]
    with OpenAI(admin_api_key=made.value, base_url=platform.base_url) as second:
        assert list(second.admin.organization.projects.list())
        assert keys.delete(made.id).deleted
        with pytest.raises(openai.AuthenticationError):
            second.admin.organization.projects.list()


def test_a_project_key_opens_nothing_of_the_admin_api(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    headers = {"authorization": f"Bearer {platform.api_key}"}
    for path, scope in (
        ("projects", "api.management.read"),
        ("admin_api_keys", "api.management.read"),
        ("audit_logs", "api.management.read"),
        ("usage/completions", "api.usage.read"),
        ("costs", "api.usage.read"),
    ):
        answer = http.get(f"/organization/{path}", headers=headers)
        assert answer.status_code == 401
        assert f"Missing scopes: {scope}" in answer.text
