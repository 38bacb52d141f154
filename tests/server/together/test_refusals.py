"""What the platform answers to requests that it refuses, as the OpenAI API answers them."""

from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection

import httpx
import pytest

from course_utils import keys
from course_utils.keys import Kind
from course_utils.platform_client import PracticePlatform

CHAT = {"model": "gpt-4", "messages": [{"role": "user", "content": "hi"}]}


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def error_of(answer: httpx.Response) -> dict[str, str | None]:
    error = answer.json()["error"]
    assert error.keys() == {"message", "type", "param", "code"}
    return dict(error)


def test_every_answer_carries_the_headers_of_the_real_one(http: httpx.Client) -> None:
    for answer in (http.get("/models"), http.get("/nothing")):
        assert answer.headers["x-request-id"].startswith("req_")
        assert answer.headers["openai-version"] == "2020-10-01"
        assert answer.headers["openai-processing-ms"].isdigit()
        assert answer.headers["openai-organization"]


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


def test_strangers_learn_nothing_about_unknown_revoked_and_expired_keys(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    revoked = platform.issue_key("revoked")
    platform.revoke_key(revoked.id)
    expired = platform.issue_key("expired", lifetime=timedelta(hours=1))
    platform.clock.advance(timedelta(hours=1))
    unknown = keys.generate(Kind.PROJECT)

    answers = [
        http.get("/models", headers=bearer(key)) for key in (unknown, revoked.value, expired.value)
    ]

    for answer, key in zip(answers, (unknown, revoked.value, expired.value), strict=True):
        assert answer.status_code == 401
        error = error_of(answer)
        assert error["code"] == "invalid_api_key"
        assert str(error["message"]).startswith(f"Incorrect API key provided: {keys.mask(key)}.")
    assert (
        len(
            {
                answer.text.replace(keys.mask(key)[-4:], "")
                for answer, key in zip(
                    answers, (unknown, revoked.value, expired.value), strict=True
                )
            }
        )
        == 1
    )
    reasons = [entry["reason"] for entry in platform.requests()]
    assert reasons == ["unknown_key", "revoked_key", "expired_key"]


def test_a_key_works_until_its_last_second_and_no_longer(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    key = platform.issue_key("short-lived", lifetime=timedelta(hours=1)).value
    platform.clock.advance(timedelta(minutes=59))
    assert http.get("/models", headers=bearer(key)).status_code == 200
    platform.clock.advance(timedelta(minutes=1))
    assert http.get("/models", headers=bearer(key)).status_code == 401


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
        ({"n": 0}, "invalid_value", "n"),
        ({"n": True}, "invalid_value", "n"),
        ({"max_tokens": "many"}, "invalid_value", "max_tokens"),
        ({"stream": True, "stream_options": "usage"}, "invalid_value", "stream_options"),
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
    ("name", "hint"), [("gpt-4-32k", "retired"), ("gpt-nonsense", "No model has this name")]
)
def test_an_unknown_model_is_404(
    http: httpx.Client, platform: PracticePlatform, name: str, hint: str
) -> None:
    headers = bearer(platform.api_key)
    asked = http.post("/chat/completions", headers=headers, json={**CHAT, "model": name})
    for answer in (asked, http.get(f"/models/{name}", headers=headers)):
        assert answer.status_code == 404
        assert error_of(answer)["code"] == "model_not_found"
        assert "does not exist" in str(error_of(answer)["message"])
        assert hint in answer.headers["x-practice-hint"]


def test_the_order_of_checks_is_path_key_scope_body_model(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    reader = bearer(platform.issue_key("reader", ["api.model.read"]).value)
    good = bearer(platform.api_key)
    assert http.post("/nothing", headers=bearer("wrong")).status_code == 404
    assert http.post("/chat/completions", headers=bearer("wrong"), content=b"{").status_code == 401
    assert http.post("/chat/completions", headers=reader, content=b"{").status_code == 401
    unknown_both = {"model": "gpt-nonsense"}
    assert http.post("/chat/completions", headers=good, json=unknown_both).status_code == 400


@pytest.mark.parametrize("length_is_said", [True, False])
def test_a_body_beyond_the_limit_is_refused_to_clients_that_send_it_all_before_they_read(
    platform: PracticePlatform, length_is_said: bool
) -> None:
    """Python's own client is one; it takes a connection that closes under it for a failure."""
    body = b"x" * (16 * 2**20 + 1)
    with closing(HTTPConnection(httpx.URL(platform.base_url).netloc.decode())) as connection:
        for _ in range(2):
            connection.request(
                "POST",
                "/v1/chat/completions",
                body=body * 3 if length_is_said else iter([body] * 3),
                headers=bearer(platform.api_key),
            )
            answer = connection.getresponse()
            assert answer.status == 413
            assert b"larger than" in answer.read()
    assert [entry["reason"] for entry in platform.requests()] == ["body_too_large"] * 2


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
