"""What is left of somebody tells nobody whose it was: the rows of a person, redacted (D2, X71).

`docs/privacy.md` has the table of what goes at once, what stays without a name, and what is
deleted later (services/erasures).
"""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from models.database import count, row, rows
from models.languages import DEFAULT_LANGUAGE
from models.rights_views import FORGOTTEN
from services.erasure_money import redact_money
from services.vault import Vault

#: Stands in place of a lane that named a chat.
NO_LANE = "forgotten"

_MINE = "(SELECT id FROM bookings WHERE client_id = $1)"
#: $1 is the person; each of these may be repeated.
_WORDS = (
    f"""UPDATE bookings SET decline_reason = NULL, cancellation_reason = NULL,
            reason = NULL, special_requests = NULL, meeting_link = NULL
        WHERE id IN {_MINE} AND num_nonnulls(decline_reason, cancellation_reason,
            reason, special_requests, meeting_link) > 0""",  # noqa: S608 - as above
    f"UPDATE session_proofs SET name = NULL WHERE booking_id IN {_MINE}",  # noqa: S608 - our own SQL
    "UPDATE invitations SET label = '' WHERE used_by_id = $1",
    "DELETE FROM caseload_entries WHERE client_id = $1 OR person_id = $1",
    "DELETE FROM guardian_links WHERE client_id = $1",
    "DELETE FROM page_sessions WHERE person_id = $1",
    "DELETE FROM role_grants WHERE person_id = $1",
    "DELETE FROM wishes WHERE person_id = $1",
    "DELETE FROM reminders WHERE person_id = $1",
    "DELETE FROM digests WHERE person_id = $1",
    # Parts and cost are the practice's accounts; Africa's Talking's name for it leads to a number.
    """UPDATE sent_sms SET message_id = NULL, failure = NULL
       WHERE person_id = $1 AND num_nonnulls(message_id, failure) > 0""",
)
#: What is left of who once worked here, or wanted to; $1 the person.
_WORK = (
    """DELETE FROM google_grants USING psychologists
       WHERE psychologists.id = psychologist_id AND person_id = $1""",
    """DELETE FROM outside_calendars USING psychologists
       WHERE psychologists.id = psychologist_id AND person_id = $1""",
    """DELETE FROM availability_exceptions USING psychologists
       WHERE psychologists.id = psychologist_id AND person_id = $1""",
    """UPDATE psychologists SET slug = 'gone-' || substr(md5(public_id::text), 1, 20), title = '',
           bio = '', specialties = '[]', languages = '[]', photo_file_id = NULL,
           meeting_address = NULL, decline_reason = NULL,
           paused_at = CASE WHEN approved_at IS NOT NULL THEN coalesce(paused_at, $2) END,
           submitted_at = CASE WHEN approved_at IS NOT NULL THEN submitted_at END
       WHERE person_id = $1""",
)


async def redact_person(person_id: int, now: datetime) -> None:
    """Their name, number and ways to reach them; waits for who books for them at this moment.

    What their phone was asked by SMS goes with its number, by which alone it is found.
    """
    await count(
        """DELETE FROM sms_threads USING people
           WHERE people.id = $1 AND sms_threads.phone = people.phone""",
        person_id,
    )
    await count(
        """UPDATE people SET name = $2, telegram_id = NULL, phone = NULL,
               phone_confirmed_at = NULL, wrong_phone = NULL, feed_token = NULL,
               email = NULL, email_confirmed_at = NULL, sms_stopped_at = NULL,
               sms_dead_since = NULL, language = $3, timezone = 'UTC', unreachable_since = NULL,
               added_by_id = NULL, is_minor = NULL, forgotten_at = $4 WHERE id = $1""",
        person_id,
        FORGOTTEN,
        DEFAULT_LANGUAGE,
        now,
    )


async def redact_rest(vault: Vault, person_id: int, now: datetime) -> dict[str, int]:
    """Everything else that names them or tells their words; how many rows of what."""
    counts = {"queued": await _silence(person_id, now)}
    counts["chats"] = await count("DELETE FROM chats WHERE person_id = $1", person_id)
    for statement in _WORDS:
        await count(statement, person_id)
    for statement in _WORK:
        await count(statement, *((person_id, now) if "$2" in statement else (person_id,)))
    await redact_money(person_id)
    sealed = await row(
        """SELECT count(*) AS answers FROM intake_answers JOIN intakes ON intakes.id = intake_id
           WHERE client_id = $1""",
        person_id,
    )
    assert sealed is not None, "an aggregate always answers"
    counts["answers"] = sealed["answers"]
    counts["keys"] = int(await vault.destroy(person_id, now))
    return counts


async def _silence(person_id: int, now: datetime) -> int:
    """Nothing more is said to them, and nothing of what they wrote waits; how many letters.

    What is to be taken out of their chat is taken out at once instead of later.
    """
    found = await rows(
        "SELECT 'tg:' || telegram_chat_id AS lane FROM chats WHERE person_id = $1", person_id
    )
    lanes = [*(one["lane"] for one in found), f"sms:{person_id}", f"mail:{person_id}"]
    await count(
        """UPDATE outbox SET due_at = $2 WHERE lane = ANY($1) AND state = 'due' AND attempts = 0
           AND payload ? 'delete'""",
        lanes,
        now,
    )
    dropped = await count(
        f"""UPDATE outbox SET state = 'dropped', payload = NULL, sent_at = $3
            WHERE state = 'due' AND (lane = ANY($2) AND NOT payload ? 'delete'
                OR fence_booking_id IN {_MINE})""",  # noqa: S608 - our own SQL
        person_id,
        lanes,
        now,
    )
    await count(
        "UPDATE outbox SET lane = $2 WHERE lane = ANY($1) AND state <> 'due'", lanes, NO_LANE
    )
    await _unread(person_id, lanes, now)
    return dropped


async def _unread(person_id: int, lanes: list[str], now: datetime) -> None:
    """What came from them, and what was told of their payments, as it came."""
    found = await rows(
        """SELECT prefix || name AS lane FROM (
               SELECT 'mpesa:' AS prefix, callback_token AS name FROM payments
               JOIN bookings ON bookings.id = booking_id WHERE client_id = $1 UNION ALL
               SELECT 'paystack:', callback_token FROM payments
               JOIN bookings ON bookings.id = booking_id WHERE client_id = $1 UNION ALL
               SELECT 'ask:', token FROM mpesa_requests JOIN refunds ON refunds.id = refund_id
               WHERE refunds.person_id = $1) AS named""",
        person_id,
    )
    await count(
        """UPDATE inbox SET payload = ''::bytea, state = CASE state WHEN 'open' THEN 'done'
               ELSE state END, finished_at = coalesce(finished_at, $2), lane = $3
           WHERE lane = ANY($1)""",
        lanes,
        now,
        NO_LANE,
    )
    await count(
        "UPDATE inbox SET payload = ''::bytea WHERE lane = ANY($1) AND state <> 'open'",
        [one["lane"] for one in found],
    )


async def write_down(
    person_id: int, counts: Mapping[str, int], delete_after: datetime, now: datetime
) -> None:
    """That it was asked for and done, and until when the rest is deleted."""
    await row(
        """INSERT INTO erasures (public_id, person_id, asked_at, redacted_at, delete_after, counts)
           VALUES ($1, $2, $3, $3, $4, $5::text::jsonb) RETURNING id""",
        uuid4(),
        person_id,
        now,
        delete_after,
        json.dumps(dict(counts)),
    )
