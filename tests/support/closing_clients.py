"""Close what `OpenAI` keeps open, also where nobody holds it any more: a lesson's client, one inside a check.

A client that is left to the garbage collector closes its connections as it goes, but Python may come to a
connection first, and warns; in whatever test it happens to do so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from unittest import mock

from openai import OpenAI

_make = OpenAI.__init__


@contextmanager
def clients_closed() -> Iterator[None]:
    """Close at the end every client that was made meanwhile."""
    made: list[OpenAI] = []

    @wraps(_make)
    def remember(client: OpenAI, *arguments: Any, **settings: Any) -> None:
        _make(client, *arguments, **settings)
        made.append(client)

    with mock.patch.object(OpenAI, "__init__", remember):
        yield
    for client in made:
        client.close()
