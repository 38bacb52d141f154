import httpx
import pytest

from course_utils.platform_client import PracticePlatform
from tests.server.asking import CHAT, bearer, error_of


def test_a_missing_scope_is_401_as_on_openai(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    key = platform.issue_key("reader", ["api.model.read"]).value
    assert http.get("/models", headers=bearer(key)).status_code == 200
    answer = http.post("/chat/completions", headers=bearer(key), json=CHAT)
    assert answer.status_code == 401
    error = error_of(answer)
    assert "Missing scopes: api.model.request" in str(error["message"])
    assert error["code"] is None
    assert platform.requests()[-1]["reason"] == "missing_scope"


def test_read_only_keys_read_everything_and_change_nothing(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    key = platform.issue_key("read only", ["api.all.read"]).value
    assert http.get("/models", headers=bearer(key)).status_code == 200
    assert http.post("/chat/completions", headers=bearer(key), json=CHAT).status_code == 401


def test_an_admin_key_opens_no_model(http: httpx.Client, platform: PracticePlatform) -> None:
    assert http.get("/models", headers=bearer(platform.admin_key)).status_code == 401


@pytest.mark.parametrize(
    ("header", "code"),
    [("OpenAI-Project", "mismatched_project"), ("OpenAI-Organization", "mismatched_organization")],
)
def test_a_request_that_names_another_project_or_organization_is_401(
    http: httpx.Client, platform: PracticePlatform, header: str, code: str
) -> None:
    answer = http.get("/models", headers={**bearer(platform.api_key), header: "proj_of_others"})
    assert answer.status_code == 401
    assert error_of(answer)["code"] == code
    assert "header should match" in str(error_of(answer)["message"])


def test_a_request_that_names_its_own_project_and_organization_is_served(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    (project,) = platform.table("projects")
    organization = http.get("/nothing").headers["openai-organization"]
    own = {"OpenAI-Project": project["id"], "OpenAI-Organization": organization}
    answer = http.get("/models", headers={**bearer(platform.api_key), **own})
    assert answer.status_code == 200
