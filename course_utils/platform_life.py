"""The life of the practice platform, as a lesson sets it going: services, an attacker, time, alerts."""

from datetime import UTC, datetime, timedelta
from typing import Any

from course_utils.keys import is_well_formed
from course_utils.leaks.text import find_keys
from course_utils.platform_asking import PATIENCE_SECONDS, Asking

_EVERY = timedelta(seconds=5)
_NO_TIME = timedelta(0)


class Life(Asking):
    """Programs that live on the platform while a learner works, and the alerts that tell of odd ones.

    All of them act by the platform's clock, at a pace of their own; on a private platform after each request of
    somebody else, so that a lesson repeats itself. `reset` sends everybody home.
    """

    def start_service(
        self,
        name: str,
        *,
        vault: str,
        every: timedelta = _EVERY,
        keeps_key: timedelta = _NO_TIME,
        seed: int = 0,
    ) -> str:
        """Start a program that asks for a completion, again and again, with the key that lies in the vault.

        It gives the address that it asks from.

        Args:
            name: what it is called.
            vault: the name under which its key lies there; the user name is "api-key".
            every: the time between two requests, at least a tenth of a second; none at all lets it come after each
                request of somebody else and at no other time, and so also between the steps of a rotation.
            keeps_key: how long it keeps a key before it reads the vault again; without it, it reads before each request.
            seed: it comes at the same moments for the same seed.

        Raises:
            PlatformError: a program of that name lives here.
        """
        wish = {
            "name": name,
            "vault": vault,
            "every": every.total_seconds(),
            "keeps_key": keeps_key.total_seconds(),
            "seed": seed,
        }
        return str(self.ask("POST", "life/services", wish))

    def let_attacker_loose(
        self,
        *,
        key: str | None = None,
        vault: str | None = None,
        text: str | None = None,
        seed: int = 0,
    ) -> str:
        """Let somebody have found a key, and give the attacker's name.

        The attacker looks around, reads what is stored, makes a way back in where it can, and spends what the limits
        allow, until it is refused, stopped, or an hour is over.

        Args:
            key: the id or the value of a practice key.
            vault: instead, the name under which the key lies in the vault.
            text: instead, a text in which somebody has left the key: a file, or what `git log -p` prints.
            seed: the same attack for the same seed.

        Raises:
            PlatformError: there is no such key, or the attacker of this seed is here already.
        """
        if text is not None:
            found = (match.key for match in find_keys(text))
            key = next(filter(is_well_formed, found), None)
        wish = {"key": key, "vault": vault, "seed": seed}
        return str(self.ask("POST", "life/attackers", wish))

    def new_attack(self, first: int = 0) -> int:
        """Give the first seed from there on for `let_attacker_loose` whose address is new to the log.

        Raises:
            PlatformError: all addresses of attackers are in the log.
        """
        return int(self.ask("GET", "life/attackers/new", {"seed": first}))

    def life(self) -> list[dict[str, Any]]:
        """Give the programs that live or lived here since the last reset, in the order in which they came.

        In each: `name`, `kind` ("service" or "attacker"), `address`, `key_id`, `began_at` and `ended_at` (aware
        datetimes; None while it lives), `why` it ended, how many `requests` it sent and how many were `refused`, and
        the `dollars` that it spent.
        """
        return [
            {
                **one,
                "began_at": _moment(one["began_at"]),
                "ended_at": _moment(one["ended_at"]),
            }
            for one in self.ask("GET", "life")
        ]

    def stop(self, name: str) -> bool:
        """Send a program home; False where none of that name lives here (any more)."""
        return bool(self.ask("POST", "life/end", {"name": name}))

    def let_time_pass(self, duration: timedelta) -> datetime:
        """Let the clock go on at once, with all that the programs do in that time, and give the new time."""
        seconds = duration.total_seconds()
        now = self.ask("POST", "life/time", {"seconds": seconds}, 10 * PATIENCE_SECONDS)
        return datetime.fromtimestamp(now, UTC)

    def alerts(self, after: int = 0, *, wait_seconds: int = 0) -> list[dict[str, Any]]:
        """Give the alerts that were raised, oldest first; each once. They stop nothing.

        In each: `number`, `time` (an aware datetime), `kind` ("spend", "unusual_hour" or "new_address"), `message`,
        `key_id`, `project_id`, and `details`.

        Args:
            after: the `number` of the last one that is known.
            wait_seconds: if there is none, wait for one, at most so long (60).
        """
        wish = {"after": after, "seconds": wait_seconds}
        found = self.ask("GET", "alerts", wish, PATIENCE_SECONDS + wait_seconds)
        return [{**one, "time": datetime.fromisoformat(one["time"])} for one in found]


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
