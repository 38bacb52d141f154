import re
import tomllib
from pathlib import Path
from typing import Any

import httpx
import pytest

import course_utils
from course_utils.kit.doors import DOORS, INSIDE, SERVER, Way, draw_doors
from course_utils.kit.inspector import Inspection, NoEntryError, inspect_request
from course_utils.platform_client import PracticePlatform
from course_utils.practice import private_platform
from course_utils.server.catalogue import MODEL

PACKAGE = Path(course_utils.__file__).parent
REASONS = tomllib.loads((PACKAGE / "kit" / "reasons.toml").read_text(encoding="utf-8"))
QUESTION = {"model": MODEL, "messages": [{"role": "user", "content": "Hello"}]}


@pytest.fixture
def platform() -> PracticePlatform:
    platform = private_platform()
    platform.reset(everything=True)
    return platform


def asked(platform: PracticePlatform, path: str, key: str | None, **options: Any) -> Inspection:
    """Send a request and inspect what the log says of it."""
    headers = {"authorization": f"Bearer {key}"} if key else {}
    headers |= options.pop("headers", {})
    method = "POST" if "json" in options else "GET"
    httpx.request(method, platform.base_url + path, headers=headers, **options)
    return inspect_request(platform.requests()[-1])


def test_a_request_that_was_served_passed_all_doors(platform: PracticePlatform) -> None:
    shown = asked(platform, "/chat/completions", platform.api_key, json=QUESTION)
    assert shown.way == Way(INSIDE, 200)
    assert shown.caller == {"status": "200 OK"}
    assert shown.operator["reason"] == "ok: It was served."
    assert shown.operator["key"] == f"…{platform.api_key[-4:]}, sent in the header"
    assert shown.operator["model"] == MODEL
    request_id = platform.requests()[-1]["request_id"]
    assert f'href="#console/log/{request_id}"' in shown._repr_html_()


def test_each_door_can_be_the_one_that_refused(platform: PracticePlatform) -> None:
    reader = platform.issue_key("reader", scopes=["api.model.read"]).value
    key, chat = platform.api_key, "/chat/completions"
    assert asked(platform, "/modles", key).way == Way("path, method", 404)
    assert asked(platform, "/models", None).way == Way("key", 401)
    assert asked(platform, chat, reader, json=QUESTION).way == Way("scope", 401)
    assert asked(platform, chat, key, json={"messages": 3}).way == Way("body, model", 400)
    assert asked(platform, chat, key, json={**QUESTION, "model": "x"}).way.place == "body, model"
    platform.set_credit(0)
    assert asked(platform, chat, key, json=QUESTION).way == Way("limit", 429)
    named = {"OpenAI-Project": "proj_other"}
    assert asked(platform, "/models", key, headers=named).way == Way("scope", 401)
    assert asked(platform, "/chat/completions/none", key).way == Way(INSIDE, 404)
    platform.fail_next(1)
    assert asked(platform, "/models", key).way == Way(SERVER, 500)


def test_the_caller_is_told_less_than_the_operator_knows(platform: PracticePlatform) -> None:
    issued = platform.issue_key("old")
    platform.revoke_key(issued.id)
    shown = asked(platform, "/models", issued.value)
    assert shown.caller == {"status": "401 Unauthorized", "code": "invalid_api_key"}
    assert shown.operator["reason"] == "revoked_key: This key was revoked."
    assert issued.value not in repr(shown) + shown._repr_html_()


def test_every_reason_of_the_server_has_its_place_and_its_words() -> None:
    written = {
        reason
        for path in (PACKAGE / "server").rglob("*.py")
        for reason in re.findall(r'Cause\(\s*"([a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(written) > 20
    known = {reason for reasons in REASONS.values() for reason in reasons}
    assert written - known == {"not_operator"}  # it is no request to the API, and not in the log
    assert set(REASONS) == {*DOORS, INSIDE, SERVER}


def test_a_reason_that_is_new_is_shown_as_it_is(platform: PracticePlatform) -> None:
    asked(platform, "/models", None)
    entry = {**platform.requests()[-1], "reason": "something_new"}
    assert inspect_request(entry).operator["reason"] == "something_new"


def test_what_a_stranger_wrote_is_text_and_not_markup(platform: PracticePlatform) -> None:
    asked(platform, "/models", None)
    entry = {**platform.requests()[-1], "target": "/<script>alert(1)</script>"}
    assert "<script>" not in inspect_request(entry)._repr_html_()


@pytest.mark.parametrize("given", [None, [], {}, "401", {"status": 401}])
def test_something_else_is_refused_with_a_sentence(given: Any) -> None:
    with pytest.raises(NoEntryError, match="no entry of the decision log"):
        inspect_request(given)


@pytest.mark.parametrize(
    ("place", "status", "words"),
    [
        ("path, method", 404, "It was refused at the door path, method: 404."),
        ("scope", 401, "It passed path, method; key, and was refused at the door scope: 401."),
        (INSIDE, 200, "It passed all five doors and was served: 200."),
        (INSIDE, 404, "It passed all five doors and was refused behind them: 404."),
        (SERVER, 503, "No door refused it: the server failed, 503."),
    ],
)
def test_the_picture_says_in_words_what_it_shows(place: str, status: int, words: str) -> None:
    picture = draw_doors(Way(place, status))
    assert picture.words.endswith(words)
    assert picture.svg.count('class="refused"') == (status != 200)
    assert str(status) in picture.svg
