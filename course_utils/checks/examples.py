"""Keys, moments, tables and rows of numbers to check a learner's function with; the same for the same seed."""

import hashlib
import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from course_utils.keys import Kind, generate


@dataclass
class GivenTable:
    """A table that a check hands over for one key: what it held then, and whether it still does.

    Attributes:
        keys: how many it held; one row stands there under two digests.
    """

    table: dict[Any, dict[str, Any]]
    wanted: str

    def __post_init__(self) -> None:
        self._before = {name: _copied(row) for name, row in self.table.items()}
        self.keys = len({id(row) for row in self.table.values()})

    @property
    def record(self) -> dict[str, Any]:
        """The wanted key's record, as it was handed over."""
        return self._before[sha256(self.wanted)]

    @property
    def was_changed(self) -> bool:
        return self.table != self._before


def key(name: str) -> str:
    """Give the practice key that belongs to a name, and to the seed if there is one. No platform has issued it."""
    return _key(f"{_seeds[-1]}{name}")


@lru_cache
def _key(seed: str) -> str:
    return generate(Kind.PROJECT, random.Random(seed).randbytes)  # noqa: S311 - reproducible on purpose


def _copied(row: dict[str, Any]) -> dict[str, Any]:
    """Copy a row of `stored_key`, whose values are plain but for its set of scopes."""
    return {name: set(value) if isinstance(value, set) else value for name, value in row.items()}


def reseed(seed: str) -> None:
    """Let keys be others than in a notebook: who has seen those knows nothing of these."""
    _seeds.append(seed)


_seeds = [""]


def varied(
    row: Sequence[int], places: Sequence[int] = (), *, scaled: bool = False
) -> tuple[list[int], list[int]]:
    """Give a row of numbers as another row with the same answer, drawn from the seed, and where some places went.

    The row begins at another of its places and goes on from its end to its beginning. Without a seed it stays.

    Args:
        row: the numbers.
        places: indices into the row.
        scaled: whether all numbers are also multiplied by one factor.

    Returns:
        The other row, and the indices of those places in it, in ascending order.
    """
    if not _seeds[-1]:
        return [*row], sorted(places)
    chosen = random.Random(f"{_seeds[-1]}{row}")  # noqa: S311 - reproducible on purpose
    begin, factor = chosen.randrange(len(row)), chosen.randint(2, 99) if scaled else 1
    other = [factor * number for number in (*row[begin:], *row[:begin])]
    return other, sorted((place - begin) % len(row) for place in places)


def time(text: str) -> datetime:
    """Read a moment such as `2026-11-24 12:00:00+00:00`; with a seed it is in another year, the same for all.

    Raises:
        ValueError: it has no offset from UTC.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(
            f"{text!r} needs an offset such as +00:00: two clocks may read it differently."
        )
    return moment.replace(year=moment.year + _years_later())


def _years_later() -> int:
    """Draw from the seed how far graded checks are from what a notebook shows."""
    return random.Random(f"{_seeds[-1]}year").randint(1, 900) if _seeds[-1] else 0  # noqa: S311 - reproducible on purpose


def stored_key(
    digest: Callable[[str], Any],
    *,
    key: str = "",
    scopes: Collection[str],
    revoked: bool = False,
    expires_at: datetime | None = None,
) -> tuple[str, dict[Any, dict[str, Any]]]:
    """Give a key and a table in which it stands, second of two, under two digests.

    One is the learner's own, so that a slip in it costs nothing where another function is judged; the
    other is SHA-256 in hex, for a function that works it out by itself.

    Args:
        digest: a function that `serves`.
        key: the key; made up where none is given.
        scopes: of its record.
        revoked: of its record.
        expires_at: of its record.
    """
    wanted = key or _usual_key()
    neighbour = {"scopes": {"read", "write", "admin"}, "revoked": False, "expires_at": None}
    row = {"scopes": set(scopes), "revoked": revoked, "expires_at": expires_at}
    table: dict[Any, dict[str, Any]] = {sha256(_neighbours_key()): neighbour, sha256(wanted): row}
    table[digest(wanted)] = row
    return wanted, table


def serves(digest: object) -> bool:
    """Tell whether rows can be found by what a function gives: the same for a key each time, and for no other."""
    if not callable(digest):
        return False
    usual = _usual_key()
    others = [f" {usual}", f"{usual}\n", usual.lower(), usual[:-1], "k1", "k 1", sha256(usual)]
    try:
        found = {digest(text) for text in [usual, *others]}
        return digest(usual) in found and len(found) == 1 + len(others)
    except Exception:  # an unfinished or failing digest is judged by its own checks
        return False


def sha256(text: str) -> str:
    """Give the digest that the course's exercises ask for."""
    return hashlib.sha256(text.encode()).hexdigest()


def _usual_key() -> str:
    return key("stored")


def _neighbours_key() -> str:
    return key("neighbour")
