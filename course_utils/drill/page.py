"""The last page of a drill: what happened by the minute, what it cost, what would have cost less."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from course_utils.drill.incident import Incident
from course_utils.drill.leaks import Leak
from course_utils.kit.box import Box

_LIMIT = 1.0
_LONG = timedelta(hours=24)
_SOON = timedelta(minutes=1)


def write(
    name: str,
    address: str,
    leak: Leak,
    incident: Incident,
    runs: Sequence[tuple[int, float, float]],
) -> Box:
    """Write the page of a drill whose key is revoked.

    Args:
        name: the key's.
        address: the thief's.
        leak: where the key was found.
        incident: what happened.
        runs: number, minutes and dollars of each run that is over, this one last.
    """
    minutes = incident.length.total_seconds() / 60
    summary = (
        f"Somebody at {address} used {name} for {minutes:,.1f} minutes{_until(incident)}, and spent "
        f"{dollars(incident.dollars)}. The key had leaked in {leak.file}."
    )
    if incident.length > _LONG:
        summary += " (The clock was moved on, or you came back on another day: the minutes count as they are.)"
    return Box(
        "right",
        "What happened",
        "\n\n".join(
            [
                summary,
                *_by_the_minute(incident),
                f"What would have cost less? {' '.join(_cheaper(incident))}",
            ]
        ),
        (
            (
                "What would have kept the key in",
                f"{leak.story} What would have helped: {leak.prevented}.",
            ),
            ("Your runs so far", " ".join(map(_run, runs))),
        ),
    )


def _until(incident: Incident) -> str:
    """Say what ended the use, and how long the key was served after its revocation."""
    if incident.left_early or incident.revoked_at is None or incident.dead_at is None:
        return " and had left when you revoked it"
    seconds = (incident.dead_at - incident.revoked_at).total_seconds()
    late = f" and {seconds / 60:,.1f} more until every server knew" if seconds else ""
    return f" until you revoked it{late}"


def dollars(amount: float) -> str:
    """Write an amount as it is read aloud."""
    return f"{amount:,.2f} dollars"


def _by_the_minute(incident: Incident) -> Iterator[str]:
    """Give a line for each moment that counts, and one for each minute in which the thief was served."""
    moments = {
        "the first alert": incident.alarmed_at,
        "you revoked the key": incident.revoked_at,
        "the old key was refused for the first time": incident.refused_at,
        "the new key was made": incident.replaced_at,
    }
    served = Counter(_minute(one["time"]) for one in incident.requests if one["status"] == 200)
    told = [
        (minute, 0, f"{count} {_ONE if count == 1 else _MORE} served")
        for minute, count in served.items()
    ]
    told += [(moment, 1, what) for what, moment in moments.items() if moment is not None]
    told.sort()
    day = "%Y-%m-%d " if told[0][0].date() != told[-1][0].date() else ""
    lines = [
        f"`{moment.strftime(day + ('%H:%M:%S' if exact else '%H:%M'))}` {what}."
        for moment, exact, what in told
    ]
    left_out = len(lines) - _MOST_LINES
    if left_out > 0:
        half = _MOST_LINES // 2
        lines = [*lines[:half], f"… {left_out} lines are left out here.", *lines[-half:]]
    yield from lines


_ONE, _MORE = "request of the thief was", "requests of the thief were"
_MOST_LINES = 16
"""A long drill is told by its beginning and its end."""


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _cheaper(incident: Incident) -> Iterator[str]:
    """Say what other ways would have cost, from the same requests."""
    if incident.alarmed_at is not None:
        soon = incident.dollars_until(incident.alarmed_at + _SOON)
        yield f"Revoked one minute after the first alert: {dollars(soon)}."
    yield f"A spend limit of {dollars(_LIMIT)} on the project: about {dollars(min(_LIMIT, incident.dollars))}."
    models = Counter(one["model"] for one in incident.requests if one["usage"] is not None)
    if models:
        dearest = models.most_common(1)[0][0]
        yield f"A project that may not use {dearest}, which your service never asks: a small part of it."
    yield "An allow-list with your server's address: 0.00 dollars, since the thief came from elsewhere."


def _run(run: tuple[int, float, float]) -> str:
    number, minutes, spent = run
    return f"Run {number}: used for {minutes:,.1f} minutes, {dollars(spent)}."
