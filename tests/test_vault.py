"""`keyring` in the course's own processes: it keeps practice keys on the practice platform, and nothing else."""

import random

import keyring
import keyring.errors
import pytest

from course_utils import keys
from course_utils.keys import Kind
from course_utils.platform_client import PracticePlatform
from course_utils.vault import PracticeVault
from tests.support.private import platform

__all__ = ["platform"]

KEY = keys.generate(Kind.PROJECT, random.Random(7).randbytes)


def test_keyring_keeps_practice_keys_on_the_platform(platform: PracticePlatform) -> None:
    assert isinstance(keyring.get_keyring(), PracticeVault)
    assert keyring.get_password("haiku by the hour", "api-key") is None
    keyring.set_password("haiku by the hour", "api-key", KEY)
    assert keyring.get_password("haiku by the hour", "api-key") == KEY
    keyring.delete_password("haiku by the hour", "api-key")
    with pytest.raises(keyring.errors.PasswordDeleteError, match="nothing"):
        keyring.delete_password("haiku by the hour", "api-key")
    methods = [entry["method"] for entry in platform.requests()]
    assert methods == ["GET", "PUT", "GET", "DELETE", "DELETE"]


def test_a_real_key_does_not_leave_the_process(platform: PracticePlatform) -> None:
    with pytest.raises(keyring.errors.PasswordSetError, match="practice keys only"):
        keyring.set_password("haiku", "api-key", KEY.replace("practice", "proj"))
    assert platform.requests() == []
