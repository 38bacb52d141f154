"""What the messages of a request say: chat completions and responses write them nearly alike."""

from course_utils.server.refusals import errors
from course_utils.server.request.body import Json

ROLES = ("assistant", "developer", "function", "system", "tool", "user")


def check_messages(messages: object, name: str) -> list[Json]:
    """Give a list of messages as one; each has a role.

    Raises:
        ApiError: 400, it is something else; `name` says which parameter.
    """
    if not isinstance(messages, list) or not messages:
        raise errors.invalid_value(name, "a list with at least one message")
    for number, message in enumerate(messages):
        if not isinstance(message, dict) or not isinstance(message.get("role"), str):
            raise errors.invalid_value(f"{name}[{number}]", "an object with a role and a content")
        if message["role"] not in ROLES:
            raise errors.invalid_value(f"{name}[{number}].role", f"one of {', '.join(ROLES)}")
    return messages


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
