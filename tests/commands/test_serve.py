import concurrent.futures
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from course_utils import MODEL
from tests.serving import serve

HAIKU = {"role": "user", "content": "Write a haiku about AI."}


def refused(*options: str) -> str:
    """Run `course serve` with options that it must refuse, and give what it says."""
    ended = subprocess.run(
        [sys.executable, "-m", "course_utils", "serve", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_it_says_where_it_answers_and_answers_there(tmp_path: Path) -> None:
    with serve(tmp_path) as running:
        assert f"{running.url}/v1" in running.first_lines[0]
        assert f"{running.url}/console/" in running.first_lines[2]
        assert "?token=" in running.first_lines[2]
        assert running.get("/v1/models", running.api_key).status_code == 200


@pytest.mark.skipif(os.name == "nt", reason="Windows stops a process in another way")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_told_and_takes_its_announcement_back(
    tmp_path: Path, number: signal.Signals
) -> None:
    with serve(tmp_path) as running:
        running.process.send_signal(number)
        assert running.process.wait() == 0
        assert not (tmp_path / "platform.json").exists()


def test_keys_survive_a_restart(tmp_path: Path) -> None:
    with serve(tmp_path) as first:
        key = first.api_key
    with serve(tmp_path) as second:
        assert second.get("/v1/models", key).status_code == 200


def test_new_keys_are_good_after_their_file_was_lost(tmp_path: Path) -> None:
    with serve(tmp_path) as first:
        lost = first.api_key
    (tmp_path / "keys.json").unlink()
    with serve(tmp_path) as second:
        assert second.api_key != lost
        assert second.get("/v1/models", second.api_key).status_code == 200


def test_no_acknowledged_request_is_missing_after_a_kill(tmp_path: Path) -> None:
    acknowledged: list[str] = []

    def ask_until_it_dies(url: str, key: str) -> None:
        headers = {"authorization": f"Bearer {key}"}
        with httpx.Client(base_url=url, headers=headers, trust_env=False) as client:
            while True:
                try:
                    acknowledged.append(client.get("/v1/models").headers["x-request-id"])
                except httpx.HTTPError:
                    return
                if len(acknowledged) == 200:
                    running.process.kill()

    with serve(tmp_path) as running, concurrent.futures.ThreadPoolExecutor(8) as pool:
        for _ in range(8):
            pool.submit(ask_until_it_dies, running.url, running.api_key)

    assert len(acknowledged) >= 200
    with sqlite3.connect(tmp_path / "database.sqlite") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
    with serve(tmp_path) as again:
        recorded = {entry["request_id"] for entry in again.decision_log()}
    assert set(acknowledged) <= recorded


def test_clients_that_hang_up_while_they_are_answered_are_no_trouble(tmp_path: Path) -> None:
    question = {"model": MODEL, "stream": True, "n": 8, "messages": [HAIKU]}
    body = json.dumps(question).encode()
    with (tmp_path / "errors").open("w+", encoding="utf-8") as errors:
        with serve(tmp_path / "state", errors=errors) as running:
            url = httpx.URL(running.url)
            head = (
                f"POST /v1/chat/completions HTTP/1.1\r\nhost: {url.host}\r\n"
                f"authorization: Bearer {running.api_key}\r\ncontent-length: {len(body)}\r\n\r\n"
            )
            for _ in range(20):
                with socket.create_connection((url.host, url.port)) as client:
                    client.sendall(head.encode() + body)
                    assert client.recv(8) == b"HTTP/1.1"
            assert running.get("/v1/models", running.api_key).status_code == 200
            answered = [entry for entry in running.decision_log() if entry["output_tokens"]]
        errors.seek(0)
        assert errors.read() == ""
    assert len(answered) == 20


def test_with_no_hints_it_keeps_the_true_reason_to_its_log(tmp_path: Path) -> None:
    with serve(tmp_path, "--no-hints") as running:
        answer = running.get("/v1/models", "wrong")
        assert answer.status_code == 401
        assert "x-practice-hint" not in answer.headers
        assert running.decision_log()[-1]["reason"] == "malformed_key"


def test_reset_begins_with_an_empty_log(tmp_path: Path) -> None:
    with serve(tmp_path) as running:
        running.get("/v1/models", running.api_key)
    with serve(tmp_path, "--reset") as running:
        assert running.decision_log() == []
        assert running.get("/v1/models", running.api_key).status_code == 200


@pytest.mark.skipif(os.name == "nt", reason="Windows passes no file descriptors on")
def test_a_socket_that_listens_already_can_be_handed_over(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        command = [sys.executable, "-m", "course_utils", "serve", "--state", str(tmp_path)]
        with subprocess.Popen(
            [*command, "--fd", str(sock.fileno())],
            pass_fds=[sock.fileno()],
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            port = sock.getsockname()[1]
            answer = httpx.get(
                f"http://127.0.0.1:{port}/practice/health", trust_env=False, timeout=60
            )
            assert answer.status_code == 200
            process.kill()


def announced_in(folder: Path) -> str:
    """Wait until a platform says where it answers."""
    deadline = time.monotonic() + 60
    while not (folder / "platform.json").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return str(json.loads((folder / "platform.json").read_text(encoding="utf-8"))["url"])


@pytest.mark.skipif(os.name == "nt", reason="Windows stops a process in another way")
def test_two_on_one_folder_share_its_data_and_each_can_be_found(tmp_path: Path) -> None:
    with serve(tmp_path) as first:
        with serve(tmp_path) as second:
            assert second.process.stdout is not None
            assert f"Another one answers at {first.url}/v1" in second.process.stdout.readline()
            for one in (first, second):
                assert one.get("/v1/models", first.api_key).status_code == 200
            assert first.decision_log() == second.decision_log()
            second.process.terminate()
            second.process.wait()
        assert announced_in(tmp_path) == first.url


def test_an_announcement_that_was_deleted_comes_back(tmp_path: Path) -> None:
    with serve(tmp_path) as running:
        (tmp_path / "platform.json").unlink()
        assert announced_in(tmp_path) == running.url


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = refused("--port", str(taken.getsockname()[1]), "--state", str(tmp_path))
    assert "Address already in use" in said
    assert "--port 0" in said


def test_older_practice_data_is_set_aside_but_not_in_a_database_that_was_named(
    tmp_path: Path,
) -> None:
    with serve(tmp_path) as first:
        key = first.api_key
    file = tmp_path / "database.sqlite"
    with sqlite3.connect(file) as database:
        database.execute("UPDATE platform SET schema_version = 8")
    database.close()
    named = ("--state", str(tmp_path), "--database-url", f"sqlite:///{file}")
    assert "--reset" in refused("--port", "0", *named)
    with serve(tmp_path) as second:
        assert second.get("/v1/models", key).status_code == 200
    with sqlite3.connect(tmp_path / "database-8-1.sqlite") as kept:
        assert kept.execute("SELECT schema_version FROM platform").fetchone() == (8,)
    kept.close()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--port", "99999"], "ports go from 0 to 65535"),
        (["--port", "0", "--database-url", "nonsense"], "can't be read"),
        (["--fd", "99"], "no listening socket"),
    ],
)
def test_a_wrong_option_is_one_clear_line(tmp_path: Path, options: list[str], said: str) -> None:
    assert said in refused(*options, "--state", str(tmp_path))
