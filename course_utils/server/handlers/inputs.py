"""The input of a response: a text or a list of items, each of which gets an id and its full form."""

from collections.abc import Callable

from course_utils.server.refusals import errors
from course_utils.server.request.body import Json


def input_items(given: object, new_id: Callable[[str], str]) -> list[Json]:
    """Write out the parameter `input`; None is an empty list.

    Raises:
        ApiError: 400, it is neither a text nor a list of objects.
    """
    if given is None:
        return []
    if isinstance(given, str):
        given = [{"role": "user", "content": given}]
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise errors.invalid_value("input", "a text, or a list of messages")
    return [_full(item, new_id) for item in given]


def _full(item: Json, new_id: Callable[[str], str]) -> Json:
    if "role" not in item:
        return {"id": new_id("item_"), **item}
    content = item.get("content")
    if isinstance(content, str) and item["role"] == "assistant":
        content = [{"type": "output_text", "text": content, "annotations": []}]
    elif isinstance(content, str):
        content = [{"type": "input_text", "text": content}]
    return {
        "id": new_id("msg_"),
        "type": "message",
        "status": "completed",
        **item,
        "content": content,
    }
