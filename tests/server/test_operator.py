"""`/practice/`: the operator's side."""

from datetime import timedelta

import httpx
import pytest

from course_utils import MODEL
from course_utils.practice import Platform, PlatformError


def test_the_operators_side_is_closed_to_everybody_else(
    http: httpx.Client, platform: Platform
) -> None:
    root = platform.base_url.removesuffix("/v1")
    for token in ("wrong", platform.api_key, platform.admin_key, "ключ"):
        headers = {b"authorization": f"Bearer {token}".encode()}
        for path in ("requests", "tables/api_keys", "clock"):
            assert http.get(f"{root}/practice/{path}", headers=headers).status_code == 401
        assert http.post(f"{root}/practice/reset", headers=headers).status_code == 401


def test_health_needs_no_token(http: httpx.Client, platform: Platform) -> None:
    assert http.get(platform.base_url.replace("/v1", "/practice/health")).status_code == 200


def test_a_learners_process_without_the_token_is_told_so(platform: Platform) -> None:
    learner = Platform(platform.base_url.removesuffix("/v1"), platform.api_key, platform.admin_key)
    assert learner.is_up()
    with pytest.raises(PlatformError, match="Only the operator"):
        learner.requests()
    learner.close()


def test_the_clock_moves_on_and_never_back(platform: Platform) -> None:
    before = platform.clock.now()
    after = platform.clock.advance(timedelta(days=90))
    assert timedelta(days=90) <= after - before < timedelta(days=90, minutes=1)
    with pytest.raises(PlatformError, match="only moves on"):
        platform.clock.advance(timedelta(seconds=-1))


def test_reset_forgets_everything_but_the_first_keys(
    http: httpx.Client, platform: Platform
) -> None:
    issued = platform.issue_key("to be forgotten")
    platform.clock.advance(timedelta(days=1))
    late = platform.clock.now()
    platform.reset()
    assert platform.requests() == []
    assert platform.clock.now() < late
    assert [row["name"] for row in platform.table("api_keys")] == ["My Test API", "Admin"]
    for key, status in ((platform.api_key, 200), (issued.value, 401)):
        answer = http.get("/models", headers={"authorization": f"Bearer {key}"})
        assert answer.status_code == status


def test_a_key_is_revoked_from_the_next_request_on_and_only_once(
    http: httpx.Client, platform: Platform
) -> None:
    issued = platform.issue_key("leaked")
    headers = {"authorization": f"Bearer {issued.value}"}
    assert http.get("/models", headers=headers).status_code == 200
    platform.revoke_key(issued.id)
    assert http.get("/models", headers=headers).status_code == 401
    with pytest.raises(PlatformError, match="to be revoked"):
        platform.revoke_key(issued.id)


@pytest.mark.parametrize("path", ["nothing", "tables/nothing"])
def test_an_unknown_path_is_refused(platform: Platform, path: str) -> None:
    with pytest.raises(PlatformError, match="Invalid URL"):
        platform.ask("GET", path)


def test_what_the_operator_does_is_not_in_the_learners_log(platform: Platform) -> None:
    platform.table("projects")
    assert platform.requests() == []


def test_the_database_holds_no_key(platform: Platform) -> None:
    issued = platform.issue_key("stored as a digest")
    rows = str(platform.table("api_keys"))
    for key in (issued.value, platform.api_key, platform.admin_key):
        assert key[:-4] not in rows
        assert f"…{key[-4:]}" in rows


def test_a_rate_limit_holds_from_the_next_request_on(
    http: httpx.Client, platform: Platform
) -> None:
    platform.set_rate_limit(MODEL, requests_per_minute=2)
    headers = {"authorization": f"Bearer {platform.api_key}"}
    question = {"model": MODEL, "messages": [{"role": "user", "content": "hi"}]}
    answers = [http.post("/chat/completions", headers=headers, json=question) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    platform.clock.advance(timedelta(seconds=int(answers[-1].headers["retry-after"])))
    assert http.post("/chat/completions", headers=headers, json=question).status_code == 200


@pytest.mark.parametrize(("model", "most"), [("gpt-nonsense", 1), (MODEL, 0)])
def test_a_rate_limit_that_makes_no_sense_is_refused(
    platform: Platform, model: str, most: int
) -> None:
    with pytest.raises(PlatformError):
        platform.set_rate_limit(model, requests_per_minute=most)
