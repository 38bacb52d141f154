"""What looking for keys costs grows as its input does, whatever that is: counted in steps, not in seconds.

A step is a line of Python or a call of something in C. What such a call costs by itself is measured by
`python -m benchmarks.leaks`.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from course_utils.leaks.notebooks import findings, without_keys
from course_utils.leaks.text import find_keys, redacted, redacted_parts
from tests.support.made_keys import openai_shaped, practice_key

KEY, OTHER = practice_key(), openai_shaped("sk-proj-", 74)
TIMES = 4


def steps(work: Callable[[], Any]) -> int:
    count = 0

    def traced(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        nonlocal count
        count += 1
        return traced

    def profiled(frame: FrameType, event: str, _: Any) -> None:
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(traced)
    sys.setprofile(profiled)
    try:
        work()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


TEXTS = {
    "words": "nothing to see here, move on\n",
    "beginnings": "-sk-",
    "beginnings of practice keys": "sk-practice-proj-",
    "markers": OTHER[82:90],
    "keys": f"{KEY}\n{OTHER}\n",
    "keys on one line": f"{KEY} {OTHER} ",
    "keys in pieces": f"'{KEY[:30]}' '{KEY[30:]}'",
    "pieces of a known key": KEY[20:32] + ".",
    "quotes": f"'\"{KEY[:12]}`",
    "words beside quotes": f"{KEY[:12]}don't\\",
    "escapes": "\\u002d%2525&#45;",
    "backslashes": "\\",
    "colours": "\x1b[0;1",
    "encoded beginnings": "c2stcHJhY3RpY2Ut",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_costs_as_much_for_each_character_however_long_it_is(name: str) -> None:
    unit = TEXTS[name]
    small = unit * (2_000 // len(unit))
    for work in (find_keys, redacted):
        once = steps(lambda text=small, work=work: work(text, [KEY]))  # type: ignore[misc]
        many = steps(lambda text=small * TIMES, work=work: work(text, [KEY]))  # type: ignore[misc]
        assert many < once * TIMES * 1.2 + 2_000


def notebook(count: int) -> dict[str, Any]:
    stream = {"output_type": "stream", "name": "stdout", "text": [f"{KEY}\n", OTHER[:50]]}
    cell = {
        "source": [f"{KEY}\n"] * count,
        "outputs": [stream] * count,
        "metadata": {"a": [KEY] * count},
    }
    return {"cells": [cell] * 2, "nbformat": 4}


@pytest.mark.parametrize("work", [findings, without_keys])
def test_a_notebook_costs_as_much_for_each_text_however_many_it_has(
    work: Callable[[Any], Any],
) -> None:
    once, many = steps(lambda: work(notebook(8))), steps(lambda: work(notebook(8 * TIMES)))
    assert many < once * TIMES * 1.2


def test_parts_cost_as_much_each_however_many_there_are() -> None:
    parts = [f"{KEY}\n"] * 20
    once, many = steps(lambda: redacted_parts(parts)), steps(lambda: redacted_parts(parts * TIMES))
    assert many < once * TIMES * 1.2
