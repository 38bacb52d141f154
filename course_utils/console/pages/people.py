"""`settings/people`: who else works here. Each has a project, and an address that shows this project alone."""

from http import HTTPStatus

from starlette.responses import Response

from course_utils.console import changes, listing
from course_utils.console.visit import Visit
from course_utils.platform_file import console_address
from course_utils.server.refusals.api_errors import ApiError


def show(visit: Visit) -> Response:
    token = visit.platform.settings.operator_token.reveal()
    base = str(visit.request.base_url).rstrip("/")
    people = [
        {**project, "address": console_address(base, token, project["id"])}
        for project in listing.open_projects(visit.store, None)
    ]
    status = HTTPStatus.BAD_REQUEST if visit.problem else HTTPStatus.OK
    return visit.page(
        "people.html", status, people=people, base=base, form={"name": "", **visit.form}
    )


def send(visit: Visit) -> Response:
    """Make a project for somebody."""
    name = visit.form.get("name", "")
    try:
        changes.create_project(visit.platform, name)
    except ApiError as error:
        visit.problem = error.cause.hint
        return show(visit)
    return visit.go("settings/people", f"“{name}” has a project now. Hand its address over.")
