"""What only the installed course can do: a page of a browser starts no programs and no threads, and has no sockets."""

import sys

from course_utils.errors import CourseError


class NotInPageError(CourseError):
    """Something was asked for in a page that needs the installed course."""


def in_a_page() -> bool:
    """Tell whether this Python runs in a page of a browser."""
    return sys.platform == "emscripten"


def need_installed_course(what: str) -> None:
    """Refuse, in a page, what can't work there.

    Args:
        what: who asks, as the beginning of a sentence: "Git", "The console".

    Raises:
        NotInPageError: this is a page.
    """
    if in_a_page():
        raise NotInPageError(
            f"{what} needs the installed course: a page in a browser starts no programs and has no sockets. "
            "Read on here, or install the course (the first page says how) and open this notebook there."
        )
