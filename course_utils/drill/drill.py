"""The drill as a lesson holds it in its hands."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from course_utils import keys
from course_utils.administration import organization
from course_utils.drill import page
from course_utils.drill.incident import Incident, read_incident
from course_utils.drill.leaks import Leak, leak_of
from course_utils.drill.repository import Repository, publish
from course_utils.drill.run import Run
from course_utils.errors import CourseError
from course_utils.haiku_by_the_hour import SERVICE, USER_NAME, find_account
from course_utils.kit.box import Box
from course_utils.platform_client import PracticePlatform

CLOCK = "clock.py"
"""The learner's own service, as it lives on the platform during a drill."""

OWN_PLACE = f"{SERVICE}/{USER_NAME}"
THIEFS_COPY = "drill/stolen-key"
"""Places in the platform's vault: the service's own, and the one where the stolen value stays when that has another."""

_FORGOTTEN = (
    "The platform has forgotten this drill: it was reset. Run the cell with begin_drill again."
)
_ARCHIVED = "the project is archived. Run the cell with begin_drill again."


class DrillError(CourseError):
    """The drill can't go on like this, and the message says where it does: a notebook shows it alone."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


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

    def stolen_value(self) -> str:
        """Give the value of the stolen key: the thief has a copy, also when the vault has a new key.

        Raises:
            DrillError: another drill has begun since, or somebody emptied the vault.
        """
        copy = self._stored(THIEFS_COPY)
        if not self._is_stolen(copy):
            raise DrillError(
                "The stolen value is not there any more: another drill has begun since, or the whole vault was "
                "emptied. Run the cell with begin_drill again."
            )
        return copy

    def can_be_finished(self) -> bool:
        """Tell whether the platform still has what a drill needs: the thief's requests, the project, the stolen value."""
        there = self._is_stolen(self._stored(THIEFS_COPY)) and not self.is_archived()
        return there and bool(self._look().requests)

    def incident(self) -> Incident:
        """Read what has happened so far.

        Raises:
            DrillError: the platform was reset.
        """
        incident = self._look()
        if not incident.requests:
            raise DrillError(_FORGOTTEN)
        return incident

    def is_archived(self) -> bool:
        """Tell whether the key's project is shut for good, so that no new key can be made in it."""
        rows = self._platform.table("projects")
        return any(row["id"] == self.own.project_id and row["archived_at"] for row in rows)

    def log(self) -> list[dict[str, Any]]:
        """Give the decision log since the thief came, of the stolen key's project, services too.

        Raises:
            DrillError: the platform was reset.
        """
        self.incident()
        entries = self._platform.requests(after=self._run.since)
        return [one for one in entries if one["project_id"] == self.own.project_id]

    def alarm(self) -> Box:
        """Show the alarm, whose key it is, and what it has cost so far."""
        began = next((one["time"] for one in self._look().requests), self._platform.clock.now())
        told = [
            one["message"]
            for one in self._platform.alerts()
            if one["key_id"] == self.own.key_id and one["time"] >= began
        ]
        notes = [self._note] if self._note else []
        return Box("wrong", "Alarm", "\n\n".join([*told, *notes, self.counter()]))

    def counter(self) -> str:
        """Say what it has cost so far, and whether it goes on."""
        incident = self._look()
        if not incident.requests:
            return _FORGOTTEN
        return f"{page.dollars(incident.dollars)} so far{self._how_it_goes_on(incident)}"

    def five_minutes_more(self) -> str:
        """Say what the thief costs in five minutes, at the speed so far.

        Raises:
            DrillError: the platform was reset.
        """
        incident = self.incident()
        if incident.left_early:
            return "Five minutes more would cost nothing: the thief had left."
        return f"Five minutes more would cost {page.dollars(300 * incident.dollars_a_second)}."

    def _how_it_goes_on(self, incident: Incident) -> str:
        if self._is_dead(incident):
            return ", and it stands still."
        if incident.revoked_at is not None:
            return ". The key is deleted, and still served for a moment."
        if self.is_archived():
            return f". The thief has gone, and nobody can go on: {_ARCHIVED}"
        if incident.why_left is None:
            return ", and it runs on."
        if "spend_limit" in incident.why_left:
            return ". A spend limit has stopped the thief, but nobody has revoked the key."
        return ". The thief has gone, but nobody has revoked the key."

    def _is_dead(self, incident: Incident) -> bool:
        return incident.dead_at is not None and incident.dead_at <= self._platform.clock.now()

    def service_account(self) -> str:
        """Give the id of the service account for the next key: another one where a person owned the old key, or it is deleted.

        Raises:
            DrillError: the project is archived.
            openai.APIStatusError: it can't be made.
        """
        if self.is_archived():
            raise DrillError(f"No key can be made here: {_ARCHIVED}")
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

        While the key is served or not replaced, or where the platform has forgotten all, it says so, and nothing is
        written down.
        """
        incident = self._look()
        if not incident.requests:
            return Box("turn", "Not there any more", _FORGOTTEN)
        if not self._is_dead(incident):
            return Box("turn", "Not over", f"{self.own.name} is not dead: {self.counter()}")
        if not self._is_replaced():
            return Box("turn", "Not over", f"{self.own.name} is dead, and {_STANDS_STILL}")
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

    def _is_replaced(self) -> bool:
        """Tell whether the vault has another key; in an archived project nobody can make one."""
        stored = self._stored(OWN_PLACE)
        return bool(stored and not self._is_stolen(stored)) or self.is_archived()

    def _is_stolen(self, value: str) -> bool:
        return keys.tail(value) == self.own.tail

    def _stored(self, place: str) -> str:
        return self._platform.vault("GET", place) or ""

    def _look(self) -> Incident:
        return read_incident(self._platform, self.own, self._run.thief, self._run.since)

    def __repr__(self) -> str:
        return f"<drill {self._run.number}: {self.own.name}, {self.counter()}>"


_STANDS_STILL = (
    "your service stands still: no new key is in the vault. Make one, put it there, and ask for the "
    "report again."
)
