from datetime import timedelta

import pytest

from course_utils.keys_by_hand import describe_keys
from course_utils.platform_client import PracticePlatform
from course_utils.practice import private_platform

NAME = "haiku-laptop"


@pytest.fixture
def platform() -> PracticePlatform:
    platform = private_platform()
    platform.reset(everything=True)
    return platform


def test_without_a_key_the_lesson_goes_on(platform: PracticePlatform) -> None:
    revoked = platform.issue_key(NAME)
    platform.revoke_key(revoked.id)
    assert "no key haiku-laptop in the console yet" in describe_keys(platform, NAME)
    assert "read on without it" in describe_keys(platform, NAME)


def test_a_lost_value_and_the_key_that_took_its_place_are_told_apart(
    platform: PracticePlatform,
) -> None:
    lost = platform.issue_key(NAME)
    found = platform.issue_key(NAME, ["api.model.read"], timedelta(days=7))
    platform.vault("PUT", f"{NAME}/api-key", found.value)
    of_lost, of_found = describe_keys(platform, NAME).splitlines()

    assert "ALL permissions" in of_lost
    assert "never ends" in of_lost
    assert "make another key, and revoke this one" in of_lost
    assert "Restricted to api.model.read; it ends on 20" in of_found
    assert of_found.endswith("Its value is in the vault.")
    assert lost.value[-4:] in of_lost
    assert not any(key.value[-5:] in describe_keys(platform, NAME) for key in (lost, found))

    platform.clock.advance(timedelta(days=8))
    assert "has expired" in describe_keys(platform, NAME).splitlines()[1]
