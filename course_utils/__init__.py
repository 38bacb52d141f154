"""What the notebooks of the course import; each name is loaded when it is first asked for."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course_utils.checks import check
    from course_utils.practice import practice_platform
    from course_utils.quizzes import quiz
    from course_utils.server.catalogue import MODEL

__all__ = ["MODEL", "check", "practice_platform", "quiz"]

_HOMES = {
    "MODEL": "course_utils.server.catalogue",
    "check": "course_utils.checks",
    "practice_platform": "course_utils.practice",
    "quiz": "course_utils.quizzes",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
