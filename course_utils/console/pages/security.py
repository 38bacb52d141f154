"""`settings/security`: which keys may be made, and from where they may be used, in the organization or a project."""

from http import HTTPStatus

import sqlalchemy as sa
from starlette.responses import Response

from course_utils.console import changes, listing
from course_utils.console.pages.new_key import LIFETIMES, lifetime
from course_utils.console.visit import Visit
from course_utils.console.words import duration, takes_hold
from course_utils.server.database.policies import Creation
from course_utils.server.database.tables import allow_lists, platform, projects
from course_utils.server.refusals.api_errors import ApiError
from course_utils.server.types import Json

_CREATIONS = {
    Creation.ANY: "Any",
    Creation.SERVICE_ACCOUNTS: "Those of service accounts only",
    Creation.USERS: "Those of users only",
    Creation.NONE: "None",
}
_ORGANIZATION = "The whole organization"


def show(visit: Visit) -> Response:
    return visit.page(
        "security.html",
        HTTPStatus.BAD_REQUEST if visit.problem else HTTPStatus.OK,
        projects=listing.open_projects(visit.store, visit.only),
        creations=_CREATIONS,
        lifetimes=[("", "No limit"), *((str(each), label) for each, label in LIFETIMES[1:])],
        rules=_rules(visit),
        lists=_lists(visit),
        address=visit.request.client.host if visit.request.client else "",
        takes=duration(visit.platform.issuer.policies.delays().allow_list),
        form={"project": "", "creation": "", "longest": "", "addresses": "", **visit.form},
    )


def send(visit: Visit) -> Response:
    """Set the rules for new keys, or the list of addresses."""
    form, project_id = visit.form, visit.form.get("project") or None
    try:
        if form.get("do") == "rules":
            longest = lifetime(form.get("longest", ""))
            changes.set_key_rules(visit.platform, form.get("creation", ""), longest, project_id)
            return visit.go("settings/security", "The rules hold for every key made from now on.")
        addresses = form.get("addresses", "").replace(",", " ").split()
        changes.set_allow_list(visit.platform, addresses, project_id)
    except ApiError as error:
        visit.problem = error.cause.hint
        return show(visit)
    delay = visit.platform.issuer.policies.delays().allow_list
    told = "Keys work from these addresses only" if addresses else "Keys work from everywhere again"
    return visit.go("settings/security", f"{told}, {takes_hold(delay)}.")


def _rules(visit: Visit) -> list[Json]:
    """Give `name`, `creation` and `longest`, in words, of the organization and of projects with rules of their own."""
    own = (projects.c.key_creation != Creation.ANY) | projects.c.longest_lifetime.is_not(None)
    of_all = sa.select(
        sa.literal(_ORGANIZATION).label("name"),
        platform.c.key_creation,
        platform.c.longest_lifetime,
    )
    of_projects = sa.select(projects.c.name, projects.c.key_creation, projects.c.longest_lifetime)
    found = [*visit.store.rows(of_all), *visit.store.rows(of_projects.where(own))]
    return [
        {
            "name": row["name"],
            "creation": _CREATIONS[Creation(row["key_creation"])],
            "longest": duration(row["longest_lifetime"]) if row["longest_lifetime"] else "no limit",
        }
        for row in found
    ]


def _lists(visit: Visit) -> list[Json]:
    """Give `name`, `addresses` and `holds_from` of the newest list of each owner that is not empty."""
    columns = allow_lists.c
    newest = sa.select(sa.func.max(columns.number)).group_by(columns.project_id)
    statement = (
        sa.select(projects.c.name, columns.addresses, columns.holds_from)
        .select_from(allow_lists.outerjoin(projects, columns.project_id == projects.c.id))
        .where(columns.number.in_(newest), columns.addresses != "")
        .order_by(columns.number)
    )
    return [
        {**row, "name": row["name"] or _ORGANIZATION, "addresses": row["addresses"].split()}
        for row in visit.store.rows(statement)
    ]
