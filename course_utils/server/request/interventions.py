"""What the operator wants of a request with a good key: refuse it, let it wait, break it off, answer in these words.

Most of it ends after a number of uses, when it is called off, or with its time; so what a program that was
killed has left behind ends by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import NamedTuple

import sqlalchemy as sa

from course_utils.server.catalogue import Model
from course_utils.server.database.store import Store
from course_utils.server.database.tables import interventions, platform
from course_utils.server.refusals import api_errors, rate_limited, unauthorised
from course_utils.server.refusals.api_errors import ApiError, Cause
from course_utils.server.request.arrival import Reply
from course_utils.server.request.authenticate import Caller
from course_utils.server.types import Json

LIFETIME_SECONDS = 600.0
ANSWER, HANG, DROP = "answer", "hang", "drop"

_ON_DEMAND = Cause(
    "fault_on_demand", "The operator asked for this failure: it is nobody's mistake."
)
_LIMIT = 500


class Asked(NamedTuple):
    """What is known of a request when it may be refused."""

    key: str
    scope: str
    caller: Caller
    model: Model | None = None


Refusals = Mapping[str, Callable[[Asked, Json], ApiError]]
"""Refusals by the name under which the operator asks for them."""

AT_THE_KEY: Refusals = {
    "fault": lambda _, wish: api_errors.fault(**wish),
    "dead_key": lambda asked, _: unauthorised.incorrect_key(asked.key, _ON_DEMAND),
    "address": lambda _, __: unauthorised.address_not_allowed(),
    "project": lambda _, __: unauthorised.mismatched("project"),
    "scope": lambda asked, _: unauthorised.missing_scope(asked.scope, ()),
}

AT_THE_LIMIT: Refusals = {
    "model": lambda asked, _: api_errors.model_forbidden(asked.caller.project_id, _name(asked)),
    "no_credit": lambda _, __: rate_limited.out_of_credit(),
    "organization_spend_limit": lambda _, __: rate_limited.spend_limit_reached("organization"),
    "project_spend_limit": lambda _, __: rate_limited.spend_limit_reached("project"),
    "rate_limit": lambda asked, _: rate_limited.rate_limited(
        _name(asked), "requests", _LIMIT, 1.0, {}
    ),
}

KINDS = frozenset({ANSWER, HANG, DROP, *AT_THE_KEY, *AT_THE_LIMIT})


class Intervention(NamedTuple):
    """One wish of the operator's.

    Attributes:
        number: names it; they are carried out in the order of their numbers.
        kind: one of `KINDS`.
        key_id: it is for requests with this key alone.
        path: it is for this path alone; `*` stands for anything.
        keys_since: it is for keys of projects alone that were made since then, in seconds since 1970.
        uses_left: for how many requests.
        ends_at: when it ends by itself, in seconds since 1970.
        wish: what else it says.
    """

    number: int
    kind: str
    key_id: str | None
    path: str | None
    keys_since: float | None
    uses_left: int
    ends_at: float
    wish: Json

    def is_for(self, path: str, caller: Caller) -> bool:
        """Tell whether it means this request: its key, its path, and keys no older than `keys_since`."""
        return (
            self.key_id in (None, caller.key_id)
            and (self.path is None or fnmatchcase(path, self.path))
            and self._is_for_its_age(caller)
        )

    def _is_for_its_age(self, caller: Caller) -> bool:
        if self.keys_since is None:
            return True
        return caller.project_id is not None and caller.created_at >= self.keys_since


_ALL = sa.select(*(interventions.c[name] for name in Intervention._fields)).order_by(
    interventions.c.number
)
_BEGIN = (
    interventions.insert()
    .values({name: sa.bindparam(name) for name in Intervention._fields if name != "number"})
    .returning(interventions.c.number)
)
_THIS = interventions.c.number == sa.bindparam("one")
_END = interventions.delete().where(_THIS)
_END_ALL = interventions.delete().where(
    interventions.c.kind == sa.bindparam("of_kind"), interventions.c.key_id.is_(None)
)
_USE = interventions.update().where(_THIS).values(uses_left=interventions.c.uses_left - 1)
_COUNT = platform.update().values(
    interventions=sa.select(sa.func.count()).select_from(interventions).scalar_subquery()
)


class Interventions:
    """Keeps the operator's wishes in one store; call inside its transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, **columns: object) -> int:
        """Note a wish, and give its number."""
        made = self._store.first(self._store.heat(_BEGIN), columns)
        assert made is not None
        self._count()
        return int(made[0])

    def end(self, *numbers: int) -> bool:
        """Call off the wishes with these numbers; False where there are none (any more)."""
        ended = [self._store.run(self._store.heat(_END), {"one": number}) for number in numbers]
        self._count()
        return any(ended)

    def end_all(self, kind: str) -> None:
        """Call off the wishes of a kind that are for anybody's requests."""
        self._store.run(self._store.heat(_END_ALL), {"of_kind": kind})
        self._count()

    def meant_for(self, path: str, caller: Caller, now: float) -> "Wanted":
        """Give what is wanted of a request; wishes whose time is over end here."""
        all_wishes = [Intervention(**row) for row in self._store.found(self._store.heat(_ALL))]
        if over := [one.number for one in all_wishes if one.ends_at < now]:
            self.end(*over)
        wishes = [one for one in all_wishes if one.ends_at >= now]
        return Wanted([one for one in wishes if one.is_for(path, caller)], self._use)

    def _use(self, one: Intervention) -> None:
        if one.uses_left <= 1:
            self.end(one.number)
        else:
            self._store.run(self._store.heat(_USE), {"one": one.number})

    def _count(self) -> None:
        """Keep their number where every request reads it: usually there are none."""
        self._store.run(self._store.heat(_COUNT))


class Wanted:
    """What the operator wants of one request."""

    def __init__(
        self,
        wishes: list[Intervention],
        use: Callable[[Intervention], None] = lambda _: None,
    ) -> None:
        self._wishes = wishes
        self._use = use

    def refuse(self, refusals: Refusals, asked: Asked) -> None:
        """Refuse the request if one of these refusals is wanted.

        Raises:
            ApiError: it is; its body is the one that the platform itself would answer.
        """
        for one in self._wishes:
            if one.kind in refusals:
                self._use(one)
                raise replace(refusals[one.kind](asked, one.wish), cause=_ON_DEMAND)

    def words(self) -> str | None:
        """Give the text of the answer, if it was named beforehand."""
        one = self._first(ANSWER)
        return None if one is None else str(one.wish["text"])

    def changed(self, reply: Reply, *, answered: bool) -> Reply:
        """Let a reply wait or break off; `answered` tells that it is in the words that were wanted."""
        if answered:
            self._carry_out(ANSWER)
        if one := self._carry_out(HANG):
            reply = reply._replace(wait_seconds=one.wish["seconds"])
        if one := self._carry_out(DROP):
            reply = reply._replace(pieces=one.wish["after"])
        return reply

    def _carry_out(self, kind: str) -> Intervention | None:
        one = self._first(kind)
        if one is not None:
            self._use(one)
        return one

    def _first(self, kind: str) -> Intervention | None:
        return next((one for one in self._wishes if one.kind == kind), None)


NOTHING_WANTED = Wanted([])


def _name(asked: Asked) -> str:
    assert asked.model is not None
    return asked.model.id
