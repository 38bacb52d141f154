"""Who gets in, and what an attacker who can't gets: CSRF, frames, tokens, fixed sessions, guesses."""

import httpx
import pytest

from course_utils import keys
from course_utils.console.sessions import SECONDS_TO_STAY, Sessions
from course_utils.keys import Kind
from course_utils.lab.console_proxy import own_cookies
from course_utils.platform_client import PracticePlatform
from course_utils.platform_file import console_token
from course_utils.server.serving.run import PrivatePlatform
from tests.console.conftest import KEYS, Person, value_in, words_of
from tests.server.asking import models_with


def test_the_printed_address_is_exchanged_for_a_cookie_that_scripts_and_other_sites_do_not_get(
    stranger: Person, platform: PracticePlatform
) -> None:
    answer = stranger.http.get(platform.console_url)
    assert answer.status_code == 200
    assert "token" not in str(answer.url)
    (exchange,) = answer.history
    assert "token" not in exchange.headers["location"]
    cookie = exchange.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    token = platform.console_url.rpartition("=")[2]
    assert token not in answer.text
    assert platform.requests() == []


def test_the_cookie_goes_to_no_server_that_does_not_know_this_starts_own_path(
    owner: Person, platform: PracticePlatform
) -> None:
    (cookie,) = owner.http.cookies.jar
    assert cookie.path == httpx.URL(platform.console_url).path
    assert "token" not in cookie.path
    outside = platform.base_url.removesuffix("/v1") + "/console/"
    for place in ("", KEYS, "0123456789abcdef/"):
        answer = owner.http.get(outside + place)
        assert "cookie" not in answer.request.headers
        assert answer.status_code == 401
        assert cookie.path not in answer.text


def test_a_name_that_somebody_else_may_have_made_up_for_this_computer_is_refused(
    owner: Person,
) -> None:
    for host in ("evil.example", "localhost.evil.example:8421", "127.0.0.1.evil.example"):
        answer = owner.http.get("", headers={"host": host})
        assert answer.status_code == 421
        assert "does not answer to this name" in answer.text
    for host in ("localhost:1", "127.0.0.1", "[::1]:8421", "192.0.2.7"):
        assert owner.http.get("", headers={"host": host}).status_code == 200


def test_head_is_a_get_without_a_body_and_other_methods_are_told_what_there_is(
    owner: Person,
) -> None:
    for place in ("", KEYS, "events"):
        head = owner.http.head(place)
        assert head.status_code == 200
        assert head.content == b""
    refused = owner.http.delete(KEYS)
    assert refused.status_code == 405
    assert refused.headers["allow"] == "GET, HEAD, POST"


def test_the_token_is_exchanged_for_a_place_on_the_same_server(
    stranger: Person, platform: PracticePlatform
) -> None:
    address, _, token = platform.console_url.partition("?token=")
    answer = stranger.http.get(f"{address}https:evil.example?token={token}", follow_redirects=False)
    assert answer.headers["location"] == "./https:evil.example"


@pytest.mark.parametrize("beside", ['prefs={"a":1}', "flag", "a{}=1", "=", 'a="b'])
def test_a_cookie_of_another_program_takes_nothing_from_ours(beside: str) -> None:
    ours = "course-console-0a1b2c3d=a-name"
    assert own_cookies(f"{beside}; {ours}") == ours
    assert own_cookies(f"{ours};{beside}") == ours


def test_without_a_sign_in_every_path_says_the_same(stranger: Person) -> None:
    answers = [
        stranger.get(place) for place in ("", KEYS, f"{KEYS}/key_1", "no/such/page", "alive")
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({words_of(answer) for answer in answers}) == 1
    assert "Sign in" in words_of(answers[0])


def test_old_addresses_and_guessed_cookies_do_not_open(
    stranger: Person, owner: Person, platform: PracticePlatform
) -> None:
    address, _, token = platform.console_url.partition("?token=")
    signed_in = dict(owner.http.cookies)
    stranger.http.cookies.clear()
    other_end = "1" if token.endswith("0") else "0"
    stale = stranger.http.get(f"{address}?token={token[:-1]}{other_end}")
    assert stale.status_code == 401
    assert "earlier start" in words_of(stale)
    name = next(iter(signed_in))
    stranger.http.cookies.set(name, "guessed")
    assert "has ended" in words_of(stranger.get(KEYS))


def test_a_session_that_an_attacker_fixed_is_worth_nothing(
    stranger: Person, owner: Person, platform: PracticePlatform
) -> None:
    name = next(iter(dict(owner.http.cookies)))
    stranger.http.cookies.clear()
    stranger.http.cookies.set(name, "fixed by somebody else")
    exchange = stranger.http.get(platform.console_url, follow_redirects=False)
    assert "fixed" not in exchange.headers["set-cookie"]


def test_who_signs_in_anew_leaves_no_earlier_sign_in_behind(
    owner: Person, platform: PracticePlatform
) -> None:
    earlier = dict(owner.http.cookies)
    with owner.http.stream("GET", "events") as stream:
        lines = stream.iter_lines()
        next(lines)
        owner.get(platform.console_url)
        assert list(lines) == [""]
    owner.http.cookies.clear()
    owner.http.cookies.update(earlier)
    assert owner.get(KEYS).status_code == 401


def test_a_sign_in_lasts_as_long_as_it_says() -> None:
    moments = iter([0.0, SECONDS_TO_STAY - 1.0, float(SECONDS_TO_STAY), float(SECONDS_TO_STAY)])
    sessions = Sessions("token", lambda: next(moments))
    name = sessions.begin()
    assert sessions.find(name) is not None
    assert sessions.find(name) is None
    assert sessions.find(name) is None


def test_jupyterlab_vouches_for_who_is_signed_in_there(
    stranger: Person, private: PrivatePlatform
) -> None:
    token = console_token(private.settings.operator_token.reveal())
    stranger.http.headers["authorization"] = f"Bearer {token}"
    assert "Continue as" in words_of(stranger.get(""))
    refused = stranger.send("sign-in", {}, sec_fetch_site="cross-site")
    assert refused.status_code == 401
    assert stranger.send("sign-in", {}, origin="http://evil.example").status_code == 401
    assert words_of(stranger.send("sign-in", {})).startswith("Home")
    wanted = stranger.send("sign-in", {"to": "settings/limits"})
    assert words_of(wanted).startswith("Limits")
    for elsewhere in ("//evil.example", "https://evil.example", "../log", "a\\b"):
        assert "evil" not in str(stranger.send("sign-in", {"to": elsewhere}).url)
    del stranger.http.headers["authorization"]
    assert stranger.get(KEYS).status_code == 200


def test_signing_out_ends_the_session_on_the_server(owner: Person) -> None:
    cookies = dict(owner.http.cookies)
    form = owner.fill(f"{KEYS}/new")
    assert owner.send("sign-out", {"form-token": form["form-token"]}).status_code == 401
    owner.http.cookies.update(cookies)
    assert owner.get(KEYS).status_code == 401


@pytest.mark.parametrize("token", ["", "guessed", None])
def test_a_form_of_another_site_does_nothing(owner: Person, token: str | None) -> None:
    form = owner.fill(f"{KEYS}/new", name="forged")
    if token is None:
        del form["form-token"]
    else:
        form["form-token"] = token
    answer = owner.send(f"{KEYS}/new", form)
    assert answer.status_code == 403
    assert value_in(answer) is None
    assert 'value="forged"' in answer.text, "what was typed is still there"
    assert "forged" not in owner.get(KEYS).text


def test_a_form_that_the_browser_says_comes_from_elsewhere_does_nothing(owner: Person) -> None:
    form = owner.fill(f"{KEYS}/new", name="forged")
    for site in ("cross-site", "same-site"):
        answer = owner.send(f"{KEYS}/new", form, sec_fetch_site=site)
        assert answer.status_code == 403
        assert "did not come from this page" in words_of(answer)
    for origin in ("http://evil.example", "null"):
        assert owner.send(f"{KEYS}/new", form, origin=origin).status_code == 403
    assert owner.send(f"{KEYS}/new", form, sec_fetch_site="same-origin").status_code == 200


def test_no_page_is_kept_framed_elsewhere_or_runs_a_script_of_its_own(
    owner: Person, stranger: Person
) -> None:
    made = owner.send(f"{KEYS}/new", owner.fill(f"{KEYS}/new"))
    pages = [owner.get(""), owner.get(KEYS), owner.get("nowhere"), made]
    stranger.http.cookies.clear()
    for page in [*pages, stranger.get("")]:
        assert page.headers["cache-control"] == "no-store"
        policy = page.headers["content-security-policy"]
        assert "frame-ancestors 'self'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert page.headers["x-content-type-options"] == "nosniff"
        assert " style=" not in page.text
        assert "onclick" not in page.text
        assert page.text.count("<script") == 1
        assert "access-control-allow-origin" not in page.headers


def test_static_files_are_those_of_the_package_alone(stranger: Person) -> None:
    assert stranger.get("static/console.js").headers["content-type"].startswith("text/javascript")
    assert "--ground" in stranger.get("static/palette.css").text
    for outside in (
        "static/..%2fsite.py",
        "static/%2e%2e/site.py",
        "static/..\\site.py",
        "static/",
        f"static/{'x' * 300}",
        "static/%00",
    ):
        assert stranger.http.get(outside).status_code in (401, 404)


def test_a_key_in_a_field_is_refused_and_not_shown_again(
    owner: Person, platform: PracticePlatform
) -> None:
    practice = keys.generate(Kind.PROJECT)
    real = f"sk-proj-{'a1B2' * 18}xy{keys.OPENAI_MARKER}{'c3D4' * 18}xy"
    for value, said in ((practice, "clipboard"), (real, "REAL")):
        form = owner.fill(f"{KEYS}/new", name=f"my {value}")
        answer = owner.send(f"{KEYS}/new", form)
        assert answer.status_code == 403
        assert said in words_of(answer)
        assert value not in answer.text
    assert len(platform.table("api_keys")) == 2


def test_a_form_larger_than_any_of_ours_is_not_read(owner: Person) -> None:
    form = owner.fill(f"{KEYS}/new", name="x" * 100_000)
    answer = owner.send(f"{KEYS}/new", form)
    assert answer.status_code == 403
    assert "larger than 64 KB" in words_of(answer)


def test_the_api_itself_answers_as_before(platform: PracticePlatform) -> None:
    assert models_with(platform, platform.api_key) == 200
    elsewhere = httpx.get(platform.base_url.removesuffix("/v1") + "/console", trust_env=False)
    assert elsewhere.json()["error"]["message"].startswith("Invalid URL")
