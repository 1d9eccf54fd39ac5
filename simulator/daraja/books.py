"""M-Pesa's own books: every transaction of the business, and what its accounts hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.daraja.receipts import receipt

if TYPE_CHECKING:
    from simulator.world import World

#: What the two accounts of the business hold at the beginning, in KES.
WORKING, UTILITY = 50_000, 100_000
#: Kinds of transactions in which a customer paid the business.
PAID = ("push", "paybill")


@dataclass(slots=True)
class Transaction:
    """Money that moved between the wallet of `number` and the business: `amount` in whole KES.

    `kind` is "push", "paybill", "reversal" or "payout"; `at` in seconds of the clock. `original`
    is the receipt that a reversal took back, `reversed_by` the receipt of the reversal.
    """

    receipt: str
    kind: str
    number: str
    amount: int
    reference: str
    at: float
    originator_id: str = ""
    conversation_id: str = ""
    original: str = ""
    reversed_by: str = ""


class Books:
    """The transactions by receipt, and the balances of the working and the utility account."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.transactions: dict[str, Transaction] = {}
        self._paid: list[Transaction] = []
        self.working, self.utility = WORKING, UTILITY

    def record(
        self, kind: str, number: str, amount: int, reference: str = "", **more: str
    ) -> Transaction:
        """Enter a transaction that happens now, under a receipt of its own."""
        now = self._world.clock.now()
        code = receipt(now)
        while code in self.transactions:
            code = receipt(now)
        return self.enter(
            Transaction(code, kind, number, amount, reference, now.timestamp(), **more)
        )

    def enter(self, made: Transaction) -> Transaction:
        """Enter a transaction, and move the account of the business that it concerns."""
        self._keep(made)
        if made.kind == "payout":
            self.utility -= made.amount
        else:
            self.working += -made.amount if made.kind == "reversal" else made.amount
        return made

    def paid_between(self, first: datetime, last: datetime) -> list[Transaction]:
        """What customers paid in this time, both ends included, oldest first."""
        start = bisect_left(self._paid, first.timestamp(), key=_when)
        return self._paid[start : bisect_right(self._paid, last.timestamp(), key=_when)]

    def of_conversation(self, name: str) -> Transaction | None:
        """What a request did that has this conversation id, ours or the caller's."""
        for one in self.transactions.values():
            if name and name in (one.originator_id, one.conversation_id):
                return one
        return None

    def as_json(self) -> dict[str, Any]:
        return {
            "working": self.working,
            "utility": self.utility,
            "transactions": [asdict(one) for one in self.transactions.values()],
        }

    def adopt(self, saved: dict[str, Any]) -> None:
        """Take over what an earlier life had saved."""
        for one in saved.get("transactions", ()):
            self._keep(Transaction(**one))
        self.working = saved.get("working", WORKING)
        self.utility = saved.get("utility", UTILITY)

    def _keep(self, made: Transaction) -> None:
        self.transactions[made.receipt] = made
        if made.kind in PAID:
            insort(self._paid, made, key=_when)


def _when(made: Transaction) -> float:
    return made.at
