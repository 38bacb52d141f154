"""A stranger with every kind of credential: no 500, no key anywhere, and nothing learnt about any key."""

import itertools
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from course_utils import keys
from course_utils.keys import Kind, Secret
from course_utils.platform_client import PracticePlatform
from course_utils.server.database.store import Store
from course_utils.server.platform import Platform as ServedPlatform
from course_utils.server.platform import Settings
from course_utils.server.request.arrival import Arrival
from tests.serving import RunningPlatform, serve

KEY = keys.generate(Kind.PROJECT)
WRAPPINGS = [
    "Bearer {}",
    "bearer  {} ",
    "Basic {}",
    "{}",
    "Bearer Bearer {}",
    'Bearer "{}"',
    "Bearer {}' OR '1'='1",
    "Bearer {}\t",
    "Bearer https://example.com/?key={}",
    "Bearer {0}{0}",
]

header_bytes = st.binary(max_size=60).map(
    lambda sent: bytes(byte for byte in sent if byte not in b"\r\n\x00")
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPlatform]:
    with serve(tmp_path_factory.mktemp("served") / "state") as running:
        yield running


def exchange(running: RunningPlatform, request: bytes) -> bytes:
    """Send raw bytes and give the whole answer."""
    host, port = running.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def get_models(running: RunningPlatform, *lines: bytes, target: bytes = b"/v1/models") -> bytes:
    head = [b"GET " + target + b" HTTP/1.1", b"host: practice", b"connection: close", *lines]
    return exchange(running, b"\r\n".join(head) + b"\r\n\r\n")


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=header_bytes)
@example(value=b"Bearer ")
@example(value="Bearer ключ".encode())
@example(value=b"Bearer \xff\xfe")
@example(value=b"Bearer " + b"x" * 60_000)
def test_no_header_makes_the_server_fail(served: RunningPlatform, value: bytes) -> None:
    assert status_of(get_models(served, b"authorization: " + value)) in {400, 401}


@pytest.mark.parametrize("separator", ["\n", "\r\n ", "\0", "\x7f"])
def test_a_key_cut_by_a_control_character_makes_nothing_fail(
    served: RunningPlatform, separator: str
) -> None:
    sent = f"authorization: Bearer {KEY[:20]}{separator}{KEY[20:]}".encode()
    answer = get_models(served, sent)
    assert status_of(answer) in {400, 401}
    assert KEY.encode() not in answer


def test_a_key_of_a_megabyte_is_refused(served: RunningPlatform) -> None:
    try:
        answer = get_models(served, b"authorization: Bearer " + b"x" * 2**20)
    except ConnectionError:
        return  # refused before it was all sent
    assert status_of(answer) == 431


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=st.text(max_size=30))
@example(value="\x00" * 30)
@example(value=f"{KEY}\x00")
@example(value="' UNION SELECT digest FROM api_keys --")
def test_no_key_in_a_query_makes_the_server_fail(served: RunningPlatform, value: str) -> None:
    encoded = "".join(f"%{byte:02x}" for byte in value.encode(errors="replace"))
    target = f"/v1/models?api_key={encoded}".encode()
    assert status_of(get_models(served, target=target)) == 401


def test_no_key_is_in_any_answer_log_or_file(served: RunningPlatform) -> None:
    issued = served.api_key
    answers = [
        get_models(served, f"authorization: {wrapping.format(key)}".encode(), target=target)
        for key, wrapping in itertools.product((KEY, issued), WRAPPINGS)
        for target in (b"/v1/models", b"/v1/nothing", b"/v1/organization/projects")
    ]
    for key in (KEY, issued):
        answers += [
            get_models(served, target=place.format(key).encode())
            for place in ("/v1/models?api_key={}", "/v1/models/{}", "/v1/files?x={}", "/{}")
        ]
        json = f'{{"model": "{key}", "{key}": "{key}"}}'.encode()
        head = f"POST /v1/responses?key={key} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
        head += f"authorization: Bearer {issued}\r\ncontent-length: {len(json)}\r\n\r\n"
        answers.append(exchange(served, head.encode() + json))
    written = b"".join(answers) + str(served.decision_log()).encode()
    for path in served.state.iterdir():
        if path.name not in {"keys.json", "platform.json"}:
            written += path.read_bytes()
    assert {status_of(answer) for answer in answers} <= {200, 400, 401, 404}
    for key in (KEY, issued):
        assert key.encode() not in written
        assert key[12:-4].encode() not in written


@pytest.mark.parametrize("hints", [True, False])
def test_strangers_learn_nothing_from_status_headers_body_or_statements(hints: bool) -> None:
    store = Store("sqlite://")
    statements: list[str] = []
    platform = ServedPlatform(
        store,
        Settings(
            Secret("pepper"), Secret("token"), Secret(KEY), Secret(keys.generate(Kind.ADMIN)), hints
        ),
    )
    driver = store.connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.set_trace_callback(statements.append)

    def refusal(key: str) -> tuple[object, ...]:
        statements.clear()
        arrival = Arrival(
            "GET",
            "/v1/models",
            "/v1/models",
            "",
            None,
            {"authorization": f"Bearer {key}"},
            "-",
            b"",
        )
        verdict = platform.decide(arrival)
        headers = {name: value for name, value in verdict.headers.items() if name != "x-request-id"}
        body = str(verdict.content).replace(keys.mask(key), "MASK")
        return verdict.status, headers, body, len(statements)

    with store.transaction():
        driver.execute("UPDATE api_keys SET revoked_at = 1 WHERE kind = 'proj'")
    revoked, unknown = refusal(KEY), refusal(keys.generate(Kind.PROJECT))
    with store.transaction():
        driver.execute("UPDATE api_keys SET revoked_at = NULL, expires_at = 1 WHERE kind = 'proj'")
    expired = refusal(KEY)
    store.close()
    if hints:
        assert revoked != unknown
    else:
        assert revoked == unknown == expired


def test_a_client_that_hangs_up_while_streaming_harms_nobody(served: RunningPlatform) -> None:
    body = b'{"model": "gpt-4o", "input": "Write a haiku about AI.", "stream": true}'
    head = f"POST /v1/responses HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n"
    head += f"authorization: Bearer {served.api_key}\r\n\r\n"
    host, port = served.url.removeprefix("http://").split(":")
    before = len(served.decision_log())
    for _ in range(5):
        with socket.create_connection((host, int(port)), timeout=20) as connection:
            connection.sendall(head.encode() + body)
            connection.recv(10)
    log = served.decision_log()[before:]
    assert [entry["status"] for entry in log] == [200] * 5
    assert all(entry["output_tokens"] > 0 for entry in log)


def test_hints_can_be_left_out(tmp_path: Path) -> None:
    with serve(tmp_path / "state", "--no-hints") as running:
        answer = running.get("/v1/models", "wrong")
    assert answer.status_code == 401
    assert "x-practice-hint" not in answer.headers


def test_a_key_is_found_by_no_statement_it_is_part_of(platform: PracticePlatform) -> None:
    before = platform.table("api_keys")
    for attempt in ("' OR 1=1 --", "'; DROP TABLE api_keys; --"):
        platform.ask("POST", "revoke", {"id": attempt})
    assert platform.table("api_keys") == before
