from datetime import timedelta

import httpx

from course_utils import keys
from course_utils.keys import Kind
from course_utils.platform_client import PracticePlatform
from tests.server.asking import bearer, error_of


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
