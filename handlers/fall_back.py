"""When a letter can't arrive: its brief words go by SMS, and at last somebody else is told (R4)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from handlers.sitting import EMAIL, SMS, TELEGRAM, Practice, Sitting
from models.values import Channel
from services import contacting, outbox, reminders
from services.errors import DeliveryFailed
from services.outbox import Claimed
from services.transaction import transaction


class FallBack:
    """A chat that is gone leads to an SMS, an SMS that can't arrive to the other side."""

    def __init__(self, practice: Practice, clock: Callable[[], datetime]) -> None:
        self._practice = practice
        self._clock = clock

    async def __call__(
        self, letter: Claimed, payload: dict[str, Any], failure: DeliveryFailed
    ) -> list[Claimed] | None:
        """The letters that take its place, after it was given up in the same transaction.

        None, and nothing done, for a letter that has no other way.
        """
        instead = payload if letter.channel == SMS else payload.get("otherwise")
        if instead is None or letter.channel == EMAIL:
            return None
        now = self._clock()
        if instead["person"] is None:
            await outbox.dead(letter.id, now, str(failure))
            return []
        async with transaction(Channel.SYSTEM):
            await outbox.dead(letter.id, now, str(failure))
            contact = await contacting.of(instead["person"])
            sitting = Sitting(self._practice, now, f"instead{letter.id}")
            if letter.channel == TELEGRAM and contact.may_sms and self._practice.has_sms:
                ids = payload.get("reminders") or []
                sitting.text_instead(contact, {**instead, "reminders": ids})
            else:
                await sitting.not_reached(contact, instead["booking"])
                await reminders.unreachable(instead["reminders"], now)
            return await sitting.post()
