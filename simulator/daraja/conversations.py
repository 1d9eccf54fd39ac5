"""Requests that are answered twice: accepted at once, and ended later at the caller's URL."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from simulator.daraja.form import Fields
from simulator.daraja.outcomes import Outcome
from simulator.daraja.receipts import NAIROBI


@dataclass(slots=True)
class Conversation:
    """One accepted request. `kind` is "status", "reversal" or "b2c"; no outcome while it runs.

    `number` is the phone that it concerns, as far as that is known; `expired` when it waited too
    long in a queue and nothing was done.
    """

    kind: str
    fields: Fields
    originator_id: str
    conversation_id: str
    number: str | None
    outcome: Outcome | None = None
    expired: bool = False

    @property
    def names(self) -> dict[str, str]:
        """Both ids, as acknowledgements and results carry them."""
        return {
            "OriginatorConversationID": self.originator_id,
            "ConversationID": self.conversation_id,
        }


class Conversations:
    """All of them by either id, and whose turn it is among the shapes of results."""

    def __init__(self) -> None:
        self._known: dict[str, Conversation] = {}
        self._turns: Counter[str] = Counter()

    def begin(
        self, kind: str, fields: Fields, number: str | None, originator_id: str, now: datetime
    ) -> Conversation:
        made = Conversation(
            kind=kind,
            fields=fields,
            originator_id=originator_id or _originator_id(),
            conversation_id=f"AG_{now.astimezone(NAIROBI):%Y%m%d}_2010{secrets.token_hex(8)}",
            number=number,
        )
        self._known[made.conversation_id] = made
        self._known.setdefault(made.originator_id, made)
        return made

    def find(self, name: str) -> Conversation | None:
        return self._known.get(name)

    def turn(self, kind: str) -> int:
        """0, 1, 2 … for the results of one kind."""
        self._turns[kind] += 1
        return self._turns[kind] - 1


def _originator_id() -> str:
    parts = [secrets.token_hex(2) for _ in range(3)]
    return f"{'-'.join(parts)}-{secrets.token_hex(2)}{secrets.randbelow(10**16):016}"
