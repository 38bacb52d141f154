"""Haiku by the hour: the learner's own small service, whose keys go through the lessons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from openai import APIStatusError
from openai.resources.admin.organization.projects import Projects
from openai.types.admin.organization.projects import ProjectAPIKey

from course_utils import keys
from course_utils.administration import organization
from course_utils.known_keys import remember
from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform, Visitor
from course_utils.platform_keys import IssuedKey

PROJECT = ACCOUNT = SERVICE = "haiku-by-the-hour"
"""The names of the service's project, of its service account, and of its place in the vault."""

KEY_NAME = "haiku-production"
USER_NAME = "api-key"
SCOPES = ("api.model.request", "api.model.read")
LIFETIME = timedelta(days=90)

_ALL_DAY = (0, 24)
_READERS_AWAKE, _READERS_AT_NOON, _READERS_IN_THE_EVENING = (7, 23), (11, 14), (18, 22)

_REQUESTS_AN_HOUR = {
    "haiku-clock": {_ALL_DAY: 4},
    "haiku-page": {_READERS_AWAKE: 4, _READERS_AT_NOON: 14, _READERS_IN_THE_EVENING: 10},
    "try-prompts": {_ALL_DAY: 12},
}
"""How often the program with each key asks for a completion, between which hours of the day."""


@dataclass(frozen=True)
class OwnKey:
    """The learner's own key, made in unit 06. Its value is in the vault alone.

    Attributes:
        key_id: what the Admin API and the log call it.
        project_id: the project that it is in.
        service_account_id: the account that owns it; None where a person made it in the console.
        name: what the console calls it.
        tail: an ellipsis and the last characters of its value, which may be shown.
        reason: why it was made just now; "" where it was there.
    """

    key_id: str
    project_id: str
    service_account_id: str | None
    name: str
    tail: str
    reason: str = ""

    @property
    def made_now(self) -> bool:
        return bool(self.reason)

    def __str__(self) -> str:
        if self.made_now:
            return f"{self.name} ({self.tail}): made for you now, because {self.reason}. It is in the vault."
        return f"{self.name} ({self.tail}): your own key. Its value is in the vault."


def find_own_key(platform: PracticePlatform) -> OwnKey:
    """Find the learner's own key: the one of unit 06, or what unit 07 put in its place.

    It is the key `haiku-production` of the project `haiku-by-the-hour` that works and whose value is in the
    vault. Where there is none (unit 06 is not done, the key was revoked, its value was lost) it is made as unit 06
    makes it, and put into the vault. Nothing that the learner made is deleted.

    Raises:
        PlatformError: the platform is gone, or has rules that forbid such a key.
    """
    with organization(platform) as managed:
        projects = managed.projects
        try:
            places = [project.id for project in projects.list() if project.name == PROJECT]
            named = [
                (project_id, key)
                for project_id in places
                for key in projects.api_keys.list(project_id)
                if key.name == KEY_NAME
            ]
            stored = platform.vault("GET", _PLACE)
            for project_id, key in named:
                if stored and _is_usable(key, stored, platform.clock.now()):
                    account = key.owner.service_account
                    account_id = account.id if account else None
                    return OwnKey(key.id, project_id, account_id, KEY_NAME, keys.tail(stored))
            project_id = places[0] if places else projects.create(name=PROJECT).id
            return _make_own_key(platform, projects, project_id, _why_none(named, stored))
        except APIStatusError as error:
            raise PlatformError(
                f"Your own key could not be found or made: {error.message} Rules of another lesson may still hold: "
                "platform.reset() lifts them and leaves your own keys as they are."
            ) from None


_PLACE = f"{SERVICE}/{USER_NAME}"


def _is_usable(key: ProjectAPIKey, stored: str, now: datetime) -> bool:
    lives = key.expires_at is None or now.timestamp() < key.expires_at
    return (
        lives
        and key.owner_project_access == "active"
        and key.redacted_value.endswith(keys.tail(stored))
    )


def _why_none(named: list[tuple[str, ProjectAPIKey]], stored: str | None) -> str:
    if not named:
        return f"there was no {KEY_NAME} in a project {PROJECT}"
    if not stored:
        return "the vault did not hold its value, and nobody can show that again"
    return "the one that is in the vault does not work any more"


def find_account(projects: Projects, project_id: str) -> str:
    """Give the id of the service's account in a project, with its role; where there is none, one without a key is made.

    Raises:
        openai.APIStatusError: it can't be made.
    """
    accounts = projects.service_accounts
    known = (one.id for one in accounts.list(project_id) if one.name == ACCOUNT)
    account_id = next(known, "") or (
        accounts.create(project_id, name=ACCOUNT, create_service_account_only=True).id
    )
    accounts.update(account_id, project_id=project_id, role="member")
    return account_id


def _make_own_key(
    platform: PracticePlatform, projects: Projects, project_id: str, reason: str
) -> OwnKey:
    """Make the key as lesson 06 does: an account with its role, and a narrow key with an end."""
    account_id = find_account(projects, project_id)
    key = projects.service_accounts.api_keys.create(
        account_id,
        project_id=project_id,
        name=KEY_NAME,
        scopes=list(SCOPES),
        expires_in_seconds=int(LIFETIME.total_seconds()),
    )
    platform.vault("PUT", _PLACE, remember(key.value))
    return OwnKey(key.id, project_id, account_id, KEY_NAME, keys.tail(key.value), reason)


def let_a_day_pass(platform: PracticePlatform, keys: Mapping[str, IssuedKey]) -> datetime:
    """Let the service's programs use their keys for a day, from midnight to midnight on the platform's clock.

    Args:
        platform: whose clock moves on, to the end of its next whole day.
        keys: the key of each program, by its name; a program without one stays at home.

    Returns:
        The midnight with which the day begins, as an aware time.
    """
    midnight = _next_midnight(platform.clock.now())
    platform.clock.advance(midnight - platform.clock.now())
    platform.send_traffic(
        *(
            Visitor("program", key.value, per_hour=often, from_hour=begin, to_hour=end)
            for name, key in keys.items()
            for (begin, end), often in _REQUESTS_AN_HOUR.get(name, {}).items()
        ),
        hours=24,
    )
    return midnight


def _next_midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
