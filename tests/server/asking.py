"""What many tests of the platform ask, and how they read the answer."""

import httpx
from openai.resources.admin.organization import Organization

from course_utils import MODEL
from course_utils.platform_client import PracticePlatform


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def error_of(answer: httpx.Response) -> dict[str, str | None]:
    error = answer.json()["error"]
    assert error.keys() == {"message", "type", "param", "code"}
    return dict(error)


CHAT = {"model": "gpt-4", "messages": [{"role": "user", "content": "hi"}]}


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


def statuses(http: httpx.Client, key: str, times: int) -> list[int]:
    headers = {"authorization": f"Bearer {key}"}
    return [http.get("/models", headers=headers).status_code for _ in range(times)]


def post(http: httpx.Client, platform: PracticePlatform, text: str = "hi") -> httpx.Response:
    headers = {"authorization": f"Bearer {platform.api_key}"}
    return http.post("/responses", headers=headers, json={"model": MODEL, "input": text})
