"""The life of a prompt on a phone: shown, answered or left alone, and then the money."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Literal

from simulator import wallet
from simulator.daraja import callbacks, confirmations, messages
from simulator.daraja.credentials import BUSINESS
from simulator.daraja.pushes import (
    PROMPT_SECONDS,
    UNREACHABLE_SECONDS,
    Daraja,
    Push,
    daraja_of,
)
from simulator.daraja.results import result
from simulator.phones import Phone, Prompt

if TYPE_CHECKING:
    from simulator.daraja.books import Transaction
    from simulator.world import World

Action = Literal["pin", "cancel", "ignore"]


class AlreadyOver(ValueError):
    """The prompt was answered, or has gone by itself."""


def open_prompt(daraja: Daraja, push: Push, reference: str, description: str) -> None:
    """Show the prompt for a minute; a number without a phone here is one that is switched off."""
    clock = daraja.world.clock
    if daraja.world.phone_by_number(push.number) is None:
        clock.call_later(UNREACHABLE_SECONDS, _giving_up(daraja, push))
        return
    add_prompt(daraja, push, reference, description)
    clock.call_later(PROMPT_SECONDS, _giving_up(daraja, push))


def add_prompt(daraja: Daraja, push: Push, reference: str, description: str) -> None:
    """Put a prompt on the payer's phone, if there is one."""
    phone = daraja.world.phone_by_number(push.number)
    if phone is not None:
        now = daraja.world.clock.now()
        name = secrets.token_hex(4)
        prompt = Prompt(name, BUSINESS, push.amount, reference, description, now)
        daraja.show(phone, prompt, push)


def resolve(
    world: World, phone: Phone, prompt: Prompt, action: Action, pin: str | None = None
) -> None:
    """What a person does with a prompt. Raises AlreadyOver (a ValueError)."""
    daraja = daraja_of(world)
    push = daraja.find(str(prompt.extra.get("checkout_request_id")))
    if push is not None:
        end_overdue(daraja, push)
    if push is None or push.code is not None or prompt.status != "waiting":
        raise AlreadyOver(f"this prompt is {prompt.status}")
    if action == "ignore":
        push.ignored = True
        daraja.show(phone, prompt, push)
    else:
        conclude(daraja, push, "1032" if action == "cancel" else _typed(phone, pin))


def conclude(daraja: Daraja, push: Push, code: str) -> None:
    """End a push: move the money, change the prompt, send the callback soon."""
    settle(daraja, push, code)
    callbacks.schedule(daraja, push)


def settle(daraja: Daraja, push: Push, code: str) -> None:
    """End a push without telling the program. A wallet too small turns success into code 1."""
    phone = daraja.world.phone_by_number(push.number)
    if code == "0" and phone is not None and phone.balance < push.amount:
        code = "1"
    push.code = code
    made = None
    if code == "0":
        made = daraja.books.record("push", push.number, push.amount, push.reference)
        push.receipt, push.paid_at = made.receipt, made.at
    found = daraja.prompt_of(push)
    if found is not None:
        found[1].status = result(code).prompt or "expired"
        daraja.show(*found, push)
    if made is not None:
        _pay(daraja, phone, made)


def end_overdue(daraja: Daraja, push: Push) -> None:
    """End a push whose timer was lost with an earlier life of the simulator."""
    if push.code is None and daraja.world.clock.timestamp() - push.asked_at >= PROMPT_SECONDS:
        conclude(daraja, push, _left_alone(push))


def _typed(phone: Phone, pin: str | None) -> str:
    return "0" if pin == phone.pin else "2001"


def _left_alone(push: Push) -> str:
    # Both are recorded for a prompt that nobody answered.
    return "1032" if push.ignored else "1037"


def _giving_up(daraja: Daraja, push: Push) -> Callable[[], Awaitable[None]]:
    async def give_up() -> None:
        if push.code is None:
            conclude(daraja, push, _left_alone(push))

    return give_up


def _pay(daraja: Daraja, phone: Phone | None, made: Transaction) -> None:
    if phone is not None:
        take(daraja, phone, made)
    confirmations.schedule(daraja, made)


def take(daraja: Daraja, phone: Phone, made: Transaction) -> None:
    """Take what was paid out of the wallet, and say so in a text message."""
    wallet.move(
        daraja.world,
        phone,
        -made.amount,
        receipt=made.receipt,
        who=BUSINESS,
        reference=made.reference,
    )
    messages.paid(daraja.world, phone, made)
