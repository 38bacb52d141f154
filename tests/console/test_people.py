"""Two learners on one platform, each with a sign-in of their own: nobody sees the other's keys."""

from collections.abc import Iterator

import httpx
import pytest
from bs4 import BeautifulSoup

from course_utils.platform_client import PracticePlatform, Visitor
from tests.console.conftest import KEYS, Person, words_of
from tests.server.asking import models_with

PEOPLE = "settings/people"


@pytest.fixture
def addresses(owner: Person) -> dict[str, str]:
    """Add two people, and a namesake of one; give the address of each."""
    for name in ("Ben", "Ann", "Ben"):
        owner.send(PEOPLE, owner.fill(PEOPLE, name=name))
    page = BeautifulSoup(owner.get(PEOPLE).text, "html.parser")
    rows = page.select("tbody tr")
    assert len({row.select("th")[0].text for row in rows}) == len(rows)
    return {
        next(row.select("th")[0].stripped_strings): str(row.select("input")[0]["value"])
        for row in rows
    }


def signed_in(address: str) -> Person:
    person = Person(
        httpx.Client(base_url=address.partition("?")[0], follow_redirects=True, trust_env=False)
    )
    assert person.get(address).status_code == 200
    return person


@pytest.fixture
def ann(addresses: dict[str, str]) -> Iterator[Person]:
    person = signed_in(addresses["Ann"])
    yield person
    person.http.close()


@pytest.fixture
def ben(addresses: dict[str, str]) -> Iterator[Person]:
    person = signed_in(addresses["Ben"])
    yield person
    person.http.close()


def test_what_one_makes_and_asks_the_other_never_sees(
    ann: Person, ben: Person, owner: Person, platform: PracticePlatform
) -> None:
    platform.set_audit_logging(on=True)
    key_id, value = ann.make_key(name="of Ann")
    assert models_with(platform, value) == 200
    platform.send_traffic(Visitor("attacker", value), hours=1)
    number = owner.get("log").text.partition('id="request-')[2].partition('"')[0]
    told = {
        "": "request",
        "log": "of Ann",
        f"log?key={key_id}": "of Ann",
        "usage": "of Ann",
        "settings/audit-log": key_id,
        KEYS: "of Ann",
    }
    for place, words in told.items():
        assert words in words_of(ann.get(place)), place
        assert words in words_of(owner.get(place)), place
        for hers in ("of Ann", key_id, "Ann"):
            assert hers not in words_of(ben.get(place)), place
    assert "0 requests" in words_of(ben.get(""))
    for place in (
        f"log/{number}",
        f"{KEYS}/{key_id}",
        f"{KEYS}/{key_id}/revoke",
        f"{KEYS}/{key_id}/leak",
    ):
        assert ann.get(place).status_code == 200
        assert ben.get(place).status_code == 404
    assert ben.get("usage/picture").status_code == 404
    assert ben.send(f"{KEYS}/{key_id}/revoke", ben.fill(f"{KEYS}/new")).status_code == 404
    assert models_with(platform, value) == 200


def test_nobody_makes_a_key_in_the_project_of_another(
    ann: Person, ben: Person, platform: PracticePlatform
) -> None:
    hers = ann.fill(f"{KEYS}/new")["project"]
    assert hers != ben.fill(f"{KEYS}/new")["project"]
    refused = ben.send(f"{KEYS}/new", ben.fill(f"{KEYS}/new", project=hers, name="smuggled"))
    assert refused.status_code == 400
    assert "smuggled" not in {row["name"] for row in platform.table("api_keys")}


def test_what_all_share_is_the_owners_alone(ann: Person, platform: PracticePlatform) -> None:
    form = ann.fill(f"{KEYS}/new")
    for place in ("settings/practice", "settings/security", PEOPLE):
        assert ann.get(place).status_code == 404
        assert ann.send(place, {**form, "do": "reset", "sure": "on"}).status_code == 404
    for place, do in (("settings/limits", "limit"), ("settings/audit-log", "on")):
        assert ann.get(place).status_code == 200
        assert ann.send(place, {**form, "do": do, "dollars": "0"}).status_code == 404
    (row,) = platform.table("platform")
    assert (row["spend_limit"], row["audit_logging"]) == (None, False)


def test_events_of_one_do_not_reach_the_other(
    ann: Person, ben: Person, platform: PracticePlatform
) -> None:
    _, hers = ann.make_key(name="of Ann")
    _, his = ben.make_key(name="of Ben")
    with ben.http.stream("GET", "events?requests=0&alerts=0") as stream:
        lines = stream.iter_lines()
        next(lines)
        models_with(platform, hers)
        models_with(platform, his)
        row = ""
        while "of Ben" not in row:
            row = next(lines)
            assert "of Ann" not in row


def test_who_has_left_is_signed_out(
    ann: Person, addresses: dict[str, str], platform: PracticePlatform
) -> None:
    (project,) = [row for row in platform.table("projects") if row["name"] == "Ann"]
    archived = httpx.post(
        f"{platform.base_url}/organization/projects/{project['id']}/archive",
        headers={"authorization": f"Bearer {platform.admin_key}"},
        trust_env=False,
    )
    assert archived.status_code == 200
    assert ann.get(KEYS).status_code == 401
    assert ann.get(addresses["Ann"]).status_code == 401
