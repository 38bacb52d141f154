"""The practice platform as a lesson uses it: what the operator may ask, over HTTP."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Self

from course_utils.installed import need_installed_course
from course_utils.platform_asking import Asking
from course_utils.platform_faults import Faults
from course_utils.platform_file import Address, console_address
from course_utils.platform_keys import Keys
from course_utils.platform_life import Life
from course_utils.platform_line import AnyLine
from course_utils.platform_operator import Operator
from course_utils.platform_records import Records
from course_utils.platform_security import Security


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

    def __init__(self, platform: Asking) -> None:
        self._platform = platform

    def now(self) -> datetime:
        return _moment(self._platform.ask("GET", "clock"))

    def advance(self, duration: timedelta) -> datetime:
        """Move on by a duration, 90 days in no time, and give the new time."""
        seconds = duration.total_seconds()
        return _moment(self._platform.ask("POST", "clock", {"advance": seconds}))


class PracticePlatform(Operator, Faults, Keys, Life, Records, Security):
    """A practice platform, as a lesson uses it. `Operator` says what it is made of."""

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
        return console_address(self.url, self._token)

    @cached_property
    def clock(self) -> Clock:
        """The platform's clock."""
        return Clock(self)

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

    def send_traffic(self, *visitors: Visitor, hours: int = 24, seed: int = 0) -> int:
        """Let visitors use the platform for some hours, which pass at once; give the number of requests.

        The clock moves on by those hours. The same seed gives the same traffic.
        """
        wish = {"visitors": [asdict(one) for one in visitors], "hours": hours, "seed": seed}
        return int(self.ask("POST", "traffic", wish))

    def reset(self, *, everything: bool = False) -> None:
        """Forget what lessons left; the first key and the admin key work again.

        Forgotten are all requests, alerts, the keys of `issue_key`, faults, answers, credit, rules and limits of every
        kind, and all programs go home. Spared are projects, service accounts and keys that were made over the
        Admin API, and the vault. The clock goes back to the real time, but not before the newest of these.

        Args:
            everything: spare nothing, as `course serve --reset`.
        """
        self.ask("POST", "reset", {"everything": everything})

    def _intervene(self, kind: str, **wish: object) -> int:
        return int(self.ask("POST", "interventions", {"kind": kind, **wish}))

    def _call_off(self, *numbers: int) -> None:
        self.ask("POST", "interventions/end", {"numbers": numbers})


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


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
