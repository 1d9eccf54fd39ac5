"""STOP and START where the network itself listens for them: who may not be written to."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from typing import Literal

from simulator.phones import Phone
from simulator.texting.account import SENDERS, SHARED_SENDER, Texting

SOON = (0.02, 0.1)

Keyword = Literal["STOP", "START"]


def keyword(texting: Texting, text: str, to: str) -> Keyword | None:
    """The one word that the network listens for, if it does, in a message to a sender of ours."""
    if not texting.keywords or to not in SENDERS | {SHARED_SENDER}:
        return None
    match text.strip().upper():
        case "STOP":
            return "STOP"
        case "START":
            return "START"
        case _:
            return None


def obey(texting: Texting, phone: Phone, word: Keyword, sender: str) -> None:
    """Take the phone on the list and tell the program, or off it, of which nobody is told."""
    if word == "START":
        texting.opted_out.discard((phone.number, sender))
        return
    texting.opted_out.add((phone.number, sender))
    if texting.take("optout_lost", phone) is None:
        texting.world.clock.call_later(random.uniform(*SOON), _telling(texting, phone, sender))


def has_stopped(texting: Texting, number: str, sender: str) -> bool:
    """Whether `number` (E.164) wants to hear nothing of this sender."""
    return (number.lstrip("+"), sender) in texting.opted_out


def _telling(texting: Texting, phone: Phone, sender: str) -> Callable[[], Awaitable[object]]:
    form = {"phoneNumber": f"+{phone.number}", "senderId": sender}
    return lambda: texting.tell("optout", form)
