"""Exceptions as plain values: an error of the learner's function, raised again where a check asked.

Where both processes know its class, a built-in one or one of the libraries that the course teaches, it
arrives as that; otherwise as the nearest of its bases that they know. Nothing of the sender's is run: no
constructor, and no class that the examiner has not imported by itself.
"""

import builtins
import importlib
import sys
from contextlib import suppress
from typing import Any

from course_utils.errors import ProgramEndedError
from course_utils.grading.inside.plain_values import (
    Encoded,
    GarbledError,
    NotPlainError,
    pack,
    unpack,
)

_LIBRARIES = frozenset({"openai", "httpx", "httpx2", "keyring"})
_LEFT_OUT = frozenset({"openai", "httpx2"})
"""What an examiner whose checks speak of no client begins without, and loads for a learner's error."""
_TOLD_BESIDE = ("status_code", "code", "type", "param", "request_id")
"""Attributes that come along: what the `openai` library tells of a refused request."""

_LONGEST = 200
_LONGEST_MESSAGE = 10_000
_LARGEST_NUMBER = 1_000_000

_STOPS_THE_CALLER = (
    SystemExit,
    KeyboardInterrupt,
    GeneratorExit,
    StopIteration,
    StopAsyncIteration,
)


def pack_error(error: BaseException) -> Encoded:
    """Describe an exception: the nearest class that others know, its message, its plain arguments."""
    try:
        message = str(error)
    except Exception:
        message = ""
    try:
        arguments = pack(error.args)
    except NotPlainError:
        arguments = None
    beside = {name: getattr(error, name, None) for name in _TOLD_BESIDE}
    return {
        "class": _nearest(type(error)),
        "name": type(error).__name__[:_LONGEST],
        "message": message[:_LONGEST_MESSAGE],
        "arguments": arguments,
        "beside": {name: value for name, value in beside.items() if _is_small(value)},
    }


def unpack_error(packed: Encoded) -> Exception:
    """Make the exception that `pack_error` described.

    Raises:
        GarbledError: it is no description of one.
    """
    if not isinstance(packed, dict):
        raise GarbledError("no description of an exception")
    name, message, beside = (packed.get(field) for field in ("class", "message", "beside"))
    if not (isinstance(name, str) and isinstance(message, str) and isinstance(beside, dict)):
        raise GarbledError("no description of an exception")
    kind = _known(name)
    if packed.get("name") == SystemExit.__name__:
        return ProgramEndedError(message)
    if kind.__module__ != "builtins":
        return _of_a_library(kind, message, beside)
    given = unpack(packed.get("arguments"))
    if issubclass(kind, SyntaxError):
        given = (message,)  # others name a file and a line of it, which a traceback would show
    for arguments in (given, (message,)):
        error = _made(kind, arguments)
        if error is not None and str(error) == message:
            return error
    return _made(kind, (message,)) or RuntimeError(f"{name}: {message}")


def _nearest(kind: type[BaseException]) -> str:
    if issubclass(kind, _STOPS_THE_CALLER) or not issubclass(kind, Exception):
        return RuntimeError.__name__
    return next(name for base in kind.__mro__ if (name := _name_of(base)))


def _name_of(kind: type) -> str:
    """Give the name under which others find a class; "" for one that they can't know."""
    if getattr(builtins, kind.__name__, None) is kind:
        return str(kind.__name__)
    if kind.__module__.partition(".")[0] in _LIBRARIES:
        return f"{kind.__module__}.{kind.__name__}"
    return ""


def _known(name: str) -> type[Exception]:
    """Find the class of that name here; of a library that this process doesn't have, `Exception`.

    Raises:
        GarbledError: it is none that may cross.
    """
    module, _, own = name.rpartition(".")
    if module and module.partition(".")[0] not in _LIBRARIES:
        raise GarbledError("an exception of a module that is not known")
    if module.partition(".")[0] in _LEFT_OUT:
        with suppress(ImportError):
            importlib.import_module("openai")
    where: Any = sys.modules.get(module) if module else builtins
    if where is None:
        return Exception
    kind = getattr(where, own, None)
    if not isinstance(kind, type) or not issubclass(kind, Exception) or _name_of(kind) != name:
        raise GarbledError("an exception that is not known")
    if issubclass(kind, _STOPS_THE_CALLER):
        raise GarbledError("an exception that would stop its caller")
    return kind


def _of_a_library(kind: type[Exception], message: str, beside: dict[str, Any]) -> Exception:
    """Make it without its constructor, which asks for responses and requests."""
    error = kind.__new__(kind, message)
    for name, value in beside.items():
        if name in _TOLD_BESIDE and _is_small(value):
            with suppress(AttributeError):  # a class may have it as a property
                setattr(error, name, value)
    return error


def _is_small(value: Any) -> bool:
    if type(value) is int:
        return abs(value) < _LARGEST_NUMBER
    return type(value) is str and len(value) <= _LONGEST


def _made(kind: type[Exception], arguments: Any) -> Exception | None:
    if not isinstance(arguments, tuple):
        return None
    try:
        return kind(*arguments)
    except Exception:
        return None
