"""Going on where an earlier life of the simulator ended: its timers are gone, its memory is not."""

from typing import Any

from simulator.paystack import mpesa, refunds, webhooks
from simulator.paystack.memory import paystack_of
from simulator.world import World


def revive(world: World, saved: dict[str, Any]) -> None:
    """Take over what was saved, and set the timers of what is under way."""
    paystack = paystack_of(world)
    paystack.adopt(saved)
    for event in paystack.events.values():
        webhooks.schedule(paystack, event)
    for refund in paystack.refunds.values():
        if refund.status in {"pending", "processing"}:
            refunds.go_on_later(paystack, refund)
    for transaction in paystack.transactions.values():
        mpesa.resume(paystack, transaction)
