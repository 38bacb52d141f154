"""An answer as it is sent, whoever carries it: its headers, and the bytes of its body or of the events of its stream."""

from collections.abc import Iterable, Iterator, Mapping

from course_utils.server import json_bytes
from course_utils.server.request.arrival import Reply
from course_utils.server.types import ORGANIZATION, Json

HUMAN_PACE_SECONDS = 0.05
"""Between two words of a stream: about as fast as real models are read."""

STREAM = "text/event-stream; charset=utf-8"

_ALWAYS = {"openai-version": "2020-10-01", "openai-organization": ORGANIZATION}


def headers_of(verdict: Reply, seconds: float) -> dict[str, str]:
    """Give all headers but those of the content; `seconds` is how long it took to decide."""
    return {**_ALWAYS, "openai-processing-ms": str(int(seconds * 1000)), **verdict.headers}


def body_of(content: Json) -> tuple[bytes, Mapping[str, str]]:
    """Give the bytes of an answer that is no stream, and the headers of its content."""
    body = json_bytes.dumps(content)
    return body, {"content-type": "application/json", "content-length": str(len(body))}


def events_of(chunks: Iterable[Json]) -> Iterator[bytes]:
    """Give the pieces of a stream, one at a time."""
    for chunk in chunks:
        yield b"data: %b\n\n" % json_bytes.dumps(chunk)
    yield b"data: [DONE]\n\n"
