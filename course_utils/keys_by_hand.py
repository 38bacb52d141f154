"""What became of a key that the learner made by hand in the console: the sentences that lesson 06 shows.

The console can't tell the notebook anything, and the lesson has to go on without such a key (for readers, in tests).
So it looks, and says what it sees: nothing yet, too many permissions, no end, a value that nobody kept.
"""

from datetime import datetime
from typing import Any

from course_utils.haiku_by_the_hour import USER_NAME
from course_utils.platform_client import PracticePlatform


def describe_keys(platform: PracticePlatform, name: str) -> str:
    """Say of each key with this name what it may do, until when, and whether its value is in the vault.

    The vault is asked under the key's name as the service, user name "api-key". No value is shown.
    """
    rows = [
        row
        for row in platform.table("api_keys")
        if row["name"] == name and row["revoked_at"] is None
    ]
    if not rows:
        return (
            f"There is no key {name} in the console yet. Make it there, then run this cell again.\n"
            "You may also read on without it: nothing below needs it."
        )
    kept = platform.vault("GET", f"{name}/{USER_NAME}") or ""
    now = platform.clock.now()
    return "\n".join(f"- {_describe(row, kept, now)}" for row in rows)


def _describe(row: dict[str, Any], kept: str, now: datetime) -> str:
    name = f"{row['name']} (…{_tail(row)})"
    end = row["expires_at"]
    if end is not None and now >= end:
        return f"{name} has expired. Make a new one, and revoke this one."
    return f"{name}: {_permissions(row['scopes'])}; {_end(end)}. {_place(row, kept)}"


def _permissions(scopes: str) -> str:
    if not scopes:
        return "ALL permissions, as the form had it; with Edit you can still make it Restricted"
    return f"Restricted to {', '.join(scopes.split())}"


def _end(end: datetime | None) -> str:
    return "it never ends" if end is None else f"it ends on {end:%Y-%m-%d}"


def _place(row: dict[str, Any], kept: str) -> str:
    if kept.endswith(_tail(row)):
        return "Its value is in the vault."
    return (
        "Its value is not in the vault. Is the page that showed it closed? "
        "Then nobody can show it again: make another key, and revoke this one."
    )


def _tail(row: dict[str, Any]) -> str:
    return str(row["display"]).rpartition("…")[2]
