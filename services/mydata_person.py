"""Of /mydata: who somebody is to us, how they are reached and served, and who looked at it."""

from typing import Any

from services import audit_views
from services.mydata_reading import Reading

#: The newest; whoever wants to see older ones finds them in the chat, page by page.
MOST_OF_TRAIL = 5000


async def person(reading: Reading) -> dict[str, Any]:
    return {
        **await reading.one(
            """SELECT public_id::text AS "clientId", name, telegram_id AS "telegramId", phone,
                      wrong_phone AS "phoneSaidToBeWrong",
                      email, email_confirmed_at AS "emailConfirmedAt",
                      sms_stopped_at AS "smsStoppedAt", sms_dead_since AS "smsUndeliverableSince",
                      language, timezone, is_minor AS "isMinor", created_at AS "createdAt",
                      added_by_id IS NOT NULL AS "addedByThePractice",
                      unreachable_since AS "botBlockedSince",
                      feed_token IS NOT NULL AS "hasCalendarFeed" FROM people WHERE id = $1"""
        ),
        "chats": await reading.all(
            """SELECT telegram_chat_id AS "telegramChatId" FROM chats WHERE person_id = $1"""
        ),
        "roles": await reading.all(
            """SELECT role, granted_at AS "grantedAt" FROM role_grants WHERE person_id = $1
               ORDER BY id"""
        ),
        "wishes": await reading.all(
            """SELECT by_chat AS "remindedInChat", by_sms AS "remindedBySms",
                      by_email AS "byEmail", day_before AS "dayBefore",
                      hours_before AS "hoursBefore", minutes_before AS "minutesBefore",
                      quiet_from AS "quietFrom", quiet_to AS "quietUntil",
                      shares_phone AS "sharesPhone", digest AS "reportOfTheDay"
               FROM wishes WHERE person_id = $1"""
        ),
        "unfinishedDialogues": await reading.all(
            """SELECT drafts.dialogue, drafts.updated_at AS "leftAt" FROM drafts
               JOIN chats ON chats.id = chat_id WHERE person_id = $1 AND step <> 'over'
               ORDER BY drafts.id"""
        ),
    }


async def trail(reading: Reading) -> list[dict[str, Any]]:
    """What was done to their data, the newest first: by them, or as what somebody did it."""
    page = await audit_views.own_trail(reading.person_id, size=MOST_OF_TRAIL)
    return reading.shown(
        [
            {"at": one.at, "action": one.action,
             "by": "you" if one.is_me else one.role or one.channel, "bookingReference":
             one.reference, "before": one.before, "after": one.after}
            for one in page.entries
        ]
    )  # fmt: skip
