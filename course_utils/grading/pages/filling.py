"""The pages' templates, filled: one environment for all of them, which escapes what a stranger wrote, and shows no key."""

from functools import cache
from typing import Any

from jinja2 import Environment

from course_utils.leaks.text import find_keys, redacted
from course_utils.pages import templates_of


def fill(template: str, **facts: Any) -> str:
    """Fill a template of this folder, by its file's name; pieces of a key that stands on the page go with it."""
    page = _environment().get_template(template).render(**facts)
    return redacted(page, {found.key for found in find_keys(page)})


@cache
def _environment() -> Environment:
    made = templates_of("course_utils.grading.pages")
    made.filters["points"] = lambda value: f"{round(value, 2):g}"
    made.filters["percent"] = lambda value: "" if value is None else f"{round(100 * value)} %"
    return made
