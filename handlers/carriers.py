"""How letters leave that are not for a chat: to whose number or address it is by then."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

import structlog

from models.values import Channel
from services import contacting, phone_owners, sent_sms
from services.channels.email import Attached, EmailChannel
from services.channels.email_failures import MailTrouble, UnknownMailbox
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

    def __init__(self, channel: SmsChannel, terms: SmsTerms, clock: Callable[[], datetime]) -> None:
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


class EmailCarrier:
    """E-mail to the address that the person has by then; tried again, it is the same mail."""

    def __init__(self, channel: EmailChannel) -> None:
        self._channel = channel

    async def send(self, letter: Claimed, payload: dict[str, Any]) -> None:
        address = payload.get("to") or await _address(payload)
        file = payload.get("file")
        try:
            await self._channel.send(
                address, payload["subject"], payload["mail"],
                Attached(file["name"], file["mime"], file["content"]) if file else None,
                message_id=payload["name"],
            )  # fmt: skip
        except UnknownMailbox:
            await contacting.email_is_unknown(payload["person"], address)
            raise
        except MailTrouble as failure:
            if failure.alarming:
                log.error("no_mail_leaves", outbox_id=letter.id, alarm=True)
            raise


async def _address(payload: dict[str, Any]) -> str:
    """Raises DeliveryFailed."""
    contact = await contacting.of(payload["person"])
    if contact.email is None or not contact.by_email:
        raise DeliveryFailed("e-mail: no address, or none wanted", permanent=True)
    return contact.email


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
