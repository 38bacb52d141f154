from collections.abc import Iterator
from datetime import timedelta

import pytest
from openai import OpenAI
from openai.resources.admin.organization.projects import Projects

from course_utils import haiku_environments as haiku
from course_utils.haiku_by_the_hour import SERVICE, find_own_key
from course_utils.platform_client import PracticePlatform
from course_utils.practice import private_platform

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def platform() -> PracticePlatform:
    platform = private_platform()
    platform.reset(everything=True)
    return platform


@pytest.fixture
def projects(platform: PracticePlatform) -> Iterator[Projects]:
    with OpenAI(
        api_key=platform.api_key, admin_api_key=platform.admin_key, base_url=platform.base_url
    ) as client:
        yield client.admin.organization.projects


def test_the_stage_is_cleared_of_the_lesson_s_own_things_alone(
    platform: PracticePlatform, projects: Projects
) -> None:
    own = find_own_key(platform)
    for name in ("haiku-staging", "haiku-development", "haiku-staging", "my own"):
        projects.create(name=name)
    haiku.start_programs(platform, SERVICE)
    for _ in range(2):
        haiku.clear_stage(platform)
    left = [project.name for project in projects.list()]
    assert left == ["Default project", SERVICE, "my own"]
    assert [one["why"] for one in platform.life()] == ["stopped", "stopped"]
    assert find_own_key(platform) == find_own_key(platform)
    assert find_own_key(platform).key_id == own.key_id


def test_weeks_pass_until_the_own_key_is_due_and_it_still_works(
    platform: PracticePlatform,
) -> None:
    own = find_own_key(platform)
    began = platform.clock.now()
    after = haiku.let_weeks_pass(platform, own)
    assert 79 * DAY < after - began <= 80 * DAY
    for _ in range(3):  # the lesson is left there, and begun again
        again = haiku.let_weeks_pass(platform, own)
        assert timedelta(hours=9) <= again - after < 4 * DAY
        after = again
    assert find_own_key(platform).key_id == own.key_id


def test_what_the_programs_ask_is_counted_by_hour_and_apart_what_was_refused(
    platform: PracticePlatform, projects: Projects
) -> None:
    own = find_own_key(platform)
    haiku.start_programs(platform, SERVICE)
    platform.let_time_pass(HOUR)
    began = haiku.start_programs(platform, SERVICE)
    platform.let_time_pass(2 * HOUR)
    assert haiku.refused_programs(platform) == "none"
    projects.api_keys.delete(own.key_id, project_id=own.project_id)
    platform.let_time_pass(2 * HOUR)
    counts = haiku.count_by_hour(platform, began)
    assert {name: [0 < count < 8 for count in each] for name, each in counts.items()} == {
        "page.py": [True, True, False, False],
        "clock.py": [True, True, False, False],
        "refused": [False, False, True, True],
    }
    asked = [one for one in platform.requests() if one["method"] == "POST"]
    asked = [one for one in asked if "completions" in one["target"] and one["time"] >= began]
    assert sum(map(sum, counts.values())) == len(asked)
    assert haiku.refused_programs(platform) == "both"
