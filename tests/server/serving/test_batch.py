import asyncio
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from course_utils import keys
from course_utils.keys import Kind, Secret
from course_utils.server.database.store import Store
from course_utils.server.platform import Platform, Settings
from course_utils.server.request.arrival import Arrival, Reply
from course_utils.server.serving.batch import Turn

KEY = keys.generate(Kind.PROJECT)


class Broken(dict[str, str]):
    """Headers that no code of ours is ready for."""

    def get(self, *_: object) -> str:
        raise RuntimeError("a fault of ours")


@pytest.fixture(params=["sqlite", "postgresql"])
def platform(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Platform]:
    url = f"sqlite:///{tmp_path / 'database.sqlite'}"
    if request.param == "postgresql":
        url = str(request.getfixturevalue("postgresql_url"))
    admin_key = Secret(keys.generate(Kind.ADMIN))
    store = Store(url)
    yield Platform(store, Settings(Secret("pepper"), Secret("token"), Secret(KEY), admin_key))
    store.close()


def arrival(headers: Mapping[str, str]) -> Arrival:
    return Arrival("GET", "/v1/models", "/v1/models", "", None, headers, "127.0.0.1", b"")


def with_key(key: str) -> Arrival:
    return arrival({"authorization": f"Bearer {key}"})


def answers(platform: Platform, arrivals: Sequence[Arrival]) -> list[int]:
    """Give the statuses of requests that all arrive in one turn of an event loop."""

    async def all_at_once() -> list[Reply]:
        turn = Turn(platform)
        return await asyncio.gather(*map(turn.decide, arrivals))

    with ThreadPoolExecutor(
        1
    ) as pool:  # Playwright leaves a running loop in the thread of the tests
        return [verdict.status for verdict in pool.submit(asyncio.run, all_at_once()).result()]


def logged(platform: Platform) -> list[int]:
    rows = platform.store.connection.exec_driver_sql("SELECT status FROM requests ORDER BY number")
    return [row[0] for row in rows]


def test_each_request_of_a_turn_gets_its_own_answer_and_a_line_in_the_log(
    platform: Platform,
) -> None:
    sent = [KEY, keys.generate(Kind.PROJECT), KEY, "no key"]
    assert answers(platform, [with_key(key) for key in sent]) == [200, 401, 200, 401]
    assert logged(platform) == [200, 401, 200, 401]


def test_a_fault_of_ours_costs_no_other_request_its_answer(platform: Platform) -> None:
    assert answers(platform, [with_key(KEY), arrival(Broken()), with_key(KEY)]) == [200, 500, 200]
    assert logged(platform) == [200, 200]


def test_a_turn_is_one_transaction_and_no_answer_leaves_before_it_is_committed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "database.sqlite"
    admin_key = Secret(keys.generate(Kind.ADMIN))
    store = Store(f"sqlite:///{path}")
    platform = Platform(store, Settings(Secret("pepper"), Secret("t"), Secret(KEY), admin_key))
    statements: list[str] = []
    driver = store.connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.set_trace_callback(statements.append)
    assert answers(platform, [with_key(KEY)] * 20) == [200] * 20
    assert statements.count("COMMIT") == 1
    driver.set_trace_callback(None)
    store.connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert answers(platform, [with_key(KEY)] * 3) == [503] * 3
    other.execute("ROLLBACK")
    other.close()
    assert logged(platform) == [200] * 20
    store.close()
