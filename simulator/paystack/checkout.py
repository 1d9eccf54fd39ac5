"""The page behind a pay link: cards, M-Pesa, or back without paying."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
from aiohttp import web

from simulator.paystack import mpesa, transactions
from simulator.paystack.credentials import BUSINESS
from simulator.paystack.memory import Paystack, Transaction
from simulator.phones import Phone, digits

#: What the bank sends to the card holder in a 3-D Secure check.
OTP = "123456"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LABELS = {
    "success": "Pays at once",
    "otp": "Asks for a code",
    "declined": "Declined",
    "insufficient": "Not enough money",
}
WRONG_OTP = "That code isn't right. The bank refused the payment."
REFUSED = "The bank said no: {}. Nothing was paid. You can try another way."
_PAGE = Template(Path(__file__).with_name("checkout.html").read_text(encoding="utf-8"))

Form = Mapping[str, str]


def shown(paystack: Paystack, transaction: Transaction) -> web.Response:
    """The page as it is now."""
    if transaction.is_paid:
        return _back(transaction) or _page(transaction, _DONE)
    if transaction.status == "pending":
        return _page(transaction, _WAITING, refresh=True)
    if transaction.status == "abandoned":
        transaction.status = "ongoing"
        paystack.changed()
    notice = ""
    if transaction.status == "failed":
        notice = REFUSED.format(transaction.gateway_response)
    return _page(transaction, _ways(transaction), notice)


def answered(paystack: Paystack, transaction: Transaction, form: Form) -> web.Response:
    """A button of the page was pressed."""
    if transaction.is_paid:
        return shown(paystack, transaction)
    if "cancel" in form:
        return _leave(paystack, transaction)
    if "phone" in form:
        return _ask_phone(paystack, transaction, form["phone"])
    card = form.get("card", "")
    if card not in transactions.CARDS or "card" not in transaction.channels:
        return _page(transaction, _ways(transaction), "Please choose how to pay.")
    if card == "otp" and "otp" not in form:
        return _page(transaction, _OTP)
    if card == "otp" and form["otp"].strip() != OTP:
        transactions.fail(paystack, transaction, "card", "Incorrect OTP")
        return _page(transaction, _ways(transaction), WRONG_OTP)
    transactions.pay_by_card(paystack, transaction, card)
    return shown(paystack, transaction)


async def by_hand(paystack: Paystack, phone: Phone, body: Mapping[str, Any]) -> web.Response:
    """`POST /sim/phones/{id}/checkout {url | reference, card, otp, name}`: without a browser.

    `card` is a test card, "mpesa" (with this phone's number) or "cancel". Follows the way back as
    the browser would, on this machine only, and tells what became of the transaction.
    """
    code = str(body.get("url", "")).rstrip("/").rpartition("/")[2]
    found = paystack.by_access_code(code) or paystack.find(str(body.get("reference", "")))
    if found is None:
        return web.json_response({"error": "no such checkout"}, status=404)
    card = str(body.get("card", "success"))
    if card not in {*transactions.CARDS, "mpesa", "cancel"}:
        return web.json_response({"error": f"no such card: {card}"}, status=400)
    customer = paystack.customer(found.email)
    if customer.first_name is None:
        first, _, last = str(body.get("name", phone.name)).partition(" ")
        customer.first_name, customer.last_name = first, last
    forms = {"mpesa": {"phone": phone.number}, "cancel": {"cancel": "yes"}}
    form = forms.get(card, {"card": card, "otp": str(body.get("otp", OTP))})
    response = answered(paystack, found, form)
    location = response.headers.get("Location")
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


def _ask_phone(paystack: Paystack, transaction: Transaction, phone: str) -> web.Response:
    try:
        number = digits(phone)
    except ValueError:
        return _page(transaction, _ways(transaction), "That isn't a phone number.")
    if transaction.status != "pending":
        mpesa.ask(paystack, transaction, number)
    return shown(paystack, transaction)


def _leave(paystack: Paystack, transaction: Transaction) -> web.Response:
    if transaction.status in {"ongoing", "failed"}:
        transaction.status = "abandoned"
        transaction.gateway_response = "The transaction was not completed"
        paystack.changed()
    return _back(transaction) or _page(transaction, _LEFT)


def _back(transaction: Transaction) -> web.Response | None:
    """To where the merchant wants the customer, with the reference, twice, as in life."""
    if transaction.callback_url is None:
        return None
    told = urlencode({"trxref": transaction.reference, "reference": transaction.reference})
    joint = "&" if "?" in transaction.callback_url else "?"
    return web.Response(
        status=302, headers={"Location": f"{transaction.callback_url}{joint}{told}"}
    )


def _page(
    transaction: Transaction, body: str, notice: str = "", *, refresh: bool = False
) -> web.Response:
    text = _PAGE.substitute(
        business=escape(BUSINESS),
        amount=escape(f"{transaction.currency} {transaction.charged / 100:,.2f}"),
        email=escape(transaction.email),
        notice=f'<p class="notice" role="alert">{escape(notice)}</p>' if notice else "",
        refresh='<meta http-equiv="refresh" content="2">' if refresh else "",
        body=body,
    )
    headers = {"Cache-Control": "no-store"}
    return web.Response(text=text, content_type="text/html", headers=headers)


def _ways(transaction: Transaction) -> str:
    """The ways to pay that the merchant allows."""
    parts = []
    if "card" in transaction.channels:
        cards = "".join(
            f'<button name="card" value="{name}"><span>{_spaced(number)}</span>'
            f"<small>{LABELS[name]}</small></button>"
            for name, (number, _) in transactions.CARDS.items()
        )
        parts.append(f"<h2>Card</h2><form method='post' class='cards'>{cards}</form>")
    if "mobile_money" in transaction.channels:
        parts.append(_MPESA)
    return "".join(parts) + _CANCEL


def _spaced(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


_MPESA = """<h2>M-Pesa</h2><form method="post"><label>Your M-Pesa number
<input name="phone" type="tel" autocomplete="tel" placeholder="0712 000 001" required></label>
<button class="main">Send the request to my phone</button></form>"""
_CANCEL = """<form method="post"><button name="cancel" value="yes" class="quiet">
Cancel payment</button></form>"""
_OTP = f"""<h2>Your bank asks for a code</h2><form method="post">
<input type="hidden" name="card" value="otp">
<label>Code from your bank's SMS
<input name="otp" inputmode="numeric" autocomplete="one-time-code" required autofocus></label>
<p class="hint">The code is {OTP}.</p><button class="main">Confirm</button></form>{_CANCEL}"""
_WAITING = """<h2>Look at your phone</h2><p>M-Pesa asks for your PIN there. This page goes on by
itself.</p>"""
_DONE = "<h2>Paid</h2><p>Thank you. You can close this page.</p>"
_LEFT = "<h2>Cancelled</h2><p>Nothing was paid. You can close this page.</p>"
