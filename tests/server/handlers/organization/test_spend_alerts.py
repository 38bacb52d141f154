import httpx
import openai
import pytest
from openai.resources.admin.organization import Organization
from openai.types.admin.organization.spend_alert_create_params import NotificationChannel

from course_utils.platform_client import PracticePlatform

A_CENT_OF_GPT_4 = {"model": "gpt-4", "input": "word " * 400}


@pytest.fixture
def project_id(organization: Organization) -> str:
    (project,) = organization.projects.list()
    return project.id


def test_an_alert_of_the_organization_counts_all_its_projects(
    http: httpx.Client, platform: PracticePlatform, organization: Organization, project_id: str
) -> None:
    alerts = organization.spend_alerts
    channel = NotificationChannel(type="email", recipients=["you@example.com"])
    alert = alerts.create(
        currency="USD", interval="month", threshold_amount=1, notification_channel=channel
    )
    assert [one.id for one in alerts.list()] == [alert.id]
    assert list(organization.projects.spend_alerts.list(project_id)) == []
    headers = {"authorization": f"Bearer {platform.api_key}"}
    assert http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4).status_code == 200
    assert [raised["details"]["spend_alert_id"] for raised in platform.alerts()] == [alert.id]
    changed = alerts.update(
        alert.id,
        currency="USD",
        interval="month",
        threshold_amount=500,
        notification_channel=channel,
    )
    assert changed == alerts.retrieve(alert.id)
    assert alerts.delete(alert.id).deleted
    with pytest.raises(openai.NotFoundError):
        alerts.retrieve(alert.id)


def test_a_spend_alert_stops_nothing_and_tells(
    http: httpx.Client, platform: PracticePlatform, organization: Organization, project_id: str
) -> None:
    alert = organization.projects.spend_alerts.create(
        project_id,
        currency="USD",
        interval="month",
        threshold_amount=1,
        notification_channel={"type": "email", "recipients": ["you@example.com"]},
    )
    assert platform.alerts() == []
    headers = {"authorization": f"Bearer {platform.api_key}"}
    for _ in range(2):
        assert http.post("/responses", headers=headers, json=A_CENT_OF_GPT_4).status_code == 200
    assert [raised["details"]["spend_alert_id"] for raised in platform.alerts()] == [alert.id]
    organization.projects.spend_alerts.delete(alert.id, project_id=project_id)
    assert list(organization.projects.spend_alerts.list(project_id)) == []
