"""What a learner wants to know beside two values that differ."""

import ast
from datetime import datetime
from types import FrameType
from typing import Any

import executing

from course_utils.checks.examples import GivenTable
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


def handed_over(caller: FrameType) -> dict[str, Any]:
    """Give the values that a check's call hands over by name: its message shows the name alone."""
    node = executing.Source.executing(caller).node
    if node is None:
        return {}
    names = dict.fromkeys(part.id for part in ast.walk(node) if isinstance(part, ast.Name))
    return {name: caller.f_locals.get(name) for name in names}


def circumstances(given: GivenTable | None, values: dict[str, Any]) -> str:
    """Give the sentences that make a call with a table and a moment one that a learner can repeat."""
    told = [
        f"{name} = {shown(value)}" for name, value in values.items() if isinstance(value, datetime)
    ]
    if given is None or not any(value is given.table for value in values.values()):
        return f"Here {', '.join(told)}." if told else ""
    fields = ", ".join(f'"{name}": {shown(value)}' for name, value in given.record.items())
    here = ", ".join([f"the key's record = {{{fields}}}", *told])
    return f"Here {here}. The database holds {given.keys} keys."
