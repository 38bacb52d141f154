"""Fourth step: the body is a JSON object with the parameters that the endpoint knows."""

import json
from dataclasses import dataclass
from typing import Any

from course_utils.server import errors

LIMIT_BYTES = 16 * 1024 * 1024

Json = dict[str, Any]


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
                raise errors.missing_parameter(name)
        for name in body:
            if name not in self.known:
                raise errors.unknown_parameter(name)


def parse(content: bytes) -> Json:
    """Read a body.

    Raises:
        ApiError: 400, it is not a JSON object.
    """
    try:
        body = json.loads(content)
        if b"\\u" in content:
            _refuse_half_characters(body)
    except (ValueError, RecursionError):
        raise errors.broken_json() from None
    if not isinstance(body, dict):
        raise errors.broken_json()
    return body


def whole_number(body: Json, name: str, most: int) -> int | None:
    """Give a parameter that is a whole number from 1 to `most`, or None where it is left out.

    Raises:
        ApiError: 400, it is something else.
    """
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise errors.invalid_value(name, f"a whole number from 1 to {most:,}")
    return value


def mapping(body: Json, name: str) -> Json:
    """Give a parameter that is an object, empty where it is left out.

    Raises:
        ApiError: 400, it is something else.
    """
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise errors.invalid_value(name, "an object")
    return value


def _refuse_half_characters(body: object) -> None:
    """JSON can spell half of a surrogate pair, which no encoding and no database can hold."""
    json.dumps(body, ensure_ascii=False).encode()
