"""What an owner watches and sets: usage, limits, alerts, the audit log, the clock; and the drill."""

import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import httpx
import pytest
from bs4 import BeautifulSoup

from course_utils.platform_client import PracticePlatform, Visitor
from tests.console.conftest import KEYS, Person, words_of
from tests.server.asking import CHAT, bearer, models_with


def post_chat(platform: PracticePlatform, key: str) -> int:
    return httpx.post(
        f"{platform.base_url}/chat/completions", headers=bearer(key), json=CHAT, trust_env=False
    ).status_code


def test_usage_tells_who_used_how_much_as_a_picture_and_in_numbers(
    owner: Person, platform: PracticePlatform
) -> None:
    assert "Run this cell in a notebook" in words_of(owner.get("usage"))
    shop = platform.issue_key("web <b>shop</b>")
    other = Visitor("program", platform.api_key, per_hour=1)
    platform.send_traffic(Visitor("program", shop.value, per_hour=3), other, hours=2)
    page = owner.get("usage")
    assert "web <b>shop</b> …" in words_of(page)
    assert " 6 " in words_of(page).partition("Refused")[2]
    picture = owner.get("usage/picture?by=requests")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert "web &lt;b&gt;shop&lt;/b&gt;" in picture.text
    assert "<script" not in picture.text
    assert "$0.00" in words_of(owner.get("usage?by=dollars"))
    assert owner.get("usage?by=<script>").text.count("<script") == 1


def test_more_keys_than_colours_are_added_up(owner: Person, platform: PracticePlatform) -> None:
    visitors = [
        Visitor("program", platform.issue_key(f"number {each}").value, per_hour=each)
        for each in range(1, 9)
    ]
    platform.send_traffic(*visitors, hours=1)
    assert "all others" in owner.get("usage/picture").text


def test_a_limit_of_money_stops_and_is_lifted(owner: Person, platform: PracticePlatform) -> None:
    place = "settings/limits"
    form = owner.fill(place)
    for wrong in ("", "$", "much", "-1", "-0", "nan", "1e3", "1_000", "0.001", "0,500", "1000001"):
        assert "Write an amount" in words_of(owner.send(place, {**form, "dollars": wrong}))
    owner.send(place, {**form, "do": "limit", "dollars": "0"})
    assert post_chat(platform, platform.api_key) == 429
    assert "of $0.00" in words_of(owner.get(place))
    owner.send(place, {**form, "do": "lift"})
    assert post_chat(platform, platform.api_key) == 200


def test_a_limit_of_requests_counts_down_to_when_the_next_is_let_through(
    owner: Person, platform: PracticePlatform
) -> None:
    place = "settings/limits"
    assert "retry-after" not in words_of(owner.get(place))
    platform.set_rate_limit(str(CHAT["model"]), 1)
    assert post_chat(platform, platform.api_key) == 200
    first = int(words_of(owner.get(place)).partition("retry-after: ")[2].split()[0])
    platform.clock.advance(timedelta(seconds=20))
    later = int(words_of(owner.get(place)).partition("retry-after: ")[2].split()[0])
    assert 0 < later < first <= 60
    platform.clock.advance(timedelta(minutes=1))
    assert "retry-after" not in words_of(owner.get(place))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("1,000", "$1,000.00"),
        ("1,000.50", "$1,000.50"),
        ("5 $", "$5.00"),
        ("$0.5", "$0.50"),
        ("0,01", "$0.01"),
    ],
)
def test_an_amount_is_read_as_it_is_meant(owner: Person, said: str, shown: str) -> None:
    place = "settings/limits"
    told = words_of(owner.send(place, owner.fill(place, do="limit", dollars=said)))
    assert f"of {shown} " in told


def test_an_alert_is_set_once(owner: Person, platform: PracticePlatform) -> None:
    form = owner.fill("settings/limits", do="alert", dollars="5")
    owner.send("settings/limits", form)
    assert "There is an alert at $5.00" in words_of(owner.send("settings/limits", form))
    assert len(platform.table("spend_alerts")) == 1


def test_a_name_changes_nothing_of_what_stands_around_it(
    owner: Person, platform: PracticePlatform
) -> None:
    issued = platform.issue_key("turned\u202e \x1b[31m\x01round")
    platform.send_traffic(Visitor("program", issued.value, per_hour=3), hours=1)
    picture = owner.get("usage/picture?by=requests")
    assert "round" in "".join(ET.fromstring(picture.content).itertext())
    for page in (picture, owner.get("usage"), owner.get(KEYS), owner.get("log")):
        assert "round" in page.text
        assert not {"\u202e", "\x1b", "\x01"} & set(page.text)
    place = f"{KEYS}/{issued.id}"
    assert "round" in words_of(owner.send(place, owner.fill(place, name="all round")))
    assert platform.table("api_keys")[-1]["name"] == "all round"


def test_an_alert_that_was_set_by_hand_fires_and_is_shown(
    owner: Person, platform: PracticePlatform
) -> None:
    assert "Nothing unusual" in words_of(owner.get("alerts"))
    form = owner.fill("settings/limits")
    owner.send("settings/limits", {**form, "do": "alert", "dollars": "0.01"})
    assert "reached" not in words_of(owner.get("settings/limits"))
    platform.send_traffic(Visitor("attacker", platform.api_key), hours=1)
    with owner.http.stream("GET", "events?alerts=0") as stream:
        lines = stream.iter_lines()
        told = next(line for line in lines if line.startswith("data: "))
    assert isinstance(json.loads(told.removeprefix("data: ")), str)
    assert "Alerts (1)" in words_of(owner.get(""))
    assert "has reached $0.01" in words_of(owner.get("alerts"))
    assert "Alerts (" not in words_of(owner.get("")), "they are read"
    assert "reached" in words_of(owner.get("settings/limits"))
    (alert,) = platform.table("spend_alerts")
    owner.send("settings/limits", {**form, "do": "forget", "alert": alert["id"]})
    assert "No alert is set" in words_of(owner.get("settings/limits"))


def test_the_audit_log_is_off_until_it_is_switched_on_and_then_tells_who(
    owner: Person,
) -> None:
    place = "settings/audit-log"
    owner.make_key(name="before")
    assert "The audit log is off" in words_of(owner.get(place))
    owner.send(place, owner.fill(place, do="on"))
    key_id, _ = owner.make_key(name="after")
    told = words_of(owner.get(place))
    assert f"api_key.created you, in the console Default project {key_id}" in told
    owner.send(place, owner.fill(place, do="off"))
    assert "Switch on" in words_of(owner.get(place))


def test_the_clock_moves_on_and_a_reset_brings_it_back(
    owner: Person, platform: PracticePlatform
) -> None:
    place = "settings/practice"
    models_with(platform, platform.api_key)
    owner.send(place, owner.fill(place, do="advance-86400"))
    assert "Platform time is 1 day ahead" in words_of(owner.get(place))
    owner.send(place, owner.fill(place, do="reset", sure="on"))
    assert "ahead" not in words_of(owner.get(place))
    assert platform.requests() == []
    assert owner.send(place, owner.fill(place, do="something else")).status_code == 200


def test_a_reset_asks_first(owner: Person) -> None:
    page = BeautifulSoup(owner.get("settings/practice").text, "html.parser")
    reset = page.select_one("button[value=reset]")
    assert reset is not None
    form = reset.find_parent("form")
    assert form is not None
    assert form.select_one("input[type=checkbox][required]") is not None


@pytest.mark.parametrize("do", ["reset", f"advance-{90 * 86400}"])
def test_what_cannot_be_undone_is_not_done_without_a_tick(
    owner: Person, platform: PracticePlatform, do: str
) -> None:
    place = "settings/practice"
    models_with(platform, platform.api_key)
    assert "Nothing was done yet" in words_of(owner.send(place, owner.fill(place, do=do)))
    assert len(platform.requests()) == 1
    assert "ahead" not in words_of(owner.get(place))


def test_rules_for_new_keys_are_set_by_hand_and_hold(
    owner: Person, platform: PracticePlatform
) -> None:
    place = "settings/security"
    week = str(7 * 86400)
    rules = owner.fill(place, do="rules", creation="users", longest=week)
    assert "The rules hold" in words_of(owner.send(place, rules))
    assert "those of users only; longest lifetime: 7 days" in words_of(owner.get(place))
    refused = owner.send(f"{KEYS}/new", owner.fill(f"{KEYS}/new", expires=str(30 * 86400)))
    assert refused.status_code == 400
    owner.make_key(expires=week)
    owner.send(place, {**rules, "creation": "any", "longest": ""})
    owner.make_key()


def test_a_list_of_addresses_is_set_by_hand_and_holds_after_a_while(
    owner: Person, platform: PracticePlatform
) -> None:
    place = "settings/security"
    form = owner.fill(place, do="addresses", addresses="203.0.113.7\n2001:db8::/32")
    wrong = owner.send(place, {**form, "addresses": "203.0.113.700"})
    assert "must be addresses and ranges" in words_of(wrong)
    assert "203.0.113.700" in wrong.text, "what was typed is still there"
    assert "in 15 minutes" in words_of(owner.send(place, form))
    assert models_with(platform, platform.api_key) == 200
    platform.clock.advance(timedelta(minutes=15))
    assert models_with(platform, platform.api_key) == 401
    assert "203.0.113.7/32, 2001:db8::/32" in words_of(owner.get(place))
    platform.set_delays(allow_list=timedelta(0))
    owner.send(place, {**form, "addresses": ""})
    assert models_with(platform, platform.api_key) == 200


def test_the_drill_spends_until_the_key_is_revoked(
    owner: Person, platform: PracticePlatform
) -> None:
    key_id, _ = owner.make_key(name="leaked")
    place = f"{KEYS}/{key_id}/leak"
    assert "A program tries it within minutes" in words_of(owner.get(place))
    owner.send(place, owner.fill(place, do="start"))
    platform.let_time_pass(timedelta(minutes=5))
    told = words_of(owner.get(place))
    assert "still trying" in told
    assert "$0.00 practice money" not in told
    revoke = f"{KEYS}/{key_id}/revoke"
    assert "is refused with 401 from the next request on." in words_of(owner.get(revoke))
    platform.set_delays(deletion=timedelta(minutes=1))
    warned = words_of(owner.get(revoke))
    assert "is refused with 401 in 1 minute, when every server knows." in warned
    assert "An attacker at 198.51.100." in warned
    assert "a program at" not in warned
    assert "revoke it now" in warned
    told = words_of(owner.send(revoke, owner.fill(revoke)))
    assert "is revoked. It is refused with 401 in 1 minute, when every server knows." in told
    assert "practice money spent by the attacker" in told
    platform.let_time_pass(timedelta(minutes=5))
    assert "the key was refused with 401" in words_of(owner.get(place))
    assert "401" in words_of(owner.get(f"log?key={key_id}&status=refused"))
    assert "is revoked" in words_of(owner.send(place, {**owner.fill(f"{KEYS}/new"), "do": "start"}))


def test_a_drill_can_be_stopped(owner: Person, platform: PracticePlatform) -> None:
    key_id, _ = owner.make_key(name="spared")
    place = f"{KEYS}/{key_id}/leak"
    platform.set_credit(cents=0)
    owner.send(place, owner.fill(place, do="start"))
    platform.let_time_pass(timedelta(minutes=1))
    assert "ended: there was no money left to spend" in words_of(owner.get(place))
    platform.set_credit(cents=None)
    owner.send(place, owner.fill(place, do="start"))
    assert "ended: you stopped the drill" in words_of(
        owner.send(place, owner.fill(place, do="stop"))
    )


@pytest.mark.parametrize("place", ["key_0/leak", "key_0/revoke", "key_0"])
def test_a_form_about_a_key_that_is_gone_says_so(owner: Person, place: str) -> None:
    answer = owner.send(f"{KEYS}/{place}", owner.fill(f"{KEYS}/new"))
    assert answer.status_code == 404
    assert "no such key" in words_of(answer)
