"""M-Pesa through Paystack: the question for the PIN, and the money in the phone's wallet."""

import secrets
from collections.abc import Awaitable, Callable

from simulator import wallet
from simulator.daraja.receipts import NAIROBI, receipt
from simulator.paystack.credentials import BUSINESS
from simulator.paystack.memory import Paystack, Transaction
from simulator.paystack.transactions import fail, succeed
from simulator.phones import Phone, Prompt
from simulator.sms import deliver

SERVICE = "paystack"
PAYSTACK = "Paystack"
PROMPT_SECONDS = 60.0
UNREACHABLE_SECONDS = 14.0
CHANNEL = "mobile_money"


def ask(paystack: Paystack, transaction: Transaction, number: str) -> None:
    """Put the question on the phone, if there is one that is free; the answer comes later."""
    transaction.status, transaction.gateway_response = "pending", "Pending"
    transaction.channel, transaction.number = CHANNEL, number
    clock = paystack.world.clock
    transaction.asked_at = clock.timestamp()
    paystack.changed()
    phone = paystack.world.phone_by_number(number)
    if phone is None or paystack.take("unreachable"):
        clock.call_later(UNREACHABLE_SECONDS, _giving_up(paystack, transaction))
        return
    if any(prompt.status == "waiting" for prompt in phone.prompts):
        fail(paystack, transaction, CHANNEL, "Unable to lock subscriber")
        return
    _show(paystack, phone, transaction)
    clock.call_later(PROMPT_SECONDS, _giving_up(paystack, transaction))


def answer(paystack: Paystack, phone: Phone, prompt: Prompt, action: str, pin: str | None) -> None:
    """What a person does with the question; swiped away, it simply runs out."""
    transaction = paystack.transactions[str(prompt.extra["reference"])]
    if action == "ignore":
        return
    if action == "cancel":
        _end(paystack, phone, prompt, "cancelled")
        fail(paystack, transaction, CHANNEL, "Cancelled by user")
    elif pin != phone.pin:
        _end(paystack, phone, prompt, "wrong_pin")
        fail(paystack, transaction, CHANNEL, "Incorrect PIN")
    elif phone.balance < prompt.amount:
        _end(paystack, phone, prompt, "no_balance")
        fail(paystack, transaction, CHANNEL, "Insufficient Funds")
    else:
        _pay(paystack, phone, prompt, transaction)


def give_back(paystack: Paystack, transaction: Transaction, cents: int) -> None:
    """A refund that reaches the wallet, where a phone has one."""
    phone = paystack.world.phone_by_number(transaction.number or "")
    if phone is None:
        return
    code = receipt(paystack.world.clock.now())
    wallet.move(paystack.world, phone, cents // 100, receipt=code, who=PAYSTACK)
    text = (
        f"{code} Confirmed. You have received Ksh{cents // 100:,}.00 from PAYSTACK "
        f"{_moment(paystack)} New M-PESA balance is Ksh{phone.balance:,}.00."
    )
    deliver(paystack.world, phone, "MPESA", text)


def resume(paystack: Paystack, transaction: Transaction) -> None:
    """End a question whose timer was lost with an earlier life of the simulator."""
    if transaction.status == "pending":
        left = transaction.asked_at + PROMPT_SECONDS - paystack.world.clock.timestamp()
        paystack.world.clock.call_later(max(0.0, left), _giving_up(paystack, transaction))


def _pay(paystack: Paystack, phone: Phone, prompt: Prompt, transaction: Transaction) -> None:
    code = receipt(paystack.world.clock.now())
    wallet.move(paystack.world, phone, -prompt.amount, receipt=code, who=PAYSTACK,
                reference=prompt.reference)  # fmt: skip
    _end(paystack, phone, prompt, "paid")
    text = (
        f"{code} Confirmed. Ksh{prompt.amount:,}.00 sent to PAYSTACK for account "
        f"{prompt.reference} {_moment(paystack)} New M-PESA balance is Ksh{phone.balance:,}.00. "
        "Transaction cost, Ksh0.00."
    )
    deliver(paystack.world, phone, "MPESA", text)
    succeed(paystack, transaction, CHANNEL, receipt=code)


def _show(paystack: Paystack, phone: Phone, transaction: Transaction) -> None:
    extra = {"service": SERVICE, "reference": transaction.reference}
    now = paystack.world.clock.now()
    shillings = transaction.charged // 100
    prompt = Prompt(secrets.token_hex(4), f"{PAYSTACK} ({BUSINESS})", shillings,
                    transaction.reference[:20], "", now, extra=extra)  # fmt: skip
    phone.prompts.append(prompt)
    paystack.world.publish("prompt", phone=phone.id, prompt=prompt.as_json())


def _end(paystack: Paystack, phone: Phone, prompt: Prompt, status: str) -> None:
    prompt.status = status
    paystack.world.publish("prompt", phone=phone.id, prompt=prompt.as_json())


def _giving_up(paystack: Paystack, transaction: Transaction) -> Callable[[], Awaitable[None]]:
    asked_at = transaction.asked_at

    async def give_up() -> None:
        if transaction.status != "pending" or transaction.asked_at != asked_at:
            return
        phone = paystack.world.phone_by_number(transaction.number or "")
        for prompt in phone.prompts if phone else ():
            ours = prompt.extra.get("reference") == transaction.reference
            if phone and ours and prompt.status == "waiting":
                _end(paystack, phone, prompt, "expired")
        fail(paystack, transaction, CHANNEL, "No response from user")

    return give_up


def _moment(paystack: Paystack) -> str:
    now = paystack.world.clock.now().astimezone(NAIROBI)
    return f"on {now.day}/{now.month}/{now:%y} at {now.hour % 12 or 12}:{now:%M %p}"
