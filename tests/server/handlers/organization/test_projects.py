import openai
import pytest
from openai.resources.admin.organization import Organization

from course_utils.platform_client import PracticePlatform
from tests.server.asking import models_with, working_key


def test_a_project_is_made_listed_renamed_and_archived(organization: Organization) -> None:
    projects = organization.projects
    project = projects.create(name="Practice")
    assert projects.retrieve(project.id) == project
    assert projects.update(project.id, name="Renamed").name == "Renamed"
    assert [one.name for one in projects.list()] == ["Default project", "Renamed"]
    archived = projects.archive(project.id)
    assert (archived.status, archived.archived_at is None) == ("archived", False)
    assert [one.name for one in projects.list()] == ["Default project"]
    assert len(list(projects.list(include_archived=True))) == 2
    with pytest.raises(openai.BadRequestError, match="archived"):
        projects.update(project.id, name="Again")


def test_an_archived_project_takes_its_keys_with_it(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    _, value = working_key(organization, project_id, [])
    assert models_with(platform, value) == 200
    organization.projects.archive(project_id)
    assert models_with(platform, value) == 401
