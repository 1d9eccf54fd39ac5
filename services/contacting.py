"""How a person can be reached, and how they wish to be (R1, R4): chat, SMS, e-mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.database import count, row
from models.values import ReminderKind, SmsWish
from models.views import Reader
from services import phone_owners, reminder_plans
from services.errors import Refused
from services.reminder_times import DEFAULT_QUIET, Quiet


class NumberUnproven(Refused):
    """They typed a number, which may be anybody's."""

    key = "start_unproven"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants to be told, and where; these are the defaults.

    `by_chat` and `kinds` are about reminders; what changes a booking is always said in the chat.
    `shares_phone`: others read along. `digest`: the agenda or report of the day is wanted.
    """

    by_chat: bool = True
    by_sms: SmsWish = SmsWish.INSTEAD
    by_email: bool = True
    kinds: frozenset[ReminderKind] = frozenset(ReminderKind)
    quiet: Quiet | None = DEFAULT_QUIET
    shares_phone: bool = False
    digest: bool = True


@dataclass(frozen=True, slots=True)
class Contact:
    """One person as a letter looks for them.

    `chat` is the Telegram chat id where there is one; `is_blocked`: nothing arrives there at
    present. `phone` (E.164) and `email` are None where nothing can arrive; `is_proven`: the number
    is surely theirs; `stopped`: they want no SMS at all.
    """

    reader: Reader
    chat: int | None
    is_blocked: bool
    phone: str | None
    is_proven: bool
    stopped: bool
    email: str | None
    wishes: Wishes

    @property
    def in_chat(self) -> bool:
        return self.chat is not None and not self.is_blocked

    @property
    def may_sms(self) -> bool:
        wanted = self.wishes.by_sms is not SmsWish.NEVER
        return self.phone is not None and not self.stopped and wanted

    @property
    def wants_both(self) -> bool:
        """SMS beside the chat, not only where the chat can't say it."""
        return self.wishes.by_sms is SmsWish.ALWAYS

    @property
    def refuses(self) -> bool:
        """They have said that they want no SMS, so it is no failure that none arrives."""
        return self.stopped or self.wishes.by_sms is SmsWish.NEVER

    @property
    def chat_for_reminders(self) -> bool:
        return self.in_chat and self.wishes.by_chat

    @property
    def sms_for_reminders(self) -> bool:
        alone = not self.chat_for_reminders
        return self.may_sms and (self.wants_both or alone)

    @property
    def by_email(self) -> bool:
        return self.email is not None and self.wishes.by_email


CONTACT = """
    SELECT people.id, people.name, people.language, people.timezone, people.phone,
           people.telegram_id, people.phone_confirmed_at,
           people.email, people.email_confirmed_at, people.sms_stopped_at, people.sms_dead_since,
           people.unreachable_since, wishes.by_chat, wishes.by_sms, wishes.by_email,
           wishes.day_before, wishes.hours_before, wishes.minutes_before, wishes.quiet_from,
           wishes.quiet_to, wishes.shares_phone, wishes.digest,
           (SELECT telegram_chat_id FROM chats WHERE chats.person_id = people.id
            ORDER BY chats.id LIMIT 1) AS chat
    FROM people LEFT JOIN wishes ON wishes.person_id = people.id
"""


async def of(person_id: int) -> Contact:
    """Of somebody who is known to exist; a forgotten person can't be reached anywhere."""
    found = await row(f"{CONTACT} WHERE people.id = $1", person_id)
    assert found is not None, "people are never deleted"
    return contact(found)


def contact(found: Mapping[str, Any]) -> Contact:
    """From a row of CONTACT."""
    return Contact(
        Reader(found["id"], found["name"], found["language"], found["timezone"]),
        found["chat"],
        found["unreachable_since"] is not None,
        found["phone"] if found["sms_dead_since"] is None else None,
        found["telegram_id"] is None or found["phone_confirmed_at"] is not None,
        found["sms_stopped_at"] is not None,
        found["email"] if found["email_confirmed_at"] is not None else None,
        wishes(found),
    )


def wishes(found: Mapping[str, Any]) -> Wishes:
    """From the columns of `wishes`, all NULL where nothing was ever wished."""
    if found["by_chat"] is None:
        return Wishes()
    chosen = {
        ReminderKind.DAY: found["day_before"],
        ReminderKind.HOURS: found["hours_before"],
        ReminderKind.MINUTES: found["minutes_before"],
    }
    return Wishes(
        by_chat=found["by_chat"],
        by_sms=SmsWish(found["by_sms"]),
        by_email=found["by_email"],
        kinds=frozenset(kind for kind, wanted in chosen.items() if wanted),
        quiet=Quiet.read(found["quiet_from"], found["quiet_to"]),
        shares_phone=found["shares_phone"],
        digest=found["digest"],
    )


async def wish(person_id: int, wanted: Wishes, now: datetime) -> None:
    """All that somebody wishes, at once; their reminders are planned anew."""
    quiet = wanted.quiet
    await count(
        """INSERT INTO wishes (person_id, by_chat, by_sms, by_email, day_before, hours_before,
               minutes_before, quiet_from, quiet_to, shares_phone, digest)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
           ON CONFLICT (person_id) DO UPDATE SET by_chat = $2, by_sms = $3, by_email = $4,
               day_before = $5, hours_before = $6, minutes_before = $7, quiet_from = $8,
               quiet_to = $9, shares_phone = $10, digest = $11""",
        person_id,
        wanted.by_chat,
        wanted.by_sms.value,
        wanted.by_email,
        ReminderKind.DAY in wanted.kinds,
        ReminderKind.HOURS in wanted.kinds,
        ReminderKind.MINUTES in wanted.kinds,
        f"{quiet.since:%H:%M}" if quiet else None,
        f"{quiet.until:%H:%M}" if quiet else None,
        wanted.shares_phone,
        wanted.digest,
    )
    await reminder_plans.plan_anew(person_id, now)


async def start_sms(person_id: int) -> None:
    """Lift the STOP of one's number for everybody who has it; one thought dead is tried again.

    A STOP belongs to the number: only who has shown that it is theirs lifts it, or the phone
    itself (`phone_owners.start`). Raises NumberUnproven.
    """
    mine = await of(person_id)
    found = await row("SELECT phone FROM people WHERE id = $1", person_id)
    if not mine.is_proven or found is None or found["phone"] is None:
        raise NumberUnproven("may be anybody's")
    await phone_owners.start(found["phone"])


async def be_mailed_at(person_id: int, address: str, now: datetime) -> None:
    """They have shown that this address is theirs."""
    await count(
        "UPDATE people SET email = $2, email_confirmed_at = $3 WHERE id = $1",
        person_id,
        address,
        now,
    )


async def email_is_unknown(person_id: int, address: str) -> bool:
    """Nobody has this address; whether this is new. One that they have changed isn't meant."""
    return bool(
        await count(
            """UPDATE people SET email_confirmed_at = NULL
               WHERE id = $1 AND email = $2 AND email_confirmed_at IS NOT NULL""",
            person_id,
            address,
        )
    )


async def still_blocked(telegram_chat_id: int, letter_id: int) -> datetime | None:
    """When a letter to a chat that nothing arrives in was put; None where the chat is open."""
    found = await row(
        """SELECT outbox.put_at FROM outbox, chats JOIN people ON people.id = chats.person_id
           WHERE chats.telegram_chat_id = $1 AND people.unreachable_since IS NOT NULL
           AND outbox.id = $2""",
        telegram_chat_id,
        letter_id,
    )
    put_at: datetime | None = found["put_at"] if found else None
    return put_at


async def forget_email(person_id: int) -> None:
    await count(
        "UPDATE people SET email = NULL, email_confirmed_at = NULL WHERE id = $1", person_id
    )
