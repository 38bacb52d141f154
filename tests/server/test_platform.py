import httpx

from course_utils.platform_client import PracticePlatform
from tests.server.asking import bearer


def test_every_answer_carries_the_headers_of_the_real_one(http: httpx.Client) -> None:
    for answer in (http.get("/models"), http.get("/nothing")):
        assert answer.headers["x-request-id"].startswith("req_")
        assert answer.headers["openai-version"] == "2020-10-01"
        assert answer.headers["openai-processing-ms"].isdigit()
        assert answer.headers["openai-organization"]


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
