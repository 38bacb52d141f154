"""What the owner of the practice organization sets for its security, as a lesson does it.

On the real platform these are pages of the settings; its API has no endpoint for them.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from course_utils.platform_asking import Asking

Creation = Literal["any", "service_accounts", "users", "none"]


class Security(Asking):
    """Rules for new keys, addresses from which keys are used, the audit log, and how fast a change holds."""

    def set_key_rules(
        self,
        *,
        creation: Creation = "any",
        longest_lifetime: timedelta | None = None,
        project_id: str | None = None,
    ) -> None:
        """Say which keys may be made from now on; what is there stays as it is.

        Args:
            creation: "any", "service_accounts" or "users" for keys of these alone, or "none".
            longest_lifetime: every new key must expire, and no later; None lifts this rule.
            project_id: the rules of this project; without one, the organization's, which hold beside them.
        """
        seconds = None if longest_lifetime is None else int(longest_lifetime.total_seconds())
        rules = {"creation": creation, "longest_lifetime": seconds, "project_id": project_id}
        self.ask("POST", "key-rules", rules)

    def set_allow_list(self, addresses: Sequence[str], *, project_id: str | None = None) -> None:
        """Let keys be used from some addresses alone, a quarter of an hour from now; an empty list lifts it.

        Args:
            addresses: at most 50 addresses and ranges, `203.0.113.7` or `203.0.113.0/24`.
            project_id: a list for this project, which then stands in the place of the organization's.
        """
        wish = {"addresses": list(addresses), "project_id": project_id}
        self.ask("POST", "allow-list", wish)

    def set_audit_logging(self, *, on: bool) -> None:
        """Switch the organization's audit log on or off. It is off at first, as on OpenAI."""
        self.ask("POST", "audit-logging", {"on": on})

    def set_delays(
        self,
        *,
        deletion: timedelta | None = None,
        scopes: timedelta | None = None,
        spend_limit: timedelta | None = None,
        allow_list: timedelta | None = None,
    ) -> None:
        """Say how long a change takes until it holds, on the platform's clock; None leaves it as it is.

        Args:
            deletion: how long a deleted key still works; at first no time.
            scopes: how long a key keeps its earlier scopes after an edit; at first no time.
            spend_limit: how old the spending is that the limits of a month see; at first they see all of it.
            allow_list: how long an allow-list takes to hold; at first 15 minutes.
        """
        delays = {
            "deletion": deletion,
            "scopes": scopes,
            "spend_limit": spend_limit,
            "allow_list": allow_list,
        }
        given = {
            name: int(delay.total_seconds()) for name, delay in delays.items() if delay is not None
        }
        self.ask("POST", "delays", given)
