from itertools import islice

from openai.resources.admin.organization import Organization

from course_utils.platform_client import PracticePlatform
from tests.server.asking import working_key


def test_the_audit_log_is_newest_first_and_can_be_filtered(
    organization: Organization, platform: PracticePlatform
) -> None:
    platform.set_audit_logging(on=True)
    project_id = organization.projects.create(name="Practice").id
    key_id, _ = working_key(organization, project_id, [])
    organization.projects.api_keys.delete(key_id, project_id=project_id)
    logs = list(organization.audit_logs.list(project_ids=[project_id], limit=2))
    assert [log.type for log in logs] == [
        "api_key.deleted",
        "api_key.created",
        "service_account.updated",
        "service_account.created",
        "project.created",
    ]
    (deleted,) = organization.audit_logs.list(event_types=["api_key.deleted"])
    assert deleted.api_key_deleted is not None
    assert deleted.api_key_deleted.id == key_id
    assert deleted.actor is not None
    assert deleted.actor.api_key is not None
    (admin,) = (row for row in platform.table("api_keys") if row["name"] == "Admin")
    assert deleted.actor.api_key.id == admin["id"]
    moment = deleted.effective_at
    assert list(organization.audit_logs.list(effective_at={"gt": moment})) == []
    since = organization.audit_logs.list(effective_at={"gte": moment})
    assert [log.id for log in since] == [deleted.id]
    before = organization.audit_logs.list(before=logs[-1].id, limit=1)
    assert [log.id for log in before.data] == [logs[-2].id]
    assert list(islice(organization.audit_logs.list(actor_emails=["nobody@example.com"]), 1)) == []
