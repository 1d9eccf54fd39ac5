"""The test cards of the checkout page, and the bank that answers for them."""

from simulator.paystack.credentials import BUSINESS
from simulator.paystack.memory import Paystack, Transaction
from simulator.paystack.transactions import fail, succeed
from simulator.sms import deliver

#: Number, and what the bank answers; None is a success.
CARDS: dict[str, tuple[str, str | None]] = {
    "success": ("4084084084084081", None),
    "otp": ("5060666666666666666", None),
    "declined": ("4084080000005408", "Declined"),
    "insufficient": ("4084080000670037", "Insufficient Funds"),
}
CHANNEL = "card"
BANK = "TEST BANK"


def pay(paystack: Paystack, transaction: Transaction, card: str) -> None:
    """Charge one of the cards. M-Pesa's wallet is not touched."""
    number, refusal = CARDS[card]
    if fault := paystack.take("card_declined"):
        refusal = str(fault.value or "Declined")
    if refusal is not None:
        fail(paystack, transaction, CHANNEL, refusal)
        return
    succeed(paystack, transaction, CHANNEL, card=number)
    _text(paystack, transaction, f"{_money(transaction, transaction.charged)} paid to")


def give_back(paystack: Paystack, transaction: Transaction, cents: int) -> None:
    """A refund that reaches the card."""
    _text(paystack, transaction, f"{_money(transaction, cents)} returned by")


def _money(transaction: Transaction, cents: int) -> str:
    return f"{transaction.currency} {cents / 100:,.2f}"


def _text(paystack: Paystack, transaction: Transaction, what: str) -> None:
    """The bank's SMS, where it is known on which phone the page was open."""
    phone = paystack.world.phones.get(transaction.phone or "")
    if phone is not None and transaction.card:
        words = f"Card ending {transaction.card[-4:]}: {what} {BUSINESS.upper()} (Paystack)."
        deliver(paystack.world, phone, BANK, words)
