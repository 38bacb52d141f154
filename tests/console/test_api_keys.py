"""Keys by hand: made, shown once, changed, revoked; and what the API then says."""

from datetime import timedelta

import pytest

from course_utils.platform_client import PracticePlatform
from tests.console.conftest import KEYS, Person, value_in, words_of
from tests.server.asking import models_with

NEW = f"{KEYS}/new"


def scopes_of(platform: PracticePlatform, key_id: str) -> list[str]:
    (row,) = [row for row in platform.table("api_keys") if row["id"] == key_id]
    return str(row["scopes"]).split()


def test_a_key_made_by_hand_works_and_may_do_everything_as_on_the_real_form(
    owner: Person, platform: PracticePlatform
) -> None:
    key_id, value = owner.make_key(name="My Test API")
    assert models_with(platform, value) == 200
    assert scopes_of(platform, key_id) == []
    page = owner.get(KEYS)
    listed = words_of(page)
    assert "My Test API" in listed
    assert f"{KEYS}/{key_id}/leak" in page.text
    assert value not in listed


def test_the_value_is_in_one_answer_and_nowhere_else(
    owner: Person, platform: PracticePlatform
) -> None:
    form = owner.fill(NEW, name="once")
    first = owner.send(NEW, form)
    value = value_in(first)
    assert value is not None
    assert "see it again" in words_of(first)
    again = owner.send(NEW, form)  # what the browser sends when the page is loaded again
    assert again.status_code == 409
    assert "shown once" in words_of(again)
    (made,) = [row for row in platform.table("api_keys") if row["name"] == "once"]
    for place in ("", KEYS, NEW, f"{KEYS}/{made['id']}", f"{KEYS}/{made['id']}/revoke"):
        assert value not in owner.get(place).text
    assert value not in again.text


@pytest.mark.parametrize(
    ("wish", "scopes"),
    [
        ({"permissions": "read-only"}, ["api.all.read"]),
        ({"permissions": "restricted", "may-models": "read"}, ["api.model.read"]),
        (
            {"permissions": "restricted", "may-responses": "write"},
            ["api.responses.read", "api.responses.write"],
        ),
        ({"permissions": "all", "may-models": "read"}, []),
        ({"owner": "service", "permissions": "read-only"}, []),
    ],
)
def test_permissions_are_what_was_chosen(
    owner: Person, platform: PracticePlatform, wish: dict[str, str], scopes: list[str]
) -> None:
    key_id, value = owner.make_key(**wish)
    assert scopes_of(platform, key_id) == scopes
    lists_models = not scopes or {"api.all.read", "api.model.read"} & set(scopes)
    assert models_with(platform, value) == (200 if lists_models else 401)


def test_a_restricted_key_with_nothing_allowed_is_not_made(
    owner: Person, platform: PracticePlatform
) -> None:
    answer = owner.send(NEW, owner.fill(NEW, name="nothing", permissions="restricted"))
    assert answer.status_code == 400
    assert "Choose at least one permission" in words_of(answer)
    assert 'value="nothing"' in answer.text
    assert [row["name"] for row in platform.table("api_keys")] == ["My Test API", "Admin"]


def test_a_key_expires_when_it_was_told_to_however_long_the_form_was_open(
    owner: Person, platform: PracticePlatform
) -> None:
    form = owner.fill(NEW, expires="3600")
    platform.clock.advance(timedelta(days=90))
    value = value_in(owner.send(NEW, form))
    assert value is not None
    assert models_with(platform, value) == 200
    assert "in 60 minutes" in words_of(owner.get(KEYS))
    assert "Platform time is 90 days ahead" in words_of(owner.get(KEYS))
    platform.clock.advance(timedelta(hours=1))
    assert models_with(platform, value) == 401
    assert "expired" in words_of(owner.get(KEYS))


def test_what_the_organization_enforces_holds_here_too(
    owner: Person, platform: PracticePlatform
) -> None:
    platform.set_key_rules(longest_lifetime=timedelta(days=7))
    answer = owner.send(NEW, owner.fill(NEW, name="for ever"))
    assert answer.status_code == 400
    assert "for ever" in answer.text
    assert value_in(owner.send(NEW, owner.fill(NEW, expires=str(7 * 86400)))) is not None
    platform.set_key_rules(creation="service_accounts")
    assert owner.send(NEW, owner.fill(NEW)).status_code == 400


def test_markup_in_a_name_is_text(owner: Person) -> None:
    name = "<img src=x onerror=alert(1)>\"'&lt;"
    key_id, _ = owner.make_key(name=name)
    for place in (KEYS, f"{KEYS}/{key_id}", f"{KEYS}/{key_id}/revoke"):
        page = owner.get(place)
        assert "<img" not in page.text
        assert name in words_of(page) or f'value="{name[:4]}' not in page.text


def test_an_edit_changes_what_it_says_and_is_in_the_audit_log(
    owner: Person, platform: PracticePlatform
) -> None:
    platform.set_audit_logging(on=True)
    key_id, value = owner.make_key(name="before")
    place = f"{KEYS}/{key_id}"
    form = owner.fill(place, name="after", permissions="restricted", may_responses="read")
    told = words_of(owner.send(place, form))
    assert "“after” is saved. It holds from the next request on." in told
    assert scopes_of(platform, key_id) == ["api.responses.read"]
    assert models_with(platform, value) == 401
    events = [row["type"] for row in platform.table("audit_logs")]
    assert events.count("api_key.updated") == 2
    assert {row["actor_key_id"] for row in platform.table("audit_logs")} == {None}


def test_an_edit_keeps_scopes_that_the_form_has_no_choice_for(
    owner: Person, platform: PracticePlatform
) -> None:
    issued = platform.issue_key("odd", ["api.responses.write", "api.model.read"])
    place = f"{KEYS}/{issued.id}"
    assert "api.responses.write" in words_of(owner.get(place))
    owner.send(place, owner.fill(place, name="even"))
    assert set(scopes_of(platform, issued.id)) == {"api.model.read", "api.responses.write"}


def test_two_tabs_that_edit_one_key_do_not_undo_each_other(
    owner: Person, platform: PracticePlatform
) -> None:
    key_id, _ = owner.make_key(name="one")
    place = f"{KEYS}/{key_id}"
    first, second = owner.fill(place, name="first"), owner.fill(place, name="second")
    owner.send(place, first)
    answer = owner.send(place, second)
    assert answer.status_code == 409
    assert "changed in another tab" in words_of(answer)
    assert 'value="second"' in answer.text
    form = owner.fill(place, name="second")
    assert "“second” is saved" in words_of(owner.send(place, form))


def test_revoking_says_what_will_break_and_is_done_once(
    owner: Person, platform: PracticePlatform
) -> None:
    key_id, value = owner.make_key(name="in use")
    place = f"{KEYS}/{key_id}/revoke"
    assert "never used" in words_of(owner.get(place))
    assert models_with(platform, value) == 200
    told = words_of(owner.get(place))
    assert "1 request" in told
    assert "127.0.0.1" in told
    form = owner.fill(place)
    assert "is revoked" in words_of(owner.send(place, form))
    assert models_with(platform, value) == 401
    assert "was revoked before" in words_of(owner.send(place, form))
    assert "can be revoked once" in words_of(owner.get(place))
    assert "Nothing about it can be changed" in words_of(owner.get(f"{KEYS}/{key_id}"))


@pytest.mark.parametrize("key_id", ["key_0", "..", "key_%00", "'; drop table api_keys; --"])
def test_an_id_that_names_no_key_is_said_to(owner: Person, key_id: str) -> None:
    for place in (f"{KEYS}/{key_id}", f"{KEYS}/{key_id}/revoke"):
        answer = owner.get(place)
        assert answer.status_code in (200, 404)
        assert value_in(answer) is None


def test_an_admin_key_is_not_for_these_pages(owner: Person, platform: PracticePlatform) -> None:
    (admin,) = [row for row in platform.table("api_keys") if row["kind"] == "admin"]
    assert owner.get(f"{KEYS}/{admin['id']}").status_code == 404
    assert owner.send(f"{KEYS}/{admin['id']}/revoke", owner.fill(NEW)).status_code == 404
    assert platform.table("api_keys")[1]["revoked_at"] is None


def test_a_long_list_comes_in_pages(owner: Person, platform: PracticePlatform) -> None:
    for number in range(51):
        platform.issue_key(f"number {number}")
    first, second = owner.get(KEYS), owner.get(f"{KEYS}?page=2")
    assert "Page 1 of 2 · 52 keys" in words_of(first)
    assert first.text.count("<tr id=") == 50
    assert second.text.count("<tr id=") == 2
    assert owner.get(f"{KEYS}?page=99999999999").status_code == 200


def test_a_lessons_reset_spares_what_was_made_by_hand(
    owner: Person, platform: PracticePlatform
) -> None:
    _, value = owner.make_key(name="mine")
    lessons = platform.issue_key("a lesson's")
    platform.reset()
    assert models_with(platform, value) == 200
    assert models_with(platform, lessons.value) == 401
    assert "mine" in words_of(owner.get(KEYS))
