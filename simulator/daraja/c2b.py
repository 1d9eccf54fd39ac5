"""Registering the URLs of a Paybill, and a person who pays into it from the M-Pesa menu."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from aiohttp import web

from simulator.daraja import confirmations, form, messages
from simulator.daraja.books import Transaction
from simulator.daraja.credentials import BUSINESS, SHORTCODE
from simulator.daraja.errors import Problem, Refusal, invalid
from simulator.daraja.form import FORBIDDEN_WORDS, LARGEST_AMOUNT, Fields
from simulator.daraja.prompts import take
from simulator.daraja.pushes import Daraja, Urls
from simulator.daraja.receipts import receipt

if TYPE_CHECKING:
    from simulator.phones import Phone

#: Names of public tunnels and of request collectors, which the URL may not be of.
FORBIDDEN_HOSTS = ("ngrok", "mockbin", "requestbin")
LONGEST_ACCOUNT = 20
REGISTERED = Problem(500, "500.003.1001", "Urls are already registered.")


class NotPaid(ValueError):
    """M-Pesa did not take the payment; the words are what the phone shows."""


async def register(daraja: Daraja, fields: Fields) -> web.Response:
    """Take the two URLs, once. Raises Refusal."""
    if form.text(fields.get("ShortCode")) != SHORTCODE:
        raise Refusal(invalid("ShortCode"))
    if fields.get("ResponseType") not in ("Completed", "Cancelled"):
        raise Refusal(invalid("ResponseType"))
    for name in ("ConfirmationURL", "ValidationURL"):
        _check_url(name, fields.get(name))
    form.count_unknown(daraja, fields, REGISTER_FIELDS)
    if daraja.urls is not None:
        raise Refusal(REGISTERED)
    daraja.urls = Urls(
        confirmation=fields["ConfirmationURL"],
        validation=fields["ValidationURL"],
        unreachable=fields["ResponseType"],
    )
    # The name of the first key is misspelt by the real service.
    return web.json_response(
        {
            "OriginatorCoversationID": f"{secrets.token_hex(2)}-{secrets.token_hex(2)}-1",
            "ResponseCode": "0",
            "ResponseDescription": "Success",
        }
    )


REGISTER_FIELDS = frozenset({"ShortCode", "ResponseType", "ConfirmationURL", "ValidationURL"})


def _check_url(name: str, url: object) -> None:
    if not form.is_address(url):
        raise Refusal(invalid(name))
    for word in (*FORBIDDEN_WORDS, *FORBIDDEN_HOSTS):
        if word in str(url).lower():
            raise Refusal(invalid(f"{name} - URL has the word {word.upper()}"))


async def pay(
    daraja: Daraja, phone: Phone, business: str, account: str, amount: int, pin: str
) -> Transaction:
    """Lipa na M-Pesa, Pay Bill, all of it typed by a person. Raises NotPaid."""
    _check_typed(phone, business, account, amount, pin)
    now = daraja.world.clock.now()
    # The receipt is there already when the program is asked, and is the one that stays.
    asked = Transaction(receipt(now), "paybill", phone.number, amount, account, now.timestamp())
    if not await confirmations.is_welcome(daraja, asked, phone):
        words = f"Failed. The account number {account} is not known to {BUSINESS.upper()}."
        messages.refused(daraja.world, phone, words)
        raise NotPaid(words)
    _check_balance(phone, amount)
    daraja.books.enter(asked)
    take(daraja, phone, asked)
    confirmations.schedule(daraja, asked)
    return asked


def _check_typed(phone: Phone, business: str, account: str, amount: int, pin: str) -> None:
    if not re.fullmatch(r"\d{5,7}", business) or business != SHORTCODE:
        raise NotPaid("There is no business with this number.")
    if not 0 < len(account) <= LONGEST_ACCOUNT or not account.strip():
        raise NotPaid(f"The account number has 1 to {LONGEST_ACCOUNT} characters.")
    if not 1 <= amount <= LARGEST_AMOUNT:
        raise NotPaid("The amount is not between Ksh1 and Ksh250,000.")
    if pin != phone.pin:
        raise NotPaid("You have entered the wrong PIN.")
    _check_balance(phone, amount)


def _check_balance(phone: Phone, amount: int) -> None:
    if phone.balance < amount:
        raise NotPaid(f"Failed. You do not have enough money to pay Ksh{amount:,}.00.")
