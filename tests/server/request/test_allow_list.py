from datetime import timedelta

import httpx
import pytest
from openai.resources.admin.organization import Organization

from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform
from tests.server.asking import bearer, error_of, models_with, working_key


def test_an_allow_list_refuses_other_addresses_once_it_holds(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    platform.set_allow_list(["203.0.113.0/24", "198.51.100.7"])
    assert models_with(platform, platform.api_key) == 200
    platform.clock.advance(timedelta(minutes=15))
    answer = http.get("/models", headers=bearer(platform.api_key))
    assert (answer.status_code, error_of(answer)["code"]) == (401, "ip_not_authorized")
    assert "not authorized" in str(error_of(answer)["message"])
    assert platform.requests()[-1]["reason"] == "address"
    platform.set_delays(allow_list=timedelta(0))
    platform.set_allow_list(["127.0.0.0/8", "203.0.113.7"])
    assert models_with(platform, platform.api_key) == 200
    platform.set_allow_list(["203.0.113.7"])
    assert models_with(platform, platform.admin_key) == 401
    platform.set_allow_list([])
    assert models_with(platform, platform.api_key) == 200


def test_a_projects_allow_list_stands_in_the_place_of_the_organizations(
    organization: Organization, platform: PracticePlatform, project_id: str
) -> None:
    _, inside = working_key(organization, project_id, [])
    platform.set_delays(allow_list=timedelta(0))
    platform.set_allow_list(["127.0.0.1"], project_id=project_id)
    platform.set_allow_list(["203.0.113.7"])
    assert models_with(platform, inside) == 200
    assert models_with(platform, platform.api_key) == 401
    platform.set_allow_list([], project_id=project_id)
    assert models_with(platform, inside) == 401


@pytest.mark.parametrize("addresses", [["everywhere"], ["1.2.3.4/40"], ["203.0.113.7"] * 51])
def test_an_allow_list_that_makes_no_sense_is_refused(
    platform: PracticePlatform, addresses: list[str]
) -> None:
    with pytest.raises(PlatformError, match="addresses"):
        platform.set_allow_list(addresses)
    assert platform.table("allow_lists") == []
