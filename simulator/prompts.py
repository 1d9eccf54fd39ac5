"""Answering an M-Pesa question on a phone, whoever asked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.daraja import prompts as daraja
from simulator.daraja.prompts import Action, AlreadyOver
from simulator.paystack import mpesa as paystack
from simulator.paystack.memory import paystack_of
from simulator.phones import Phone, Prompt

if TYPE_CHECKING:
    from simulator.world import World

__all__ = ["AlreadyOver", "resolve"]


def resolve(
    world: World, phone: Phone, prompt: Prompt, action: Action, pin: str | None = None
) -> None:
    """What a person does with a prompt. Raises AlreadyOver."""
    if prompt.extra.get("service") != paystack.SERVICE:
        daraja.resolve(world, phone, prompt, action, pin)
        return
    if prompt.status != "waiting":
        raise AlreadyOver(f"this prompt is {prompt.status}")
    paystack.answer(paystack_of(world), phone, prompt, action, pin)
