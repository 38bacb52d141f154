"""What checks do with keys in one question is what a client's requests would have done."""

from datetime import timedelta

import httpx
from openai.resources.admin.organization import Organization

from course_utils.platform_client import PracticePlatform
from tests.server.asking import statuses


def test_a_service_gets_a_project_an_account_with_a_role_and_a_key(
    http: httpx.Client, organization: Organization, platform: PracticePlatform
) -> None:
    wish = {"name": "haiku", "scopes": ["api.model.read"]}
    made = platform.ask("POST", "keys/of-service", wish)

    assert organization.projects.retrieve(made["project_id"]).name == "haiku"
    [account] = organization.projects.service_accounts.list(made["project_id"])
    assert (account.id, account.name, account.role) == (
        made["service_account_id"],
        "haiku",
        "member",
    )
    [key] = organization.projects.api_keys.list(made["project_id"])
    assert (key.id, key.name, key.owner_project_access) == (made["id"], "haiku", "active")
    assert statuses(http, made["value"], 1) == [200]
    assert [row["scopes"] for row in platform.keys_of(made["project_id"])] == ["api.model.read"]
    platform.revoke_key(made["id"])
    assert platform.keys_of(made["project_id"]) == []


def test_a_service_gets_its_key_into_the_vault_and_keys_beside_it(
    platform: PracticePlatform,
) -> None:
    wish = {"name": "haiku", "scopes": ["api.model.read"], "vault": "poems", "neighbour": "page"}
    before = platform.latest_request()
    made = platform.ask("POST", "keys/of-service", {**wish, "twins": True})

    assert platform.latest_request() == made["latest"] == before
    assert platform.vault("GET", "poems/api-key") == made["value"]
    rows = sorted(platform.keys_of(made["project_id"]), key=lambda row: row["created_at"])
    assert [row["name"] for row in rows] == ["haiku", "haiku", "haiku", "page"]
    assert rows[1]["id"] == made["id"]
    assert {row["service_account_id"] for row in rows} == {made["service_account_id"], None}
    assert {row["scopes"] for row in rows} == {"api.model.read"}


def test_a_service_stands_between_other_accounts_without_a_role(
    organization: Organization, platform: PracticePlatform
) -> None:
    wish = {"name": "haiku", "scopes": ["api.model.read"], "others": True}
    made = platform.ask("POST", "keys/of-service", wish)

    accounts = [*organization.projects.service_accounts.list(made["project_id"])]
    assert [each.role for each in accounts] == ["none", "member", "none"]
    assert accounts[1].id == made["service_account_id"]


def test_a_key_is_tried_as_by_a_client(platform: PracticePlatform) -> None:
    narrow = platform.issue_key("narrow", ["api.model.read"])
    before = platform.latest_request()
    chat = {"model": "gpt-4", "messages": [{"role": "user", "content": "hi"}]}
    requests = ("GET", "/v1/models", None), ("POST", "/v1/chat/completions", chat)

    answered, row = platform.try_key(narrow.value, *requests)

    assert answered == [200, 401]
    assert row is not None
    assert (row["id"], row["project"]) == (narrow.id, "Default project")
    log = platform.requests(after=before)
    assert [(entry["status"], entry["key_id"]) for entry in log] == [
        (200, narrow.id),
        (401, narrow.id),
    ]
    for stranger in ("sk-nobody", "no\nkey", "ключ"):
        assert platform.try_key(stranger, requests[0]) == ([401], None)


def test_let_in_are_the_keys_that_the_platform_does_not_refuse(
    organization: Organization, platform: PracticePlatform
) -> None:
    project = organization.projects.create(name="to be archived").id
    archived = platform.issue_key("archived", project_id=project)
    organization.projects.archive(project)
    narrow = platform.issue_key("narrow", ["api.files.read"])
    late = platform.issue_key("late", (), timedelta(hours=1))
    revoked = platform.issue_key("revoked")
    platform.revoke_key(revoked.id)
    platform.clock.advance(timedelta(hours=2))
    ids = [each.id for each in (archived, narrow, late, revoked)]
    assert platform.let_in(ids) == {narrow.id}
