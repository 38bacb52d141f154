from pathlib import Path

import httpx

from course_utils.platform_client import PracticePlatform
from tests.server.asking import statuses


def test_a_service_uses_the_key_that_is_in_its_vault_at_that_moment(
    http: httpx.Client, platform: PracticePlatform, tmp_path: Path
) -> None:
    vault, old, new = tmp_path / "vault", platform.issue_key("old"), platform.issue_key("new")
    vault.write_text(old.value)
    platform.run_service(vault)
    statuses(http, platform.api_key, 1)
    vault.write_text(new.value + "\n")
    platform.revoke_key(old.id)
    statuses(http, platform.api_key, 1)
    platform.revoke_key(new.id)
    statuses(http, platform.api_key, 1)
    vault.unlink()
    statuses(http, platform.api_key, 1)
    platform.run_service(None)
    statuses(http, platform.api_key, 1)
    visits = [entry for entry in platform.requests() if entry["address"] == "203.0.113.50"]
    assert [visit["reason"] for visit in visits] == ["ok", "ok", "revoked_key", "no_key"]
    assert [visit["key_id"] for visit in visits] == [old.id, new.id, None, None]
