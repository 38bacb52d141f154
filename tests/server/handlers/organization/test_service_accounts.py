import openai
import pytest
from openai.resources.admin.organization import Organization

from course_utils.platform_client import PracticePlatform
from tests.server.asking import models_with


def test_an_account_has_a_default_key_that_may_do_everything(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    account = organization.projects.service_accounts.create(project_id, name="service")
    assert account.role == "member"
    assert account.api_key is not None
    assert models_with(platform, account.api_key.value) == 200


def test_an_account_made_alone_may_do_nothing_until_it_has_a_role(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    accounts = organization.projects.service_accounts
    account = accounts.create(project_id, name="service", create_service_account_only=True)
    assert (account.role, account.api_key) == ("none", None)
    key = accounts.api_keys.create(account.id, project_id=project_id, scopes=["api.model.read"])
    assert models_with(platform, key.value) == 401
    assert accounts.update(account.id, project_id=project_id, role="member").role == "member"
    assert models_with(platform, key.value) == 200
    assert [one.role for one in accounts.list(project_id)] == ["member"]
    with pytest.raises(openai.BadRequestError, match="true or false"):
        accounts.create(project_id, name="service", create_service_account_only=2)  # type: ignore[arg-type]


def test_deleting_an_account_revokes_its_keys(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    accounts = organization.projects.service_accounts
    account = accounts.create(project_id, name="service")
    assert account.api_key is not None
    assert accounts.delete(account.id, project_id=project_id).deleted
    assert models_with(platform, account.api_key.value) == 401
    assert list(accounts.list(project_id)) == []
    with pytest.raises(openai.NotFoundError):
        accounts.retrieve(account.id, project_id=project_id)
