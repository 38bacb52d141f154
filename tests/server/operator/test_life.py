"""Programs that live on the platform while somebody works: services, at a pace of their own."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from openai.resources.admin.organization import Organization

from course_utils import keys
from course_utils.keys import Kind, Secret
from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform
from course_utils.server.database.store import Store
from course_utils.server.operator.inhabitants import Inhabitant, Steps
from course_utils.server.operator.life import TICK_SECONDS, Life
from course_utils.server.platform import Platform, Settings
from tests.server.asking import models_with, working_key

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def start(
    platform: PracticePlatform, name: str, keeps_key: timedelta = timedelta(0), seed: int = 0
) -> None:
    """Start a service that asks about six times an hour."""
    platform.start_service(name, vault="haiku", every=10 * MINUTE, keeps_key=keeps_key, seed=seed)


def uses(platform: PracticePlatform) -> list[tuple[str, int]]:
    """Give address and status of every completion that was asked for."""
    return [
        (one["address"], one["status"]) for one in platform.requests() if one["method"] == "POST"
    ]


def test_a_service_that_keeps_its_key_is_refused_for_a_while_and_one_that_reads_is_not(
    platform: PracticePlatform,
) -> None:
    old, new = platform.issue_key("old"), platform.issue_key("new")
    platform.vault("PUT", "haiku/api-key", old.value)
    start(platform, "reads")
    start(platform, "keeps", keeps_key=2 * HOUR)
    reads, keeps = (one["address"] for one in platform.life())
    platform.let_time_pass(HOUR)
    platform.vault("PUT", "haiku/api-key", new.value)
    platform.revoke_key(old.id)
    before = len(uses(platform))
    platform.let_time_pass(3 * HOUR)
    after = uses(platform)[before:]
    assert {status for address, status in after if address == reads} == {200}
    kept = [status for address, status in after if address == keeps]
    assert 4 <= kept.count(401) <= 8
    assert kept == sorted(kept, reverse=True)
    assert {one["key_id"] for one in platform.requests() if one["status"] == 200} == {
        old.id,
        new.id,
    }


@pytest.mark.parametrize("waits", [False, True])
def test_a_rotation_refuses_nobody_if_it_waits_until_the_old_key_stands_still(
    organization: Organization, platform: PracticePlatform, project_id: str, *, waits: bool
) -> None:
    old, value = working_key(organization, project_id, [])
    platform.vault("PUT", "haiku/api-key", value)
    start(platform, "reads")
    start(platform, "keeps", keeps_key=3 * HOUR)
    platform.let_time_pass(2 * HOUR)
    _, value = working_key(organization, project_id, [])
    platform.vault("PUT", "haiku/api-key", value)
    keys, seen = organization.projects.api_keys, None
    used = keys.retrieve(old, project_id=project_id).last_used_at
    while waits and used != seen:
        platform.let_time_pass(HOUR / 2)
        seen, used = used, keys.retrieve(old, project_id=project_id).last_used_at
    keys.delete(old, project_id=project_id)
    platform.let_time_pass(2 * HOUR)
    refused = [status for _, status in uses(platform) if status == 401]
    assert (refused == []) is waits


def test_services_are_seen_in_usage_and_can_be_left_out_of_the_log(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    key = platform.issue_key("haiku")
    platform.vault("PUT", "haiku/api-key", key.value)
    start(platform, "reads")
    platform.let_time_pass(HOUR)
    models_with(platform, platform.api_key)
    mine = platform.requests(services=False)
    assert [one["target"] for one in mine] == ["/practice/vault/haiku/api-key", "/v1/models"]
    headers = {"authorization": f"Bearer {platform.admin_key}"}
    since = int((platform.clock.now() - 2 * HOUR).timestamp())
    query = f"start_time={since}&group_by=api_key_id&api_key_ids={key.id}"
    usage = http.get(f"/organization/usage/completions?{query}", headers=headers).json()
    asked = sum(
        result["num_model_requests"] for bucket in usage["data"] for result in bucket["results"]
    )
    assert 5 <= asked == len(uses(platform)) <= 9
    (service,) = platform.life()
    assert (service["key_id"], service["requests"], service["refused"]) == (key.id, 2 * asked, 0)
    assert service["dollars"] > 0
    assert platform.alerts() == []
    platform.let_attacker_loose(key=key.id)
    assert [one["kind"] for one in platform.alerts()] == ["new_address"]


def test_a_service_works_while_somebody_else_asks_until_it_is_stopped_and_reset_forgets_it(
    platform: PracticePlatform,
) -> None:
    platform.vault("PUT", "haiku/api-key", platform.api_key)
    platform.start_service("reads", vault="haiku", every=timedelta(seconds=1))
    with pytest.raises(PlatformError, match="name"):
        platform.start_service("reads", vault="haiku")
    for _ in range(5):
        models_with(platform, platform.api_key)
    assert len(uses(platform)) >= 3
    assert platform.stop("reads")
    assert not platform.stop("reads")
    (story,) = platform.life()
    assert (story["why"], story["ended_at"] >= story["began_at"]) == ("stopped", True)
    before = len(uses(platform))
    models_with(platform, platform.api_key)
    assert len(uses(platform)) == before
    platform.start_service("reads", vault="haiku")
    platform.reset()
    assert platform.life() == []
    models_with(platform, platform.api_key)
    assert uses(platform) == []


def test_a_service_without_a_pause_comes_after_each_request_of_somebody_else(
    platform: PracticePlatform,
) -> None:
    old, new = platform.issue_key("old"), platform.issue_key("new")
    platform.vault("PUT", "haiku/api-key", old.value)
    platform.start_service("reads", vault="haiku", every=timedelta(0))
    models_with(platform, platform.api_key)
    platform.vault("PUT", "haiku/api-key", new.value)
    platform.revoke_key(old.id)
    platform.let_time_pass(HOUR)
    models_with(platform, platform.api_key)
    platform.vault("DELETE", "haiku/api-key")
    platform.stop("reads")
    models_with(platform, platform.api_key)
    visits = [one for one in platform.requests() if one["address"] == platform.life()[0]["address"]]
    assert [one["key_id"] for one in visits if one["method"] == "POST"] == [
        old.id,
        old.id,
        new.id,
        new.id,
        None,
    ]
    assert [one["status"] for one in visits if one["method"] == "GET"] == [200, 200, 200, 200, 404]


def test_the_same_seed_gives_the_same_life(platform: PracticePlatform) -> None:
    def live(seed: int) -> list[tuple[object, ...]]:
        platform.reset(everything=True)
        platform.vault("PUT", "haiku/api-key", platform.api_key)
        start(platform, "reads", seed=seed)
        began = platform.clock.now()
        platform.let_time_pass(HOUR)
        return [
            (one["prompt"], round((one["time"] - began).total_seconds() / 60))
            for one in platform.requests()
        ]

    assert live(1) == live(1) != live(2)


@pytest.mark.parametrize("times", [{"every": timedelta(seconds=0.01)}, {"keeps_key": -MINUTE}])
def test_a_service_without_a_possible_pace_is_refused(
    platform: PracticePlatform, times: dict[str, timedelta]
) -> None:
    with pytest.raises(PlatformError, match="Invalid value"):
        platform.start_service("odd", vault="haiku", **times)  # type: ignore[arg-type]
    assert platform.life() == []


class Twice(Inhabitant):
    """Acts at once and a tick later, and goes."""

    def steps(self) -> Steps:
        for pause in (0.0, 19.5 * TICK_SECONDS):
            self.requests += 1
            yield pause
        return "done"


class Broken(Inhabitant):
    """A program with a mistake of ours in it."""

    def steps(self) -> Steps:
        yield 0.0
        raise RuntimeError("a fault of ours")


def test_on_a_platform_that_runs_by_itself_time_alone_lets_them_act() -> None:
    now, ticks = 1000.0, []
    settings = Settings(
        Secret("pepper"),
        Secret("token"),
        Secret(keys.generate(Kind.PROJECT)),
        Secret(keys.generate(Kind.ADMIN)),
        clock=lambda: now,
    )
    platform = Platform(Store("sqlite://"), settings)

    async def sleep(seconds: float) -> None:
        nonlocal now
        ticks.append(seconds)
        now += seconds
        await asyncio.sleep(0)

    async def live() -> None:
        life = Life(platform, sleep)
        life.begin(Twice(platform, "service", "twice", "203.0.113.51", None))  # type: ignore[arg-type]
        while life.everybody()[0]["ended_at"] is None:
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        life.begin(Broken(platform, "service", "broken", "203.0.113.52", None))  # type: ignore[arg-type]
        assert [one["why"] for one in life.everybody()] == ["done", "failed: RuntimeError"]

    asyncio.run(live())
    platform.store.close()
    assert ticks == [TICK_SECONDS] * 20
