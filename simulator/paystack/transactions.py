"""Beginning a transaction, how it ends, and the questions about it."""

from collections.abc import Mapping
from typing import Any

from simulator.paystack import form, shapes
from simulator.paystack.errors import DUPLICATE, NO_TRANSACTION, Refusal
from simulator.paystack.form import Fields
from simulator.paystack.memory import Paystack, Transaction, random_word
from simulator.paystack.webhooks import announce

Json = dict[str, Any]


def begin(paystack: Paystack, fields: Fields, *, channels: list[str]) -> Transaction:
    """A new transaction of a checked request. Raises Refusal."""
    email, amount, currency = form.email(fields), form.amount(fields), form.currency(fields)
    reference = form.reference(fields) or random_word(10)
    callback_url, metadata = form.callback_url(fields), form.metadata(fields)
    if reference in paystack.transactions:
        raise Refusal(DUPLICATE)
    passed_on = paystack.take("fees_passed_on")
    fee = int(passed_on.value or round(amount * shapes.FEES["card"])) if passed_on else 0
    made = Transaction(
        id=paystack.new_id(),
        reference=reference,
        access_code=random_word(15),
        email=email,
        amount=amount,
        currency=currency,
        metadata=metadata,
        channels=channels,
        callback_url=callback_url,
        created_at=paystack.world.clock.timestamp(),
        charged=amount + fee,
    )
    customer = paystack.customer(email)
    for name in ("first_name", "last_name", "phone"):
        if isinstance(fields.get(name), str):
            setattr(customer, name, fields[name])
    paystack.transactions[reference] = made
    paystack.changed()
    return made


def initialize(paystack: Paystack, fields: Fields) -> Json:
    """A page on which somebody can pay. Raises Refusal."""
    made = begin(paystack, fields, channels=form.channels(fields))
    return {
        "authorization_url": paystack.checkout_url(made),
        "access_code": made.access_code,
        "reference": made.reference,
    }


def verify(paystack: Paystack, reference: str) -> Json:
    """What became of a transaction, and what faults make of that. Raises Refusal."""
    found = paystack.transactions.get(reference)
    if found is None or paystack.take("verify_not_found"):
        raise Refusal(NO_TRANSACTION)
    data = shapes.verified(paystack, found)
    for name in ("pending", "abandoned", "ongoing", "processing", "queued", "failed"):
        if paystack.take(f"verify_{name}"):
            data |= {"status": name, "paid_at": None, "paidAt": None}
    for name in ("status", "amount", "currency", "metadata"):
        if fault := paystack.take(f"verify_{name}"):
            data[name] = fault.value
            data |= {"requested_amount": fault.value} if name == "amount" else {}
    return data


def listing(paystack: Paystack, query: Mapping[str, str]) -> tuple[list[Json], Json]:
    """(one page, newest first; meta). Raises Refusal."""
    size, page = form.page_of(query)
    since, until = form.instant(query, "from"), form.instant(query, "to")
    found = [
        one
        for one in reversed(paystack.transactions.values())
        if (since is None or one.created_at >= since)
        and (until is None or one.created_at <= until)
        and query.get("status") in (None, "", one.status)
    ]
    shown = found[(page - 1) * size : page * size]
    meta = {
        "total": len(found),
        "total_volume": sum(one.charged for one in found if one.is_paid),
        "skipped": (page - 1) * size,
        "perPage": size,
        "page": page,
        "pageCount": -(-len(found) // size),
    }
    return [shapes.listed(paystack, one) for one in shown], meta


def succeed(paystack: Paystack, transaction: Transaction, channel: str, **how: str) -> None:
    """The money is there: tell the program. Once only, however often somebody pays."""
    if transaction.is_paid:
        return
    transaction.status, transaction.gateway_response = "success", "Successful"
    transaction.channel, transaction.paid_at = channel, paystack.world.clock.timestamp()
    for name, value in how.items():
        setattr(transaction, name, value)
    paystack.changed()
    announce(paystack, "charge.success", shapes.charged(paystack, transaction))


def fail(paystack: Paystack, transaction: Transaction, channel: str, why: str) -> None:
    """A card or a phone said no. No event tells of it; on the page one may try again."""
    if transaction.is_paid:
        return
    transaction.status, transaction.gateway_response = "failed", why
    transaction.channel = channel
    paystack.changed()
