"""Projects and keys on a check's platform: as the check makes them, and what a learner's code made of them."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from course_utils.checks.opening import ATTEMPTS, Attempt
from course_utils.checks.outcomes import NotYet
from course_utils.checks.wording import shown, typed

if TYPE_CHECKING:
    from course_utils.platform_client import PracticePlatform

USUAL_SCOPES = ("api.model.read", "api.model.request")

_VISITOR = "the service of a check"
_OTHER_KEY = "haiku-page"
_ORGANIZATION = "/organization/"
_VAULT = "/practice/vault/"
_OK = 200


class Keeping(ABC):
    """What a check does with the Admin API, and reads of it afterwards."""

    _before: int
    _below: str
    _id: str
    _platform: "PracticePlatform"

    @abstractmethod
    def requests(self, key: str | None = None) -> list[dict[str, Any]]:
        """Give entries of the decision log; see `Watched`."""

    @abstractmethod
    def service_key(self, name: str, scopes: Sequence[str], **more: object) -> dict[str, Any]:
        """Make a service account with a key of these scopes; see `Watched`."""

    @abstractmethod
    def keys(self, project_id: str) -> list[dict[str, Any]]:
        """Give the keys of a project; see `Watched`."""

    def new_name(self, name: str) -> str:
        """Give the name with an end that no other check has."""
        return f"{name}-{self._id[-6:]}"

    def key_in_vault(
        self,
        vault: str,
        *,
        name: str = "haiku-production",
        scopes: Sequence[str] = USUAL_SCOPES,
        twins: bool = False,
    ) -> dict[str, Any]:
        """Make a key as `service_key` does, store it in the vault, and give what an inventory says of it: no value.

        Its project has another key besides, "haiku-page", and with `twins` two of the same account, name and scopes,
        one older and one younger. The record begins when that is done.
        """
        made = self.service_key(name, scopes, vault=vault, neighbour=_OTHER_KEY, twins=twins)
        del made["value"]
        return made

    def new_keys(self, old: dict[str, Any]) -> list[dict[str, Any]]:
        """Give the rows of the keys that came into the project of a key after `key_in_vault` gave it; see `keys`."""
        rows = self.keys(old["project_id"])
        return [row for row in rows if row["id"] != old["id"] and row["name"] != _OTHER_KEY]

    def stored(self, vault: str) -> str | None:
        """Give what lies in the vault under this name; None where nothing does."""
        return self._platform.vault("GET", _place(vault))

    def store(self, vault: str, key: str) -> None:
        """Put a practice key into the vault under this name, as somebody else would."""
        self._platform.vault("PUT", _place(vault), key)

    def take_out(self, vault: str) -> None:
        """Delete what lies in the vault under this name, as somebody else would."""
        self._platform.vault("DELETE", _place(vault))

    def places(self) -> list[str]:
        """Give where something was put into the vault since the check began, each as in "haiku/api-key", in order."""
        puts = [one["target"] for one in self.requests() if one["method"] == "PUT"]
        return list(dict.fromkeys(unquote(one.removeprefix(_VAULT)) for one in puts))

    def key_with(self, value: object, asking: str = "list the models") -> dict[str, Any] | None:
        """Try one of the `ATTEMPTS` with a value, and tell which key that is; None where it is none that works.

        It says what `keys` says, and `project`, the name of its project.
        """
        if not value or not isinstance(value, str):
            return None  # a client would take its own key
        statuses, row = self._tried(value, ATTEMPTS[asking])
        return told_of(row) if row and statuses == [_OK] else None

    def working_key(self, value: object, asking: str = "list the models") -> dict[str, Any]:
        """Give the key that a value is, as `key_with` does.

        Raises:
            NotYet: it is none, or one that may not do that.
        """
        if found := self.key_with(value, asking):
            return found
        row = self._tried(value)[1] if isinstance(value, str) and value else None
        if row is None:
            raise NotYet(f"It gave {shown(value)}, which is no key.")
        scopes = told_of(row)["scopes"] or "all scopes"
        raise NotYet(
            f"It gave {shown(value)}, a key with {scopes}, which can't {asking}. "
            "For that a key needs the scope, and its account a role."
        )

    def trouble_with(self, value: object, old: Mapping[str, Any]) -> str:
        """Say what a value is, where it is not that of a key of the project where this one was; else ""."""
        if not isinstance(value, str):
            return f"It gave {typed(value)}. Asked for is a text: the new key's value."
        if value == old["value"]:
            return "It gave the value of the old key."
        ids = [row["id"] for row in self.keys(old["project_id"])]
        if value in ids:
            return "It gave the new key's id. Asked for is its value."
        try:
            is_new = self.working_key(value)["id"] in ids
        except NotYet as why:
            return why.message
        return "" if is_new else "It gave the value of another key."

    def _tried(self, value: str, *requests: Attempt) -> tuple[list[int], dict[str, Any] | None]:
        """Ask with a value, see `try_key`; no client sends one with white space around it."""
        return self._platform.try_key(value, *requests) if value == value.strip() else ([], None)

    def changes(self) -> list[str]:
        """Give what was made, changed or deleted over the Admin API since the check began, as in "POST projects".

        What was asked at another address than that of `admin` does not count.
        """
        return [
            f"{entry['method']} {entry['target'].removeprefix(f'{self._below}{_ORGANIZATION}')}"
            for entry in self.requests()
            if entry["method"] != "GET"
            and entry["status"] == _OK
            and entry["target"].startswith(f"{self._below}{_ORGANIZATION}")
        ]

    def steps(self, old: dict[str, Any]) -> list[str]:
        """Give in which order a rotation did these for the first time: "proved", "stored", "deleted".

        The new key is the one that was stored last, and is proved at the address of `admin`. The old one is as
        `key_in_vault` gave it.
        """
        requests = self.requests()
        stored = [one["key_id"] for one in requests if one["method"] == "PUT"]
        new = stored[-1] if stored else None
        models = f"{self._below}/models"
        return list(dict.fromkeys(filter(None, (_step(one, old, new, models) for one in requests))))

    @contextmanager
    def service(self, vault: str) -> Iterator[list[int]]:
        """Let a service read the vault and ask for a poem after each request inside.

        The list that this gives holds the statuses of the poems when the block is over.
        """
        name = self.new_name(_VISITOR)  # that of a check that was killed may live on
        address = self._platform.start_service(name, vault=vault, every=timedelta(0))
        statuses: list[int] = []
        try:
            yield statuses
        finally:
            self._platform.stop(name)
            statuses += [
                entry["status"]
                for entry in self._platform.requests(after=self._before)
                if entry["address"] == address and entry["method"] == "POST"
            ]


def told_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a key's row says as checks ask for it; see `Watched.keys`."""
    return {
        **row,
        "scopes": sorted(row["scopes"].split()),
        "tail": row["display"][-4:],
        "lifetime": row["expires_at"] and row["expires_at"] - row["created_at"],
    }


def _place(vault: str) -> str:
    return f"{quote(vault, safe='')}/api-key"


def _step(entry: dict[str, Any], old: dict[str, Any], new: str | None, models: str) -> str | None:
    """Tell which step of a rotation a request was, if any."""
    if entry["status"] != _OK:
        return None
    if entry["method"] == "DELETE" and entry["target"].endswith(f"/{old['id']}"):
        return "deleted"
    if new in (None, old["id"]) or entry["key_id"] != new:
        return None
    if entry["method"] == "PUT":
        return "stored"
    return "proved" if entry["target"] == models else None
