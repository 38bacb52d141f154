from datetime import timedelta

import pytest

from course_utils.haiku_by_the_hour import let_a_day_pass
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
