"""The text messages by which M-Pesa tells people what moved, in the forms that are recorded."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from simulator.daraja.credentials import BUSINESS
from simulator.daraja.receipts import NAIROBI
from simulator.sms import deliver

if TYPE_CHECKING:
    from simulator.daraja.books import Transaction
    from simulator.phones import Phone
    from simulator.world import World

SENDER = "MPESA"
_TO = "sent to {name} for account {reference} on {date} at {time}"
_LEFT = "New M-PESA balance is Ksh{balance:,}.00. Transaction cost, Ksh0.00."
#: Commas, blanks and capitals differ from one to the next, as in life.
PAID_FORMS = (
    f"{{code}} Confirmed. Ksh{{amount:,}}.00 {_TO} {_LEFT}",
    f"{{code}} Confirmed. Ksh{{amount}}.00 {_TO} {_LEFT}",
    f"{{code}} Confirmed.KSH{{amount:,}}.00 {_TO}.{_LEFT}",
)
RECEIVED = (
    "{code} Confirmed.You have received Ksh{amount:,}.00 from {name} on {date} at {time} "
    "New M-PESA balance is Ksh{balance:,}.00."
)
REVERSED = (
    "{code} confirmed. Reversal of transaction {original} has been successfully reversed on {date} "
    "at {time} and Ksh{amount:,}.00 is credited to your M-PESA account. "
    "New M-PESA account balance is Ksh{balance:,}.00."
)


def paid(world: World, phone: Phone, made: Transaction) -> None:
    """What a payer reads; payments by Paybill come in three spellings by turns."""
    turn = len(phone.statement) % len(PAID_FORMS) if made.kind == "paybill" else 0
    _send(world, phone, PAID_FORMS[turn], made)


def received(world: World, phone: Phone, made: Transaction) -> None:
    """What somebody reads to whom the business paid or gave back."""
    _send(world, phone, REVERSED if made.kind == "reversal" else RECEIVED, made)


def refused(world: World, phone: Phone, words: str) -> None:
    """A payment that M-Pesa did not make."""
    deliver(world, phone, SENDER, words)


def _send(world: World, phone: Phone, form: str, made: Transaction) -> None:
    when = datetime.fromtimestamp(made.at, NAIROBI)
    text = form.format(
        code=made.receipt,
        amount=made.amount,
        name=BUSINESS.upper(),
        reference=made.reference,
        original=made.original,
        date=f"{when.day}/{when.month}/{when:%y}",
        time=f"{when.hour % 12 or 12}:{when:%M %p}",
        balance=phone.balance,
    )
    deliver(world, phone, SENDER, text)
