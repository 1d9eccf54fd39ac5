"""Presses of inline buttons that wait for their answer."""

import secrets
from dataclasses import dataclass

from simulator.telegram.limits import CALLBACK_EXPIRES


@dataclass(slots=True)
class Query:
    """One callback query. `born` is in seconds of the simulated clock."""

    id: str
    user_id: int
    born: float


class Queries:
    """Queries by id, oldest first; each may be answered once, and not too late."""

    def __init__(self) -> None:
        self._waiting: dict[str, Query] = {}
        self._salt = secrets.randbits(32) << 30
        self._count = 0

    def new(self, user_id: int, now: float) -> Query:
        self._drop_old(now)
        self._count += 1
        query = Query(str((user_id << 32) + self._salt + self._count), user_id, now)
        self._waiting[query.id] = query
        return query

    def user_of(self, query_id: str) -> int | None:
        """Who pressed, while the query waits."""
        query = self._waiting.get(query_id)
        return query.user_id if query else None

    def take(self, query_id: str, now: float) -> Query | None:
        """The query, used up; None when unknown, answered before or too old."""
        query = self._waiting.pop(query_id, None)
        if query is None or now - query.born > CALLBACK_EXPIRES:
            return None
        return query

    def _drop_old(self, now: float) -> None:
        while self._waiting:
            oldest = next(iter(self._waiting.values()))
            if now - oldest.born <= CALLBACK_EXPIRES:
                return
            del self._waiting[oldest.id]
