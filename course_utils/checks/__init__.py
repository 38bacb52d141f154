"""Checks: what a learner's code did, what was expected, and why it matters. Never the answer."""

from course_utils.checks.checker import Checker
from course_utils.checks.outcomes import NotAttempted, NotYet

__all__ = ["Checker", "NotAttempted", "NotYet", "check"]

check = Checker()
