"""The pages' templates, filled: one environment for all of them, which escapes what a stranger wrote, and shows no key."""

from functools import cache
from typing import Any

from jinja2 import Environment

from course_utils.grading.records.report import late_by
from course_utils.leaks.shapes import KeyKind
from course_utils.leaks.text import redacted, taken_out, to_hide
from course_utils.pages import templates_of

_MOST_KEYS = 5
_LONGEST = 200_000
"""Keys of a page whose pieces go with them, and characters of such a page: to look for pieces takes the product of both,
and a stranger chooses them. Whole keys always go."""


def fill(template: str, **facts: Any) -> str:
    """Fill a template of this folder, by its file's name; pieces of a key that stands on the page go with it."""
    page = _environment().get_template(template).render(**facts)
    seen = to_hide(page, ())
    known = dict.fromkeys(each.key for each in seen if each.kind is not KeyKind.LOOK_ALIKE)
    if not known or len(page) > _LONGEST:
        return taken_out(page, seen)
    return redacted(page, [*known][:_MOST_KEYS])


@cache
def _environment() -> Environment:
    made = templates_of("course_utils.grading.pages")
    made.filters["points"] = lambda value: f"{round(value, 2):g}"
    made.filters["late_by"] = late_by
    made.filters["percent"] = lambda value: "" if value is None else f"{round(100 * value)} %"
    return made
