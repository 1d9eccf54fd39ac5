"""Money sent back: accepted at once, done later, told by events."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from simulator.paystack import cards, form, mpesa, shapes
from simulator.paystack.credentials import CURRENCY
from simulator.paystack.errors import (
    FULLY_REVERSED,
    NO_BALANCE,
    NO_REFUND,
    NO_TRANSACTION,
    Refusal,
    invalid,
)
from simulator.paystack.form import Fields
from simulator.paystack.memory import Paystack, Refund, Transaction, random_word
from simulator.paystack.webhooks import announce

Json = dict[str, Any]

#: In life days pass; here so many seconds to the next state.
NEXT_SECONDS = 1.0
#: How a refund ends when a fault says so: the fault's name, and the state.
ENDS = {"refund_fails": "failed", "refund_needs_attention": "needs-attention",
        "refund_stays": "processing"}  # fmt: skip


def create(paystack: Paystack, fields: Fields) -> Json:
    """A refund of all that is left, or of a part. Raises Refusal.

    No request is ever taken for the repetition of another: two are two refunds.
    """
    asked = fields.get("transaction")
    if asked in (None, ""):
        raise Refusal(invalid("Transaction is required", "missing_params"))
    found = paystack.find(asked)
    if found is None:
        raise Refusal(NO_TRANSACTION)
    if not found.is_paid:
        raise Refusal(invalid("Transaction has not been paid", "transaction_not_paid"))
    left = found.charged - found.refunded
    if left <= 0:
        raise Refusal(FULLY_REVERSED)
    amount = form.amount(fields) if fields.get("amount") is not None else left
    if amount > left:
        message = "Refund amount cannot be more than what is left of the transaction"
        raise Refusal(invalid(message, "invalid_amount"))
    if fields.get("currency", CURRENCY) != found.currency:
        raise Refusal(invalid("Currency differs from the transaction's", "unsupported_currency"))
    if paystack.take("refund_refused"):
        raise Refusal(NO_BALANCE)
    return _accepted(paystack, found, fields, amount)


def _accepted(paystack: Paystack, found: Transaction, fields: Fields, amount: int) -> Json:
    end = next((state for fault, state in ENDS.items() if paystack.take(fault)), "processed")
    refund = Refund(
        id=paystack.new_id(),
        reference=found.reference,
        amount=amount,
        currency=found.currency,
        created_at=paystack.world.clock.timestamp(),
        customer_note=str(fields.get("customer_note") or f"Refund for {found.reference}"),
        merchant_note=str(fields.get("merchant_note") or f"Refund for {found.reference}"),
        end=end,
    )
    paystack.refunds[refund.id] = refund
    found.refunded += amount
    _tell(paystack, refund)
    go_on_later(paystack, refund)
    return shapes.refund_made(found, refund)


def fetch(paystack: Paystack, refund_id: str) -> Json:
    """Raises Refusal."""
    return _shown(paystack, _known(paystack, refund_id))


def listing(paystack: Paystack, query: Mapping[str, str]) -> tuple[list[Json], Json]:
    """(one page, newest first; meta). Raises Refusal."""
    size, page = form.page_of(query)
    since, until = form.instant(query, "from"), form.instant(query, "to")
    asked = paystack.find(query["transaction"]) if query.get("transaction") else None
    found = [
        one
        for one in reversed(paystack.refunds.values())
        if (since is None or one.created_at >= since)
        and (until is None or one.created_at <= until)
        and (asked is None or one.reference == asked.reference)
    ]
    shown = found[(page - 1) * size : page * size]
    meta = {
        "total": len(found),
        "skipped": (page - 1) * size,
        "perPage": str(size),
        "page": page,
        "pageCount": -(-len(found) // size),
        "failedRefundCount": sum(1 for one in found if one.status == "failed"),
    }
    return [_shown(paystack, one) for one in shown], meta


def retry(paystack: Paystack, refund_id: str, fields: Fields) -> Json:
    """Try again with the customer's bank account. Raises Refusal."""
    refund = _known(paystack, refund_id)
    details = fields.get("refund_account_details")
    wanted = ("currency", "account_number", "bank_id")
    if not isinstance(details, dict) or not all(details.get(name) for name in wanted):
        raise Refusal(invalid("Refund account details are required", "missing_params"))
    if refund.status != "needs-attention":
        raise Refusal(invalid("Refund is not in needs-attention", "invalid_refund_status"))
    refund.end = "processed"
    _enter(paystack, refund, "processing")
    return shapes.refund_retried(paystack, paystack.transactions[refund.reference], refund)


def go_on_later(paystack: Paystack, refund: Refund) -> None:
    """After a while a refund takes its next step, until its end."""
    paystack.world.clock.call_later(NEXT_SECONDS, _going_on(paystack, refund))


def _going_on(paystack: Paystack, refund: Refund) -> Callable[[], Awaitable[None]]:
    async def go_on() -> None:
        if refund.status == "pending":
            _enter(paystack, refund, "processing")
        elif refund.status == "processing" and refund.end != "processing":
            _enter(paystack, refund, refund.end)

    return go_on


def _enter(paystack: Paystack, refund: Refund, status: str) -> None:
    refund.status = status
    found = paystack.transactions[refund.reference]
    if status == "processing":
        go_on_later(paystack, refund)
    elif status == "failed":
        found.refunded -= refund.amount
    elif status == "processed":
        refund.refunded_at = paystack.world.clock.timestamp()
        refund.bank_reference = random_word(12)
        _return_money(paystack, found, refund)
    _tell(paystack, refund)


def _return_money(paystack: Paystack, found: Transaction, refund: Refund) -> None:
    done = sum(
        one.amount
        for one in paystack.refunds.values()
        if one.reference == found.reference and one.status == "processed"
    )
    if done >= found.charged:
        found.status = "reversed"
    if found.channel == mpesa.CHANNEL:
        mpesa.give_back(paystack, found, refund.amount)
    else:
        cards.give_back(paystack, found, refund.amount)


def _tell(paystack: Paystack, refund: Refund) -> None:
    paystack.changed()
    found = paystack.transactions[refund.reference]
    announce(paystack, f"refund.{refund.status}", shapes.refund_event(paystack, found, refund))


def _known(paystack: Paystack, refund_id: str) -> Refund:
    refund = paystack.refunds.get(int(refund_id)) if refund_id.isdecimal() else None
    if refund is None:
        raise Refusal(NO_REFUND)
    return refund


def _shown(paystack: Paystack, refund: Refund) -> Json:
    return shapes.refund_shown(paystack, paystack.transactions[refund.reference], refund)
