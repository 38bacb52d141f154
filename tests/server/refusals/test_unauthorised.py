import httpx
import pytest

from course_utils.platform_client import PracticePlatform
from tests.server.asking import CHAT, bearer, error_of


@pytest.mark.parametrize(
    ("headers", "phrase", "reason"),
    [
        ({}, "You didn't provide an API key", "no_key"),
        ({"authorization": ""}, "Missing bearer", "not_bearer"),
        ({"authorization": "Bearer"}, "You didn't provide an API key", "no_key"),
        ({"authorization": "Basic YWJj"}, "Missing bearer", "not_bearer"),
        ({"authorization": "sk-something"}, "Missing bearer", "not_bearer"),
    ],
)
def test_a_request_without_a_key_is_refused_without_a_code(
    http: httpx.Client,
    platform: PracticePlatform,
    headers: dict[str, str],
    phrase: str,
    reason: str,
) -> None:
    answer = http.get("/models", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="OpenAI API"'
    error = error_of(answer)
    assert phrase in str(error["message"])
    assert (error["type"], error["code"]) == ("invalid_request_error", None)
    assert platform.requests()[-1]["reason"] == reason


@pytest.mark.parametrize("name", ["ключ", "two\nlines", "\x00", "\U0001f511"])
def test_a_hint_is_a_header_whatever_was_sent(
    http: httpx.Client, platform: PracticePlatform, name: str
) -> None:
    answer = http.post(
        "/chat/completions", headers=bearer(platform.api_key), json={**CHAT, name: 1}
    )
    assert answer.status_code == 400
    assert error_of(answer)["param"] == name
    assert "takes no" in answer.headers["x-practice-hint"]
