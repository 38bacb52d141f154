"""What the examiner and the learner's process say to each other: calls and answers, with clients in them.

A client of the `openai` library crosses as its settings. One with the same settings is the same client, with the
connections that it has, until somebody closes it: as where no boundary is crossed.
"""

import json
from functools import lru_cache
from typing import Any

from course_utils.grading.inside.plain_values import Encoded, GarbledError, pack, unpack

_CLIENT = "OpenAI"
_SETTINGS = {
    "base_url": "base_url",
    "api_key": "api_key",
    "admin_api_key": "admin_api_key",
    "organization": "organization",
    "project": "project",
    "max_retries": "max_retries",
    "timeout": "timeout",
    "default_headers": "_custom_headers",
    "default_query": "_custom_query",
}
"""What a client is made with, and the attribute that keeps it."""

_KEPT = 2
"""As many as are kept, each with its connections: a call has one, or one for each of two keys."""


def pack_with_client(value: Any) -> Encoded:
    """Pack a value, as `pack` does; an OpenAI client becomes the settings it was made with."""
    return pack(value, special=_pack_client)


def unpack_with_client(packed: Encoded) -> Any:
    """Undo `pack_with_client`.

    Raises:
        GarbledError: it is nothing that it packs.
    """
    return unpack(packed, special=_unpack_client)


def _pack_client(value: Any) -> Encoded | None:
    if type(value).__name__ != _CLIENT or not type(value).__module__.startswith("openai"):
        return None
    settings = {name: getattr(value, kept, None) for name, kept in _SETTINGS.items()}
    settings["base_url"] = str(settings["base_url"])
    if not isinstance(settings["timeout"], int | float | None):
        settings["timeout"] = getattr(settings["timeout"], "read", None)
    return {
        "$": _CLIENT,
        "v": {name: pack(item) for name, item in settings.items() if item not in (None, {})},
    }


def _unpack_client(tag: str, body: Encoded) -> Any:
    if tag != _CLIENT or not isinstance(body, dict) or not set(body) <= set(_SETTINGS):
        raise GarbledError("a kind of value that is not known")
    settings = json.dumps(body, sort_keys=True)
    client = _client(settings)
    if client.is_closed():
        _client.cache_clear()
        client = _client(settings)
    return client


@lru_cache(_KEPT)
def _client(settings: str) -> Any:
    from openai import OpenAI  # noqa: PLC0415 — most exercises have no client

    return OpenAI(**{name: unpack(item) for name, item in json.loads(settings).items()})
