"""What a learner wants to know beside two values that differ."""

import ast
from datetime import datetime
from types import FrameType
from typing import Any

import executing

from course_utils.checks.wording import shown

_TOO_LONG_TO_COMPARE_BY_EYE = 20


def difference(found: object, expected: object) -> str:
    """Give a sentence on how a value differs from the expected one, where the two do not show it; else ""."""
    if callable(found) and not callable(expected):
        return (
            "That is a function, not what it gives: the parentheses () behind its name are missing."
        )
    if not isinstance(found, str) or not isinstance(expected, str):
        return ""
    if found.casefold() == expected.casefold():
        return "Only the case of the letters differs."
    if len(expected) > _TOO_LONG_TO_COMPARE_BY_EYE and len(found) != len(expected):
        return f"The text has {len(found)} characters; expected are {len(expected)}."
    return ""


def moments(caller: FrameType) -> dict[str, datetime]:
    """Give the moments that a check's call hands over by name: its message shows the name alone."""
    node = executing.Source.executing(caller).node
    if node is None:
        return {}
    names = dict.fromkeys(part.id for part in ast.walk(node) if isinstance(part, ast.Name))
    values = {name: caller.f_locals.get(name) for name in names}
    return {name: value for name, value in values.items() if isinstance(value, datetime)}


def circumstances(record: dict[str, Any] | None, times: dict[str, datetime]) -> str:
    """Give the sentence that makes a call with a table and a moment one that a learner can repeat."""
    told = [f"{name} = {shown(moment)}" for name, moment in times.items()]
    if record is not None:
        fields = ", ".join(f'"{name}": {shown(value)}' for name, value in record.items())
        told.insert(0, f"the key's record = {{{fields}}}")
    return f"Here {', '.join(told)}." if told else ""
