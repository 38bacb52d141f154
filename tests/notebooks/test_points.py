import math
from typing import Any

import pytest

from course_utils.notebooks.points import number_of, points_of


@pytest.mark.parametrize(
    ("ok", "number", "points"),
    [
        (True, None, 3),
        (False, None, 0),
        (False, 3, 0),
        (True, 0, 0),
        (True, 1.5, 1.5),
        (True, 99, 3),
        (True, -1, 0),
        (True, math.nan, 0),
        (True, math.inf, 0),
    ],
)
def test_points(ok: bool, number: float | None, points: float) -> None:
    assert points_of(ok, number, 3) == points


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (2, 2),
        (-0.5, -0.5),
        (10**400, math.inf),
        (-(10**400), math.inf),
        (math.inf, math.inf),
        (True, None),
        ("3", None),
        (None, None),
        ([1], None),
    ],
)
def test_what_is_a_number(value: Any, number: float | None) -> None:
    assert number_of(value) == number
