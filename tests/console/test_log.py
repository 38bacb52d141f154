"""The live log: what it shows, to whom, and as what code."""

import subprocess
from collections.abc import Iterator

import httpx
import pytest
from openai import OpenAI

from course_utils.console import visit
from course_utils.console.as_code import as_curl, as_python
from course_utils.keys import ELLIPSIS
from course_utils.platform_client import PracticePlatform
from tests.console.conftest import Person, words_of
from tests.server.asking import bearer, models_with

XSS = "<script>alert('a prompt')</script>"
QUOTES = """It's "quoted" $HOME `id` \\ and\nlong"""


def ask(platform: PracticePlatform, prompt: str) -> str:
    with OpenAI(api_key=platform.api_key, base_url=platform.base_url, max_retries=0) as client:
        client.chat.completions.create(
            model="gpt-4", messages=[{"role": "user", "content": prompt}]
        )
    return str(platform.requests()[-1]["request_id"])


def test_requests_are_shown_newest_first_with_the_true_reason(
    owner: Person, platform: PracticePlatform
) -> None:
    assert "Nobody has asked anything yet" in words_of(owner.get("log"))
    models_with(platform, platform.api_key)
    models_with(platform, platform.api_key[:-1])
    page = words_of(owner.get("log"))
    assert page.index("malformed key") < page.rindex("My Test API")
    assert platform.api_key not in page
    assert "malformed" not in words_of(owner.get("log?status=served"))
    assert "My Test API" not in words_of(owner.get("log?status=refused")).partition("Tokens")[2]
    assert "No request matches" in words_of(owner.get("log?status=failed"))
    assert "No request matches" in words_of(owner.get("log?key=key_0"))


def test_an_entry_shows_the_doors_and_both_sides_and_is_found_by_the_callers_id(
    owner: Person, platform: PracticePlatform
) -> None:
    ask(platform, "hi")
    issued = platform.issue_key("models only", ["api.model.read"])
    answer = httpx.post(
        f"{platform.base_url}/responses", headers=bearer(issued.value), json={}, trust_env=False
    )
    page = owner.get(f"log/{answer.headers['x-request-id']}")
    assert "refused at the door scope: 401" in page.text
    told = words_of(page)
    assert "status 401 Unauthorized" in told
    assert "missing_scope: The key is good, but it may not do this." in told
    assert issued.value not in page.text
    assert owner.get("log/999999").status_code == 404
    assert owner.get("log/req_unknown").status_code == 404


def test_a_prompt_is_text_wherever_it_is_shown(owner: Person, platform: PracticePlatform) -> None:
    request_id = ask(platform, XSS)
    page = owner.get(f"log/{request_id}")
    assert XSS in words_of(page)
    assert page.text.count("<script") == 1
    httpx.get(f"{platform.base_url}/models/{XSS}", headers=bearer(XSS), trust_env=False)
    assert owner.get("log").text.count("<script") == 1


@pytest.fixture
def entry(platform: PracticePlatform) -> dict[str, object]:
    ask(platform, QUOTES)
    return platform.requests()[-1]


def test_a_copied_command_asks_the_same_with_the_key_from_the_environment(
    platform: PracticePlatform, entry: dict[str, object]
) -> None:
    command = as_curl(entry, platform.base_url.removesuffix("/v1"), "gpt-4")
    assert ELLIPSIS not in command
    asked = subprocess.run(
        ["sh", "-c", command],
        env={"OPENAI_API_KEY": platform.api_key, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    )
    assert b"chat.completion" in asked.stdout
    assert platform.requests()[-1]["prompt"] == entry["prompt"]


def test_copied_python_asks_the_same_with_the_key_from_the_environment(
    platform: PracticePlatform,
    entry: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", platform.api_key)
    code = as_python(entry, platform.base_url.removesuffix("/v1"), "gpt-4")
    namespace: dict[str, object] = {}
    exec(code, namespace)
    client = namespace["client"]
    assert isinstance(client, OpenAI)
    client.close()
    assert capsys.readouterr().out.strip()
    assert platform.requests()[-1]["prompt"] == entry["prompt"]


def test_a_key_in_the_query_string_is_in_no_copied_code(
    owner: Person, platform: PracticePlatform
) -> None:
    httpx.get(f"{platform.base_url}/models", params={"api_key": platform.api_key}, trust_env=False)
    page = owner.get("log/1")
    assert platform.api_key not in page.text
    assert "api_key=" not in page.text.partition("Ask the same again")[2]


def events(lines: Iterator[str]) -> Iterator[str]:
    """Give the events of a stream, each as its lines in one."""
    event: list[str] = []
    for line in lines:
        if line:
            event.append(line)
        elif event:
            yield "\n".join(event)
            event = []


def test_what_comes_in_is_sent_at_once_and_goes_on_where_it_was(
    owner: Person, platform: PracticePlatform
) -> None:
    with owner.http.stream("GET", "events?requests=0") as stream:
        sent = events(stream.iter_lines())
        assert next(sent) == ":"
        models_with(platform, platform.api_key)
        first = next(sent)
        assert first.startswith("event: request\nid: 1\ndata: <tr")
        assert "/v1/models" in first
        assert platform.api_key not in first
    models_with(platform, platform.api_key)
    with owner.http.stream("GET", "events?requests=1") as stream:
        sent = events(stream.iter_lines())
        next(sent)
        assert next(sent).startswith("event: request\nid: 2\n")
        platform.reset()
        assert next(sent).startswith("event: begun-afresh")


def test_a_stream_ends_with_the_sign_in_that_opened_it(
    owner: Person, platform: PracticePlatform
) -> None:
    form = owner.fill("settings/api-keys/new")
    cookies = dict(owner.http.cookies)
    with owner.http.stream("GET", "events?requests=0") as stream:
        sent = stream.iter_lines()
        next(sent)
        with httpx.Client(
            base_url=owner.http.base_url, cookies=cookies, trust_env=False
        ) as other_tab:
            other_tab.post("sign-out", data={"form-token": form["form-token"]})
        assert list(sent) == [""]
    owner.http.cookies.clear()
    assert owner.get("events").status_code == 401


def test_a_page_too_many_is_told_so_and_another_may_go_on_when_one_is_closed(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visit, "_MOST_STREAMS", 1)
    with owner.http.stream("GET", "events") as first:
        lines = first.iter_lines()
        assert next(lines) == ":"
        assert owner.get("events").text.startswith("event: full")
    for _ in range(100):  # until the server has seen that the first one is gone
        with owner.http.stream("GET", "events") as second:
            if next(second.iter_lines()) == ":":
                return
    pytest.fail("the first stream is still counted")


@pytest.mark.parametrize(
    "place", ["log?key=%00", "log/req_%00", "settings/api-keys/%00", "settings/limits?project=%00"]
)
def test_an_address_with_what_no_database_takes_is_no_page(owner: Person, place: str) -> None:
    assert owner.get(place).status_code == 404


def test_the_time_of_a_request_is_as_people_read_it(
    owner: Person, platform: PracticePlatform
) -> None:
    models_with(platform, platform.api_key)
    assert "+00:00" not in words_of(owner.get("log/1"))
