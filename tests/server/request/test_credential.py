import httpx
import pytest

from course_utils import keys
from course_utils.platform_client import PracticePlatform
from tests.server.asking import bearer, error_of


@pytest.mark.parametrize(
    ("sent", "hint"),
    [
        ("not-a-key", "begin with sk-"),
        ("https://example.org/v1", "a URL"),
        ("Bearer not-a-key", "sent twice"),
        ('"not-a-key"', "quotation marks"),
        ("not a key", "white space"),
        ("sk-practice-proj-tooshort", "checksum"),
    ],
)
def test_a_malformed_key_is_refused_and_the_hint_says_what_is_wrong(
    http: httpx.Client, platform: PracticePlatform, sent: str, hint: str
) -> None:
    answer = http.get("/models", headers=bearer(sent))
    assert answer.status_code == 401
    assert error_of(answer)["code"] == "invalid_api_key"
    assert f"Incorrect API key provided: {keys.mask(sent)}" in answer.text.replace('\\"', '"')
    assert hint in answer.headers["x-practice-hint"]
    assert platform.requests()[-1]["reason"] == "malformed_key"


def test_a_real_key_is_refused_said_to_be_real_and_not_kept(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    real = f"sk-proj-{'x' * 74}{keys.OPENAI_MARKER}{'y' * 70}wxyz"
    answer = http.get("/models", headers=bearer(real))
    assert answer.status_code == 401
    assert "REAL OpenAI key" in answer.headers["x-practice-hint"]
    assert real[12:-4] not in answer.text + str(platform.requests())


def test_a_key_in_the_query_string_is_served_and_leaves_a_masked_trace(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    answer = http.get("/models", params={"api_key": platform.api_key})
    assert answer.status_code == 200
    assert platform.access_log()[-1].endswith(
        f'"GET /v1/models?api_key=[key …{platform.api_key[-4:]}] HTTP/1.1" 200'
    )


def test_the_header_alone_decides_where_there_is_one(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    answer = http.get(
        "/models",
        params={"api_key": platform.api_key},
        headers={"authorization": "Bearer wrong"},
    )
    assert answer.status_code == 401
