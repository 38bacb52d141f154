"""What a learner's code did on the practice platform, read from the platform's own record."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from course_utils import keys
from course_utils.checks.keeping import Keeping, told_of
from course_utils.checks.opening import ATTEMPTS, opened_by
from course_utils.checks.outcomes import NotYet
from course_utils.checks.wording import shorten
from course_utils.errors import CourseError
from course_utils.platform_faults import Faults
from course_utils.platform_file import ELSEWHERE

if TYPE_CHECKING:
    from openai import OpenAI

    from course_utils.platform_client import PracticePlatform

_API = "/v1"
_LIFETIME = timedelta(hours=1)
_SHOWN = 3


class Watched(Faults, Keeping):
    """A practice platform whose record begins now, and a key that nobody else has.

    The record says which key a request came with. A new key is therefore evidence: who has not been given
    it can't have sent the request, and what others send meanwhile does not count.

    Faults are for requests with the new key alone, and nobody else notices them.

    Reading the record takes the operator's token. A learner's process has none when a class is graded;
    the process that runs the checks has.

    Attributes:
        base_url: what a client takes as `base_url`.
        api_key: a key with all scopes, which expires after an hour of the platform's clock.
    """

    def __init__(
        self,
        platform: "PracticePlatform",
        hidden: Callable[[str], str] = lambda key: key,
        *,
        afresh: bool = False,
        empty_vault: bool = False,
    ) -> None:
        issued, admin, self._before = platform.issue_key_to_watch(
            "for a check", _LIFETIME, afresh=afresh, empty_vault=empty_vault
        )
        self.base_url = platform.base_url
        self.api_key = hidden(issued.value)
        self._id = issued.id
        self._admin_key = hidden(admin.value)
        self._ids = {self._admin_key: admin.id}
        self._hidden = hidden
        self._platform = platform
        self._wanted: list[int] = []
        self._admin: OpenAI | None = None
        self._below = _API

    def client(self, **settings: Any) -> "OpenAI":
        """Give a client with the new key that tries once; `settings` are those of `OpenAI` and win."""
        from openai import OpenAI  # noqa: PLC0415 - most checks need none

        usual = {"api_key": self.api_key, "base_url": self.base_url, "max_retries": 0}
        return OpenAI(**{**usual, **settings})

    def admin(self, *, elsewhere: bool = False) -> "OpenAI":
        """Give a client with an admin key that nobody else has, for an hour of the platform's clock; it tries once.

        It is the same each time. `elsewhere`: its address is one that nobody else uses.
        """
        if self._admin is None:
            if elsewhere:
                self._below = f"{ELSEWHERE}{_API}"
            url = f"{self._platform.url}{self._below}"
            self._admin = self.client(admin_api_key=self._admin_key, base_url=url)
        return self._admin

    def service_key(self, name: str, scopes: Sequence[str], **more: object) -> dict[str, Any]:
        """Make a key of a service account with a role, in a new project of its own; the record begins again after it.

        Returns:
            What an inventory says of it, and its value: `id`, `project_id`, `service_account_id`, `name`, `scopes`
            (a list) and `value`.
        """
        wish = {"name": name, "scopes": list(scopes)}
        made = self._platform.ask("POST", "keys/of-service", {**wish, **more})
        self._ids[self._hidden(made["value"])] = made["id"]
        self._before = made.pop("latest")
        return {**made, **wish}

    def keys(self, project_id: str) -> list[dict[str, Any]]:
        """Give the rows of a project's keys that are not deleted: `id`, `name`, `scopes` (a sorted list), `tail` and more.

        `lifetime` is how long a key works from its making on; None is without end.
        """
        return [told_of(row) for row in self._platform.keys_of(project_id)]

    def opens(self, scopes: object) -> list[str]:
        """Give the things that a new key with these scopes may do, see `opening`; no scopes means all.

        Raises:
            NotYet: no such key can be made.
        """
        if not isinstance(scopes, list | tuple | set | frozenset):
            raise NotYet(f"{type(scopes).__name__} is no list of scopes.")
        try:
            issued = self._platform.issue_key("for a check", list(scopes), _LIFETIME)
        except CourseError as error:
            said = f"{error}".rstrip(".")
            raise NotYet(f"No key can be made with {shorten(repr(scopes))}: {said}.") from None
        return self.opened(self._hidden(issued.value))

    def opened(self, key: str) -> list[str]:
        """Give the things that a key may do, see `opening`; none where the platform does not know it."""
        statuses, _ = self._tried(key, *ATTEMPTS.values())
        return opened_by(statuses)

    def accept_after_revocation(self, key_id: str, uses: int) -> None:
        """Let a key work for some more uses after it is deleted, as users report of the real API."""
        self._platform.accept_after_revocation(key_id, uses)

    def requests(self, key: str | None = None) -> list[dict[str, Any]]:
        """Give the decision log's entries since then, or those that came with this key; see `Platform.requests`.

        An entry names a key that it let in; of a deleted one it shows the tail. What a service asked is not among them.
        """
        entries = self._platform.requests(after=self._before, services=False)
        if key is None:
            return entries
        key_ids = {self._id} if key == self.api_key else {self._ids.get(key), None}
        return [
            entry
            for entry in entries
            if entry["presented"] == keys.tail(key) and entry["key_id"] in key_ids
        ]

    def asks(self, key: Mapping[str, Any]) -> list[int]:
        """Give the statuses of what was asked with the value of a key at the address of `admin`, in order."""
        entries = self.requests(key["value"])
        return [entry["status"] for entry in entries if entry["target"].startswith(self._below)]

    def told(self) -> str:
        """Give the sentence on what came in since then, whoever it was from."""
        came = [_in_short(entry) for entry in self.requests()]
        more = f" and {len(came) - _SHOWN} more" if len(came) > _SHOWN else ""
        return f"The platform received {'; '.join(came[:_SHOWN]) or 'no request'}{more}."

    def end(self) -> None:
        """Call off all that was wanted of the platform; nothing of a check outlives it."""
        with suppress(CourseError):  # where the platform is gone, so is what was wanted of it
            if self._wanted:
                self._call_off(*self._wanted)

    def _intervene(self, kind: str, **wish: object) -> int:
        """Want it of requests with the new key; of new keys and of making, whosever they are."""
        anybodys = wish.get("new_keys") or wish.get("making")
        content = {"kind": kind, "key_id": None if anybodys else self._id, **wish}
        number = int(self._platform.ask("POST", "interventions", content))
        self._wanted.append(number)
        return number

    def _call_off(self, *numbers: int) -> None:
        self._platform.ask("POST", "interventions/end", {"numbers": numbers})
        self._wanted = [number for number in self._wanted if number not in numbers]


def _in_short(entry: dict[str, Any]) -> str:
    request = f"{entry['method']} {shorten(entry['target'])}"
    if entry["presented"] == keys.tail(""):
        request += " with a text as key that is too short for one"
    elif entry["presented"] is not None:
        request += f" with the key {entry['presented']}"
    elif entry["reason"] == "no_key":
        request += " without a key"
    reason = "" if entry["reason"] == "ok" else f", {entry['reason']}"
    return f"{request} → {entry['status']}{reason}"
