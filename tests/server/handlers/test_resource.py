import httpx
import openai
import pytest
from openai.resources.admin.organization import Organization

from course_utils.platform_client import PracticePlatform
from tests.server.asking import working_key


def test_lists_come_in_pages_that_miss_and_repeat_nothing(organization: Organization) -> None:
    projects = organization.projects
    ids = [projects.list().data[0].id]
    ids += [projects.create(name=f"Project {number}").id for number in range(6)]
    assert [project.id for project in projects.list(limit=2)] == ids
    page = projects.list(limit=3, after=ids[1])
    assert [project.id for project in page.data] == ids[2:5]
    assert page.has_more
    assert (page.last_id, projects.list(limit=3, after=ids[4]).has_more) == (ids[4], False)


def test_what_is_deleted_while_it_is_listed_stops_no_list(
    organization: Organization, project_id: str
) -> None:
    for _ in range(5):
        working_key(organization, project_id, [])
    keys = organization.projects.api_keys
    for key in keys.list(project_id, limit=2):
        keys.delete(key.id, project_id=project_id)
    assert list(keys.list(project_id)) == []


def test_a_cursor_that_names_nothing_is_refused(organization: Organization) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        organization.projects.list(after="proj_nowhere")
    assert refused.value.param == "after"


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": 7},
        {"name": "NUL \x00"},
        {"name": "x", "nonsense": 1},
        {"name": "x", "expires_in_seconds": 0},
        {"name": "x", "expires_in_seconds": 366 * 24 * 3600},
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    http: httpx.Client, platform: PracticePlatform, project_id: str, body: dict[str, object]
) -> None:
    headers = {"authorization": f"Bearer {platform.admin_key}"}
    before = platform.table("service_accounts"), platform.table("api_keys")
    path = f"/organization/projects/{project_id}/service_accounts"
    assert http.post(path, headers=headers, json=body).status_code == 400
    assert before[0] == platform.table("service_accounts")
    assert len(before[1]) == len(platform.table("api_keys"))


@pytest.mark.parametrize("identifier", ["nothing", "%00", "a" * 500, "%ED%A0%80", "' OR 1=1 --"])
def test_an_id_that_names_nothing_is_404(
    http: httpx.Client, platform: PracticePlatform, identifier: str
) -> None:
    headers = {"authorization": f"Bearer {platform.admin_key}"}
    for path in (f"projects/{identifier}", f"admin_api_keys/{identifier}"):
        assert http.get(f"/organization/{path}", headers=headers).status_code == 404
