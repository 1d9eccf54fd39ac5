"""How letters leave that are not for a chat: SMS, to the number that is somebody's by then."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from services import contacting, sent_sms
from services.channels.sms import NumberIsDead, SmsChannel, SmsStopped
from services.errors import DeliveryFailed
from services.outbox import Claimed
from services.sent_sms import SmsTerms


class Carrier(Protocol):
    async def send(self, letter: Claimed, payload: dict[str, Any], /) -> None:
        """Deliver. Raises DeliveryFailed."""


class SmsCarrier:
    """SMS to the number that the person has at this moment, within what may be spent.

    Each try is written down before it leaves: one that nobody heard the end of is sent again only
    if it is vital, because Africa's Talking has no name by which to ask for it (3-protocols 2.2).
    """

    def __init__(
        self, channel: SmsChannel, terms: SmsTerms, clock: Callable[[], datetime]
    ) -> None:  # fmt: skip
        self._channel = channel
        self._terms = terms
        self._clock = clock

    async def send(self, letter: Claimed, payload: dict[str, Any]) -> None:
        contact = await contacting.of(payload["person"])
        if contact.phone is None or contact.stopped:
            raise DeliveryFailed("SMS: no number, or none wanted", permanent=True)
        await sent_sms.begin(letter.id, payload["person"], payload["text"], self._terms,
                             vital=payload["vital"], now=self._clock())  # fmt: skip
        try:
            receipt = await self._channel.send(contact.phone, payload["text"])
        except DeliveryFailed as failure:
            await sent_sms.refused(letter.id, failure)
            if isinstance(failure, NumberIsDead):
                await contacting.sms_is_dead(payload["person"], contact.phone, self._clock())
            if isinstance(failure, SmsStopped):
                await contacting.stop_sms(payload["person"], self._clock())
            raise
        await sent_sms.accepted(letter.id, receipt)
