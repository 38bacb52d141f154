"""The pages of the console. A new page is one template, one handler in `pages` and one route here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from re import Pattern

from starlette.responses import Response
from starlette.routing import compile_path

from course_utils.console.pages import (
    alerts,
    api_keys,
    audit_log,
    change_key,
    events,
    home,
    leak,
    limits,
    log,
    new_key,
    people,
    practice,
    revoke_key,
    security,
    usage,
)
from course_utils.console.visit import Visit

Handler = Callable[[Visit], Response]


@dataclass(frozen=True)
class Page:
    """A page, and what a form on it does. Each form is sent to its own page's path.

    Attributes:
        owners: it is the owner's alone, and nobody's who sees one project.
        owners_form: so is its form.
    """

    path: str
    show: Handler
    send: Handler | None = None
    owners: bool = False
    owners_form: bool = False
    pattern: Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", compile_path(self.path)[0])


KEYS = "settings/api-keys"
PAGES = (
    Page("", home.show),
    Page("log", log.show),
    Page("log/{which}", log.show_one),
    Page("usage", usage.show),
    Page("usage/picture", usage.picture),
    Page("alerts", alerts.show),
    Page("events", events.stream),
    Page("settings", home.settings),
    Page("settings/limits", limits.show, limits.send, owners_form=True),
    Page("settings/security", security.show, security.send, owners=True),
    Page("settings/audit-log", audit_log.show, audit_log.send, owners_form=True),
    Page("settings/practice", practice.show, practice.send, owners=True),
    Page("settings/people", people.show, people.send, owners=True),
    Page(KEYS, api_keys.show),
    Page(f"{KEYS}/new", new_key.show, new_key.send),
    Page(f"{KEYS}/shown-once", new_key.shown_once),
    Page(f"{KEYS}/{{key_id}}", change_key.show, change_key.send),
    Page(f"{KEYS}/{{key_id}}/revoke", revoke_key.show, revoke_key.send),
    Page(f"{KEYS}/{{key_id}}/leak", leak.show, leak.send),
)


def find(path: str) -> tuple[Page, dict[str, str]] | None:
    """Find a page by its path below the console, and the variable parts of that."""
    for page in PAGES:
        if found := page.pattern.fullmatch(path):
            return page, found.groupdict()
    return None
