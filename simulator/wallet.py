"""A phone's M-Pesa wallet: money comes and goes, and the statement keeps each of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.phones import Movement, Phone

if TYPE_CHECKING:
    from simulator.world import World


def move(
    world: World, phone: Phone, amount: int, *, receipt: str, who: str, reference: str = ""
) -> Movement:
    """Put `amount` whole KES into a wallet, or take it out when it is below 0."""
    phone.balance += amount
    movement = Movement(receipt, amount, who, reference, world.clock.now(), phone.balance)
    phone.statement.append(movement)
    world.publish("money", phone=phone.id, movement=movement.as_json())
    world.phone_changed(phone)
    return movement
