"""What the notebooks of the course import; each name is loaded when it is first asked for."""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from course_utils.installed import in_a_page

if TYPE_CHECKING:
    from course_utils.checks import check
    from course_utils.keys import ELLIPSIS, KEY_PATTERN
    from course_utils.kit import chart
    from course_utils.kit.inspector import inspect_request
    from course_utils.kit.predictions import predict
    from course_utils.kit.quizzes import quiz
    from course_utils.leaks.doctor.examining import doctor
    from course_utils.leaks.loading import load_api_key
    from course_utils.outcomes.certificate import certificate
    from course_utils.outcomes.challenge import last_challenge
    from course_utils.outcomes.sheet import eight_questions
    from course_utils.practice import practice_platform
    from course_utils.server.catalogue import MODEL

__all__ = [
    "ELLIPSIS",
    "KEY_PATTERN",
    "MODEL",
    "certificate",
    "chart",
    "check",
    "doctor",
    "eight_questions",
    "inspect_request",
    "last_challenge",
    "load_api_key",
    "practice_platform",
    "predict",
    "quiz",
]

_HOMES = {
    "ELLIPSIS": "course_utils.keys",
    "KEY_PATTERN": "course_utils.keys",
    "MODEL": "course_utils.server.catalogue",
    "certificate": "course_utils.outcomes.certificate",
    "chart": "course_utils.kit.chart",
    "check": "course_utils.checks",
    "eight_questions": "course_utils.outcomes.sheet",
    "inspect_request": "course_utils.kit.inspector",
    "doctor": "course_utils.leaks.doctor.examining",
    "last_challenge": "course_utils.outcomes.challenge",
    "load_api_key": "course_utils.leaks.loading",
    "practice_platform": "course_utils.practice",
    "predict": "course_utils.kit.predictions",
    "quiz": "course_utils.kit.quizzes",
}

_MEET_KEYS = frozenset({"doctor", "load_api_key", "practice_platform"})
"""A notebook that asks for one of these meets keys, a real one too, wherever its kernel was started."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if in_a_page():
        import_module("course_utils.in_page").settle_in()
    home = import_module(_HOMES[name])
    if name in _MEET_KEYS:
        _keep_keys_out_of_outputs()
    return getattr(home, name, home)  # `chart` is a module


def _keep_keys_out_of_outputs() -> None:
    """Hide keys in whatever this process sends from now on, where it is a notebook's kernel."""
    if "ipykernel" in sys.modules:
        from IPython.core.getipython import get_ipython  # noqa: PLC0415 - a script has no use for it

        shell: Any = get_ipython()
        if hasattr(shell, "kernel"):
            shell.extension_manager.load_extension("course_utils.leaks")
