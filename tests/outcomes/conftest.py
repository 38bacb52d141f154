"""What the tests of the challenge share: in `one_platform`, the projects, and a key from before any round."""

from collections.abc import Iterator

import pytest
from openai.resources.admin.organization.projects import Projects

from course_utils.administration import organization
from course_utils.platform_client import PracticePlatform
from tests.outcomes.somebody import SCOPES
from tests.support.kit import course
from tests.support.private import one_platform, platform

__all__ = ["course", "one_platform", "platform"]


@pytest.fixture(scope="module")
def projects(one_platform: PracticePlatform) -> Iterator[Projects]:
    with organization(one_platform) as managed:
        yield managed.projects


@pytest.fixture(scope="module")
def older(one_platform: PracticePlatform) -> str:
    return one_platform.issue_key("older", SCOPES).value
