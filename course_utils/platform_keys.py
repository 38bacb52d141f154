"""Keys of the practice platform, as its operator makes, tries and revokes them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from course_utils.known_keys import remember
from course_utils.leaks.text import redacted
from course_utils.platform_asking import Asking, PlatformError, with_times


@dataclass(frozen=True)
class IssuedKey:
    """A new practice key. Its value is shown this one time: the platform keeps a digest only."""

    id: str
    value: str


class Keys(Asking):
    """Keys that are made, tried and revoked without the Admin API."""

    def issue_key(
        self,
        name: str,
        scopes: Sequence[str] = (),
        lifetime: timedelta | None = None,
        *,
        project_id: str | None = None,
    ) -> IssuedKey:
        """Make a user's key, for the first project if none is named. No scopes means all of them, as on OpenAI.

        Raises:
            PlatformError: there is no such project or scope, or `set_key_rules` forbids such a key.
        """
        wish = _key_wish(name, scopes, lifetime)
        return self._issue("keys", {**wish, "project_id": project_id})

    def issue_key_to_watch(
        self, name: str, lifetime: timedelta, *, afresh: bool = False, empty_vault: bool = False
    ) -> tuple[IssuedKey, IssuedKey, int]:
        """Make a key for everything and an admin key, and give them with what `latest_request` gives, in one question.

        Args:
            name: of both keys.
            lifetime: of both.
            afresh: `reset` before, if others asked than keys of `issue_key`, or a rate limit is half spent.
            empty_vault: forget before what lies in the vault, whoever put it there.
        """
        wish = {**_key_wish(name, (), lifetime), "afresh": afresh, "empty_vault": empty_vault}
        made = self.ask("POST", "keys/watched", wish)
        issued, admin = (_issued(one) for one in (made, made["admin"]))
        return issued, admin, made["latest"]

    def issue_admin_key(
        self, name: str, scopes: Sequence[str] = (), lifetime: timedelta | None = None
    ) -> IssuedKey:
        """Make an admin key: for everything, restricted to scopes, or read-only with `api.all.read`.

        The Admin API itself makes unrestricted ones only; restricted ones are made in the console.

        Raises:
            PlatformError: no admin key has such a scope.
        """
        return self._issue("admin-keys", _key_wish(name, scopes, lifetime))

    def try_key(
        self, value: str, *requests: tuple[str, str, Mapping[str, object] | None]
    ) -> tuple[list[int], dict[str, Any] | None]:
        """Ask with a key as a client would: method, path and body each. Gives the statuses, and the key's row.

        The row is that of `table`, with the name of its `project`; None where the value is no key of a project's.
        """
        told = self.ask("POST", "keys/tried", {"value": value, "requests": requests})
        return told["statuses"], told["key"] and with_times(told["key"])

    def let_in(self, key_ids: Collection[str]) -> frozenset[str]:
        """Ask with each of these keys as its owner would, and give those that the platform does not refuse.

        Revoked and expired keys are refused, and those of an archived project.
        """
        return frozenset(self.ask("POST", "keys/let-in", {"ids": [*key_ids]}))

    def keys_of(self, project_id: str) -> list[dict[str, Any]]:
        """Give the rows of a project's keys that are not deleted, as `table` does."""
        wish = {"project_id": project_id}
        return [with_times(row) for row in self.ask("GET", "keys/of-project", wish)]

    def revoke_key(self, key_id: str) -> None:
        """Revoke a key from its next request on.

        Raises:
            PlatformError: there is no such key, or it was revoked before.
        """
        if not self.ask("POST", "revoke", {"id": key_id}):
            raise PlatformError(f"No key with the id {redacted(key_id)!r} is there to be revoked.")

    def accept_after_revocation(self, key_id: str, uses: int) -> None:
        """Let a key work for some more uses after it is revoked, as users report of the real API.

        Raises:
            PlatformError: there is no such key.
        """
        if not self.ask("POST", "uses-after-revocation", {"id": key_id, "uses": uses}):
            raise PlatformError(f"There is no key with the id {redacted(key_id)!r}.")

    def _issue(self, path: str, wish: dict[str, Any]) -> IssuedKey:
        return _issued(self.ask("POST", path, wish))


def _issued(made: Mapping[str, Any]) -> IssuedKey:
    remember(made["value"])
    return IssuedKey(made["id"], made["value"])


def _key_wish(name: str, scopes: Sequence[str], lifetime: timedelta | None) -> dict[str, Any]:
    seconds = None if lifetime is None else lifetime.total_seconds()
    return {"name": name, "scopes": list(scopes), "expires_in_seconds": seconds}
