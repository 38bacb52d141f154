"""The drill as a lesson holds it in its hands, and the record of its runs."""

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Self

from course_utils import keys
from course_utils.administration import organization
from course_utils.drill import page
from course_utils.drill.incident import Incident, read_incident
from course_utils.drill.leaks import Leak, leak_of
from course_utils.drill.repository import Repository, publish
from course_utils.errors import CourseError
from course_utils.haiku_by_the_hour import SERVICE, USER_NAME, OwnKey, find_account
from course_utils.kit.box import Box
from course_utils.learner.kept import keep, recall_all
from course_utils.platform_client import PracticePlatform

CLOCK = "clock.py"
"""The learner's own service, as it lives on the platform during a drill."""

_KIND = "drill"
_FORGOTTEN = (
    "The platform has forgotten this drill: it was reset. Run the cell with begin_drill again."
)


class DrillError(CourseError):
    """The drill is at another place; the message says where to go on."""


@dataclass(frozen=True)
class Run:
    """One run of the drill, as it is kept in the learner's folder.

    Attributes:
        number: the first is 1.
        seed: which drill it is.
        own: the key that was stolen.
        thief: the attacker's name on the platform.
        attack: the attacker's seed.
        since: the number of the log's entry after which it began.
        minutes: from the thief's first use to the learner's revocation; None while it is not over.
        dollars: what it cost.
    """

    number: int
    seed: int
    own: OwnKey
    thief: str
    attack: int
    since: int
    minutes: float | None = None
    dollars: float = 0.0

    @property
    def is_over(self) -> bool:
        return self.minutes is not None

    @property
    def address(self) -> str:
        return self.thief.rpartition(" ")[2]

    def keep(self) -> None:
        """Write it down; where there is no learner's folder, nothing is kept and nothing fails."""
        keep(_KIND, f"{self.number:04}", **asdict(self))

    @classmethod
    def all(cls) -> list[Self]:
        """Give the runs that were kept, oldest first."""
        return [run for facts in recall_all(_KIND) if (run := cls._read(facts)) is not None]

    @classmethod
    def last(cls) -> Self | None:
        return next(reversed(cls.all()), None)

    @classmethod
    def _read(cls, facts: dict[str, Any]) -> Self | None:
        """Read a run; None of a file that somebody has changed."""
        try:
            return cls(**{**facts, "own": OwnKey(**{**facts["own"], "reason": ""})})
        except (KeyError, TypeError):
            return None


class Drill:
    """A drill that runs, or is over.

    Attributes:
        own: the key that was stolen: `key_id`, `project_id`, `service_account_id`, `name`.
        leak: where it was found. Look for yourself before you look here.
    """

    def __init__(self, platform: PracticePlatform, run: Run, note: str = "") -> None:
        self.own = run.own
        self.leak: Leak = leak_of(run.seed)
        self._platform, self._run, self._note = platform, run, note
        self._stolen = platform.vault("GET", f"{SERVICE}/{USER_NAME}") or ""

    def stolen_value(self) -> str:
        """Give the value of the stolen key, as it lay in the vault when this drill was begun or taken up.

        Raises:
            DrillError: the vault held another one by then, or none.
        """
        if keys.tail(self._stolen) != self.own.tail:
            lost = "You have replaced the key already" if self._stolen else "The vault is empty"
            raise DrillError(
                f"{lost}, and nobody can show the old value again. Go on where the new key is in its place, or "
                f"begin another drill: begin_drill(platform, seed={self._run.seed + 1})."
            )
        return self._stolen

    def incident(self) -> Incident:
        """Read what has happened so far."""
        return read_incident(self._platform, self.own, self._run.address, self._run.since)

    def is_archived(self) -> bool:
        """Tell whether the key's project is shut for good, so that no new key can be made in it."""
        rows = self._platform.table("projects")
        return any(row["id"] == self.own.project_id and row["archived_at"] for row in rows)

    def log(self) -> list[dict[str, Any]]:
        """Give the decision log since the thief came, of the stolen key's project, services too."""
        entries = self._platform.requests(after=self._run.since)
        return [one for one in entries if one["project_id"] == self.own.project_id]

    def alarm(self) -> Box:
        """Show the alarm, whose key it is, and what it has cost so far."""
        began = next((one["time"] for one in self.incident().requests), self._platform.clock.now())
        told = [
            one["message"]
            for one in self._platform.alerts()
            if one["key_id"] == self.own.key_id and one["time"] >= began
        ]
        notes = [self._note] if self._note else []
        return Box("wrong", "Alarm", "\n\n".join([*told, *notes, self.counter()]))

    def counter(self) -> str:
        """Say what it has cost so far, and whether it goes on."""
        incident = self.incident()
        if not incident.requests:
            return _FORGOTTEN
        return f"{page.dollars(incident.dollars)} so far{self._how_it_goes_on(incident)}"

    def _how_it_goes_on(self, incident: Incident) -> str:
        if self._is_dead(incident):
            return ", and it stands still."
        if incident.revoked_at is not None:
            return ". The key is deleted, and still served for a moment."
        if self.is_archived():
            return ". The thief has gone, and nobody can go on: the project is archived. Run the cell with begin_drill again."
        if self._has_left():
            return ". The thief has gone, but nobody has revoked the key."
        return ", and it runs on."

    def _is_dead(self, incident: Incident) -> bool:
        return incident.dead_at is not None and incident.dead_at <= self._platform.clock.now()

    def service_account(self) -> str:
        """Give the id of the service account for the next key: another one where a person owned the old key, or it is deleted.

        Raises:
            openai.APIStatusError: it can't be made.
        """
        owner = self.own.service_account_id
        with organization(self._platform) as managed:
            there = managed.projects.service_accounts.list(self.own.project_id)
            if owner is not None and owner in [account.id for account in there]:
                return owner
            return find_account(managed.projects, self.own.project_id)

    def publish(self, value: str, place: Path) -> Repository:
        """Make the repository that was published, with the key's value in it, in a new folder inside a place."""
        return publish(Path(mkdtemp(prefix="haiku-", dir=place)), self.leak, value)

    def report(self) -> Box:
        """Give the last page, and write down what this run took and cost.

        While the key is served, or where the platform has forgotten all, it says so, and nothing is written down.
        """
        incident = self.incident()
        if not incident.requests:
            return Box("turn", "Not there any more", _FORGOTTEN)
        if not self._is_dead(incident):
            return Box("turn", "Not over", f"{self.own.name} is not dead: {self.counter()}")
        self._platform.set_delays(deletion=timedelta(0))
        self._platform.stop(CLOCK)
        over = replace(
            self._run,
            minutes=round(incident.length.total_seconds() / 60, 1),
            dollars=round(incident.dollars, 2),
        )
        over.keep()
        self._run = over
        runs = [*(run for run in Run.all() if run.is_over and run.number != over.number), over]
        told = [(run.number, run.minutes or 0.0, run.dollars) for run in runs]
        return page.write(self.own.name, self._run.address, self.leak, incident, told)

    def _has_left(self) -> bool:
        stories = [one for one in self._platform.life() if one["name"] == self._run.thief]
        return any(one["ended_at"] is not None for one in stories)

    def __repr__(self) -> str:
        return f"<drill {self._run.number}: {self.own.name}, {self.counter()}>"
