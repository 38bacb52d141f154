from typing import Any

import orjson
import pytest

from course_utils.server import json_bytes


@pytest.mark.parametrize(
    "text",
    [
        b'{"a": [1, -2.5, 1e3, true, null, "\\u00e9 \xc3\xa9 \\ud83d\\ude00"]}',
        b"{}",
        b'"alone"',
        b"[1, NaN]",
        b"[-Infinity]",
        b'["\\ud800"]',
        b'{"\\udc00": 1}',
        b'["\xff"]',
        b'{"a": 1',
        b"",
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        b"[" * 100_000,
    ],
)
def test_without_orjson_the_same_is_json_and_the_same_is_not(text: bytes) -> None:
    assert _read(json_bytes.loads_by_hand, text) == _read(orjson.loads, text)


@pytest.mark.parametrize("value", [{"a": [1, 2.5, None, True], "é": "\x00\n\u2028"}, [], "a/b"])
def test_without_orjson_the_same_bytes_are_written(value: object) -> None:
    assert json_bytes.dumps_by_hand(value) == orjson.dumps(value)


def _read(loads: json_bytes.Loads, text: bytes) -> Any:
    try:
        return loads(text)
    except ValueError:
        return ValueError
