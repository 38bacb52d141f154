"""`settings/practice`: what the real dashboard lacks: a clock that can be moved on, and a reset."""

from starlette.responses import Response

from course_utils.console.visit import Visit
from course_utils.console.words import DAY, HOUR, duration

SHORT_STEPS = (HOUR, DAY)
LONG_STEPS = (7 * DAY, 30 * DAY, 90 * DAY)
"""In such a time keys expire, and there is no way back."""

_NOT_SURE = "Nothing was done yet: tick the box above the button first."


def show(visit: Visit) -> Response:
    return visit.page("practice.html", steps=_named(SHORT_STEPS), long_steps=_named(LONG_STEPS))


def send(visit: Visit) -> Response:
    asked = visit.form.get("do", "")
    needs_sure = {"reset", *(f"advance-{step}" for step in LONG_STEPS)}
    if asked in needs_sure and "sure" not in visit.form:
        visit.problem = _NOT_SURE
        return show(visit)
    if asked == "reset":
        visit.operator.reset()
        return visit.go(
            "settings/practice", "What lessons left is gone. Your own keys are still here."
        )
    for step in (*SHORT_STEPS, *LONG_STEPS):
        if asked == f"advance-{step}":
            visit.platform.situations.advance_by(step)
            return visit.go(
                "settings/practice", f"The platform's clock has moved on by {duration(step)}."
            )
    return show(visit)


def _named(steps: tuple[int, ...]) -> list[tuple[int, str]]:
    return [(step, duration(step)) for step in steps]
