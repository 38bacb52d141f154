"""What was used, by hour and by key: requests, tokens and practice money, as the usage of the API counts them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from course_utils.console.words import HOUR, plain
from course_utils.server.catalogue import NANODOLLARS_IN_A_DOLLAR, SERVED
from course_utils.server.database.store import Store
from course_utils.server.database.tables import api_keys, requests

HOURS = 24
_OTHERS = "all others"
UNITS = ("requests", "tokens", "dollars")


@dataclass
class Used:
    """What one key used.

    Attributes:
        name: of the key, with the end of its value.
        by_hour: for each unit a number for each hour, the oldest first.
        refused: requests with this key that were refused.
    """

    key_id: str
    name: str
    by_hour: dict[str, list[float]] = field(
        default_factory=lambda: {unit: [0.0] * HOURS for unit in UNITS}
    )
    refused: int = 0

    def total(self, unit: str) -> float:
        return sum(self.by_hour[unit])

    @property
    def cost(self) -> int:
        """What all of it cost, in nanodollars."""
        return round(self.total("dollars") * NANODOLLARS_IN_A_DOLLAR)


def used_by_key(store: Store, now: float, only: str | None) -> list[Used]:
    """Count the last 24 clock hours, this one included; who sent most requests comes first.

    `only` is a project's id, None counts all.
    """
    begin = first_hour(now)
    columns = requests.c
    hour = sa.cast(sa.func.floor((columns.time - begin) / HOUR), sa.Integer)
    served, counted = columns.usage.is_not(None), sa.func.count()
    refused = sa.func.sum(sa.case((columns.status >= 400, 1), else_=0))
    tokens_in, tokens_out = sa.func.sum(columns.input_tokens), sa.func.sum(columns.output_tokens)
    lately = (columns.time >= begin) & columns.key_id.is_not(None)
    if only is not None:
        lately &= columns.project_id == only
    grouped = sa.select(
        columns.key_id, hour, columns.model, served, counted, refused, tokens_in, tokens_out
    )
    rows = store.connection.execute(
        grouped.where(lately).group_by(columns.key_id, hour, columns.model, served)
    ).all()
    names = _names(store)
    found: dict[str, Used] = {}
    for key_id, at, model, is_usage, number, not_served, given, got in rows:
        one = found.setdefault(key_id, Used(key_id, names.get(key_id, "a key that is gone")))
        one.refused += int(not_served or 0)
        if is_usage and 0 <= at < HOURS:
            cost = SERVED[model].cost(given, got) if model in SERVED else 0
            amounts = (number, given + got, cost / NANODOLLARS_IN_A_DOLLAR)
            for unit, amount in zip(UNITS, amounts, strict=True):
                one.by_hour[unit][at] += float(amount)
    return sorted(found.values(), key=lambda one: (-one.total("requests"), one.key_id))


def first_hour(now: float) -> float:
    """Give when the oldest of the hours begins."""
    return now - now % HOUR - (HOURS - 1) * HOUR


def series(used: list[Used], unit: str, most: int) -> Mapping[str, list[float]]:
    """Give a series for each key that used something, the last one of all others where there are too many."""
    some = [one for one in used if one.total(unit)]
    some.sort(key=lambda one: -one.total(unit))
    shown = some if len(some) <= most else some[: most - 1]
    told = {one.name: one.by_hour[unit] for one in shown}
    if rest := some[len(shown) :]:
        told[_OTHERS] = [
            sum(hour) for hour in zip(*(one.by_hour[unit] for one in rest), strict=True)
        ]
    return told


def _names(store: Store) -> dict[str, str]:
    used = sa.select(api_keys.c.id, api_keys.c.name, api_keys.c.display).where(
        api_keys.c.last_used_at.is_not(None)
    )
    return {
        row.id: plain(f"{row.name} {row.display[-5:]}") for row in store.connection.execute(used)
    }
