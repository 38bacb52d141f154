from datetime import timedelta

import httpx
import pytest

from course_utils import MODEL
from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform
from tests.server.asking import statuses


def test_a_rate_limit_holds_from_the_next_request_on(
    http: httpx.Client, platform: PracticePlatform
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
    platform: PracticePlatform, model: str, most: int
) -> None:
    with pytest.raises(PlatformError):
        platform.set_rate_limit(model, requests_per_minute=most)


def test_a_revoked_key_can_be_told_to_work_a_few_times_more(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    issued = platform.issue_key("slow to die")
    platform.accept_after_revocation(issued.id, uses=2)
    platform.revoke_key(issued.id)
    assert statuses(http, issued.value, 4) == [200, 200, 401, 401]
    with pytest.raises(PlatformError, match="no key"):
        platform.accept_after_revocation("key_nothing", uses=1)


def test_faults_come_on_demand_and_end(http: httpx.Client, platform: PracticePlatform) -> None:
    platform.fail_next(2, status=503)
    assert statuses(http, platform.api_key, 3) == [503, 503, 200]
    assert [entry["reason"] for entry in platform.requests()] == ["fault_on_demand"] * 2 + ["ok"]
    with pytest.raises(PlatformError, match="status"):
        platform.fail_next(1, status=200)
