import openai
import pytest
from openai import OpenAI
from openai.resources.admin.organization import Organization

from course_utils import MODEL
from course_utils.platform_client import PracticePlatform
from tests.server.asking import working_key


def test_a_project_may_use_the_models_it_is_allowed(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    _, value = working_key(organization, project_id, [])
    permissions = organization.projects.model_permissions
    permissions.update(project_id, mode="allow_list", model_ids=["gpt-4o"])
    assert permissions.retrieve(project_id).api_model_ids == ["gpt-4o"]
    with OpenAI(api_key=value, base_url=platform.base_url) as client:
        message = {"role": "user", "content": "hi"}
        client.responses.create(model="gpt-4o", input="hi")
        with pytest.raises(openai.PermissionDeniedError, match="does not have access") as refused:
            client.responses.create(model=MODEL, input="hi")
        assert refused.value.code == "model_not_found"
        permissions.update(project_id, mode="deny_list", model_ids=["gpt-4o"])
        client.responses.create(model=MODEL, input=str(message))
        with pytest.raises(openai.PermissionDeniedError):
            client.responses.create(model="gpt-4o", input="hi")
        assert permissions.delete(project_id).deleted
        client.responses.create(model="gpt-4o", input="hi")
