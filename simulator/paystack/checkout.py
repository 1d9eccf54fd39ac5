"""The page behind a pay link: cards, M-Pesa, or back without paying."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
from aiohttp import web

from simulator.paystack import cards, mpesa, transactions
from simulator.paystack import checkout_page as page
from simulator.paystack.memory import Paystack, Transaction
from simulator.phones import Phone, digits

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
REFUSED = "{}. Nothing was paid. You can try again, or pay another way."

Form = Mapping[str, str]


def opened(paystack: Paystack, transaction: Transaction, phone: Phone | None) -> None:
    """Somebody follows the link, perhaps on a phone that is known here."""
    if transaction.status == "abandoned":
        transaction.status = "ongoing"
    if phone is not None:
        transaction.phone = phone.id
        customer = paystack.customer(transaction.email)
        if customer.first_name is None:
            customer.first_name, _, last = phone.name.partition(" ")
            customer.last_name = last or None
    paystack.changed()


def shown(paystack: Paystack, transaction: Transaction) -> web.Response:
    """The page as it is now."""
    if transaction.is_paid:
        return _back(transaction) or page.done(transaction)
    if transaction.status == "pending":
        return page.waiting(transaction)
    failed = transaction.status == "failed"
    notice = REFUSED.format(transaction.gateway_response) if failed else ""
    return _ways(paystack, transaction, notice)


def answered(paystack: Paystack, transaction: Transaction, form: Form) -> web.Response:
    """A button of the page was pressed."""
    if transaction.is_paid or transaction.status == "pending":
        return shown(paystack, transaction)
    if "cancel" in form:
        return _leave(paystack, transaction)
    if "phone" in form:
        return _ask_phone(paystack, transaction, form["phone"])
    card = form.get("card", "")
    if card not in cards.CARDS or cards.CHANNEL not in transaction.channels:
        return _ways(paystack, transaction, "Please choose how to pay.")
    if card == "otp" and "otp" not in form:
        return page.otp(transaction)
    if card == "otp" and form["otp"].strip() != page.OTP:
        transactions.fail(paystack, transaction, cards.CHANNEL, "Incorrect OTP")
    else:
        cards.pay(paystack, transaction, card)
    return shown(paystack, transaction)


async def by_hand(paystack: Paystack, phone: Phone, body: Mapping[str, Any]) -> web.Response:
    """`POST /sim/phones/{id}/checkout {url | reference, card, otp}`: without a browser.

    `card` is a test card, "mpesa" (with this phone's number) or "cancel". Follows the way back as
    the browser would, on this machine only, and tells what became of the transaction.
    """
    code = urlsplit(str(body.get("url", ""))).path.rpartition("/")[2]
    found = paystack.by_access_code(code) or paystack.find(str(body.get("reference", "")))
    if found is None:
        return web.json_response({"error": "no such checkout"}, status=404)
    card = str(body.get("card", "success"))
    if card not in {*cards.CARDS, "mpesa", "cancel"}:
        return web.json_response({"error": f"no such card: {card}"}, status=400)
    forms = {"mpesa": {"phone": phone.number}, "cancel": {"cancel": "yes"}}
    form = forms.get(card, {"card": card, "otp": str(body.get("otp", page.OTP))})
    opened(paystack, found, phone)
    location = answered(paystack, found, form).headers.get("Location")
    return web.json_response(
        {
            "reference": found.reference,
            "status": found.status,
            "gateway_response": found.gateway_response,
            "location": location,
            "shown": await _follow(paystack, location),
        }
    )


async def _follow(paystack: Paystack, location: str | None) -> str | None:
    if location is None or urlsplit(location).hostname not in LOOPBACK:
        return None
    try:
        session = paystack.world.outgoing.session
        async with session.get(location, allow_redirects=False) as response:
            return await response.text(errors="replace")
    except aiohttp.ClientError:
        return None


def _ways(paystack: Paystack, transaction: Transaction, notice: str) -> web.Response:
    phone = paystack.world.phones.get(transaction.phone or "")
    return page.ways(transaction, notice, phone.number if phone else "")


def _ask_phone(paystack: Paystack, transaction: Transaction, phone: str) -> web.Response:
    try:
        number = digits(phone)
    except ValueError:
        return _ways(paystack, transaction, "That isn't a phone number.")
    mpesa.ask(paystack, transaction, number)
    return shown(paystack, transaction)


def _leave(paystack: Paystack, transaction: Transaction) -> web.Response:
    transaction.status = "abandoned"
    transaction.gateway_response = "The transaction was not completed"
    paystack.changed()
    return _back(transaction) or page.left(transaction)


def _back(transaction: Transaction) -> web.Response | None:
    """To where the merchant wants the customer, with the reference, twice, as in life."""
    if transaction.callback_url is None:
        return None
    told = urlencode({"trxref": transaction.reference, "reference": transaction.reference})
    joint = "&" if "?" in transaction.callback_url else "?"
    return web.Response(
        status=302, headers={"Location": f"{transaction.callback_url}{joint}{told}"}
    )
