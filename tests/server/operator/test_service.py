"""A service that uses the key in its vault, whenever somebody else has asked something."""

import httpx

from course_utils.platform_client import PracticePlatform


def test_a_service_uses_the_key_that_is_in_its_vault_at_that_moment(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    def ask() -> None:
        http.get("/models", headers={"authorization": f"Bearer {platform.api_key}"})

    old, new = platform.issue_key("old"), platform.issue_key("new")
    platform.vault("PUT", "haiku/api-key", old.value)
    platform.run_service("haiku")
    ask()
    platform.vault("PUT", "haiku/api-key", new.value)
    platform.revoke_key(old.id)
    ask()
    platform.vault("DELETE", "haiku/api-key")
    ask()
    platform.run_service(None)
    ask()
    visits = [entry for entry in platform.requests() if entry["address"] == "203.0.113.50"]
    uses = [visit["key_id"] for visit in visits if visit["target"] == "/v1/models"]
    reads = [visit["reason"] for visit in visits if visit["target"] != "/v1/models"]
    assert uses == [old.id, new.id, new.id, None, None]
    assert reads == ["ok", "ok", "ok", "not_found", "not_found"]
