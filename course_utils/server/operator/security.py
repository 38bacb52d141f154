"""What the owner of the organization sets for its security: which keys are made, from where they are used, what is logged.

On the real platform these are pages of the settings; its API has no endpoint for them.
"""

from ipaddress import ip_network

import sqlalchemy as sa

from course_utils.server.database import tables
from course_utils.server.database.issuer import Act
from course_utils.server.database.policies import Creation
from course_utils.server.operator.issuing import project_of
from course_utils.server.platform import Platform
from course_utils.server.refusals import api_errors
from course_utils.server.request import body
from course_utils.server.request.allow_list import MOST_ENTRIES
from course_utils.server.types import Json

_SECONDS_IN_A_YEAR = 365 * 24 * 60 * 60
_LONGEST_DELAY_SECONDS = 24 * 60 * 60
_DELAYS = ("deletion", "scopes", "spend_limit", "allow_list")


def set_key_rules(platform: Platform, content: Json) -> bool:
    """Say which keys may be made and how long they live, in the organization or in one project; null lifts a limit."""
    creation = content.get("creation", Creation.ANY)
    if creation not in {*Creation}:
        raise api_errors.invalid_value("creation", f"one of {', '.join(Creation)}")
    longest = body.whole_number(content, "longest_lifetime", _SECONDS_IN_A_YEAR)
    owner = tables.platform.update()
    if content.get("project_id") is not None:
        owner = tables.projects.update().where(
            tables.projects.c.id == project_of(platform, content)
        )
    values = {"key_creation": creation, "longest_lifetime": longest}
    platform.store.connection.execute(owner.values(values))
    return True


def set_allow_list(platform: Platform, content: Json) -> bool:
    """Let keys be used from these addresses and ranges alone; an empty list lifts it."""
    project_id = None
    if content.get("project_id") is not None:
        project_id = project_of(platform, content)
    addresses = content.get("addresses")
    if not isinstance(addresses, list) or len(addresses) > MOST_ENTRIES:
        raise api_errors.invalid_value("addresses", f"a list of at most {MOST_ENTRIES}")
    act = Act(platform.now())
    list_id = platform.issuer.new_id("ipallow_")
    run, table = platform.store.connection.execute, tables.allow_lists
    run(
        table.insert().values(
            id=list_id,
            project_id=project_id,
            addresses=" ".join(map(_network, addresses)),
            holds_from=act.time + platform.issuer.policies.delays().allow_list,
        )
    )
    count = sa.select(sa.func.count()).select_from(table).scalar_subquery()
    run(tables.platform.update().values(allow_lists=count))
    event = "ip_allowlist.created" if addresses else "ip_allowlist.deleted"
    platform.issuer.audit(event, act, list_id, project_id, allowed_ips=addresses)
    return True


def set_audit_logging(platform: Platform, content: Json) -> bool:
    """Switch the audit log on or off; what happens while it is off is nowhere."""
    on = content.get("on") is True
    platform.store.connection.execute(tables.platform.update().values(audit_logging=on))
    return True


def set_delays(platform: Platform, content: Json) -> bool:
    """Say how many seconds a deletion, an edit of scopes, a spend limit and an allow-list take until they hold."""
    values = {
        f"{name}_delay": float(seconds)
        for name in _DELAYS
        if (seconds := body.whole_number(content, name, _LONGEST_DELAY_SECONDS, least=0))
        is not None
    }
    if values:
        platform.store.connection.execute(tables.platform.update().values(values))
    return True


SECURITY = {
    "key-rules": set_key_rules,
    "allow-list": set_allow_list,
    "audit-logging": set_audit_logging,
    "delays": set_delays,
}


def _network(entry: object) -> str:
    try:
        return str(ip_network(str(entry).strip(), strict=False))
    except ValueError:
        raise api_errors.invalid_value(
            "addresses", "addresses and ranges such as 203.0.113.7 and 203.0.113.0/24"
        ) from None
