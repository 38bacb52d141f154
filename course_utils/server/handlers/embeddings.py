"""`/v1/embeddings`: vectors that mean nothing, and are always the same for the same text."""

import base64
import hashlib
import math
import struct

from course_utils.server.handlers.answers import count_tokens
from course_utils.server.refusals import api_errors
from course_utils.server.request.body import Parameters, whole_number
from course_utils.server.request.call import Answer, Call

PARAMETERS = Parameters(
    required=("model", "input"),
    known=frozenset("dimensions encoding_format input model user".split()),
)

_USUAL_DIMENSIONS = 1536
_MOST_DIMENSIONS = 3072
_MOST_INPUTS = 2048


def create(call: Call) -> Answer:
    """Answer with a vector of length 1 for each input."""
    texts = _inputs(call.body["input"])
    dimensions = whole_number(call.body, "dimensions", _MOST_DIMENSIONS) or _USUAL_DIMENSIONS
    in_base64 = _is_base64(call.body.get("encoding_format"))
    assert call.model is not None
    vectors = [vector(text, dimensions) for text in texts]
    tokens = sum(count_tokens(text) for text in texts)
    content = {
        "object": "list",
        "data": [
            {
                "object": "embedding",
                "index": index,
                "embedding": _packed(numbers) if in_base64 else numbers,
            }
            for index, numbers in enumerate(vectors)
        ],
        "model": call.model.id,
        "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
    }
    return Answer(content, texts[0], tokens, texts=texts)


def vector(text: str, dimensions: int) -> list[float]:
    """Make a vector of length 1 from the digest of a text, float32 precise."""
    digest = hashlib.shake_128(text.encode(errors="replace")).digest(dimensions)
    centred = [byte - 127.5 for byte in digest]
    length = math.sqrt(sum(number * number for number in centred))
    packed = struct.pack(f"<{dimensions}f", *(number / length for number in centred))
    return list(struct.unpack(f"<{dimensions}f", packed))


def _packed(numbers: list[float]) -> str:
    """Write a vector as OpenAI's client asks for it: little-endian float32 in base64."""
    return base64.b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode()


def _is_base64(encoding: object) -> bool:
    if encoding not in (None, "float", "base64"):
        raise api_errors.invalid_value("encoding_format", "'float' or 'base64'")
    return encoding == "base64"


def _inputs(given: object) -> list[str]:
    """Read the texts; a list of numbers is one text that was cut into tokens before."""
    if isinstance(given, str) or _is_tokens(given):
        given = [given]
    if not isinstance(given, list) or not 0 < len(given) <= _MOST_INPUTS:
        raise api_errors.invalid_value("input", f"a text, or a list of 1 to {_MOST_INPUTS:,} texts")
    texts = [" ".join(map(str, one)) if _is_tokens(one) else one for one in given]
    if not all(isinstance(text, str) and text for text in texts):
        raise api_errors.invalid_value("input", "texts that are not empty, or lists of tokens")
    return texts


def _is_tokens(given: object) -> bool:
    return isinstance(given, list) and bool(given) and all(type(token) is int for token in given)
