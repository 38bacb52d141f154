"""How what a check came to becomes points."""

import math
from typing import Any


def number_of(value: Any) -> float | None:
    """Give the value of a check's last line where it is a number; one too large for a float is infinite."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return math.inf


def points_of(ok: bool, number: float | None, most: float) -> float:
    """Give a check's points: none for an error, a number of its own as partial credit, else all.

    As nbgrader's `determine_grade`, with two exceptions: what goes to stderr costs nothing, and a
    number that cannot be points (negative, not finite) earns nothing, where nbgrader gives all.
    """
    if not ok:
        return 0.0
    if number is None:
        return most
    if not math.isfinite(number) or number < 0:
        return 0.0
    return min(number, most)
