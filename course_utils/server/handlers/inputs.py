"""The input of a response: a text or a list of items, each of which gets an id and its full form."""

from collections.abc import Callable

from course_utils.server.refusals import api_errors
from course_utils.server.types import Json

ROLES = ("assistant", "developer", "function", "system", "tool", "user")


def check_messages(messages: object, name: str) -> list[Json]:
    """Give a list of messages as one.

    Raises:
        ApiError: 400, it is something else; `name` says which parameter.
    """
    if not isinstance(messages, list) or not messages:
        raise api_errors.invalid_value(name, "a list with at least one message")
    for number, message in enumerate(messages):
        _check_message(message, f"{name}[{number}]")
    return messages


def _check_message(message: object, name: str) -> None:
    """Refuse what has no role, or has neither a text, nor parts, nor nothing for its content."""
    if not isinstance(message, dict) or not isinstance(message.get("role"), str):
        raise api_errors.invalid_value(name, "an object with a role and a content")
    if message["role"] not in ROLES:
        raise api_errors.invalid_value(f"{name}.role", f"one of {', '.join(ROLES)}")
    if not isinstance(message.get("content"), str | list | None):
        raise api_errors.invalid_value(f"{name}.content", "a text or a list of parts")


def last_from_user(messages: list[Json]) -> str:
    """Give what the user said last, or what was said last if the user said nothing."""
    from_user = [message for message in messages if message.get("role") == "user"]
    return text_of((from_user or messages)[-1]) if messages else ""


def text_of(message: Json) -> str:
    """Give the text of a message, whole or in parts."""
    content = message.get("content")
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    texts = [part.get("text") for part in parts if isinstance(part, dict)]
    return "\n".join(text for text in texts if isinstance(text, str))


def input_items(given: object, new_id: Callable[[str], str]) -> list[Json]:
    """Write out the parameter `input`; None is an empty list.

    Raises:
        ApiError: 400, it is neither a text nor a list of objects, or a message among them is none.
    """
    if given is None:
        return []
    if isinstance(given, str):
        given = [{"role": "user", "content": given}]
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise api_errors.invalid_value("input", "a text, or a list of messages")
    for number, item in enumerate(given):
        if "role" in item:
            _check_message(item, f"input[{number}]")
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
