"""Sixth step: is there money to pay for this, and room in the project's limits?

For each project and model there is a bucket of requests and one of tokens. Both fill up evenly, empty to
full in a minute. They are a row of the database that changes in the request's own transaction, so all
workers share them and none can be overdrawn by two at once.
"""

from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa

from course_utils.server.catalogue import Model
from course_utils.server.database.settings import Situation
from course_utils.server.database.store import Store
from course_utils.server.database.tables import rate_limits
from course_utils.server.refusals import rate_limited
from course_utils.server.request.authenticate import Caller
from course_utils.server.request.budget import Budget, month_of
from course_utils.server.request.call import Answer

SECONDS_TO_FILL = 60.0


class _LimitRow(NamedTuple):
    max_requests: int
    max_tokens: int
    requests_left: float
    tokens_left: float
    filled_at: float
    month: int
    spent_in_month: int
    spent: int


@dataclass
class Bucket:
    """What is left of a limit, and when there is more."""

    unit: str
    limit: int
    left: float

    def fill(self, seconds: float) -> None:
        """Add what `seconds` bring, up to the limit; an empty bucket is full again after a minute."""
        self.left = min(self.limit, self.left + self.limit * max(seconds, 0.0) / SECONDS_TO_FILL)

    def wait_for(self, amount: float) -> float:
        """Give the seconds until there is room for `amount`; a minute where there never will be."""
        if amount > self.limit:
            return SECONDS_TO_FILL
        return max(0.0, (amount - self.left) * SECONDS_TO_FILL / self.limit) if self.limit else 0.0

    def headers(self) -> dict[str, str]:
        """Give OpenAI's `x-ratelimit-…` headers: limit and rest as whole numbers, the wait as `6m0s`."""
        return {
            f"x-ratelimit-limit-{self.unit}": str(self.limit),
            f"x-ratelimit-remaining-{self.unit}": str(max(0, int(self.left))),
            f"x-ratelimit-reset-{self.unit}": duration(self.wait_for(self.limit)),
        }


@dataclass
class Allowance:
    """A request's claim on the limits of its project and model."""

    project_id: str
    model: Model
    requests: Bucket
    tokens: Bucket
    month: int
    spent_in_month: int
    spent: int

    def headers(self) -> dict[str, str]:
        """Give those of requests and of tokens."""
        return {**self.requests.headers(), **self.tokens.headers()}


class Limiter:
    """Keeps the limits in one store; call inside its transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        this_row = (rate_limits.c.project_id == sa.bindparam("of_project")) & (
            rate_limits.c.model == sa.bindparam("of_model")
        )
        self._look_up = store.heat(
            sa.select(*(rate_limits.c[name] for name in _LimitRow._fields))
            .where(this_row)
            .with_for_update()
        )
        changing = ("requests_left", "tokens_left", "filled_at", "month", "spent_in_month", "spent")
        self._settle = store.heat(
            sa.update(rate_limits)
            .where(this_row)
            .values({name: sa.bindparam(name) for name in changing})
        )
        self._budget = Budget(store)

    def admit(self, caller: Caller, model: Model, tokens: int, situation: Situation) -> Allowance:
        """Let a request through if there is money and room for it.

        Args:
            caller: whose project pays.
            model: what is asked.
            tokens: how many it will take, as far as one can tell before it is answered.
            situation: the time, and what the organization may spend.

        Raises:
            ApiError: 429.
        """
        assert caller.project_id is not None
        month = month_of(situation.now)
        self._budget.refuse_unpaid(caller, situation, month)
        found = self._store.first(
            self._look_up, {"of_project": caller.project_id, "of_model": model.id}
        )
        assert found is not None
        row = _LimitRow(*found)
        allowance = Allowance(
            caller.project_id,
            model,
            Bucket("requests", row.max_requests, row.requests_left),
            Bucket("tokens", row.max_tokens, row.tokens_left),
            month,
            row.spent_in_month if row.month == month else 0,
            row.spent,
        )
        for bucket, amount in ((allowance.requests, 1), (allowance.tokens, tokens)):
            bucket.fill(situation.now - row.filled_at)
            if bucket.left < amount:
                wait = bucket.wait_for(amount)
                raise rate_limited.rate_limited(
                    model.id, bucket.unit, bucket.limit, wait, allowance.headers()
                )
        return allowance

    def settle(self, allowance: Allowance, answer: Answer, now: float) -> None:
        """Take from the limits, and from the money, what an answered request used."""
        allowance.requests.left -= 1
        allowance.tokens.left -= answer.input_tokens + answer.output_tokens
        cost = allowance.model.cost(answer.input_tokens, answer.output_tokens)
        self._store.run(
            self._settle,
            {
                "of_project": allowance.project_id,
                "of_model": allowance.model.id,
                "requests_left": allowance.requests.left,
                "tokens_left": allowance.tokens.left,
                "filled_at": now,
                "month": allowance.month,
                "spent_in_month": allowance.spent_in_month + cost,
                "spent": allowance.spent + cost,
            },
        )


def duration(seconds: float) -> str:
    """Write a duration as OpenAI's headers do: `20ms`, `1s`, `6m0s`."""
    if seconds < 1:
        return f"{round(seconds * 1000)}ms"
    minutes, rest = divmod(seconds, 60)
    shown = f"{rest:.3f}".rstrip("0").rstrip(".") + "s"
    return f"{int(minutes)}m{shown}" if minutes else shown
