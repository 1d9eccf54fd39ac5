"""Text messages in a handset, or held by the network while it is off."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from simulator.phones import Phone, Sms
from simulator.texting.segments import measure

if TYPE_CHECKING:
    from simulator.texting.account import Texting
    from simulator.world import World


def addressed(
    world: World, number: str, sender: str, text: str, message_id: str | None = None
) -> Sms:
    """A message to a number in E.164."""
    encoding, parts = measure(text)
    name = message_id or secrets.token_hex(4)
    return Sms(name, sender, text, world.clock.now(), parts, encoding, to=number)


def deliver(world: World, phone: Phone, sender: str, text: str) -> Sms:
    """Put a message of somebody else than the program into a phone, or hold it while it is off."""
    sms = addressed(world, f"+{phone.number}", sender, text)
    if phone.off:
        phone.held.append(sms)
        world.phone_changed(phone)
    else:
        receive(world, phone, sms)
    return sms


def receive(world: World, phone: Phone, sms: Sms) -> None:
    """It is on the phone now."""
    sms.date = world.clock.now()
    phone.sms.append(sms)
    world.publish("sms", phone=phone.id, sms=sms.as_json())


def hold(texting: Texting, phone: Phone, sms: Sms) -> None:
    """Keep it until the phone is on."""
    sms.report = "Buffered"
    phone.held.append(sms)
    texting.world.phone_changed(phone)


def release(world: World, phone: Phone) -> list[Sms]:
    """What was held arrives, in its order."""
    waiting, phone.held = phone.held, []
    for sms in waiting:
        receive(world, phone, sms)
    return waiting


def give_up(world: World, phone: Phone, sms: Sms) -> bool:
    """Throw away a held message; False when it was not held any more."""
    if sms not in phone.held:
        return False
    phone.held.remove(sms)
    world.phone_changed(phone)
    return True
