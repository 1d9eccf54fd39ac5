"""What people say about themselves: name, language, time zone, phone number (P4, P5)."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.database import count, row
from models.languages import LANGUAGES
from models.values import Role
from models.views_people import Preferences
from services import calendar_reading, phones, reminder_plans
from services.errors import Refused

#: The column's length is 128; a longer name would not fit on a button.
LONGEST_NAME = 64


class NoName(Refused):
    key = "name_needed"


class NoZone(Refused):
    key = "zone_unknown"


async def of(person_id: int) -> Preferences:
    """Of somebody who is known to exist."""
    found = await row(
        """SELECT name, language, timezone, phone,
                  EXISTS (SELECT 1 FROM role_grants WHERE person_id = $1 AND role = $2) AS keeps
           FROM people WHERE id = $1""",
        person_id,
        Role.PSYCHOLOGIST.value,
    )
    assert found is not None, "whoever writes to us has a row"
    return Preferences(found["name"], found["language"], found["timezone"], found["phone"],
                       found["keeps"])  # fmt: skip


async def call(person_id: int, name: str) -> None:
    """The name by which the practice calls a person; raises NoName for one without a letter."""
    await count("UPDATE people SET name = $2 WHERE id = $1", person_id, proper_name(name))


def proper_name(typed: str) -> str:
    """A name on one line, as short as a button; raises NoName for one without a letter."""
    name = " ".join(typed.split())[:LONGEST_NAME].strip()
    if not any(letter.isalpha() for letter in name):
        raise NoName("a name has letters")
    return name


async def speak(person_id: int, language: str) -> None:
    if language not in LANGUAGES:
        raise Refused("no such language")
    await count("UPDATE people SET language = $2 WHERE id = $1", person_id, language)


async def live_in(person_id: int, timezone: str, now: datetime) -> None:
    """The IANA zone in which a person reads times; raises NoZone for one that isn't there."""
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise NoZone("no such zone") from unknown
    await count("UPDATE people SET timezone = $2 WHERE id = $1", person_id, timezone)
    await calendar_reading.read_anew(person_id)
    await reminder_plans.plan_anew(person_id, now)


async def be_called_on(
    person_id: int, typed: str, now: datetime, *, shared: bool = False
) -> None:  # fmt: skip
    """Their number, typed or as Telegram shares it; raises NotANumber or NotMobile.

    Only one that Telegram shares is known to be theirs, and may act for them by SMS (R6).

    A number from which somebody has written STOP stays silent, whoever says that it is theirs.
    """
    number = phones.shared(typed) if shared else phones.personal(typed)
    await count(
        """UPDATE people SET phone = $2::text, wrong_phone = NULL, sms_dead_since = NULL,
               phone_confirmed_at =
               CASE WHEN $3 THEN $4::timestamptz WHEN phone = $2 THEN phone_confirmed_at END,
               sms_stopped_at =
               coalesce(sms_stopped_at, (SELECT min(others.sms_stopped_at) FROM people AS others
                   WHERE others.phone = $2::text AND others.id <> $1))
           WHERE id = $1""",
        person_id,
        number,
        shared,
        now,
    )


async def forget_phone(person_id: int) -> None:
    await count(
        """UPDATE people SET phone = NULL, wrong_phone = NULL, phone_confirmed_at = NULL
           WHERE id = $1""",
        person_id,
    )
