"""Of /mydata, for who works here: profile, services, hours; nothing that names a client (X74)."""

import json
from typing import Any

from models.database import row
from services.mydata_reading import Reading


async def work(reading: Reading) -> dict[str, Any]:
    profiles = await reading.all(
        """SELECT slug, title, bio, specialties, languages, slot_step_minutes AS "slotStep",
                  buffer_before_minutes AS "bufferBefore", buffer_after_minutes AS "bufferAfter",
                  notice_minutes AS "noticeMinutes", horizon_days AS "horizonDays",
                  max_per_day AS "mostPerDay", max_per_week AS "mostPerWeek",
                  photo_file_id IS NOT NULL AS "hasPhoto", meeting_kind AS "meetingKind",
                  meeting_address AS "meetingAddress", submitted_at AS "submittedAt",
                  approved_at AS "approvedAt", declined_at AS "declinedAt",
                  decline_reason AS "declineReason", paused_at AS "pausedAt"
           FROM psychologists WHERE person_id = $1"""
    )
    if not profiles:
        return {}
    lists = ("specialties", "languages")
    found = await row("SELECT id FROM psychologists WHERE person_id = $1", reading.person_id)
    assert found is not None, "they have a profile"
    profile = profiles[0] | {name: json.loads(profiles[0][name]) for name in lists}
    return {"profile": profile, **await _hours(reading, found["id"]),
            **await _sessions(reading, found["id"])}  # fmt: skip


async def _hours(reading: Reading, own: int) -> dict[str, Any]:
    return {
        "services": await reading.all(
            """SELECT title, slug, format, medium, duration_minutes AS duration,
                       (price_minor / 100.0)::float8 AS price, currency, is_active AS "isActive"
                FROM services WHERE psychologist_id = $1 ORDER BY id""",
            own,
        ),
        "availability": await reading.all(
            """SELECT day_of_week AS "dayOfWeek", start_time AS "startTime",
                       end_time AS "endTime", is_active AS "isActive"
                FROM availability_windows WHERE psychologist_id = $1 ORDER BY id""",
            own,
        ),
        "exceptions": await reading.all(
            """SELECT first_date::text AS "from", last_date::text AS "to",
                       is_available AS "isAvailable", custom_start_time AS "customStartTime",
                       custom_end_time AS "customEndTime", reason
                FROM availability_exceptions WHERE psychologist_id = $1 ORDER BY id""",
            own,
        ),
        "outsideCalendars": await reading.all(
            """SELECT name, added_at AS "addedAt" FROM outside_calendars WHERE psychologist_id = $1
                ORDER BY id""",
            own,
        ),
        "googleConnected": await reading.all(
            """SELECT granted_at AS "grantedAt" FROM google_grants WHERE psychologist_id = $1""",
            own,
        ),
    }


async def _sessions(reading: Reading, own: int) -> dict[str, Any]:
    """Counts and dates: whose they were is those people's data."""
    return {
        "sessionsHeld": await reading.all(
            """SELECT reference AS "bookingReference", starts_at AS "scheduledAt", status
                FROM bookings WHERE psychologist_id = $1 AND status <> 'held'
                ORDER BY starts_at, id""",
            own,
        ),
        "notesWritten": await reading.all(
            """SELECT reference AS "bookingReference", written_at AS "writtenAt"
               FROM session_notes JOIN bookings ON bookings.id = booking_id
               WHERE author_id = $1 ORDER BY session_notes.id"""
        ),
        "clientsAddedByHand": (
            await reading.one("SELECT count(*) AS total FROM caseload_entries WHERE person_id = $1")
        )["total"],
    }
