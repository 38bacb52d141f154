"""`practice_platform()` in processes of its own, since it changes the environment of the one it runs in."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from course_utils import keys
from course_utils.keys import Kind
from course_utils.platform_file import NAME, Address
from tests.serving import serve

HAIKU = """
from course_utils import practice_platform
platform = practice_platform()
from openai import OpenAI
response = OpenAI().chat.completions.create(
    model="gpt-4", messages=[{"role": "user", "content": "Write a haiku about AI."}]
)
print(response.choices[0].message.content)
print(len(platform.requests()), platform.requests()[-1]["request_id"])
"""


class _SaysYesToAll(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>")

    def log_message(self, *_: object) -> None:
        pass


def run(code: str, folder: Path, **environment: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_without_a_running_platform_a_private_one_starts_and_repeats_itself(tmp_path: Path) -> None:
    first, second = run(HAIKU, tmp_path), run(HAIKU, tmp_path)
    assert len(first.splitlines()) == 4
    assert first.splitlines()[-1].startswith("1 req_")
    assert first == second


def test_the_running_platform_is_found_from_a_folder_below(tmp_path: Path) -> None:
    deep = tmp_path / "lessons" / "deep"
    deep.mkdir(parents=True)
    with serve(tmp_path / "work" / ".course") as running:
        output = run(HAIKU, deep)
        base_url = run("from course_utils import practice_platform as p; print(p().base_url)", deep)
        assert base_url.strip() == f"{running.url}/v1"
        assert output.splitlines()[-1].split()[-1] in json.dumps(running.decision_log())


def test_the_environment_can_name_the_running_platform(tmp_path: Path) -> None:
    with serve(tmp_path / "state") as running:
        code = "from course_utils import practice_platform as p; print(p().base_url)"
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        named = run(code, elsewhere, COURSE_PLATFORM=str(tmp_path / "state" / "platform.json"))
        assert named.strip() == f"{running.url}/v1"


@pytest.mark.parametrize(
    "content",
    [
        "{",
        '{"url": "http://127.0.0.1:9", "api_key": "", "admin_key": ""}',
        '{"url": "http://127.0.0.1:9api", "api_key": "", "admin_key": ""}',
        '{"url": "file:///", "api_key": "", "admin_key": ""}',
    ],
)
def test_what_a_dead_platform_left_behind_is_passed_over(tmp_path: Path, content: str) -> None:
    (tmp_path / ".course").mkdir()
    (tmp_path / ".course" / "platform.json").write_text(content)
    assert len(run(HAIKU, tmp_path).splitlines()) == 4


def test_another_platform_at_the_address_of_a_dead_one_is_passed_over(tmp_path: Path) -> None:
    with serve(tmp_path / "somebody" / "elses") as running:
        dead = {"url": running.url, "operator_token": "dead", "api_key": "", "admin_key": ""}
        (tmp_path / ".course").mkdir()
        (tmp_path / ".course" / "platform.json").write_text(json.dumps(dead))
        base_url = run(
            "from course_utils import practice_platform as p; print(p().base_url)", tmp_path
        )
    assert base_url.strip() != f"{running.url}/v1"


def test_another_program_at_the_address_of_a_dead_one_is_passed_over(tmp_path: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), _SaysYesToAll) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        (tmp_path / ".course").mkdir()
        Address(url, "", "", "token").write(tmp_path / ".course" / NAME)
        output = run(HAIKU, tmp_path)
        server.shutdown()
    assert output.splitlines()[-1].startswith("1 req_")


def test_a_notebook_says_so_when_the_course_was_stopped(tmp_path: Path) -> None:
    gone = str(tmp_path / "platform.json")
    output = run(HAIKU, tmp_path, COURSE_PLATFORM=gone)
    assert "Start the course again, then restart this kernel" in output
    assert output.splitlines()[-1].startswith("1 req_")


def test_a_real_key_is_set_aside_and_mentioned_without_its_value(tmp_path: Path) -> None:
    real = f"sk-proj-{'x' * 74}{keys.OPENAI_MARKER}{'y' * 74}"
    code = """
import os
from course_utils import practice_platform
practice_platform(); practice_platform()
print("x" * 20 in str(dict(os.environ)), os.environ.get("OPENAI_ADMIN_KEY"))
"""
    output = run(code, tmp_path, OPENAI_API_KEY=real, OPENAI_ADMIN_KEY="anything")
    assert output.count("set aside") == 1
    assert "OPENAI_API_KEY and OPENAI_ADMIN_KEY" in output
    assert output.endswith("False None\n")
    assert "xxxx" not in output


def test_a_practice_key_in_the_environment_is_no_news(tmp_path: Path) -> None:
    output = run(HAIKU, tmp_path, OPENAI_API_KEY=keys.generate(Kind.PROJECT))
    assert len(output.splitlines()) == 4


def test_a_proxy_does_not_come_between(tmp_path: Path) -> None:
    proxy = "http://127.0.0.1:9"
    output = run(HAIKU, tmp_path, HTTP_PROXY=proxy, http_proxy=proxy, ALL_PROXY=proxy)
    assert len(output.splitlines()) == 4


def test_keyring_and_a_check_meet_one_platform_and_leave_the_learners_vault_alone(
    tmp_path: Path,
) -> None:
    code = """
from course_utils import check, practice_platform
mine = practice_platform()
import keyring
def store(value):
    keyring.set_password("haiku", "api-key", value)
with check("store", "A rule."):
    watched = check.platform()
    store(watched.api_key)
    print([(entry["method"], entry["target"]) for entry in watched.requests(watched.api_key)])
print(keyring.get_password("haiku", "api-key"), [entry["method"] for entry in mine.requests()])
"""
    with serve(tmp_path / ".course"):
        met, _, left = run(code, tmp_path).splitlines()
    assert met == "[('PUT', '/practice/vault/haiku/api-key')]"
    assert left == "None ['GET']"


def test_what_a_check_asks_stays_out_of_the_learners_own_platform(tmp_path: Path) -> None:
    code = """
from course_utils import check, practice_platform
with check("models_with_key", "A rule."):
    watched = check.platform()
mine = practice_platform()
print("another" if mine.base_url != watched.base_url else "the same")
print([key["name"] for key in mine.table("api_keys")])
check.configure(seconds=10)
with check("models_with_key", "A rule."):
    print("the same" if check.platform().base_url == mine.base_url else "another")
"""
    with serve(tmp_path / ".course"):
        _, where, names, graded, _ = run(code, tmp_path).splitlines()
    assert (where, graded) == ("another", "the same")
    assert "for a check" not in names


def test_a_check_that_fails_says_what_the_platform_received(tmp_path: Path) -> None:
    code = """
import httpx
from course_utils import check
def ask(base_url):
    httpx.get(f"{base_url}/modles")
    return httpx.get(f"{base_url}/models", headers={"Authorization": "Bearer {key}"}).status_code
try:
    with check("models_with_key", "A rule."):
        check.equal(ask(check.platform().base_url), 200)
except Exception as error:
    print(error)
check.hint("models_with_key")
"""
    message, _, hint = " ".join(run(code, tmp_path).split()).partition("Hint 1 of ")
    assert (
        "The platform received GET /v1/modles → 404, unknown_path; GET /v1/models with a text"
        in message
    )
    assert message.endswith("too short for one → 401, malformed_key. ")
    assert "only if an f stands before the quotes" in hint
