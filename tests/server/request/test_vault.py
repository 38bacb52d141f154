"""The vault on the practice platform, as the platform's own client asks it."""

import random
from hashlib import sha256

import httpx
import pytest

from course_utils import keys
from course_utils.keys import Kind
from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform

KEY = keys.generate(Kind.PROJECT, random.Random(5).randbytes)
OTHER = keys.generate(Kind.PROJECT, random.Random(6).randbytes)


def test_what_is_stored_is_read_and_can_be_replaced_and_deleted(platform: PracticePlatform) -> None:
    assert platform.vault("GET", "haiku/api-key") is None
    platform.vault("PUT", "haiku/api-key", KEY)
    platform.vault("PUT", "other%2Fservice/api-key", OTHER)
    assert platform.vault("GET", "haiku/api-key") == KEY
    platform.vault("PUT", "haiku/api-key", OTHER)
    assert platform.vault("GET", "haiku/api-key") == OTHER
    assert platform.vault("DELETE", "haiku/api-key") == OTHER
    assert platform.vault("GET", "haiku/api-key") is None
    assert platform.vault("GET", "other%2Fservice/api-key") == OTHER


def test_each_write_and_read_has_its_place_in_the_log(platform: PracticePlatform) -> None:
    platform.vault("PUT", "haiku/api-key", KEY)
    platform.vault("GET", "haiku/api-key")
    platform.vault("GET", "tanka/api-key")
    seen = [(e["method"], e["target"], e["status"], e["presented"]) for e in platform.requests()]
    tail = keys.tail(KEY)
    assert seen == [
        ("PUT", "/practice/vault/haiku/api-key", 200, tail),
        ("GET", "/practice/vault/haiku/api-key", 200, tail),
        ("GET", "/practice/vault/tanka/api-key", 404, None),
    ]


def test_no_table_shows_what_is_stored(platform: PracticePlatform) -> None:
    platform.vault("PUT", "haiku/api-key", KEY)
    (row,) = platform.table("vault")
    assert (row["service"], row["user"]) == ("haiku", "api-key")
    assert KEY not in str(row)


@pytest.mark.parametrize("value", ["swordfish", f"{KEY}\n", KEY[:-1], ""])
def test_what_is_no_practice_key_is_refused(platform: PracticePlatform, value: str) -> None:
    with pytest.raises(PlatformError, match="practice key"):
        platform.vault("PUT", "haiku/api-key", value)


@pytest.mark.parametrize(
    "path", ["haiku", "haiku/", "/api-key", "haiku/a%00", f"{'x' * 201}/api-key"]
)
def test_a_name_that_is_none_is_refused(platform: PracticePlatform, path: str) -> None:
    with pytest.raises(PlatformError, match="Invalid value"):
        platform.vault("PUT", path, KEY)


def test_the_vault_opens_to_its_own_token_alone(platform: PracticePlatform) -> None:
    platform.vault("PUT", "haiku/api-key", KEY)
    url = platform.base_url.replace("/v1", "/practice/vault/haiku/api-key")
    for token in (platform.api_key, platform.admin_key, sha256(b"vault of").hexdigest()):
        answer = httpx.get(url, headers={"authorization": f"Bearer {token}"}, trust_env=False)
        assert answer.status_code == 401
        assert KEY not in answer.text
