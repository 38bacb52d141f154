from datetime import timedelta

import pytest
from openai import OpenAI

from course_utils.haiku_by_the_hour import find_own_key, let_a_day_pass
from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform
from course_utils.practice import private_platform


@pytest.fixture
def platform() -> PracticePlatform:
    platform = private_platform()
    platform.reset(everything=True)
    return platform


def test_a_day_has_a_shape_for_each_program_and_the_forgotten_one_asks_most(
    platform: PracticePlatform,
) -> None:
    keys = {name: platform.issue_key(name) for name in ("haiku-clock", "haiku-page", "try-prompts")}
    midnight = let_a_day_pass(platform, keys | {"another": platform.issue_key("another")})
    names = {key.id: name for name, key in keys.items()}
    asked = {name: [0] * 24 for name in keys}
    for entry in platform.requests():
        asked[names[entry["key_id"]]][int((entry["time"] - midnight) / timedelta(hours=1))] += 1

    assert (midnight.hour, midnight.minute, midnight.second) == (0, 0, 0)
    assert platform.clock.now() - midnight >= timedelta(days=1)
    assert asked["haiku-clock"] == [4] * 24
    assert asked["try-prompts"] == [12] * 24
    assert asked["haiku-page"][:7] == [0] * 7
    assert max(asked["haiku-page"]) > 12
    assert sum(asked["try-prompts"]) > sum(asked["haiku-clock"]) + sum(asked["haiku-page"])


def test_a_second_day_follows_the_first(platform: PracticePlatform) -> None:
    keys = {"haiku-clock": platform.issue_key("haiku-clock")}
    first, second = let_a_day_pass(platform, keys), let_a_day_pass(platform, keys)

    assert second - first >= timedelta(days=1)
    assert len(platform.requests()) == 2 * 24 * 4


def test_the_learners_own_key_is_made_once_narrow_and_with_an_end(
    platform: PracticePlatform,
) -> None:
    made, found = find_own_key(platform), find_own_key(platform)
    (row,) = (row for row in platform.table("api_keys") if row["name"] == "haiku-production")

    assert (made.made_now, found.made_now) == (True, False)
    assert (found.key_id, found.project_id, found.service_account_id) == (
        (row["id"], row["project_id"], row["service_account_id"])
    )
    assert row["scopes"].split() == ["api.model.request", "api.model.read"]
    assert row["expires_at"] - row["created_at"] == timedelta(days=90)
    assert "made for you now, because there was no" in str(made)
    value = _stored(platform)
    with OpenAI(api_key=value, base_url=platform.base_url) as client:
        assert list(client.models.list())
    for said in (str(made), repr(made)):
        assert value[-4:] in said
        assert value[-5:] not in said


def test_the_own_key_is_found_after_a_rotation_and_after_a_reset(
    platform: PracticePlatform,
) -> None:
    old = find_own_key(platform)
    with OpenAI(admin_api_key=platform.admin_key, base_url=platform.base_url) as client:
        projects = client.admin.organization.projects
        assert old.service_account_id
        new = projects.service_accounts.api_keys.create(
            old.service_account_id, project_id=old.project_id, name=old.name
        )
        platform.vault("PUT", "haiku-by-the-hour/api-key", new.value)
        projects.api_keys.delete(old.key_id, project_id=old.project_id)
    platform.reset()

    assert find_own_key(platform).key_id == new.id


def test_a_lost_value_a_revoked_key_and_an_expired_one_are_replaced(
    platform: PracticePlatform,
) -> None:
    first = find_own_key(platform)
    platform.vault("DELETE", "haiku-by-the-hour/api-key")
    lost = find_own_key(platform)
    platform.revoke_key(lost.key_id)
    revoked = find_own_key(platform)
    platform.clock.advance(timedelta(days=91))
    expired = find_own_key(platform)

    assert len({key.key_id for key in (first, lost, revoked, expired)}) == 4
    assert len({key.service_account_id for key in (first, lost, revoked, expired)}) == 1
    assert "nobody can show that again" in str(lost)
    assert "does not work any more" in str(revoked)
    assert "does not work any more" in str(expired)


def test_where_no_such_key_may_be_made_it_says_what_lifts_the_rule(
    platform: PracticePlatform,
) -> None:
    platform.set_key_rules(longest_lifetime=timedelta(days=7))
    with pytest.raises(PlatformError, match=r"platform\.reset\(\) lifts"):
        find_own_key(platform)
    platform.reset()
    assert find_own_key(platform).made_now


def _stored(platform: PracticePlatform) -> str:
    value = platform.vault("GET", "haiku-by-the-hour/api-key")
    assert value
    return value
