"""Somebody has found a key: what they do can be read, and ends when they are refused."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from openai import OpenAI
from openai.resources.admin.organization import Organization

from course_utils import MODEL
from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform
from tests.server.asking import working_key

MINUTE = timedelta(minutes=1)


def done(platform: PracticePlatform) -> list[tuple[str, str, int]]:
    """Give what an attacker asked, without what it paid for."""
    return [
        (one["method"], one["target"], one["status"])
        for one in platform.requests()
        if one["address"].startswith("198.51.100.") and one["model"] is None
    ]


def bought(platform: PracticePlatform) -> list[dict[str, Any]]:
    return [one for one in platform.requests() if one["model"] and one["status"] == 200]


def test_an_attacker_looks_around_spends_what_the_limits_allow_and_stops_when_refused(
    organization: Organization, platform: PracticePlatform, client: OpenAI
) -> None:
    stored = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": "our secret plan"}], store=True
    )
    (row,) = (one for one in platform.table("api_keys") if one["name"] == "My Test API")
    platform.set_rate_limit("gpt-4", 30)
    name = platform.let_attacker_loose(key=row["id"])
    platform.let_time_pass(10 * MINUTE)
    assert done(platform) == [
        ("GET", "/v1/models", 200),
        ("GET", "/v1/chat/completions", 200),
        ("GET", f"/v1/chat/completions/{stored.id}/messages", 200),
        ("GET", "/v1/organization/projects", 401),
    ]
    dear = [one for one in bought(platform) if one["model"] == "gpt-4"]
    assert 300 <= len(dear) <= 330
    assert platform.requests()[-1]["reason"] in ("ok", "rate_limited")
    (story,) = platform.life()
    assert (story["name"], story["key_id"], story["ended_at"]) == (name, row["id"], None)
    assert story["dollars"] > 1
    assert {"new_address"} == {one["kind"] for one in platform.alerts()}

    platform.revoke_key(row["id"])
    platform.let_time_pass(MINUTE)
    (story,) = platform.life()
    assert story["why"] == "refused: invalid_api_key"
    assert platform.requests()[-1]["reason"] == "revoked_key"
    asked = len(platform.requests())
    platform.let_time_pass(60 * MINUTE)
    assert len(platform.requests()) == asked


def test_what_an_attacker_may_do_is_what_the_scopes_allow(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    key_id, value = working_key(organization, project_id, ["api.responses.write"])
    organization.projects.model_permissions.update(project_id, mode="allow_list", model_ids=[MODEL])
    organization.projects.spend_limit.update(
        project_id, currency="USD", interval="month", threshold_amount=1
    )
    platform.vault("PUT", "haiku/api-key", value)
    platform.let_attacker_loose(vault="haiku")
    platform.let_time_pass(10 * MINUTE)
    assert {one["target"] for one in bought(platform)} == {"/v1/responses"}
    assert {one["model"] for one in bought(platform)} == {MODEL}
    assert {one["key_id"] for one in bought(platform)} == {key_id}
    (story,) = platform.life()
    assert story["why"] == "refused: project_spend_limit_exceeded"


def test_an_admin_key_that_leaked_leaves_a_way_back_in_which_the_audit_log_tells(
    organization: Organization, platform: PracticePlatform, http: httpx.Client
) -> None:
    platform.set_audit_logging(on=True)
    found = organization.admin_api_keys.create(name="found")
    platform.let_attacker_loose(key=found.value)
    platform.let_time_pass(MINUTE / 2)
    organization.admin_api_keys.delete(found.id)
    platform.let_time_pass(MINUTE)
    made = [
        entry
        for entry in organization.audit_logs.list(actor_ids=[found.id])
        if entry.type in ("api_key.created", "service_account.created")
    ]
    assert len(made) == 3
    (admin,) = (one for one in organization.admin_api_keys.list() if one.name == "backup-sync")
    (story,) = platform.life()
    assert story["ended_at"] is None
    organization.admin_api_keys.delete(admin.id)
    (project,) = organization.projects.list()
    keys = organization.projects.api_keys
    (back_door,) = (one for one in keys.list(project.id) if one.name == "Secret Key")
    keys.delete(back_door.id, project_id=project.id)
    platform.let_time_pass(MINUTE)
    (story,) = platform.life()
    assert story["why"] == "refused: invalid_api_key"
    assert {one["key_id"] for one in bought(platform)} == {back_door.id}


@pytest.mark.parametrize("between", ["", '" \\\n    "'], ids=["whole", "cut"])
def test_a_key_that_was_left_in_a_text_is_found_and_buys_what_it_may(
    platform: PracticePlatform, between: str
) -> None:
    key = platform.issue_key("reads", ["api.all.read"])
    left = f"{key.value[:30]}{between}{key.value[30:]}"
    platform.let_attacker_loose(text=f'+OPENAI_API_KEY="{left}"\n')
    platform.let_time_pass(MINUTE)
    (story,) = platform.life()
    assert story["key_id"] == key.id
    assert (bought(platform), story["why"]) == ([], "there is nothing to buy with this key")
    with pytest.raises(PlatformError, match="key"):
        platform.let_attacker_loose(text="nothing here")


def test_an_attack_runs_again_from_its_seed_and_leaves_by_itself(
    platform: PracticePlatform,
) -> None:
    def attack(seed: int) -> list[tuple[object, ...]]:
        platform.reset(everything=True)
        platform.set_rate_limit("gpt-4", 1)
        platform.let_attacker_loose(key=platform.api_key, seed=seed)
        with pytest.raises(PlatformError, match="name"):
            platform.let_attacker_loose(key=platform.api_key, seed=seed)
        assert [platform.new_attack(first) for first in (seed, seed + 4)] == [seed + 1, seed + 4]
        platform.let_time_pass(61 * MINUTE)
        assert platform.life()[0]["why"] == "had enough"
        return [(one["address"], one["target"], one["status"]) for one in platform.requests()]

    assert attack(1) == attack(1) != attack(2)


@pytest.mark.parametrize(
    ("key", "vault"), [(None, None), ("key_nothing", None), ("sk-x", None), (None, "empty")]
)
def test_a_key_that_is_not_there_is_not_found(
    platform: PracticePlatform, key: str | None, vault: str | None
) -> None:
    with pytest.raises(PlatformError, match="Invalid value"):
        platform.let_attacker_loose(key=key, vault=vault)
    assert platform.life() == []
