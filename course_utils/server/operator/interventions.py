"""What the operator may want of requests to come, read from its wish: see `request.interventions`."""

from course_utils.leaks.text import redacted
from course_utils.server.platform import Platform
from course_utils.server.refusals import api_errors
from course_utils.server.request import body
from course_utils.server.request.interventions import (
    ANSWER,
    DROP,
    HANG,
    KINDS,
    LIFETIME_SECONDS,
)
from course_utils.server.types import Json

_MOST_USES = 1_000_000
_LONGEST_WORDS = 20_000
_LONGEST_WAIT = 600
_FAULT = "fault"
_MAKING = "*/service_accounts*"


def intervene(platform: Platform, content: Json) -> int:
    """Want something of requests to come; give the number under which it can be called off.

    Raises:
        ApiError: 400, there is no such thing to want.
    """
    kind = content.get("kind")
    if kind not in KINDS:
        raise api_errors.invalid_value("kind", f"one of {', '.join(sorted(KINDS))}")
    uses = body.whole_number(content, "uses", _MOST_USES)
    now = platform.now()
    return platform.interventions.begin(
        kind=kind,
        key_id=body.text(content, "key_id"),
        path=_MAKING if content.get("making") else body.text(content, "path"),
        keys_since=now if content.get("new_keys") else None,
        uses_left=_MOST_USES if uses is None else uses,
        ends_at=now + LIFETIME_SECONDS,
        wish=_wish(kind, content),
    )


def call_off(platform: Platform, content: Json) -> bool:
    """Call off what was wanted, by its `numbers`; False where all of it has ended before.

    Raises:
        ApiError: 400, these are no numbers.
    """
    numbers = content.get("numbers")
    if not isinstance(numbers, list) or {*map(type, numbers)} - {int}:
        raise api_errors.invalid_value("numbers", "a list of whole numbers")
    return platform.interventions.end(*numbers)


def fail_next(platform: Platform, content: Json) -> bool:
    """Let the next requests of anybody fail with a status; none at all ends it."""
    platform.interventions.end_all(_FAULT)
    requests = body.whole_number(content, "requests", _MOST_USES, least=0)
    if requests:
        intervene(platform, {"kind": _FAULT, "uses": requests, **content})
    return True


def _wish(kind: str, content: Json) -> Json:
    if kind == _FAULT:
        status = body.whole_number(content, "status", 599, least=400) or 500
        return {
            "status": status,
            "type": body.text(content, "type"),
            "code": body.text(content, "code"),
            "message": redacted(body.text(content, "message") or "") or None,
            "retried": content.get("retried") is not False,
        }
    if kind == HANG:
        return {"seconds": body.whole_number(content, "seconds", _LONGEST_WAIT) or 60}
    if kind == DROP:
        return {"after": body.whole_number(content, "after", _MOST_USES, least=0) or 0}
    if kind == ANSWER:
        words = content.get("text")
        if not isinstance(words, str) or len(words) > _LONGEST_WORDS:
            raise api_errors.invalid_value("text", f"a text of at most {_LONGEST_WORDS} characters")
        return {"text": redacted(words)}
    return {}
