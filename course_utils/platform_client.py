"""The practice platform as a lesson uses it: what the operator may ask, over HTTP."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Self

from course_utils.errors import CourseError
from course_utils.installed import need_installed_course
from course_utils.known_keys import remember
from course_utils.leaks.text import redacted
from course_utils.platform_asking import PATIENCE_SECONDS
from course_utils.platform_faults import Faults
from course_utils.platform_file import Address, console_address
from course_utils.platform_life import Life
from course_utils.platform_line import Answer, AnyLine, Line, LineError
from course_utils.platform_security import Security

_LOOK_SECONDS = 10.0
_NOT_THE_OPERATOR = (
    "Only the operator of the practice platform may ask this, and this process is not."
)


class PlatformError(CourseError):
    """The practice platform can't do what it was asked; the message says why and what to do."""


@dataclass(frozen=True)
class IssuedKey:
    """A new practice key. Its value is shown this one time: the platform keeps a digest only."""

    id: str
    value: str


@dataclass(frozen=True)
class Visitor:
    """A made-up client for `PracticePlatform.send_traffic`.

    Attributes:
        kind: "normal", "attacker" (somebody who found the key), "noisy" (no pause between its tries) or
            "program" (chat completions at a rate of its own).
        key: the value of the key that it uses.
        from_hour: when it begins, in hours after the beginning of the traffic.
        to_hour: when a program ends, counted in the same way; None is with the traffic.
        per_hour: how many requests a program sends in an hour.
    """

    kind: str
    key: str
    from_hour: float = 0.0
    to_hour: float | None = None
    per_hour: float = 0.0


class Clock:
    """The platform's clock. It runs by itself, can be moved on, and never goes back."""

    def __init__(self, platform: "PracticePlatform") -> None:
        self._platform = platform

    def now(self) -> datetime:
        return _moment(self._platform.ask("GET", "clock"))

    def advance(self, duration: timedelta) -> datetime:
        """Move on by a duration, 90 days in no time, and give the new time."""
        seconds = duration.total_seconds()
        return _moment(self._platform.ask("POST", "clock", {"advance": seconds}))


class PracticePlatform(Faults, Life, Security):
    """A practice platform, as a lesson uses it.

    Attributes:
        base_url: what the OpenAI client takes as `base_url`.
        api_key: a practice key that may do everything a project key may.
        admin_key: a practice key for the Admin API.
        clock: the platform's clock.

    Raises:
        ValueError: `url` is no address.
    """

    def __init__(
        self,
        url: str,
        api_key: str,
        admin_key: str,
        operator_token: str | None = None,
        line: AnyLine | None = None,
    ) -> None:
        self.base_url = f"{url}/v1"
        self.api_key = remember(api_key)
        self.admin_key = remember(admin_key)
        self.clock = Clock(self)
        self._operator_token = operator_token
        self._line = line or Line(f"{url}/practice/")

    @classmethod
    def at(cls, address: Address, line: AnyLine | None = None) -> Self:
        """Give the platform of an address, whether it answers or not; without a line of its own over a socket.

        Raises:
            ValueError: its `url` is no address.
        """
        return cls(address.url, address.api_key, address.admin_key, address.operator_token, line)

    def __repr__(self) -> str:
        return f"<practice platform at {self.base_url}>"

    @property
    def console_url(self) -> str:
        """The address that opens the console in a browser, signed in: a secret, as a key is.

        Raises:
            PlatformError: this process has no operator's token.
            NotInPageError: this is a page of a browser, where nothing serves it.
        """
        need_installed_course("The console")
        if self._operator_token is None:
            raise PlatformError(_NOT_THE_OPERATOR)
        return console_address(self.base_url.removesuffix("/v1"), self._operator_token)

    def requests(self, *, services: bool = True, after: int = 0) -> list[dict[str, Any]]:
        """Give the decision log, oldest first: one entry a request, with the true reason of its verdict.

        Among the names in an entry are `time` (an aware datetime), `address`, `method`, `target`,
        `status`, `reason`, `key_id`, `model`, `input_tokens` and `output_tokens`; `texts` is a list of every
        text of an answered request, `retries` the client's own count of its tries before.

        Args:
            services: False leaves out what services asked that live on the platform.
            after: what `latest_request` gave: leaves out the entries up to there.
        """
        wish = {"services": services, "after": after}
        return [_with_times(row) for row in self.ask("GET", "requests", wish)]

    def latest_request(self) -> int:
        """Give the number of the decision log's latest entry, which is for `requests` alone; 0 without any."""
        return int(self.ask("GET", "requests/latest"))

    def access_log(self) -> list[str]:
        """Give the lines of the web server's access log, oldest first."""
        return [str(line) for line in self.ask("GET", "access-log")]

    def table(self, name: str) -> list[dict[str, Any]]:
        """Give the rows of a table of the platform's database, as its operator would see them."""
        return [_with_times(row) for row in self.ask("GET", f"tables/{name}")]

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
    ) -> tuple[IssuedKey, int]:
        """Make a key for everything, and give it with what `latest_request` gives: one question instead of two.

        Args:
            name: the key's.
            lifetime: the key's.
            afresh: `reset` before, if others asked than keys of `issue_key`, or a rate limit is half spent.
            empty_vault: forget before what lies in the vault, whoever put it there.
        """
        wish = {**_key_wish(name, (), lifetime), "afresh": afresh, "empty_vault": empty_vault}
        made = self.ask("POST", "keys/watched", wish)
        remember(made["value"])
        return IssuedKey(made["id"], made["value"]), made["latest"]

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
        return told["statuses"], told["key"] and _with_times(told["key"])

    def let_in(self, key_ids: Collection[str]) -> frozenset[str]:
        """Ask with each of these keys as its owner would, and give those that the platform does not refuse.

        Revoked and expired keys are refused, and those of an archived project.
        """
        return frozenset(self.ask("POST", "keys/let-in", {"ids": [*key_ids]}))

    def keys_of(self, project_id: str) -> list[dict[str, Any]]:
        """Give the rows of a project's keys that are not deleted, as `table` does."""
        wish = {"project_id": project_id}
        return [_with_times(row) for row in self.ask("GET", "keys/of-project", wish)]

    def revoke_key(self, key_id: str) -> None:
        """Revoke a key from its next request on.

        Raises:
            PlatformError: there is no such key, or it was revoked before.
        """
        if not self.ask("POST", "revoke", {"id": key_id}):
            raise PlatformError(f"No key with the id {redacted(key_id)!r} is there to be revoked.")

    def set_rate_limit(self, model: str, requests_per_minute: int) -> None:
        """Set how many requests a minute each project may send to a model, and begin with a full minute."""
        wish = {"model": model, "requests_per_minute": requests_per_minute}
        self.ask("POST", "rate-limit", wish)

    def set_credit(self, cents: int | None) -> None:
        """Leave the organization with so many cents to spend from now on; None is without end."""
        self.ask("POST", "credit", {"cents": cents})

    def fail_next(self, requests: int, status: int = 500) -> None:
        """Let the next requests with a good key fail with a status, as if it were the server's fault."""
        self.ask("POST", "faults", {"requests": requests, "status": status})

    def accept_after_revocation(self, key_id: str, uses: int) -> None:
        """Let a key work for some more uses after it is revoked, as users report of the real API.

        Raises:
            PlatformError: there is no such key.
        """
        if not self.ask("POST", "uses-after-revocation", {"id": key_id, "uses": uses}):
            raise PlatformError(f"There is no key with the id {redacted(key_id)!r}.")

    def vault(self, method: str, path: str, value: str | None = None) -> str | None:
        """Ask the vault as the course's keyring backend does; None where nothing is stored.

        Raises:
            PlatformError: the platform is gone, or refused.
        """
        opens = sha256(f"vault of {self.admin_key}".encode()).hexdigest()
        content = None if value is None else {"value": value}
        answer = self._send(method, f"vault/{path}", content, opens)
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        return str(_content_of(answer, self._line.place, "value"))

    def send_traffic(self, *visitors: Visitor, hours: int = 24, seed: int = 0) -> int:
        """Let visitors use the platform for some hours, which pass at once; give the number of requests.

        The clock moves on by those hours. The same seed gives the same traffic.
        """
        wish = {"visitors": [asdict(one) for one in visitors], "hours": hours, "seed": seed}
        return int(self.ask("POST", "traffic", wish))

    def spend_alerts_reached(self) -> list[dict[str, Any]]:
        """Give the spend alerts that would have sent their e-mail this month; they stop nothing."""
        return [_with_times(row) for row in self.ask("GET", "spend-alerts")]

    def reset(self, *, everything: bool = False) -> None:
        """Forget what lessons left; the first key and the admin key work again.

        Forgotten are all requests, alerts, the keys of `issue_key`, faults, answers, credit, rules and limits of every
        kind, and all programs go home. Spared are projects, service accounts and keys that were made over the
        Admin API, and the vault. The clock goes back to the real time, but not before the newest of these.

        Args:
            everything: spare nothing, as `course serve --reset`.
        """
        self.ask("POST", "reset", {"everything": everything})

    def _issue(self, path: str, wish: dict[str, Any]) -> IssuedKey:
        issued = IssuedKey(**self.ask("POST", path, wish))
        remember(issued.value)
        return issued

    def _intervene(self, kind: str, **wish: object) -> int:
        return int(self.ask("POST", "interventions", {"kind": kind, **wish}))

    def _call_off(self, *numbers: int) -> None:
        self.ask("POST", "interventions/end", {"numbers": numbers})

    def ask(
        self,
        method: str,
        path: str,
        content: Mapping[str, object] | None = None,
        seconds: float = PATIENCE_SECONDS,
    ) -> Any:
        """Ask the operator's side of the platform, and give its answer, for which it has some seconds.

        Raises:
            PlatformError: this process has no operator's token, the platform is gone, or it refused.
        """
        if self._operator_token is None:
            raise PlatformError(_NOT_THE_OPERATOR)
        answer = self._send(method, path, content, self._operator_token, seconds)
        return _content_of(answer, self._line.place, "data")

    def _send(
        self,
        method: str,
        path: str,
        content: Mapping[str, object] | None,
        token: str,
        seconds: float = PATIENCE_SECONDS,
    ) -> Answer:
        headers = {"authorization": f"Bearer {token}"}
        try:
            return self._line.ask(method, path, content, headers, seconds)
        except LineError as error:
            raise PlatformError(
                f"The practice platform at {self.base_url} doesn't answer ({error}). "
                "Is `course start` still running? If so, restart this kernel."
            ) from None

    def close(self) -> None:
        """Let go of the connection; the platform itself runs on."""
        self._line.close()

    def holds_the_line(self) -> bool:
        """Tell without a question whether it is still there: the one that answered before, and not another."""
        return self._line.stands()

    def is_up(self) -> bool:
        """Tell whether the platform answers, and is the one that gave out the operator's token."""
        try:
            if self._operator_token is None:
                return self._line.ask("GET", "health", None, {}, _LOOK_SECONDS).is_success
            self.ask("GET", "clock", seconds=_LOOK_SECONDS)
        except (LineError, PlatformError):
            return False
        return True


def connect(address: Address) -> PracticePlatform | None:
    """Connect to a platform that announced itself, if it answers.

    The file of a platform that was killed stays behind. Another folder's platform may listen on that port
    now; it does not know the operator's token.
    """
    try:
        platform = PracticePlatform.at(address)
    except ValueError:
        return None
    if platform.is_up():
        return platform
    platform.close()
    return None


def is_up(address: Address) -> bool:
    """Tell whether a platform that announced itself answers."""
    platform = connect(address)
    if platform is not None:
        platform.close()
    return platform is not None


def _key_wish(name: str, scopes: Sequence[str], lifetime: timedelta | None) -> dict[str, Any]:
    seconds = None if lifetime is None else lifetime.total_seconds()
    return {"name": name, "scopes": list(scopes), "expires_in_seconds": seconds}


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _with_times(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value)
        if value is not None and (name == "time" or name.endswith("_at"))
        else value
        for name, value in row.items()
    }


def _content_of(answer: Answer, place: str, name: str) -> Any:
    """Give what an answer holds under a name.

    Raises:
        PlatformError: it is a refusal, or the answer of some other program.
    """
    try:
        told = answer.json()
        if answer.is_success:
            return told[name]
        reason = str(told["error"]["message"])
    except (ValueError, KeyError, TypeError):
        reason = f"What answers at {place}, is no practice platform. Start the course again."
    raise PlatformError(reason)
