"""`practice_platform()`: the platform that runs already, or a private one in this process."""

import json
import os
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from course_utils import keys
from course_utils.environment import ADDRESS_VARIABLE
from course_utils.errors import CourseError

PRIVATE = "private"

_ADDRESS_FILES = (Path(".course", "platform.json"), Path("work", ".course", "platform.json"))
_SET_ASIDE = ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY")
_WOULD_MISLEAD = ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_CUSTOM_HEADERS")
_PATIENCE_SECONDS = 30.0


class PlatformError(CourseError):
    """The practice platform can't do what it was asked; the message says why and what to do."""


@dataclass(frozen=True)
class IssuedKey:
    """A new practice key. Its value is shown this one time: the platform keeps a digest only."""

    id: str
    value: str


@dataclass(frozen=True)
class Visitor:
    """A made-up client for `Platform.send_traffic`.

    Attributes:
        kind: "normal", "attacker" (somebody who found the key) or "noisy" (no pause between its tries).
        key: the value of the key that it uses.
        from_hour: when it begins, in hours after the beginning of the traffic.
    """

    kind: str
    key: str
    from_hour: float = 0.0


class Clock:
    """The platform's clock. It runs by itself, can be moved on, and never goes back."""

    def __init__(self, platform: "Platform") -> None:
        self._platform = platform

    def now(self) -> datetime:
        return _moment(self._platform.ask("GET", "clock"))

    def advance(self, duration: timedelta) -> datetime:
        """Move on by a duration, 90 days in no time, and give the new time."""
        seconds = duration.total_seconds()
        return _moment(self._platform.ask("POST", "clock", {"advance": seconds}))


class Platform:
    """A practice platform, as a lesson uses it.

    Attributes:
        base_url: what the OpenAI client takes as `base_url`.
        api_key: a practice key that may do everything a project key may.
        admin_key: a practice key for the Admin API.
        clock: the platform's clock.
    """

    def __init__(
        self, url: str, api_key: str, admin_key: str, operator_token: str | None = None
    ) -> None:
        self.base_url = f"{url}/v1"
        self.api_key = api_key
        self.admin_key = admin_key
        self.clock = Clock(self)
        self._operator_token = operator_token
        self._http = httpx.Client(
            base_url=f"{url}/practice/", timeout=_PATIENCE_SECONDS, trust_env=False
        )

    def __repr__(self) -> str:
        return f"<practice platform at {self.base_url}>"

    def requests(self) -> list[dict[str, Any]]:
        """Give the decision log, oldest first: one entry a request, with the true reason of its verdict.

        Among the names in an entry are `time` (an aware datetime), `address`, `method`, `target`,
        `status`, `reason`, `key_id`, `model`, `input_tokens` and `output_tokens`.
        """
        return [_with_times(row) for row in self.ask("GET", "requests")]

    def access_log(self) -> list[str]:
        """Give the lines of the web server's access log, oldest first."""
        return [str(line) for line in self.ask("GET", "access-log")]

    def table(self, name: str) -> list[dict[str, Any]]:
        """Give the rows of a table of the platform's database, as its operator would see them."""
        return [_with_times(row) for row in self.ask("GET", f"tables/{name}")]

    def issue_key(
        self, name: str, scopes: Sequence[str] = (), lifetime: timedelta | None = None
    ) -> IssuedKey:
        """Make a key for the first project. No scopes means all of them, as on OpenAI."""
        wish: dict[str, Any] = {"name": name, "scopes": list(scopes)}
        if lifetime is not None:
            wish["expires_in_seconds"] = lifetime.total_seconds()
        return IssuedKey(**self.ask("POST", "keys", wish))

    def revoke_key(self, key_id: str) -> None:
        """Revoke a key from its next request on.

        Raises:
            PlatformError: there is no such key, or it was revoked before.
        """
        if not self.ask("POST", "revoke", {"id": key_id}):
            raise PlatformError(
                f"No key with the id {keys.redact(key_id)!r} is there to be revoked."
            )

    def set_rate_limit(self, model: str, requests_per_minute: int) -> None:
        """Set how many requests a minute each project may send to a model, and begin with a full minute."""
        wish = {"model": model, "requests_per_minute": requests_per_minute}
        self.ask("POST", "rate-limit", wish)

    def set_credit(self, cents: int | None) -> None:
        """Leave the organization with so many cents to spend from now on; None is without end."""
        self.ask("POST", "credit", {"cents": cents})

    def fail_next(self, requests: int, status: int = 500) -> None:
        """Let the next requests to the API fail as if it were the server's fault."""
        self.ask("POST", "faults", {"requests": requests, "status": status})

    def accept_after_revocation(self, key_id: str, uses: int) -> None:
        """Let a key work for some more uses after it is revoked, as users report of the real API.

        Raises:
            PlatformError: there is no such key.
        """
        if not self.ask("POST", "uses-after-revocation", {"id": key_id, "uses": uses}):
            raise PlatformError(f"There is no key with the id {keys.redact(key_id)!r}.")

    def run_service(self, vault: Path | None) -> None:
        """Let a service use the key in the file `vault`, after every request of anybody else.

        It reads the file afresh each time, so it shows whether a rotation refuses it in between: its requests
        come from 203.0.113.50. None sends it home.
        """
        self.ask("POST", "service", {"vault": None if vault is None else str(vault.resolve())})

    def send_traffic(self, *visitors: Visitor, hours: int = 24, seed: int = 0) -> int:
        """Let visitors use the platform for some hours, which pass at once; give the number of requests.

        The clock moves on by those hours. The same seed gives the same traffic.
        """
        wish = {"visitors": [asdict(one) for one in visitors], "hours": hours, "seed": seed}
        return int(self.ask("POST", "traffic", wish))

    def spend_alerts_reached(self) -> list[dict[str, Any]]:
        """Give the spend alerts that would have sent their e-mail this month; they stop nothing."""
        return [_with_times(row) for row in self.ask("GET", "spend-alerts")]

    def reset(self) -> None:
        """Forget all requests and keys; the first key and the admin key work again."""
        self.ask("POST", "reset")

    def ask(self, method: str, path: str, content: Mapping[str, object] | None = None) -> Any:
        """Ask the operator's side of the platform, and give its answer.

        Raises:
            PlatformError: this process has no operator's token, the platform is gone, or it refused.
        """
        if self._operator_token is None:
            raise PlatformError(
                "Only the operator of the practice platform may ask this, and this process is not."
            )
        try:
            answer = self._http.request(
                method,
                path,
                json=content,
                headers={"authorization": f"Bearer {self._operator_token}"},
            )
        except httpx.HTTPError as error:
            raise PlatformError(
                f"The practice platform at {self.base_url} doesn't answer ({type(error).__name__}). "
                "Is `course start` still running? If so, restart this kernel."
            ) from None
        if answer.is_error:
            raise PlatformError(answer.json()["error"]["message"])
        return answer.json()["data"]

    def close(self) -> None:
        """Let go of the connection; the platform itself runs on."""
        self._http.close()

    def is_up(self) -> bool:
        """Tell whether the platform answers, and is the one that gave out the operator's token."""
        try:
            if self._operator_token is None:
                return self._http.get("health").is_success
            self.ask("GET", "clock")
        except (httpx.HTTPError, PlatformError):
            return False
        return True


def practice_platform() -> Platform:
    """Connect to the practice platform, and make it what `OpenAI()` talks to.

    The platform that `course start` runs is found by its `platform.json`: the file that the environment
    variable COURSE_PLATFORM names, or one upwards of the working directory. Without one, and where
    COURSE_PLATFORM is "private", a private platform is started in this process: in memory, the same
    each time.

    OPENAI_API_KEY and OPENAI_BASE_URL are set in this process. A real key found there is set aside.
    """
    platform = _running_platform()
    if platform is None:
        platform = _private_platform()
        if os.environ.get(ADDRESS_VARIABLE, PRIVATE) != PRIVATE:
            print(  # noqa: T201 - the learner reads it in the notebook
                "The course's platform doesn't answer, so this notebook uses a private one of its own. "
                "Start the course again, then restart this kernel, to use the other."
            )
    _prepare(os.environ, platform)
    return platform


def _running_platform() -> Platform | None:
    for path in _address_files(os.environ, Path.cwd()):
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            platform = Platform(
                found["url"], found["api_key"], found["admin_key"], found.get("operator_token")
            )
        except (OSError, ValueError, KeyError):
            continue
        if platform.is_up():
            return platform
        platform.close()
    return None


def _address_files(environment: Mapping[str, str], folder: Path) -> Iterator[Path]:
    named = environment.get(ADDRESS_VARIABLE)
    if named == PRIVATE:
        return
    if named:
        yield Path(named)
        return
    for parent in (folder, *folder.parents):
        for file in _ADDRESS_FILES:
            yield parent / file


@cache
def _private_platform() -> Platform:
    from course_utils.server.run import PrivatePlatform  # noqa: PLC0415 - half a second nobody else pays

    private = PrivatePlatform()
    settings = private.settings
    return Platform(
        private.url,
        settings.api_key.reveal(),
        settings.admin_key.reveal(),
        settings.operator_token.reveal(),
    )


def _prepare(environment: MutableMapping[str, str], platform: Platform) -> None:
    real = [
        name
        for name in _SET_ASIDE
        if environment.get(name) and not keys.is_well_formed(environment[name])
    ]
    if real:
        print(  # noqa: T201 - the learner reads it in the notebook
            f"A key of yours was in {' and '.join(real)}. It is set aside: nothing in this notebook "
            "uses it, and nothing was sent anywhere."
        )
    for name in (*_SET_ASIDE, *_WOULD_MISLEAD):
        environment.pop(name, None)
    environment["OPENAI_API_KEY"] = platform.api_key
    environment["OPENAI_BASE_URL"] = platform.base_url
    _reach_without_proxy(environment)


def _reach_without_proxy(environment: MutableMapping[str, str]) -> None:
    """A proxy can't see this machine's own addresses; tell the clients not to ask it."""
    for name in ("NO_PROXY", "no_proxy"):
        known = environment.get(name, "")
        if "127.0.0.1" not in known:
            environment[name] = f"{known},127.0.0.1".lstrip(",")


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _with_times(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value)
        if value is not None and (name == "time" or name.endswith("_at"))
        else value
        for name, value in row.items()
    }
