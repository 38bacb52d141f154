import httpx
import pytest

from course_utils.platform_client import PracticePlatform
from tests.server.asking import CHAT, bearer, error_of


@pytest.mark.parametrize(
    "content", [b"{", b"", b"[]", b'"text"', b"\xff", b"[" * 100_000, b'{"a":"\\ud800"}']
)
def test_a_body_that_is_no_json_object_is_refused(
    http: httpx.Client, platform: PracticePlatform, content: bytes
) -> None:
    answer = http.post("/chat/completions", headers=bearer(platform.api_key), content=content)
    assert answer.status_code == 400
    assert "could not parse the JSON body" in str(error_of(answer)["message"])


@pytest.mark.parametrize(
    ("change", "code", "param"),
    [
        ({"messages": None}, "missing_required_parameter", "messages"),
        ({"model": None}, "missing_required_parameter", "model"),
        ({"temprature": 1}, "unknown_parameter", "temprature"),
        ({"messages": "hi"}, "invalid_value", "messages"),
        ({"messages": []}, "invalid_value", "messages"),
        ({"messages": ["hi"]}, "invalid_value", "messages[0]"),
        ({"messages": [{"role": "usr", "content": "hi"}]}, "invalid_value", "messages[0].role"),
        ({"messages": [{"role": "user", "content": {}}]}, "invalid_value", "messages[0].content"),
        ({"n": 0}, "invalid_value", "n"),
        ({"n": True}, "invalid_value", "n"),
        ({"max_tokens": "many"}, "invalid_value", "max_tokens"),
        ({"stream": True, "stream_options": "usage"}, "invalid_value", "stream_options"),
        ({"stream": 2}, "invalid_value", "stream"),
        ({"store": "yes"}, "invalid_value", "store"),
        ({"model": 4}, "invalid_value", "model"),
    ],
)
def test_a_wrong_parameter_is_named(
    http: httpx.Client, platform: PracticePlatform, change: dict[str, object], code: str, param: str
) -> None:
    answer = http.post(
        "/chat/completions", headers=bearer(platform.api_key), json={**CHAT, **change}
    )
    assert answer.status_code == 400
    assert (error_of(answer)["code"], error_of(answer)["param"]) == (code, param)


@pytest.mark.parametrize(
    "content", [b'{"temperature": 1e999}', b'{"temperature": NaN}', b'{"tools": ' + b"[" * 500]
)
def test_numbers_without_end_and_bottomless_nesting_are_no_json(
    http: httpx.Client, platform: PracticePlatform, content: bytes
) -> None:
    content += b"]" * content.count(b"[") + b"}" * (content.count(b"{") - content.count(b"}"))
    answer = http.post("/responses", headers=bearer(platform.api_key), content=content)
    assert answer.status_code == 400
    assert "could not parse" in answer.text
