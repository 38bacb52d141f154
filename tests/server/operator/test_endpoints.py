"""`/practice/`: the operator's side."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from course_utils import MODEL
from course_utils.platform_client import PlatformError, PracticePlatform, Visitor


def test_the_operators_side_is_closed_to_everybody_else(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    root = platform.base_url.removesuffix("/v1")
    for token in ("wrong", platform.api_key, platform.admin_key, "ключ"):
        headers = {b"authorization": f"Bearer {token}".encode()}
        for path in ("requests", "tables/api_keys", "clock"):
            assert http.get(f"{root}/practice/{path}", headers=headers).status_code == 401
        assert http.post(f"{root}/practice/reset", headers=headers).status_code == 401


def test_health_needs_no_token(http: httpx.Client, platform: PracticePlatform) -> None:
    assert http.get(platform.base_url.replace("/v1", "/practice/health")).status_code == 200


def test_a_learners_process_without_the_token_is_told_so(platform: PracticePlatform) -> None:
    learner = PracticePlatform(
        platform.base_url.removesuffix("/v1"), platform.api_key, platform.admin_key
    )
    assert learner.is_up()
    with pytest.raises(PlatformError, match="Only the operator"):
        learner.requests()
    learner.close()


def test_the_clock_moves_on_and_never_back(platform: PracticePlatform) -> None:
    before = platform.clock.now()
    after = platform.clock.advance(timedelta(days=90))
    assert timedelta(days=90) <= after - before < timedelta(days=90, minutes=1)
    with pytest.raises(PlatformError, match="only moves on"):
        platform.clock.advance(timedelta(seconds=-1))


def test_reset_forgets_everything_but_the_first_keys(
    http: httpx.Client, platform: PracticePlatform
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
    http: httpx.Client, platform: PracticePlatform
) -> None:
    issued = platform.issue_key("leaked")
    headers = {"authorization": f"Bearer {issued.value}"}
    assert http.get("/models", headers=headers).status_code == 200
    platform.revoke_key(issued.id)
    assert http.get("/models", headers=headers).status_code == 401
    with pytest.raises(PlatformError, match="to be revoked"):
        platform.revoke_key(issued.id)


@pytest.mark.parametrize("path", ["nothing", "tables/nothing"])
def test_an_unknown_path_is_refused(platform: PracticePlatform, path: str) -> None:
    with pytest.raises(PlatformError, match="Invalid URL"):
        platform.ask("GET", path)


def test_what_the_operator_does_is_not_in_the_learners_log(platform: PracticePlatform) -> None:
    platform.table("projects")
    assert platform.requests() == []


def test_the_database_holds_no_key(platform: PracticePlatform) -> None:
    issued = platform.issue_key("stored as a digest")
    rows = str(platform.table("api_keys"))
    for key in (issued.value, platform.api_key, platform.admin_key):
        assert key[:-4] not in rows
        assert f"…{key[-4:]}" in rows


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


def statuses(http: httpx.Client, key: str, times: int) -> list[int]:
    headers = {"authorization": f"Bearer {key}"}
    return [http.get("/models", headers=headers).status_code for _ in range(times)]


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


def test_traffic_passes_hours_in_a_moment_and_repeats_itself(platform: PracticePlatform) -> None:
    visitors = [Visitor("normal", platform.api_key), Visitor("noisy", platform.api_key)]

    def one_day() -> list[tuple[object, ...]]:
        platform.reset()
        began = platform.clock.now()
        sent = platform.send_traffic(*visitors, hours=5, seed=7)
        assert timedelta(hours=5) <= platform.clock.now() - began < timedelta(hours=5, minutes=1)
        assert sent == len(platform.requests())
        return [
            (entry["address"], entry["status"], entry["prompt"], entry["time"] - began)
            for entry in platform.requests()
        ]

    first = one_day()
    assert [entry[:3] for entry in first] == [entry[:3] for entry in one_day()]
    times = [entry[3] for entry in first]
    assert times == sorted(times)  # type: ignore[type-var]


def test_who_asks_while_traffic_passes_is_answered_in_between(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    program = Visitor("program", platform.api_key, per_hour=30)
    with ThreadPoolExecutor() as pool:
        sent = pool.submit(platform.send_traffic, program, hours=10)
        while not platform.requests():
            """Until the first visit is written down."""
        statuses(http, platform.api_key, 1)
        assert sent.result() == 300
    methods = [entry["method"] for entry in platform.requests()]
    assert methods.count("GET") == 1
    assert methods[-1] == "POST"


def test_an_attacker_is_refused_twice_and_then_spends(platform: PracticePlatform) -> None:
    platform.send_traffic(Visitor("attacker", platform.api_key, from_hour=1), hours=2)
    log = platform.requests()
    assert [entry["status"] for entry in log[:4]] == [401, 401, 200, 200]
    assert {entry["address"] for entry in log} == {"198.51.100.66"}
    assert sum(entry["output_tokens"] for entry in log) > 1000


def test_a_program_asks_at_a_rate_of_its_own_between_its_hours(platform: PracticePlatform) -> None:
    began = platform.clock.now()
    clock = Visitor("program", platform.api_key, per_hour=4)
    page = Visitor("program", platform.admin_key, per_hour=10, from_hour=2, to_hour=3.5)
    platform.send_traffic(clock, page, hours=6)

    hours = [(entry["time"] - began) / timedelta(hours=1) for entry in platform.requests()]
    served = [
        int(hour)
        for hour, entry in zip(hours, platform.requests(), strict=True)
        if entry["status"] == 200
    ]
    refused = [
        hour
        for hour, entry in zip(hours, platform.requests(), strict=True)
        if entry["status"] == 401
    ]
    assert [served.count(hour) for hour in range(6)] == [4] * 6
    assert len(refused) == 15
    assert 2 <= min(refused) < max(refused) <= 3.51


@pytest.mark.parametrize("rate", [0, -1, 1e9])
def test_a_program_without_a_possible_rate_is_refused(
    platform: PracticePlatform, rate: float
) -> None:
    with pytest.raises(PlatformError):
        platform.send_traffic(Visitor("program", platform.api_key, per_hour=rate))


def test_traffic_of_an_unknown_kind_is_refused(platform: PracticePlatform) -> None:
    with pytest.raises(PlatformError, match="no kind 'lost'"):
        platform.send_traffic(Visitor("lost", platform.api_key))


def test_a_service_uses_the_key_that_is_in_its_vault_at_that_moment(
    http: httpx.Client, platform: PracticePlatform, tmp_path: Path
) -> None:
    vault, old, new = tmp_path / "vault", platform.issue_key("old"), platform.issue_key("new")
    vault.write_text(old.value)
    platform.run_service(vault)
    statuses(http, platform.api_key, 1)
    vault.write_text(new.value + "\n")
    platform.revoke_key(old.id)
    statuses(http, platform.api_key, 1)
    platform.revoke_key(new.id)
    statuses(http, platform.api_key, 1)
    vault.unlink()
    statuses(http, platform.api_key, 1)
    platform.run_service(None)
    statuses(http, platform.api_key, 1)
    visits = [entry for entry in platform.requests() if entry["address"] == "203.0.113.50"]
    assert [visit["reason"] for visit in visits] == ["ok", "ok", "revoked_key", "no_key"]
    assert [visit["key_id"] for visit in visits] == [old.id, new.id, None, None]


@pytest.mark.parametrize(
    ("path", "content"),
    [("keys", {"name": "x", "scopes": 5}), ("keys", {"expires_in_seconds": "soon"})],
)
def test_a_wish_of_the_wrong_form_is_refused_and_harms_nothing(
    platform: PracticePlatform, path: str, content: dict[str, object]
) -> None:
    with pytest.raises(PlatformError, match="Invalid value"):
        platform.ask("POST", path, content)
    assert [row["name"] for row in platform.table("api_keys")] == ["My Test API", "Admin"]
