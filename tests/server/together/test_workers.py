"""Several workers on one database behave as one, and a database that fails for a while is survived."""

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psycopg
import pytest

from course_utils import MODEL, keys
from course_utils.keys import Kind, Secret
from course_utils.server.database.store import Store
from course_utils.server.platform import Platform, Settings
from course_utils.server.request.arrival import Arrival, Reply
from tests.serving import RunningPlatform, serve

QUESTION = {"model": MODEL, "messages": [{"role": "user", "content": "hi"}]}


@pytest.fixture(params=["sqlite", "postgresql"])
def workers(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[RunningPlatform, RunningPlatform]]:
    """Two processes that share the pepper and the database."""
    options = []
    if request.param == "postgresql":
        options = ["--database-url", request.getfixturevalue("postgresql_url")]
    with serve(tmp_path / "state", *options) as one, serve(tmp_path / "state", *options) as two:
        yield one, two


def operate(worker: RunningPlatform, path: str, content: dict[str, object]) -> object:
    answer = httpx.post(
        f"{worker.url}/practice/{path}",
        headers={"authorization": f"Bearer {worker.operator_token}"},
        json=content,
        trust_env=False,
    )
    return answer.raise_for_status().json()["data"]


def test_a_key_revoked_on_one_worker_is_refused_on_the_other(
    workers: tuple[RunningPlatform, RunningPlatform],
) -> None:
    one, two = workers
    issued = operate(one, "keys", {"name": "leaked"})
    assert isinstance(issued, dict)
    assert two.get("/v1/models", issued["value"]).status_code == 200
    operate(one, "revoke", {"id": issued["id"]})
    assert two.get("/v1/models", issued["value"]).status_code == 401


def test_a_limit_holds_for_all_workers_together_and_every_answer_is_in_the_log(
    workers: tuple[RunningPlatform, RunningPlatform],
) -> None:
    one, two = workers
    operate(one, "rate-limit", {"model": MODEL, "requests_per_minute": 6})
    began = time.monotonic()

    def ask(worker: RunningPlatform) -> int:
        return httpx.post(
            f"{worker.url}/v1/chat/completions",
            headers={"authorization": f"Bearer {worker.api_key}"},
            json=QUESTION,
            trust_env=False,
        ).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(ask, [one, two] * 15))
    refilled = (time.monotonic() - began) * 6 / 60
    assert set(statuses) == {200, 429}
    assert 6 <= statuses.count(200) <= 6 + refilled + 1
    logged = [entry["status"] for entry in one.decision_log()]
    assert sorted(logged) == sorted(statuses)


@pytest.fixture
def key() -> str:
    return keys.generate(Kind.PROJECT)


def platform_on(url: str, key: str) -> Platform:
    admin_key = Secret(keys.generate(Kind.ADMIN))
    return Platform(Store(url), Settings(Secret("pepper"), Secret("token"), Secret(key), admin_key))


def list_models(platform: Platform, key: str) -> Reply:
    headers = {"authorization": f"Bearer {key}"}
    return platform.decide(
        Arrival("GET", "/v1/models", "/v1/models", "", None, headers, "127.0.0.1", b"")
    )


def assert_unusable(verdict: Reply, why: str) -> None:
    assert verdict.status == 503
    assert {"retry-after", "x-request-id"} <= verdict.headers.keys()
    assert why in verdict.headers["x-practice-hint"]


def test_a_locked_database_is_503_and_then_works_again(tmp_path: Path, key: str) -> None:
    platform = platform_on(f"sqlite:///{tmp_path / 'database.sqlite'}", key)
    platform.store.connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(tmp_path / "database.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert_unusable(list_models(platform, key), "locked")
    other.execute("ROLLBACK")
    other.close()
    assert list_models(platform, key).status == 200
    platform.store.close()


def test_a_full_disk_is_503_and_then_works_again(tmp_path: Path, key: str) -> None:
    platform = platform_on(f"sqlite:///{tmp_path / 'database.sqlite'}", key)
    pages = platform.store.connection.exec_driver_sql("PRAGMA page_count").scalar()
    platform.store.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    verdicts = [list_models(platform, key) for _ in range(200)]
    assert_unusable(verdicts[-1], "full")
    served = [verdict for verdict in verdicts if verdict.status == 200]
    platform.store.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert list_models(platform, key).status == 200
    logged = platform.store.connection.exec_driver_sql("SELECT count(*) FROM requests").scalar()
    assert logged == len(served) + 1
    platform.store.close()


def test_a_postgresql_that_hangs_up_is_503_and_then_works_again(
    postgresql_url: str, key: str
) -> None:
    platform = platform_on(postgresql_url, key)
    with psycopg.connect(postgresql_url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert_unusable(list_models(platform, key), "terminat")
    assert list_models(platform, key).status == 200
    platform.store.close()
