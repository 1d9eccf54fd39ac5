"""Transactions and refunds as Paystack writes them: the same thing a little differently each time.

What looks odd here is so in the published samples: `paid_at` beside `paidAt`, `fully_deducted`
as a boolean and as a number, and the amount of a refund's event as text or as a number.
"""

from typing import Any

from simulator.paystack.credentials import INTEGRATION
from simulator.paystack.memory import Customer, Paystack, Refund, Transaction, iso

Json = dict[str, Any]

#: Shares of the amount, for Kenya: M-Pesa and local cards.
FEES = {"mobile_money": 0.015, "card": 0.029}
#: Events whose amount is text.
AMOUNT_AS_TEXT = frozenset({"pending", "failed"})


def fees(transaction: Transaction) -> int | None:
    """What Paystack keeps, in cents; null until paid."""
    if not transaction.is_paid:
        return None
    return round(transaction.amount * FEES[transaction.channel])


def verified(paystack: Paystack, transaction: Transaction) -> Json:
    """The `data` of a verification."""
    paid_at = iso(transaction.paid_at) if transaction.paid_at is not None else None
    created_at = iso(transaction.created_at)
    return {
        **_head(transaction),
        "receipt_number": transaction.receipt,
        "authorization": authorization(transaction),
        "customer": {**_customer(paystack, transaction), "international_format_phone": None},
        "plan": None,
        "paidAt": paid_at,
        "createdAt": created_at,
        "source": None,
        "fees_breakdown": None,
        "transaction_date": created_at,
        "plan_object": {},
    }


def listed(paystack: Paystack, transaction: Transaction) -> Json:
    """One entry of the list of transactions."""
    how = "api" if transaction.channel == "mobile_money" and not transaction.callback_url else "web"
    source = {
        "source": "merchantApi" if how == "api" else "checkout",
        "type": how,
        "identifier": None,
        "entry_point": "transaction_initialize" if how == "web" else "charge",
    }
    return {
        **_head(transaction),
        "metadata": transaction.metadata or None,
        "customer": _customer(paystack, transaction),
        "authorization": authorization(transaction) or _NOTHING,
        "plan": {},
        "source": source,
    }


def charged(paystack: Paystack, transaction: Transaction) -> Json:
    """The `data` of charge.success."""
    paid_at = iso(transaction.paid_at) if transaction.paid_at is not None else None
    return {
        **_head(transaction),
        "authorization": authorization(transaction),
        "customer": {**_customer(paystack, transaction), "international_format_phone": None},
        "plan": {},
        "paidAt": paid_at,
        "source": None,
        "fees_breakdown": None,
    }


def refund_made(transaction: Transaction, refund: Refund) -> Json:
    """The `data` of a refund's creation."""
    paid_at = iso(transaction.paid_at) if transaction.paid_at is not None else None
    no_card = {"exp_month": None, "exp_year": None, "account_name": None}
    return {
        "transaction": {
            "id": transaction.id,
            "domain": "test",
            "reference": transaction.reference,
            "amount": transaction.charged,
            "paid_at": paid_at,
            "channel": transaction.channel,
            "currency": transaction.currency,
            "authorization": no_card,
            "customer": {"international_format_phone": None},
            "plan": {},
            "subaccount": {"currency": None},
            "split": {},
            "order_id": None,
            "pos_transaction_data": None,
            "source": None,
            "fees_breakdown": None,
        },
        **_money_back(refund),
        "deducted_amount": 0,
        "fully_deducted": False,
        "channel": None,
        "expected_at": iso(refund.created_at + 86_400),
        "createdAt": iso(refund.created_at),
        "updatedAt": iso(refund.created_at),
    }


def refund_shown(paystack: Paystack, transaction: Transaction, refund: Refund) -> Json:
    """A refund fetched or listed."""
    customer = _customer(paystack, transaction)
    done = refund.status == "processed"
    known = {name: customer[name] or "" for name in ("first_name", "last_name", "phone")}
    return {
        **_money_back(refund),
        "transaction": transaction.id,
        "dispute": None,
        "settlement": None,
        "refunded_at": iso(refund.refunded_at) if refund.refunded_at is not None else None,
        "deducted_amount": refund.amount if done else 0,
        "fully_deducted": int(done),
        "createdAt": iso(refund.created_at),
        "bank_reference": refund.bank_reference,
        "transaction_reference": transaction.reference,
        "reason": refund.merchant_note,
        "customer": {**customer, **known, "metadata": "", "international_format_phone": ""},
        "refund_type": "full" if refund.amount == transaction.charged else "partial",
        "transaction_amount": transaction.charged,
        "initiated_by": "merchant@smiling-steps.example",
        "refund_channel": "migs" if transaction.channel == "card" else "mobile_money",
        "session_id": None,
        "collect_account_number": refund.status == "needs-attention",
    }


def refund_retried(paystack: Paystack, transaction: Transaction, refund: Refund) -> Json:
    """The `data` of a refund that goes on with the customer's bank account."""
    return {
        **refund_shown(paystack, transaction, refund),
        "dispute": {},
        "settlement": {},
        "expected_at": iso(refund.created_at + 86_400),
        "channel": "bank",
        "reversed_at": None,
        "fully_deducted": False,
    }


def refund_event(paystack: Paystack, transaction: Transaction, refund: Refund) -> Json:
    """The `data` of refund.*; only "needs-attention" tells the refund's id."""
    customer = _customer(paystack, transaction)
    text = refund.status in AMOUNT_AS_TEXT
    data: Json = {
        "status": refund.status,
        "transaction_reference": transaction.reference,
        "refund_reference": refund.bank_reference,
        "amount": str(refund.amount) if text else refund.amount,
        "currency": refund.currency,
        "processor": "mpgs_zen" if transaction.channel == "card" else "mpesa",
        "customer": {name: customer[name] for name in ("first_name", "last_name", "email")},
        "integration": INTEGRATION,
        "domain": "test",
    }
    return data | ({"id": refund.id} if refund.status == "needs-attention" else {})


def authorization(transaction: Transaction) -> Json:
    """How it was paid; an empty object while it was not."""
    if not transaction.is_paid:
        return {}
    if transaction.channel == "mobile_money":
        number = transaction.number or ""
        return {**_NOTHING, "authorization_code": _code(transaction), "bin": f"{number[:6]}XXX",
                "last4": f"X{number[-3:]}", "exp_month": "12", "exp_year": "9999",
                "channel": "mobile_money", "card_type": "", "bank": "M-PESA",
                "country_code": "KE", "brand": "M-pesa", "mobile_money_number": f"+{number}",
                "receiver_bank_account_number": None, "receiver_bank": None}  # fmt: skip
    card = transaction.card or ""
    return {**_NOTHING, "authorization_code": _code(transaction), "bin": card[:6],
            "last4": card[-4:], "exp_month": "12", "exp_year": "2030", "channel": "card",
            "card_type": "visa ", "bank": "TEST BANK", "country_code": "KE", "brand": "visa",
            "reusable": True, "signature": f"SIG_{transaction.access_code}",
            "receiver_bank_account_number": None, "receiver_bank": None}  # fmt: skip


_NOTHING: Json = {
    "authorization_code": None, "bin": None, "last4": None, "exp_month": None, "exp_year": None,
    "channel": None, "card_type": None, "bank": None, "country_code": None, "brand": None,
    "reusable": False, "signature": None, "account_name": None,
}  # fmt: skip


def _code(transaction: Transaction) -> str:
    return f"AUTH_{transaction.access_code[-10:]}"


def _head(transaction: Transaction) -> Json:
    """What verification, list and event have alike."""
    paid_at = iso(transaction.paid_at) if transaction.paid_at is not None else None
    return {
        "id": transaction.id,
        "domain": "test",
        "status": transaction.status,
        "reference": transaction.reference,
        "amount": transaction.charged,
        "message": None,
        "gateway_response": transaction.gateway_response,
        "paid_at": paid_at,
        "created_at": iso(transaction.created_at),
        "channel": transaction.channel,
        "currency": transaction.currency,
        "ip_address": "127.0.0.1",
        "metadata": transaction.metadata,
        "log": None,
        "fees": fees(transaction),
        "fees_split": None,
        "split": {},
        "subaccount": {},
        "order_id": None,
        "requested_amount": transaction.amount,
        "pos_transaction_data": None,
        "connect": None,
    }


def _customer(paystack: Paystack, transaction: Transaction) -> Json:
    customer: Customer = paystack.customer(transaction.email)
    return {
        "id": customer.id,
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "email": customer.email,
        "customer_code": customer.code,
        "phone": customer.phone,
        "metadata": None,
        "risk_action": "default",
    }


def _money_back(refund: Refund) -> Json:
    return {
        "integration": INTEGRATION,
        "id": refund.id,
        "domain": "test",
        "currency": refund.currency,
        "amount": refund.amount,
        "status": refund.status,
        "refunded_by": "merchant@smiling-steps.example",
        "customer_note": refund.customer_note,
        "merchant_note": refund.merchant_note,
    }
