"""Setting the scene of a drill, or taking up one that was left in the middle."""

from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta

from openai import APIStatusError, OpenAI

from course_utils.administration import organization
from course_utils.drill.drill import CLOCK, OWN_PLACE, THIEFS_COPY, Drill, DrillError
from course_utils.drill.run import Run
from course_utils.haiku_by_the_hour import SERVICE, OwnKey, find_own_key
from course_utils.learner.kept import own_folder
from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform
from course_utils.server.catalogue import MODEL

_QUIET = timedelta(hours=6)
_UNNOTICED = timedelta(minutes=2)
_DELETION_TAKES = timedelta(seconds=60)
_EVERY = timedelta(minutes=15)
_READERS = (
    "A haiku for my mother Ana, who is in hospital since Monday.",
    "Write one about our flat in Mill Lane 4, top floor.",
)
_BACK_DOOR = "backup-sync"
_MOST_SEEDS = 1_000_000
_TWO_OF_YOU = (
    "Another drill was running with this key, and is ended now. Was it somebody else's? Two people can't share a "
    "drill: for this lesson, each starts the course in a folder of their own."
)
_NOTHING_SERVED = (
    "The drill could not begin: a limit or a rule of yours refused the thief from the start ({}). That is good, and "
    "leaves nothing to see here. Lift it for today in the console, or with platform.reset(), which lifts them all and "
    "leaves your own keys as they are. Then run the cell again."
)
_ANEW = "A new drill begins: the one before {}."
_ANOTHER = "Another one begins when this one is over: revoke the key, put a new one into the vault, and run drill.report()."


def begin_drill(platform: PracticePlatform, seed: int = 0) -> Drill:
    """Begin the drill of a seed, or take up the one that was begun and is not over.

    Six quiet hours pass at once, with the learner's own service in them. Then somebody finds its key, and two
    minutes later the alarm is there. The clock and the counter run from then on.

    A drill is over with its report. One that was left in the middle is taken up, whatever its seed, if it can be
    finished; the thief and the learner's service come back if the platform was started again since. After a reset
    a new one begins. What an earlier one has left behind (a thief, the thief's own keys) goes away.

    Args:
        platform: where the learner's own key is; one is made where there is none.
        seed: the same drill for the same seed. Where the key leaked differs between neighbouring seeds.

    Raises:
        DrillError: there is no drill of this seed, and nothing has changed; or nothing is served to a thief.
        PlatformError: the platform is gone, or has rules that forbid what a drill needs.
    """
    if type(seed) is not int or not 0 <= seed <= _MOST_SEEDS:
        raise DrillError(
            f"Which drill? The seed is a whole number from 0 to {_MOST_SEEDS:,}, such as 1. Nothing has changed: write "
            "one, and run the cell again."
        )
    last = Run.last()
    try:
        if last is not None and not last.is_over:
            taken_up = _take_up(platform, last, seed)
            if taken_up is not None:
                return taken_up
        return _set_scene(platform, seed, last)
    except APIStatusError as error:
        raise PlatformError(
            f"The drill could not begin: {error.message} Rules of another lesson may still hold: "
            "platform.reset() lifts them and leaves your own keys as they are."
        ) from None


def _take_up(platform: PracticePlatform, run: Run, seed: int) -> Drill | None:
    """Go on with a run, whichever was asked for; None where the platform has forgotten what it needs."""
    note = f"You are back in the drill that you had begun, with seed {run.seed}."
    drill = Drill(platform, run, note if seed == run.seed else f"{note} {_ANOTHER}")
    if not drill.can_be_finished():
        return None
    _clear_away(platform, spared=(CLOCK, run.thief))
    incident, lives = drill.incident(), platform.life()
    if CLOCK not in [one["name"] for one in lives if one["ended_at"] is None]:
        platform.start_service(CLOCK, vault=SERVICE, every=_EVERY, seed=run.seed)
    if incident.revoked_at is None and run.thief not in [one["name"] for one in lives]:
        platform.let_attacker_loose(key=run.own.key_id, seed=run.attack)
    return drill


def _set_scene(platform: PracticePlatform, seed: int, last: Run | None) -> Drill:
    own = find_own_key(platform)
    notes = [str(own)] if own.made_now else []
    number = 1
    if last is not None:
        number = last.number + 1
        notes.append(_ANEW.format("is over" if last.is_over else "can't be finished any more"))
    if _is_somebody_elses(platform, own):
        notes.append(_TWO_OF_YOU)
    _clear_away(platform)
    value = platform.vault("GET", OWN_PLACE)
    assert value is not None  # find_own_key has seen to it
    platform.vault("PUT", THIEFS_COPY, value)
    _serve_readers(platform, own, value)
    platform.start_service(CLOCK, vault=SERVICE, every=_EVERY, seed=seed)
    platform.let_time_pass(_QUIET)
    since = platform.latest_request()
    attack = platform.new_attack(seed * 7 + number)
    thief = platform.let_attacker_loose(key=own.key_id, seed=attack)
    platform.let_time_pass(_UNNOTICED)
    run = Run(number, seed, own, thief, attack, since)
    drill = Drill(platform, run, "\n\n".join(notes))
    incident = drill.incident()
    if incident.first_use is None:
        _clear_away(platform)
        raise DrillError(_NOTHING_SERVED.format(incident.requests[-1]["code"]))
    platform.set_delays(deletion=_DELETION_TAKES)
    run.keep()
    return drill


def _is_somebody_elses(platform: PracticePlatform, own: OwnKey) -> bool:
    """Tell whether a thief is here with this key whom no drill of this learner's folder knows."""
    thieves = [run.thief for run in Run.all()]
    return own_folder() is not None and any(
        one["key_id"] == own.key_id and one["ended_at"] is None and one["name"] not in thieves
        for one in platform.life()
        if one["kind"] == "attacker"
    )


def _serve_readers(platform: PracticePlatform, own: OwnKey, value: str) -> None:
    """Let readers ask for poems of their own; the page stores the answers, as many programs do, and once is enough.

    A learner may have made a key that can't: then there is less to steal.
    """
    stored = [
        str(row["asked"])
        for row in platform.table("stored_answers")
        if row["project_id"] == own.project_id and row["deleted_at"] is None
    ]
    with OpenAI(api_key=value, base_url=platform.base_url) as page, suppress(APIStatusError):
        for topic in _READERS:
            if any(topic in asked for asked in stored):
                continue
            page.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": topic}], store=True
            )


def _clear_away(platform: PracticePlatform, spared: Collection[str] = ()) -> None:
    """Send home who is left of an earlier drill, but for those that are spared, and delete what a thief has made."""
    for one in platform.life():
        is_left = one["kind"] == "attacker" or one["name"] == CLOCK
        if is_left and one["ended_at"] is None and one["name"] not in spared:
            platform.stop(one["name"])
    with organization(platform) as managed:
        for key in managed.admin_api_keys.list():
            if key.name == _BACK_DOOR:
                managed.admin_api_keys.delete(key.id)
        accounts = managed.projects.service_accounts
        for project in managed.projects.list():
            for account in accounts.list(project.id):
                if account.name == _BACK_DOOR:
                    accounts.delete(account.id, project_id=project.id)
