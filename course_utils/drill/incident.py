"""What happened in a drill, read from the platform's own records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from course_utils.haiku_by_the_hour import OwnKey
from course_utils.platform_client import PracticePlatform
from course_utils.server.catalogue import NANODOLLARS_IN_A_DOLLAR, SERVED

Entry = dict[str, Any]


@dataclass(frozen=True)
class Incident:
    """The facts of one drill. All times are the platform's, aware, in UTC.

    Attributes:
        requests: what the attacker asked, oldest first.
        alarmed_at: when the platform raised its first alert of it; None where it has not.
        revoked_at: when the key was revoked; None where it is not.
        refused_at: when anybody was first refused as one whose key is no good; None where nobody was.
        dead_at: from when on it is refused: a deletion takes a while. None where it is not revoked.
        replaced_at: when a new key of the same name was made, before the revocation or after it; None where there is none.
        why_left: why the attacker has gone, in the platform's words; None where it has not, or nobody knows.
    """

    requests: Sequence[Entry]
    alarmed_at: datetime | None
    revoked_at: datetime | None
    refused_at: datetime | None
    dead_at: datetime | None
    replaced_at: datetime | None
    why_left: str | None

    @property
    def first_use(self) -> datetime | None:
        """When the attacker was first served."""
        return next((one["time"] for one in self.requests if one["status"] == 200), None)

    @property
    def dollars(self) -> float:
        return dollars_of(self.requests)

    @property
    def dollars_a_second(self) -> float:
        """What it cost on average from the first use to the last."""
        served = [one["time"] for one in self.requests if one["status"] == 200]
        seconds = (served[-1] - served[0]).total_seconds() if served else 0
        return self.dollars / max(1, seconds)

    @property
    def left_early(self) -> bool:
        """Tell whether the attacker had gone before the key was revoked."""
        last = self.requests[-1]["time"]
        return self.why_left is not None and (self.revoked_at is None or last < self.revoked_at)

    @property
    def length(self) -> timedelta:
        """From the first use to the revocation; where the attacker had gone before, or there is none yet, to the last request."""
        if self.first_use is None:
            return timedelta(0)
        until = None if self.left_early else self.revoked_at
        return (until or self.requests[-1]["time"]) - self.first_use

    def dollars_until(self, moment: datetime) -> float:
        """Give what it had cost at a moment."""
        return dollars_of([one for one in self.requests if one["time"] <= moment])


def read_incident(platform: PracticePlatform, own: OwnKey, thief: str, since: int) -> Incident:
    """Read what an attacker did with a key, and what its owner did.

    Args:
        platform: whose records are read.
        own: the key.
        thief: the attacker's name, which ends with the address.
        since: what `platform.latest_request()` gave when the drill began.

    Raises:
        PlatformError: the platform is gone.
    """
    address = thief.rpartition(" ")[2]
    entries = platform.requests(after=since)
    asked = [one for one in entries if one["address"] == address]
    refused = [
        one["time"]
        for one in entries
        if one["key_id"] == own.key_id and one["reason"] in ("revoked_key", "expired_key")
    ]
    alerts = [
        one["time"]
        for one in platform.alerts()
        if one["key_id"] == own.key_id and asked and one["time"] >= asked[0]["time"]
    ]
    rows = platform.table("api_keys")
    stolen = next((row for row in rows if row["id"] == own.key_id), {})
    revoked_at = stolen.get("revoked_at")
    newer = [
        row["created_at"]
        for row in rows
        if row["project_id"] == own.project_id
        and row["name"] == own.name
        and row["id"] != own.key_id
        and asked
        and row["created_at"] >= asked[0]["time"]
    ]
    return Incident(
        asked,
        min(alerts, default=None),
        revoked_at,
        min(refused, default=None),
        _dead_at(stolen),
        min(newer, default=None),
        next((one["why"] for one in platform.life() if one["name"] == thief), None),
    )


def _dead_at(key: dict[str, Any]) -> datetime | None:
    """Give when a revoked key was refused everywhere: after the delay of a deletion, or with its own end before that."""
    revoked_at: datetime | None = key.get("revoked_at")
    if revoked_at is None:
        return None
    works_until, expires_at = key["works_until"], key["expires_at"]
    served_until = datetime.fromtimestamp(works_until, UTC) if works_until else revoked_at
    return max(revoked_at, min(served_until, expires_at or served_until))


def dollars_of(requests: Sequence[Entry]) -> float:
    """Give what requests cost, in dollars of the practice platform."""
    paid = (one for one in requests if one["usage"] is not None)
    spent = sum(
        SERVED[one["model"]].cost(one["input_tokens"], one["output_tokens"]) for one in paid
    )
    return spent / NANODOLLARS_IN_A_DOLLAR
