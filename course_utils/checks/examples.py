"""Keys, moments and tables to check a learner's function with; the same in every run."""

import hashlib
import random
from collections.abc import Callable, Collection
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from course_utils.keys import Kind, generate


@dataclass
class GivenTable:
    """A table that a check hands over: what it held then, and whether it still does."""

    table: dict[Any, dict[str, Any]]

    def __post_init__(self) -> None:
        self._before = {name: deepcopy(row) for name, row in self.table.items()}

    @property
    def record(self) -> dict[str, Any]:
        """The wanted key's record, as it was handed over."""
        return self._before[_sha256(key("stored"))]

    @property
    def was_changed(self) -> bool:
        return self.table != self._before


def key(name: str) -> str:
    """Give the practice key that belongs to a name. No platform has issued it."""
    return generate(Kind.PROJECT, random.Random(name).randbytes)  # noqa: S311 - reproducible on purpose


def time(text: str) -> datetime:
    """Read a moment such as `2026-11-24 12:00:00+00:00`.

    Raises:
        ValueError: it has no offset from UTC.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(
            f"{text!r} needs an offset such as +00:00: two clocks may read it differently."
        )
    return moment


def stored_key(
    digest: Callable[[str], Any] | None,
    *,
    scopes: Collection[str],
    revoked: bool = False,
    expires_at: datetime | None = None,
) -> tuple[str, dict[Any, dict[str, Any]]]:
    """Give a key and a table in which it stands, second of two, under two digests.

    One is the learner's own, so that a slip in it costs nothing where another function is judged; the
    other is SHA-256 in hex, for a function that works it out by itself.
    """
    wanted = key("stored")
    neighbour = {"scopes": {"read", "write", "admin"}, "revoked": False, "expires_at": None}
    row = {"scopes": set(scopes), "revoked": revoked, "expires_at": expires_at}
    table: dict[Any, dict[str, Any]] = {_sha256(key("neighbour")): neighbour, _sha256(wanted): row}
    if digest is not None:
        with suppress(Exception):  # an unfinished or failing digest is judged by its own checks
            table[digest(wanted)] = row
    return wanted, table


def _sha256(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
