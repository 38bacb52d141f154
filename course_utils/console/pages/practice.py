"""`settings/practice`: what the real dashboard lacks: a clock that can be moved on, and a reset."""

from starlette.responses import Response

from course_utils.console.visit import Visit
from course_utils.console.words import DAY, HOUR, duration

STEPS = (HOUR, DAY, 7 * DAY, 30 * DAY, 90 * DAY)


def show(visit: Visit) -> Response:
    return visit.page("practice.html", steps=[(step, duration(step)) for step in STEPS])


def send(visit: Visit) -> Response:
    asked = visit.form.get("do", "")
    if asked == "reset":
        visit.operator.reset()
        return visit.go(
            "settings/practice", "What lessons left is gone. Your own keys are still here."
        )
    for step in STEPS:
        if asked == f"advance-{step}":
            visit.platform.situations.advance_by(step)
            return visit.go(
                "settings/practice", f"The platform's clock has moved on by {duration(step)}."
            )
    return show(visit)
