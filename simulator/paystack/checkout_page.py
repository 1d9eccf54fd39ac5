"""How the page behind a pay link looks in each state."""

from html import escape
from pathlib import Path
from string import Template

from aiohttp import web

from simulator.paystack.cards import CARDS
from simulator.paystack.credentials import BUSINESS
from simulator.paystack.memory import Transaction

#: What the bank sends to the card holder in a 3-D Secure check.
OTP = "123456"
LABELS = {
    "success": "Pays at once",
    "otp": "Asks for a code",
    "declined": "Declined",
    "insufficient": "Not enough money",
}
_PAGE = Template(Path(__file__).with_name("checkout.html").read_text(encoding="utf-8"))


def ways(transaction: Transaction, notice: str = "", number: str = "") -> web.Response:
    """The ways to pay that the merchant allows; `number` is the payer's own, if known."""
    parts = []
    if "card" in transaction.channels:
        cards = "".join(
            f'<button name="card" value="{name}"><span>{_spaced(number)}</span>'
            f"<small>{LABELS[name]}</small></button>"
            for name, (number, _) in CARDS.items()
        )
        parts.append(f"<h2>Card</h2><form method='post' class='cards'>{cards}</form>")
    if "mobile_money" in transaction.channels:
        parts.append(_MPESA.format(number=escape(number)))
    return _page(transaction, "".join(parts) + _CANCEL, notice)


def otp(transaction: Transaction) -> web.Response:
    return _page(transaction, _OTP)


def waiting(transaction: Transaction) -> web.Response:
    """M-Pesa asks on the phone; the page looks again by itself."""
    return _page(transaction, _WAITING, refresh=True)


def done(transaction: Transaction) -> web.Response:
    return _page(transaction, _DONE)


def left(transaction: Transaction) -> web.Response:
    return _page(transaction, _LEFT)


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


def _spaced(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


_MPESA = """<h2>M-Pesa</h2><form method="post"><label>Your M-Pesa number
<input name="phone" type="tel" autocomplete="tel" placeholder="0712 000 001" value="{number}"
required></label><button class="main">Send the request to my phone</button></form>"""
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
