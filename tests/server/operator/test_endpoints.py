"""`/practice/`: the operator's side."""

from datetime import timedelta

import httpx
import pytest
from openai.resources.admin.organization import Organization

from course_utils import MODEL
from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform
from tests.server.asking import models_with, post, working_key


def test_the_operators_side_is_closed_to_everybody_else(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    root = platform.base_url.removesuffix("/v1")
    for token in ("wrong", platform.api_key, platform.admin_key, "ключ"):
        headers = {b"authorization": f"Bearer {token}".encode()}
        for path in ("requests", "tables/api_keys", "clock"):
            assert http.get(f"{root}/practice/{path}", headers=headers).status_code == 401
        assert http.post(f"{root}/practice/reset", headers=headers).status_code == 401


def test_health_needs_no_token(http: httpx.Client, platform: PracticePlatform) -> None:
    assert http.get(platform.base_url.replace("/v1", "/practice/health")).status_code == 200


def test_a_learners_process_without_the_token_is_told_so(platform: PracticePlatform) -> None:
    learner = PracticePlatform(
        platform.base_url.removesuffix("/v1"), platform.api_key, platform.admin_key
    )
    assert learner.is_up()
    with pytest.raises(PlatformError, match="Only the operator"):
        learner.requests()
    learner.close()


def test_the_clock_moves_on_and_never_back(platform: PracticePlatform) -> None:
    before = platform.clock.now()
    after = platform.clock.advance(timedelta(days=90))
    assert timedelta(days=90) <= after - before < timedelta(days=90, minutes=1)
    with pytest.raises(PlatformError, match="only moves on"):
        platform.clock.advance(timedelta(seconds=-1))


@pytest.mark.parametrize("everything", [False, True])
def test_reset_forgets_what_lessons_left(
    http: httpx.Client, platform: PracticePlatform, *, everything: bool
) -> None:
    issued = platform.issue_key("to be forgotten")
    first = platform.table("api_keys")[0]
    platform.fail_next(5)
    platform.set_credit(0)
    platform.set_rate_limit(MODEL, 1)
    platform.revoke_key(first["id"])
    platform.clock.advance(timedelta(days=1))
    late = platform.clock.now()
    platform.reset(everything=everything)
    assert platform.requests() == []
    assert platform.clock.now() < late
    assert {row["name"] for row in platform.table("api_keys")} == {"My Test API", "Admin"}
    assert models_with(platform, issued.value) == 401
    assert [post(http, platform).status_code for _ in range(2)] == [200, 200]
    assert len(platform.requests()) == 3


def test_reset_spares_what_was_made_over_the_admin_api_and_the_vault(
    organization: Organization, platform: PracticePlatform
) -> None:
    platform.set_audit_logging(on=True)
    project = organization.projects.create(name="Haiku by the hour").id
    platform.clock.advance(timedelta(days=1))
    key_id, value = working_key(organization, project, ["api.model.read"])
    admin = organization.admin_api_keys.create(name="second")
    platform.vault("PUT", "haiku/api-key", value)
    made = [entry.id for entry in organization.audit_logs.list()]
    kept = platform.clock.now()
    platform.clock.advance(timedelta(days=1))
    for _ in range(2):
        platform.reset()
        assert platform.vault("GET", "haiku/api-key") == value
        assert models_with(platform, value) == 200
        assert organization.admin_api_keys.retrieve(admin.id).name == "second"
        assert {one.name for one in organization.projects.list()} >= {"Haiku by the hour"}
        assert made == [entry.id for entry in organization.audit_logs.list()]
        assert kept <= platform.clock.now() < kept + timedelta(hours=1)
    platform.reset(everything=True)
    assert platform.vault("GET", "haiku/api-key") is None
    assert models_with(platform, value) == 401
    assert [one.name for one in organization.projects.list()] == ["Default project"]
    assert key_id not in {row["id"] for row in platform.table("api_keys")}


def test_reset_gives_projects_their_usual_limits_and_opens_the_first_again(
    organization: Organization, http: httpx.Client, platform: PracticePlatform
) -> None:
    first = next(iter(organization.projects.list())).id
    organization.projects.model_permissions.update(first, mode="allow_list", model_ids=["gpt-4"])
    organization.projects.archive(first)
    assert post(http, platform).status_code == 401
    platform.reset()
    assert post(http, platform).status_code == 200
    limits = platform.table("rate_limits")
    assert {row["max_requests"] for row in limits} == {500}


def test_a_key_is_revoked_from_the_next_request_on_and_only_once(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    issued = platform.issue_key("leaked")
    headers = {"authorization": f"Bearer {issued.value}"}
    assert http.get("/models", headers=headers).status_code == 200
    platform.revoke_key(issued.id)
    assert http.get("/models", headers=headers).status_code == 401
    with pytest.raises(PlatformError, match="to be revoked"):
        platform.revoke_key(issued.id)


@pytest.mark.parametrize("path", ["nothing", "tables/nothing"])
def test_an_unknown_path_is_refused(platform: PracticePlatform, path: str) -> None:
    with pytest.raises(PlatformError, match="Invalid URL"):
        platform.ask("GET", path)


def test_what_the_operator_does_is_not_in_the_learners_log(platform: PracticePlatform) -> None:
    platform.table("projects")
    assert platform.requests() == []


def test_the_log_can_be_read_from_an_entry_on(platform: PracticePlatform) -> None:
    assert platform.latest_request() == 0
    models_with(platform, platform.api_key)
    issued, _, seen = platform.issue_key_to_watch("second", timedelta(hours=1))
    assert seen == platform.latest_request()
    assert models_with(platform, issued.value) == 200
    seen = platform.latest_request()
    assert platform.requests(after=seen) == []
    models_with(platform, "another")
    assert platform.requests(after=seen) == platform.requests()[2:]
    assert len(platform.requests(after=seen)) == 1


def test_a_key_to_watch_meets_a_platform_that_nobody_has_used_up(
    platform: PracticePlatform,
) -> None:
    hour = timedelta(hours=1)
    kept, admin, _ = platform.issue_key_to_watch("kept", hour, afresh=True)
    assert models_with(platform, kept.value) == 200
    kinds = {row["id"]: row["kind"] for row in platform.table("api_keys")}
    assert (kinds[kept.id], kinds[admin.id]) == ("proj", "admin")
    platform.issue_key_to_watch("beside it", hour, afresh=True)
    assert models_with(platform, kept.value) == 200

    platform.set_rate_limit(MODEL, 1)
    models_with(platform, platform.api_key)
    issued, _, seen = platform.issue_key_to_watch("afresh", hour, afresh=True)
    assert models_with(platform, kept.value) == 401
    assert models_with(platform, issued.value) == 200
    assert [entry["status"] for entry in platform.requests(after=seen)] == [401, 200]
    assert {row["max_requests"] for row in platform.table("rate_limits")} == {500}


def test_the_database_holds_no_key(platform: PracticePlatform) -> None:
    issued = platform.issue_key("stored as a digest")
    rows = str(platform.table("api_keys"))
    for key in (issued.value, platform.api_key, platform.admin_key):
        assert key[:-4] not in rows
        assert f"…{key[-4:]}" in rows


@pytest.mark.parametrize(
    ("path", "content"),
    [("keys", {"name": "x", "scopes": 5}), ("keys", {"expires_in_seconds": "soon"})],
)
def test_a_wish_of_the_wrong_form_is_refused_and_harms_nothing(
    platform: PracticePlatform, path: str, content: dict[str, object]
) -> None:
    with pytest.raises(PlatformError, match="Invalid value"):
        platform.ask("POST", path, content)
    assert {row["name"] for row in platform.table("api_keys")} == {"My Test API", "Admin"}


def test_a_key_in_a_name_is_masked_before_it_is_stored(platform: PracticePlatform) -> None:
    issued = platform.issue_key("first")
    platform.issue_key(f"mine, {issued.value}")
    names = {row["name"] for row in platform.table("api_keys")}
    assert issued.value not in str(names)
    assert any(name.startswith("mine, [key …") for name in names)


def test_a_scope_with_a_space_is_refused_and_does_not_become_two(
    platform: PracticePlatform,
) -> None:
    before = len(platform.table("api_keys"))
    with pytest.raises(PlatformError, match="scopes"):
        platform.issue_key("two in one", scopes=["api.model.read api.model.request"])
    assert len(platform.table("api_keys")) == before
