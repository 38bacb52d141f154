import httpx
import openai
import pytest

from course_utils.platform_client import PracticePlatform
from tests.server.asking import error_of


@pytest.mark.parametrize(
    ("method", "path", "status", "phrase", "code"),
    [
        ("GET", "/nothing", 404, "Invalid URL (GET /v1/nothing)", None),
        ("GET", "/embeddings", 405, "Not allowed to GET", "method_not_supported"),
        ("DELETE", "/models", 405, "Not allowed to DELETE", "method_not_supported"),
    ],
)
def test_paths_and_methods_are_judged_before_the_key(
    http: httpx.Client, method: str, path: str, status: int, phrase: str, code: str | None
) -> None:
    answer = http.request(method, path)
    assert answer.status_code == status
    assert phrase in str(error_of(answer)["message"])
    assert error_of(answer)["code"] == code


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/files", "leaves it out"),
        ("/fine_tuning/jobs", "leaves it out"),
        ("/organization/invites", "leaves it out"),
        ("/filesystem", "Nothing answers"),
        ("/nothing", "Nothing answers"),
    ],
)
def test_the_hint_tells_what_the_practice_platform_leaves_out(
    http: httpx.Client, path: str, hint: str
) -> None:
    answer = http.get(path)
    assert answer.status_code == 404
    assert "Invalid URL" in str(error_of(answer)["message"])
    assert hint in answer.headers["x-practice-hint"]


def test_the_api_is_elsewhere_too_and_the_log_tells_where_it_was_asked(
    platform: PracticePlatform,
) -> None:
    for base_url in (platform.base_url, f"{platform.url}/elsewhere/v1"):
        with openai.OpenAI(api_key=platform.api_key, base_url=base_url) as client:
            client.models.list()

    asked = [one["target"] for one in platform.requests()]
    assert asked == ["/v1/models", "/elsewhere/v1/models"]
