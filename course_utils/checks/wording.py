"""How a message shows a value, a call or a line of the learner's: short, on one line, no key."""

import ast
import linecache
import re
from datetime import date, datetime, time, timedelta
from types import FrameType, TracebackType
from typing import Any

import executing

from course_utils.leaks.text import redacted

_LONGEST = 100
_AROUND: dict[type, tuple[str, str]] = {list: ("[", "]"), set: ("{", "}"), tuple: ("(", ")")}
_KINDS: dict[type, str] = {
    bool: "a truth value (a bool)",
    bytes: "bytes",
    datetime: "a moment (a datetime)",
    dict: "a dict",
    float: "a number (a float)",
    int: "a whole number (an int)",
    list: "a list",
    set: "a set",
    str: "text (a str)",
    tuple: "a tuple",
}


def shown(value: object) -> str:
    """Give a value as Python writes it, and moments in it as people do, without keys, at most about a line long."""
    try:
        return shorten(redacted(_written(value)))
    except Exception:
        return f"an object of type {type(value).__name__}"


def _written(value: object) -> str:
    text = repr(value)
    if "datetime." not in text:
        return text
    if isinstance(value, datetime) and value.tzinfo is None:
        return f"{value} without a time zone"
    if isinstance(value, date | time | timedelta):
        return str(value)
    if type(value) is dict:
        pairs = (f"{_written(name)}: {_written(each)}" for name, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if type(value) in _AROUND:
        before, after = _AROUND[type(value)]
        parts = [_written(each) for each in value]  # type: ignore[attr-defined]
        return (
            f"{before}{', '.join(parts)}{',' * (type(value) is tuple and len(parts) == 1)}{after}"
        )
    return text


def typed(value: object) -> str:
    """Give a value and its type, named as a beginner would."""
    if value is None:
        return "None"
    name = type(value).__name__
    return f"{shown(value)}, {_KINDS.get(type(value), f'an object of type {name}')}"


def shorten(text: str) -> str:
    """Leave out the middle of a text that is longer than a line."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 30]} … {text[-20:]}"


def sentence(text: str) -> str:
    """End a text as a sentence ends, whatever it ended with."""
    return text if text.endswith(("?", "!")) else text.rstrip(".") + "."


def one_line(source: str) -> str:
    """Put source code on one line, without keys, at most about a line long."""
    within = re.sub(r"(?<=[(\[{])\s*\n\s*|,?\s*\n\s*(?=[)\]}])", "", source.strip())
    return shorten(redacted(re.sub(r"\s*\n\s*", " ", within)))


def source_text(node: ast.AST) -> str:
    """Give a piece of a syntax tree as source code on one line."""
    try:
        return one_line(ast.unparse(node))
    except RecursionError:
        return "… a very long expression …"


def argument_text(caller: FrameType) -> str | None:
    """Give the source of the first argument of the call that this frame is in, if that is a call."""
    return _call_text(caller, first_argument=True)


def call_text(point: FrameType | TracebackType) -> str | None:
    """Give the source of the call that this frame is in."""
    return _call_text(point, first_argument=False)


def _call_text(point: FrameType | TracebackType, *, first_argument: bool) -> str | None:
    executed = executing.Source.executing(point)
    node: Any = executed.node
    if first_argument and isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    if not isinstance(node, ast.Call):
        return None
    return one_line(ast.get_source_segment(executed.source.text, node) or "") or None


def line_text(point: TracebackType) -> str:
    """Give the line of source that was running at a point of a traceback."""
    code = point.tb_frame.f_code
    return one_line(linecache.getline(code.co_filename, point.tb_lineno))
