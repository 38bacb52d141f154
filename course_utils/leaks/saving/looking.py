"""The keys in what is sent to be saved, or stands in a file, and the same without them."""

import base64
import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from course_utils.leaks.allowing import redacted_unless_allowed
from course_utils.leaks.decoding import encoding_of_text
from course_utils.leaks.files import Missed, keys_in
from course_utils.leaks.finding import Finding
from course_utils.leaks.notebooks import findings, without_keys


def found_in(content: Any) -> list[Finding]:
    """Find keys, but for those that a comment allows; a notebook that comes as a text is told by its cells."""
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    is_file = isinstance(content, bytes)
    return _leaks(keys_in("", BytesIO(content)) if is_file else findings(content))


def found_in_file(file: Path) -> list[Finding]:
    """Find the keys in a file on the disk, whatever size it has."""
    with file.open("rb") as content:
        return _leaks(keys_in("", content))


def _leaks(found: Iterable[Finding | Missed]) -> list[Finding]:
    return [each for each in found if isinstance(each, Finding) and not each.allowed]


def masked(content: Any) -> Any:
    """Give a notebook, a text or the bytes of one without the keys that no comment allows."""
    if isinstance(content, str):
        return redacted_unless_allowed(content)
    if not isinstance(content, bytes):
        return without_keys(content)
    encoding = encoding_of_text(content)
    if encoding is None:
        return content
    return redacted_unless_allowed(content.decode(encoding)).encode(encoding, "replace")


def sent(model: dict[str, Any]) -> str | bytes:
    """Give the text that is sent, or the bytes where it is no text."""
    content = model["content"]
    if model.get("format") != "base64":
        return content if isinstance(content, str) else json.dumps(content)
    octets = base64.b64decode(content)
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets
