"""Straight ways through a session's life, for what chance would seldom find."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from conversations.events import Action, Happening, Text, Typed
from models.database import rows
from tests.handlers.crowd import Crowd

NAIROBI = ZoneInfo("Africa/Nairobi")

_ONE = """
SELECT b.public_id, b.version, b.starts_at, client.telegram_chat_id AS client,
       staff.telegram_chat_id AS staff
FROM bookings AS b JOIN psychologists AS p ON p.id = b.psychologist_id
JOIN chats AS client ON client.person_id = b.client_id
JOIN chats AS staff ON staff.person_id = p.person_id
WHERE b.status = ANY($1::text[]) AND b.proposal_for_id IS NULL
ORDER BY b.starts_at > $2 DESC, b.starts_at, b.id
"""


class Guide:
    """Each way takes a booking in the right state, the soonest first, and does nothing without."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd

    async def one(self, place: int, *states: str) -> dict[str, Any] | None:
        found = await rows(_ONE, list(states), self.crowd.now)
        return dict(found[place % len(found)]) if found else None

    async def goes_on(self, chat: int, kind: str, place: int = 0) -> None:
        pressed = self.crowd.press(chat, place, kind)
        if pressed is not None:
            await self.crowd.happens(chat, pressed)

    async def taps(self, chat: int, verb: str, booking: dict[str, Any]) -> None:
        await self.crowd.happens(chat, tap(verb, booking))

    async def asks(self, chat: int, place: int, whom: str = "p") -> None:
        await self.crowd.happens(chat, Typed("book"))
        for kind in (whom, "s", "d"):
            await self.goes_on(chat, rf"^book:\d+:{kind}\d*")
        await self.goes_on(chat, r"^book:\d+:t\d", place)
        await self.goes_on(chat, r"^book:\d+:y$")

    async def pays(self, chat: int, booking: dict[str, Any], *, comes: bool = True) -> None:
        await self.taps(chat, "pay", booking)
        await self.crowd.happens(chat, Text(f"071200000{chat}"))
        await self.goes_on(chat, r"^pay:\d+:y$")
        if comes:
            await self.crowd.money_comes(0)

    async def chooses_time(self, chat: int, verb: str, booking: dict[str, Any], place: int) -> None:
        """Up to the last question, which `move:…:y` answers."""
        await self.taps(chat, verb, booking)
        await self.goes_on(chat, r"^move:\d+:d", place % 5)
        await self.goes_on(chat, r"^move:\d+:t", place)

    async def waits_until(self, at: datetime) -> None:
        """Time only goes forward."""
        hours = (at - self.crowd.now) / timedelta(hours=1)
        if hours > 0:
            await self.crowd.time_passes(hours)

    async def settles(self, place: int) -> None:
        """A request is approved, what is approved is paid."""
        booking = await self.one(place, "pending", "approved")
        if booking is not None:
            await self.taps(booking["staff"], "ok", booking)
        approved = await self.one(place, "approved")
        if approved is not None:
            await self.pays(approved["client"], approved)

    async def declines(self, place: int) -> None:
        booking = await self.one(place, "pending")
        if booking is not None:
            await self.taps(booking["staff"], "no", booking)
            await self.goes_on(booking["staff"], r"^decline:\d+:r")

    async def moves(self, place: int) -> None:
        booking = await self.one(place, "confirmed", "approved", "pending")
        if booking is not None:
            await self.chooses_time(booking["client"], "mv", booking, place)
            await self.goes_on(booking["client"], r"^move:\d+:y$")

    async def suggests(self, place: int, answer: str) -> None:
        booking = await self.one(place, "pending", "confirmed", "approved")
        if booking is not None:
            await self.chooses_time(booking["staff"], "alt", booking, place)
            await self.goes_on(booking["staff"], r"^move:\d+:y$")
            await self.goes_on(booking["client"], f"^do:{answer}:")

    async def cancels(self, place: int, who: str, hours: float) -> None:
        """So many hours before its start, in time or late."""
        booking = await self.one(place, "confirmed", "approved", "pending")
        if booking is not None:
            await self.waits_until(booking["starts_at"] - timedelta(hours=hours))
            await self.taps(booking[who], "cx", booking)
            if who == "staff":
                await self.goes_on(booking[who], r"^cancel:\d+:r")
            await self.goes_on(booking[who], r"^cancel:\d+:y$")

    async def asks_for_mercy(self, place: int, answer: str) -> None:
        booking = await self.one(place, "confirmed")
        if booking is not None:
            await self.waits_until(booking["starts_at"] - timedelta(hours=5))
            await self.taps(booking["client"], "cx", booking)
            await self.goes_on(booking["client"], r"^cancel:\d+:w$")
            await self.taps(booking["staff"], answer, booking)

    async def runs(self, place: int, verbs: tuple[str, ...], minutes: int) -> None:
        """The psychologist's part of a session, so many minutes after its start."""
        booking = await self.one(place, "confirmed")
        if booking is not None:
            await self.waits_until(booking["starts_at"] + timedelta(minutes=minutes))
            for verb in verbs:
                await self.taps(booking["staff"], verb, booking)
                await self.goes_on(booking["staff"], r"^session:\d+:y$")
                (now,) = await rows("SELECT version FROM bookings WHERE public_id = $1",
                                    booking["public_id"])  # fmt: skip
                booking |= now

    async def closes(self, place: int, decision: str) -> None:
        """Leave on the day of a session, and one decision for all that lie in it."""
        booking = await self.one(place, "confirmed", "approved", "pending")
        if booking is not None:
            day = booking["starts_at"].astimezone(NAIROBI)
            await self.crowd.happens(booking["staff"], Typed("leave", f"{day:%-d %b}, leave"))
            await self.goes_on(booking["staff"], rf"^availability:\d+:d{decision}$")

    async def both_press(self, place: int, client_verb: str, staff_verb: str) -> None:
        """Both have come to their last button for one session, and press it at once."""
        booking = await self.one(place, "confirmed", "approved")
        if booking is None:
            return
        client, staff = booking["client"], booking["staff"]
        await self.waits_until(booking["starts_at"] - timedelta(minutes=25))
        turns = [(client, await self._last_step(client, client_verb, booking, place)),
                 (staff, await self._last_step(staff, staff_verb, booking, place + 1))]  # fmt: skip
        await self.crowd.side_by_side(*[(chat, event) for chat, event in turns if event])

    async def _last_step(
        self, chat: int, verb: str, booking: dict[str, Any], place: int
    ) -> Happening | None:
        if verb in {"mv", "alt"}:
            await self.chooses_time(chat, verb, booking, place)
            return self.crowd.press(chat, 0, r"^move:\d+:y$")
        if verb == "cx":
            await self.taps(chat, verb, booking)
            await self.goes_on(chat, r"^cancel:\d+:r")
            return self.crowd.press(chat, 0, r"^cancel:\d+:y$")
        if verb == "yes":
            return self.crowd.press(chat, 0, "^do:yes:")
        return tap(verb, booking)


def tap(verb: str, booking: dict[str, Any]) -> Action:
    return Action(verb, booking["public_id"], booking["version"], 1)
