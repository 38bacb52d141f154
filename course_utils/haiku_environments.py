"""Haiku by the hour in its environments: what unit 07 sets up, lets run, and counts."""

from datetime import datetime, timedelta

from course_utils.administration import organization
from course_utils.haiku_by_the_hour import OwnKey
from course_utils.platform_client import PracticePlatform

PAGE, CLOCK = "page.py", "clock.py"
CLOCK_KEEPS_ITS_KEY = timedelta(hours=3)

_OTHER_PROJECTS = ("haiku-development", "haiku-staging")
_ROTATED_AFTER, _LEFT_BEFORE_ITS_END = timedelta(days=80), timedelta(days=7)
_LEAST = timedelta(hours=9)


def clear_stage(platform: PracticePlatform) -> None:
    """Send the programs home and archive the projects that an earlier run of the lesson has left.

    What the learner made stays: the project of the learner's own key is none of these.
    """
    stop_programs(platform)
    with organization(platform) as managed:
        projects = managed.projects
        for project in list(projects.list()):
            if project.name in _OTHER_PROJECTS:
                projects.archive(project.id)


def let_weeks_pass(platform: PracticePlatform, own: OwnKey) -> datetime:
    """Let the learner's own key become 80 days old, or as old as it may a week before its end; give the new time.

    At least nine hours pass, however old it is.
    """
    [row] = [row for row in platform.table("api_keys") if row["id"] == own.key_id]
    now = platform.clock.now()
    until = row["created_at"] + _ROTATED_AFTER
    if row["expires_at"] is not None:
        until = min(until, row["expires_at"] - _LEFT_BEFORE_ITS_END)
    return platform.clock.advance(max(until - now, _LEAST))


def start_programs(platform: PracticePlatform, vault: str) -> datetime:
    """Let page.py and clock.py use the key in the vault from now on, and give the time.

    page.py reads the vault before each request, about four times an hour. clock.py asks about three times an hour,
    and keeps a key for three hours before it reads the vault again.
    """
    stop_programs(platform)
    platform.start_service(PAGE, vault=vault, every=timedelta(minutes=15))
    platform.start_service(
        CLOCK, vault=vault, every=timedelta(minutes=20), keeps_key=CLOCK_KEEPS_ITS_KEY
    )
    return platform.clock.now()


def stop_programs(platform: PracticePlatform) -> None:
    """Send page.py and clock.py home, where they run."""
    for name in (PAGE, CLOCK):
        platform.stop(name)


def refused_programs(platform: PracticePlatform) -> str:
    """Say which of the two was refused since it began: its name, "both" or "none"."""
    names = [
        one["name"] for one in platform.life() if one["name"] in (PAGE, CLOCK) and one["refused"]
    ]
    return "both" if len(names) > 1 else next(iter(names), "none")


def count_by_hour(platform: PracticePlatform, began: datetime) -> dict[str, list[int]]:
    """Count what the programs asked a model in each hour since they began, the last one as far as it has come.

    Returns:
        One list for each program, of the requests that were served, and one of all that were refused.
    """
    hours = int((platform.clock.now() - began) / timedelta(hours=1) - 0.01) + 1
    programs = {one["address"]: one["name"] for one in platform.life()}
    refused = "refused"
    counts = {name: [0] * hours for name in (PAGE, refused, CLOCK)}
    for entry in platform.requests():
        name = programs.get(entry["address"])
        if name in counts and entry["method"] == "POST" and entry["time"] >= began:
            hour = int((entry["time"] - began) / timedelta(hours=1))
            counts[name if entry["status"] == 200 else refused][min(hour, hours - 1)] += 1
    return counts
