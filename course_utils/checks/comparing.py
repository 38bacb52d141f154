"""What a learner wants to know beside two values that differ."""

import ast
from datetime import datetime
from types import FrameType, TracebackType
from typing import Any

import executing

from course_utils.checks.examples import GivenTable
from course_utils.checks.wording import shown
from course_utils.leaks.text import redacted

_TOO_LONG_TO_COMPARE_BY_EYE = 20


def difference(found: object, expected: object) -> str:
    """Give a sentence on how a value differs from the expected one, where the two do not show it; else ""."""
    if callable(found) and not callable(expected):
        return (
            "That is a function, not what it gives: the parentheses () behind its name are missing."
        )
    if _are_letters(found) and isinstance(expected, set) and not _are_letters(expected):
        return "These are the letters of one text. Asked for is a list of texts."
    if not isinstance(found, str) or not isinstance(expected, str):
        return ""
    if redacted(found) == redacted(expected):
        return "They only look alike: a message shows a whole key in short form."
    if found.casefold() == expected.casefold():
        return "Only the case of the letters differs."
    if len(expected) > _TOO_LONG_TO_COMPARE_BY_EYE and len(found) != len(expected):
        return f"The text has {len(found)} characters; expected are {len(expected)}."
    return ""


def _are_letters(value: object) -> bool:
    """Tell whether a set holds what `{*text}` makes of a text."""
    return (
        isinstance(value, set)
        and bool(value)
        and all(isinstance(each, str) and len(each) == 1 for each in value)
    )


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


def asked_for(check: TracebackType) -> tuple[str, str]:
    """Give what `check.equal` would have asked of a call that raised: the value as a message shows it, and its reason.

    Args:
        check: the point of the call in the check cell. Each is "" where nothing is asked for, or it is put together.
    """
    node: Any = executing.Source.executing(check).node
    match getattr(node, "parent", None):  # executing sets it
        case ast.Call(func=ast.Attribute(attr="equal"), args=[asked, *others]) if asked is node:
            known = [_plain(each, check.tb_frame) for each in others]
            expected, why, *_ = *known, ..., ...
            return "" if expected is ... else shown(expected), "" if why is ... else str(why)
    return "", ""


def _plain(node: ast.expr, frame: FrameType) -> object:
    """Give the value of a name or of a literal; `...` for what would have to be worked out."""
    if isinstance(node, ast.Name):
        return frame.f_locals.get(node.id, ...)
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ...
