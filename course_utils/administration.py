"""The practice platform's organization, managed as lessons teach it: with the official client and an admin key."""

from collections.abc import Iterator
from contextlib import contextmanager

from openai import OpenAI
from openai.resources.admin.organization import Organization
from openai.resources.admin.organization.projects import Projects

from course_utils.platform_client import PracticePlatform


@contextmanager
def organization(platform: PracticePlatform) -> Iterator[Organization]:
    """Open the Admin API of a platform; its client is closed with the block."""
    with OpenAI(
        api_key=platform.api_key, admin_api_key=platform.admin_key, base_url=platform.base_url
    ) as client:
        yield client.admin.organization


def make_account(projects: Projects, project_id: str, name: str) -> str:
    """Make a service account without its default key, which may do everything, and with a role; give its id.

    Raises:
        openai.APIStatusError: it can't be made.
    """
    accounts = projects.service_accounts
    made = accounts.create(project_id, name=name, create_service_account_only=True).id
    accounts.update(made, project_id=project_id, role="member")
    return made
