"""Fourth step: the body is a JSON object with the parameters that the endpoint knows."""

import re
from dataclasses import dataclass

from course_utils.server import json_bytes
from course_utils.server.refusals import api_errors
from course_utils.server.types import Json

LIMIT_BYTES = 16 * 1024 * 1024

_LONGEST_TEXT = 256
_DEEPEST = 100
_SECONDS_IN_A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Parameters:
    """What an endpoint's body may hold, and what it must."""

    required: tuple[str, ...]
    known: frozenset[str]

    def check(self, body: Json) -> None:
        """Refuse a body with a parameter that is unknown or missing.

        Raises:
            ApiError: 400.
        """
        for name in self.required:
            if body.get(name) is None:
                raise api_errors.missing_parameter(name)
        for name in body:
            if name not in self.known:
                raise api_errors.unknown_parameter(name)


def parse(content: bytes) -> Json:
    """Read a body.

    Raises:
        ApiError: 413, it is larger than `LIMIT_BYTES`; 400, it is not a JSON object.
    """
    if len(content) > LIMIT_BYTES:
        raise api_errors.body_too_large(LIMIT_BYTES)
    try:
        body = json_bytes.loads(content)
        if content.count(b"[") + content.count(b"{") > _DEEPEST:
            _refuse_depth(body)
    except ValueError:
        raise api_errors.broken_json() from None
    if not isinstance(body, dict):
        raise api_errors.broken_json()
    return body


def whole_number(body: Json, name: str, most: int, least: int = 1) -> int | None:
    """Give a parameter that is a whole number from `least` to `most`, or None where it is left out.

    Raises:
        ApiError: 400, it is something else.
    """
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise api_errors.invalid_value(name, f"a whole number from {least:,} to {most:,}")
    return value


def flag(body: Json, name: str) -> bool:
    """Give a parameter that is true or false, false where it is left out.

    Raises:
        ApiError: 400, it is something else.
    """
    value = body.get(name)
    if value is not None and not isinstance(value, bool):
        raise api_errors.invalid_value(name, "true or false")
    return bool(value)


def text(body: Json, name: str) -> str | None:
    """Give a parameter that is a text of some length, or None where it is left out.

    Raises:
        ApiError: 400, it is something else, or holds what no database takes or no name needs.
    """
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_TEXT or "\x00" in value:
        raise api_errors.invalid_value(name, f"a text of 1 to {_LONGEST_TEXT} characters")
    return value


def words(body: Json, name: str) -> list[str] | None:
    """Give a parameter that is a list of names of models or scopes, or None where it is left out.

    Raises:
        ApiError: 400, it is something else.
    """
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, list) or not all(_is_word(word) for word in value):
        raise api_errors.invalid_value(name, "a list of names such as 'api.model.read'")
    return value


def lifetime(body: Json) -> int | None:
    """Give `expires_in_seconds`, from a second to a year, or None where it is left out.

    Raises:
        ApiError: 400, it is something else.
    """
    return whole_number(body, "expires_in_seconds", _SECONDS_IN_A_YEAR)


def mapping(body: Json, name: str) -> Json:
    """Give a parameter that is an object, empty where it is left out.

    Raises:
        ApiError: 400, it is something else.
    """
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise api_errors.invalid_value(name, "an object")
    return value


def _is_word(word: object) -> bool:
    return isinstance(word, str) and re.fullmatch(r"[A-Za-z0-9_.:*-]{1,64}", word) is not None


def _refuse_depth(body: object) -> None:
    """What is nested deeper than anybody means it could be read but not be written again."""
    level: list[object] = [body]
    for _ in range(_DEEPEST):
        inner = [part for part in level if isinstance(part, dict | list)]
        level = [
            part
            for outer in inner
            for part in (outer.values() if isinstance(outer, dict) else outer)
        ]
    if level:
        raise ValueError("nested too deep")
