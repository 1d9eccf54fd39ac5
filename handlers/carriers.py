"""How letters leave that are not for a chat: SMS, to the number that is somebody's by then."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

import structlog

from models.values import Channel
from services import contacting, phone_owners, sent_sms
from services.channels.sms import NumberIsDead, SmsChannel, SmsStopped
from services.errors import DeliveryFailed
from services.outbox import Claimed
from services.sent_sms import SmsTerms, Trial
from services.transaction import transaction

log = structlog.get_logger()


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
        phone = await _number(payload)
        trial = Trial(letter.id, payload["person"], payload["text"], payload["booking"],
                      payload["vital"])  # fmt: skip
        await sent_sms.begin(trial, self._terms, self._clock())
        try:
            receipt = await self._channel.send(phone, payload["text"])
        except DeliveryFailed as failure:
            await sent_sms.refused(letter.id, failure)
            if isinstance(failure, NumberIsDead):
                await phone_owners.is_dead(phone, self._clock())
            if isinstance(failure, SmsStopped):
                await phone_owners.stop(phone, self._clock())
            raise
        async with transaction(Channel.SMS):
            passed = await sent_sms.accepted(letter.id, receipt, self._terms, self._clock())
        if passed is not None:
            event = "sms_budget_used_up" if passed == sent_sms.FULL_AT else "sms_budget_nearly_used"
            log.error(event, limit=int(self._terms.budget or 0), alarm=True)


async def _number(payload: dict[str, Any]) -> str:
    """Where it goes to. Raises DeliveryFailed.

    `to` is a number that is nobody's. Whoever wants no SMS is answered all the same what they ask.
    """
    if payload["person"] is None:
        return str(payload["to"])
    contact = await contacting.of(payload["person"])
    if contact.phone is None or (contact.stopped and not payload.get("answers")):
        raise DeliveryFailed("SMS: no number, or none wanted", permanent=True)
    return contact.phone
