"""Last step: every request is written down, with the true reason of its verdict and without its key."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote_plus

import sqlalchemy as sa

from course_utils import keys
from course_utils.leaks.text import redacted, redacted_parts
from course_utils.server.database.store import Store
from course_utils.server.database.tables import requests, storable

_NAMES_OF_KEYS = frozenset({"api_key", "api-key", "apikey", "key", "token", "access_token"})
LONGEST_METHOD = 16
_LONGEST_TARGET = 2000
_SHORTEST_PIECE = 8
"""A piece of a key that is shorter gives nothing away, and most values are."""
_LONGEST_PROMPT = 500
_LONGEST_TEXTS = 100_000
"""Characters of all texts of a request together; what comes after is left out."""

_MOST_RETRIES = 1_000


@dataclass
class Record:
    """One request and its verdict; the fields are columns of the table `requests`.

    `reason` is one word: "ok", or why the request was refused, which may say more than the answer did.
    `presented` is the tail of the key that was sent, `sent_in` where it stood. `usage` is what an answered
    request counts as in the usage of its project, `texts` a JSON list of every text in it, `retries` how
    often the client had tried before, by its own count.
    """

    request_id: str
    time: float
    address: str
    method: str
    target: str
    status: int = 200
    reason: str = "ok"
    code: str | None = None
    presented: str | None = None
    sent_in: str | None = None
    key_id: str | None = None
    project_id: str | None = None
    usage: str | None = None
    model: str | None = None
    prompt: str | None = None
    texts: str | None = None
    retries: int | None = None
    input_tokens: int = 0
    output_tokens: int = 0


class Recorder:
    """Writes records into a store; call inside its transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        columns = [column for column in requests.c if column.name != "number"]
        self._insert = store.heat(
            requests.insert().values({column: sa.bindparam(column.name) for column in columns})
        )

    def write(self, records: Iterable[Record]) -> None:
        """Write these requests down.

        Prompts are masked and cut here; `target` and `texts` come as `redacted_target` and `as_stored` give them.
        """
        rows = [vars(record) for record in records]
        for row in rows:
            if row["prompt"] is not None:
                row["prompt"] = storable(row["prompt"])[:_LONGEST_PROMPT]
        self._store.run_all(self._insert, rows)


def as_stored(texts: Sequence[str]) -> str:
    """Give the texts of a request as a JSON list, without keys, no longer than anybody reads."""
    left = _LONGEST_TEXTS
    kept = []
    for text in texts:
        kept.append(storable(text)[:left])
        left -= len(kept[-1])
    return json.dumps(kept)


def retries_of(headers: Mapping[str, str]) -> int | None:
    """Give how often a client says that it has tried before; the `openai` library counts for itself."""
    said = headers.get("x-stainless-retry-count", "")
    return min(int(said), _MOST_RETRIES) if re.fullmatch("[0-9]{1,9}", said) else None


def redacted_target(path: str, query: str) -> str:
    """Give a request's path and query as they may be logged: `?api_key=[key …abcd]`.

    Args:
        path: as it stood in the request line, percent-encoded.
        query: the same, without the question mark.
    """
    if not query:
        return redacted(path)[:_LONGEST_TARGET]
    pairs = [_without_named_key(*pair.partition("=")) for pair in query.split("&")]
    path, *values = _redacted_values([path, *(value for _, _, value in pairs)])
    told = (
        f"{name}{equals}{value}" for (name, equals, _), value in zip(pairs, values, strict=True)
    )
    return redacted(f"{path}?{'&'.join(told)}")[:_LONGEST_TARGET]


def _without_named_key(name: str, equals: str, value: str) -> tuple[str, str, str]:
    if equals and unquote_plus(name).strip().lower() in _NAMES_OF_KEYS:
        value = keys.label(unquote_plus(value).strip())
    return name, equals, value


def _redacted_values(values: list[str]) -> list[str]:
    """Mask keys in values, also one that is cut between some of them, in whatever order, with others in between."""
    long = [number for number, value in enumerate(values) if len(value) >= _SHORTEST_PIECE]
    for order in (long, long[::-1]):
        for number, shown in zip(
            order, redacted_parts([values[one] for one in order]), strict=True
        ):
            values[number] = shown
    return values
