"""The practice platform's organization, managed as lessons teach it: with the official client and an admin key."""

from collections.abc import Iterator
from contextlib import contextmanager

from openai import OpenAI
from openai.resources.admin.organization import Organization

from course_utils.platform_client import PracticePlatform


@contextmanager
def organization(platform: PracticePlatform) -> Iterator[Organization]:
    """Open the Admin API of a platform; its client is closed with the block."""
    with OpenAI(admin_api_key=platform.admin_key, base_url=platform.base_url) as client:
        yield client.admin.organization
