"""Between key and scope: may this address use the key? Usually there is no list, and nobody asks.

A project's list stands in the place of the organization's. A new list takes a while to hold, and until then the
one before it does.
"""

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import sqlalchemy as sa

from course_utils.server.database.store import Store
from course_utils.server.database.tables import allow_lists
from course_utils.server.refusals import unauthorised
from course_utils.server.request.authenticate import Caller

MOST_ENTRIES = 50


class AllowLists:
    """Reads the lists in one store; call inside its transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def check(self, caller: Caller, address: str, now: float) -> None:
        """Let the caller through if its address is on the list that holds for its project.

        Raises:
            ApiError: 401 `ip_not_authorized`.
        """
        column = allow_lists.c
        mine = column.project_id.is_(None) | (column.project_id == caller.project_id)
        statement = sa.select(column.project_id, column.addresses).where(
            mine, column.holds_from <= now
        )
        rows = self._store.connection.execute(statement.order_by(column.number))
        newest: dict[str | None, str] = {row.project_id: row.addresses for row in rows}
        allowed = newest.get(caller.project_id) or newest.get(None)
        if allowed and not _is_on(address, allowed):
            raise unauthorised.address_not_allowed()


@lru_cache
def _networks(entries: str) -> list[IPv4Network | IPv6Network]:
    return [ip_network(entry, strict=False) for entry in entries.split()]


def _is_on(address: str, entries: str) -> bool:
    try:
        known = ip_address(address)
    except ValueError:
        return False
    if isinstance(known, IPv6Address) and known.ipv4_mapped:  # as a socket for both kinds tells it
        known = known.ipv4_mapped
    return any(known in network for network in _networks(entries))
