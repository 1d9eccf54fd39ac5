"""Of /mydata: what somebody was reminded of, and which SMS went to them (R1, R4)."""

from typing import Any

from services.mydata_reading import Reading


async def reached(reading: Reading) -> dict[str, Any]:
    """No words: those of an SMS are not kept, and a reminder says what its session says."""
    found = {
        "reminders": await reading.all(
            """SELECT reference AS "bookingReference", kind AS "howLongBefore", due_at AS "dueAt",
                      reminders.state, decided_at AS "decidedAt"
               FROM reminders JOIN bookings ON bookings.id = booking_id
               WHERE person_id = $1 ORDER BY reminders.id"""
        ),
        "sms": await reading.all(
            """SELECT tried_at AS "triedAt", state, parts, cost::float8 AS "costKes",
                      reported_at AS "reportedAt" FROM sent_sms
               WHERE person_id = $1 ORDER BY id"""
        ),
        "reportsOfTheDay": await reading.all(
            """SELECT kind, day::text AS day, put_at AS "sentAt" FROM digests
               WHERE person_id = $1 ORDER BY id"""
        ),
    }
    return {name: told for name, told in found.items() if told}
