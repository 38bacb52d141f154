"""Who is signed in. Sessions live in this process: a platform that starts afresh asks everybody again."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

SECONDS_TO_STAY = 12 * 60 * 60
_MOST_SESSIONS = 100
_MOST_FORMS = 1000


@dataclass
class Session:
    """One sign-in.

    Attributes:
        ends_at: on the clock of its `Sessions`.
        form_token: stands in each form, so that no other site can send one.
        project_id: of somebody who sees this project alone; None is the owner.
        name: what the project was called then.
        notice: a sentence for the next page that is shown.
        made: the forms that have made a key; a dict for its order.
        read_alerts: number and time of each alert that was looked at: after a reset numbers come again.
    """

    ends_at: float
    form_token: str
    project_id: str | None = None
    name: str = ""
    notice: str = ""
    made: dict[str, None] = field(default_factory=dict)
    read_alerts: set[tuple[int, float]] = field(default_factory=set)

    def note_made(self, form: str) -> None:
        if len(self.made) >= _MOST_FORMS:
            del self.made[next(iter(self.made))]
        self.made[form] = None

    def take_notice(self) -> str:
        notice, self.notice = self.notice, ""
        return notice


class Sessions:
    """Opens and finds sessions.

    Args:
        door_token: who has it may sign in.
        now: seconds on any clock that never goes back; a lesson that moves the platform's must sign nobody out.
    """

    def __init__(self, door_token: str, now: Callable[[], float]) -> None:
        self._door_token = door_token
        self._now = now
        self._open: dict[str, Session] = {}

    def opens_to(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self._door_token.encode())

    def begin(self, project_id: str | None = None, name_of_project: str = "") -> str:
        """Open a session, of the owner or for a project alone, and give its new secret name for the cookie."""
        if len(self._open) >= _MOST_SESSIONS:
            del self._open[next(iter(self._open))]
        name = secrets.token_urlsafe(32)
        self._open[name] = Session(
            self._now() + SECONDS_TO_STAY, secrets.token_urlsafe(32), project_id, name_of_project
        )
        return name

    def find(self, name: str) -> Session | None:
        session = self._open.get(name)
        if session is not None and self._now() >= session.ends_at:
            del self._open[name]
            return None
        return session

    def end(self, name: str) -> None:
        self._open.pop(name, None)
