"""JSON as bytes: by orjson, which is several times as fast, or by the standard library where there is no orjson.

There is none in a page of a browser. The two agree in all that the platform takes or says; the tests compare them.
"""

import json
from collections.abc import Callable
from typing import Any

Loads = Callable[[bytes | str], Any]
Dumps = Callable[[Any], bytes]


def loads_by_hand(text: bytes | str) -> Any:
    """Read JSON as orjson does, which keeps to the letter of the standard.

    Raises:
        ValueError: it is no JSON, no UTF-8, holds half a character, or is nested too deeply to be read.
    """
    plain = text if isinstance(text, str) else text.decode()
    try:
        value = json.loads(plain, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("It is nested too deeply.") from None
    if "\\u" in plain:
        dumps_by_hand(value)  # half a character can't be written again
    return value


def dumps_by_hand(value: Any) -> bytes:
    """Write JSON as orjson does: without spaces, in UTF-8.

    Raises:
        ValueError: it holds half a character.
        TypeError: it holds something that JSON has no word for.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON.")


loads: Loads = loads_by_hand
dumps: Dumps = dumps_by_hand
try:
    import orjson
except ImportError:
    """What is written above does."""
else:
    loads, dumps = orjson.loads, orjson.dumps
