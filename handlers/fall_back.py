"""When a letter can't arrive: its words go another way, and at last somebody else is told (R4)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from conversations.words import Say
from handlers import ways
from handlers.practice import Practice
from handlers.sitting import Sitting
from handlers.ways import SMS, TELEGRAM
from models.values import Channel
from services import contacting, outbox, reminders
from services.channels.email_failures import UnknownMailbox
from services.contacting import Contact
from services.errors import DeliveryFailed
from services.outbox import Claimed
from services.transaction import transaction


class FallBack:
    """A chat that is gone leads to an SMS; where nothing is left, the other side is told."""

    def __init__(self, practice: Practice, clock: Callable[[], datetime]) -> None:
        self._practice = practice
        self._clock = clock

    async def __call__(
        self, letter: Claimed, payload: dict[str, Any], failure: DeliveryFailed
    ) -> list[Claimed] | None:
        """The letters that take its place, after it was given up in the same transaction.

        None, and nothing done, for a letter that has no other way, or could not be opened.
        """
        words = payload.get("otherwise") if letter.channel == TELEGRAM else payload
        if not words:
            return None
        now = self._clock()
        if words["person"] is None:
            await outbox.dead(letter.id, now, str(failure))
            return []
        async with transaction(Channel.SYSTEM):
            await outbox.dead(letter.id, now, str(failure))
            sitting = Sitting(self._practice, now, f"instead{letter.id}")
            # What may have arrived is not said again, unless it must not be missed.
            if words["vital"] or not failure.unsure:
                contact = await contacting.of(words["person"])
                # A code for an address has no other way, or anybody could show that it is theirs.
                is_code = "text" not in words
                if not is_code:
                    await self._otherwise(sitting, contact, letter.channel, words)
                if isinstance(failure, UnknownMailbox) and contact.in_chat:
                    key = "email_nobody" if is_code else "email_unknown"
                    await sitting.tell(words["person"], Say(key, screen=False))
            return await sitting.post()

    async def _otherwise(
        self, sitting: Sitting, contact: Contact, failed: str, words: dict[str, Any]
    ) -> None:
        """The next way; or none, where the words went by another beside this one."""
        beside = set(words["beside"])
        if failed == TELEGRAM and SMS not in beside and self._is_open(SMS, contact, words):
            sitting.instead(SMS, contact, words)
        elif failed != TELEGRAM and TELEGRAM not in beside and contact.in_chat:
            sitting.instead(TELEGRAM, contact, words)
        elif not any(self._is_open(way, contact, words) for way in beside):
            if not words["only_mail"]:
                await sitting.not_reached(contact, words["booking"])
            await reminders.unreachable(words["reminders"], sitting.now)

    def _is_open(self, way: str, contact: Contact, words: dict[str, Any]) -> bool:
        if way == SMS and words["only_mail"]:
            return False
        return ways.is_open(way, contact, self._practice)
