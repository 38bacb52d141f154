"""A round of the challenge on the platform: its project and its three keys, and the end of the round before."""

from typing import Any

from course_utils.administration import organization
from course_utils.outcomes.project import KEYS, SERVICE
from course_utils.platform_client import PracticePlatform

VAULT = (SERVICE, "api-key")
"""Where the new key belongs: a vault's service and user name."""


def begin(platform: PracticePlatform) -> dict[str, str]:
    """Make a project with three service accounts, whose keys may do everything, as they do by default.

    The projects of earlier rounds are archived, so that their keys open nothing from then on, and the place in the
    vault is emptied.
    """
    platform.vault("DELETE", "/".join(VAULT))
    with organization(platform) as managed:
        for row in platform.table("projects"):
            if row["name"] == SERVICE and row["archived_at"] is None:
                managed.projects.archive(row["id"])
        project = managed.projects.create(name=SERVICE)
        accounts = managed.projects.service_accounts
        made = {name: accounts.create(project.id, name=name) for name in KEYS}
    keys = {name: account.api_key for name, account in made.items()}
    return {name: key.value for name, key in keys.items() if key is not None}


def leaked_keys(platform: PracticePlatform) -> list[dict[str, Any]]:
    """Give the rows of the keys that lie in the folder: the first one of each account of the newest round."""
    rounds: dict[str, list[dict[str, Any]]] = {
        row["id"]: [] for row in platform.table("projects") if row["name"] == SERVICE
    }
    for account in platform.table("service_accounts"):
        if account["name"] in KEYS and account["project_id"] in rounds:
            rounds[account["project_id"]].append(account)
    # a project that the learner made anew under this name has no such accounts
    accounts = next((each for each in reversed(rounds.values()) if len(each) >= len(KEYS)), [])
    keys = platform.table("api_keys")
    owned = ([key for key in keys if key["service_account_id"] == each["id"]] for each in accounts)
    first = [min(each, key=lambda key: key["created_at"]) for each in owned if each]
    return sorted(first, key=lambda key: key["created_at"])[: len(KEYS)]
