"""What the examiner and the learner's process say to each other: calls, answers, errors.

A client of the `openai` library crosses as its settings. An exception arrives as the nearest
built-in class of its own, with its message.
"""

import builtins
from typing import Any, TypeGuard

from course_utils.grading.inside.plain_values import (
    Encoded,
    GarbledError,
    NotPlainError,
    pack,
    unpack,
)

_CLIENT = "OpenAI"
_CLIENT_SETTINGS = ("base_url", "api_key", "admin_api_key", "max_retries", "timeout")

_STOPS_THE_CALLER = (
    SystemExit,
    KeyboardInterrupt,
    GeneratorExit,
    StopIteration,
    StopAsyncIteration,
)


def pack_with_client(value: Any) -> Encoded:
    return pack(value, special=_pack_client)


def unpack_with_client(packed: Encoded) -> Any:
    return unpack(packed, special=_unpack_client)


def _pack_client(value: Any) -> Encoded | None:
    if type(value).__name__ != _CLIENT or not type(value).__module__.startswith("openai"):
        return None
    settings = {name: getattr(value, name, None) for name in _CLIENT_SETTINGS}
    settings["base_url"] = str(settings["base_url"])
    if not isinstance(settings["timeout"], int | float | None):
        settings["timeout"] = getattr(settings["timeout"], "read", None)
    return {"$": _CLIENT, "v": {name: item for name, item in settings.items() if item is not None}}


def _unpack_client(tag: str, body: Encoded) -> Any:
    if tag != _CLIENT or not isinstance(body, dict) or not set(body) <= set(_CLIENT_SETTINGS):
        raise GarbledError(f"unknown kind of value {tag[:40]!r}")
    from openai import OpenAI  # noqa: PLC0415 — most exercises have no client

    return OpenAI(**body)


def pack_error(error: BaseException) -> Encoded:
    """Describe an exception: its nearest built-in class, its message, its plain arguments."""
    try:
        message = str(error)
    except Exception:
        message = ""
    try:
        arguments = pack(error.args)
    except NotPlainError:
        arguments = None
    return {
        "class": _nearest_builtin(type(error)).__name__,
        "name": type(error).__name__[:100],
        "message": message[:10_000],
        "arguments": arguments,
    }


def _nearest_builtin(kind: type[BaseException]) -> type[BaseException]:
    if issubclass(kind, _STOPS_THE_CALLER) or not issubclass(kind, Exception):
        return RuntimeError
    return next(
        base for base in kind.__mro__ if base.__module__ == "builtins" and _is_plain_error(base)
    )


def _is_plain_error(kind: type) -> TypeGuard[type[Exception]]:
    return issubclass(kind, Exception) and getattr(builtins, kind.__name__, None) is kind


def unpack_error(packed: Encoded) -> Exception:
    """Make the exception that `pack_error` described, as a fresh built-in.

    Raises:
        GarbledError: it is no description of one.
    """
    if not isinstance(packed, dict):
        raise GarbledError("no description of an exception")
    name, message = packed.get("class"), packed.get("message")
    if not isinstance(name, str) or not isinstance(message, str):
        raise GarbledError("no description of an exception")
    kind = getattr(builtins, name, None)
    if not isinstance(kind, type) or not _is_plain_error(kind):
        raise GarbledError("an exception that is not built in")
    if issubclass(kind, _STOPS_THE_CALLER):
        raise GarbledError("an exception that would stop its caller")
    arguments = unpack(packed.get("arguments"))
    for tried in (arguments, (message,)):
        error = _made(kind, tried)
        if error is not None and str(error) == message:
            return error
    return _made(kind, (message,)) or RuntimeError(f"{name}: {message}")


def _made(kind: type[Exception], arguments: Any) -> Exception | None:
    if not isinstance(arguments, tuple):
        return None
    try:
        return kind(*arguments)
    except Exception:
        return None
