"""How letters leave that are not for a chat: to whose number or address it is by then."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

import structlog

from services import contacting, sent_sms
from services.channels.email import Attached, EmailChannel
from services.channels.email_failures import MailTrouble, UnknownMailbox
from services.channels.sms import NumberIsDead, SmsChannel, SmsStopped
from services.errors import DeliveryFailed
from services.outbox import Claimed
from services.sent_sms import SmsTerms

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


class EmailCarrier:
    """E-mail to the address that the person has by then; tried again, it is the same mail."""

    def __init__(self, channel: EmailChannel) -> None:
        self._channel = channel

    async def send(self, letter: Claimed, payload: dict[str, Any]) -> None:
        contact = await contacting.of(payload["person"])
        if contact.email is None or not contact.by_email:
            raise DeliveryFailed("e-mail: no address, or none wanted", permanent=True)
        file = payload.get("file")
        try:
            await self._channel.send(
                contact.email, payload["subject"], payload["mail"],
                Attached(file["name"], file["mime"], file["content"]) if file else None,
                message_id=payload["name"],
            )  # fmt: skip
        except UnknownMailbox:
            await contacting.email_is_unknown(payload["person"], contact.email)
            raise
        except MailTrouble as failure:
            if failure.alarming:
                log.error("no_mail_leaves", outbox_id=letter.id, alarm=True)
            raise
