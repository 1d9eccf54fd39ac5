"""Sessions that a psychologist or admin arranges for a client: agreed on from the start (B10, B6).

Like any booking it begins as a hold, which the exclusion constraint grants or not (H1), and is
approved in the same transaction, because the psychologist is the one who asked; a session without
a charge is confirmed at once.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import structlog

from models.calendar import Unavailable
from models.database import Row, count, row, rows
from models.session_views import Arrangement
from models.values import Medium, Money, Purpose, Role
from models.views import BookingView, ServiceCard
from services import availability, kept_times, slots
from services.access import holds_role
from services.booking_views import view
from services.bookings import LEAST_TIME_TO_PAY, reference_year
from services.errors import NotYours, Refused
from services.holds import Taken
from services.own_clients import own_client
from services.policy import Policy
from services.sessions import NotNow

log = structlog.get_logger()

#: An instant session starts at the next five minutes after so long; who is to pay needs longer.
FREE_LEAD, CHARGED_LEAD = timedelta(minutes=2), timedelta(minutes=10)
_STEP = 300


class ClientBusy(Refused):
    """The client has a session then; with whom is nobody else's business."""

    key = "arranged_client_busy"


class NotReached(Refused):
    """Without a chat there is nowhere to send the link to."""

    key = "instant_not_reached"


class TimeHeld(Refused):
    key = "arranged_held"


async def instant_services(person_id: int) -> tuple[ServiceCard, ...]:
    """A psychologist's own services by video."""
    found = await rows(
        f"{_SERVICE} WHERE p.person_id = $1 AND s.medium = 'video' AND {_OFFERED} ORDER BY s.id",
        person_id,
    )
    return tuple(map(_card, found))


async def look(
    client: UUID, service_id: int, starts_at: datetime, person_id: int
) -> Arrangement:  # fmt: skip
    """What it would be, for whoever may arrange it. Raises NotYours."""
    service = await _service(service_id, person_id)
    whom = await own_client(client, person_id)
    return Arrangement(
        whom, service["psychologist_id"], service["psychologist_name"], _card(service), starts_at
    )


async def psychologist_of(person_id: int) -> int | None:
    """The bookable profile of a person, if they have one."""
    found = await row(
        "SELECT id FROM psychologists WHERE person_id = $1 AND approved_at IS NOT NULL", person_id
    )
    return int(found["id"]) if found else None


def instant_start(now: datetime, *, charge: bool) -> datetime:
    lead = CHARGED_LEAD if charge else FREE_LEAD
    soonest = (now + lead).timestamp()
    return datetime.fromtimestamp(-(-soonest // _STEP) * _STEP, UTC)


async def instant(
    client: UUID, service_id: int, person_id: int, link: str, policy: Policy, now: datetime,
    *, charge: bool,
) -> BookingView:  # fmt: skip
    """A video session in a few minutes, whatever the opening hours; to be paid by its start.

    Raises NotYours, NotNow with the session that is in the way, TimeHeld, ClientBusy,
    NotReached.
    """
    plan = await look(client, service_id, instant_start(now, charge=charge), person_id)
    if plan.service.medium is not Medium.VIDEO:
        raise NotYours("only by video")
    if await psychologist_of(person_id) != plan.psychologist_id:
        raise NotYours("a psychologist's own session only")
    if not plan.client.in_chat:
        raise NotReached("no chat, or blocked")
    price = plan.service.price if charge else Money(0, plan.service.price.currency)
    booking_id = await _insert(plan, price, policy, now)
    if booking_id is None:
        raise await _in_the_way(plan, now)
    await _agree(
        booking_id, person_id, policy, now, due=plan.starts_at, link=link, free=not price.minor
    )
    return await _arranged(booking_id)


async def book_for(
    client: UUID, service_id: int, starts_at: datetime, person_id: int, link: str,
    policy: Policy, now: datetime,
) -> BookingView | Taken:  # fmt: skip
    """A session at a free time; the client has as long to pay as after any approval (B6).

    Raises NotYours or ClientBusy.
    """
    plan = await look(client, service_id, starts_at, person_id)
    await rows("SELECT 1 FROM psychologists WHERE id = $1 FOR NO KEY UPDATE", plan.psychologist_id)
    emergency = plan.service.purpose is Purpose.EMERGENCY
    calendar = await availability.calendar(plan.psychologist_id, now, emergency=emergency)
    minutes, price = plan.service.minutes, plan.service.price
    reason = slots.why_not(calendar, starts_at, minutes, now)
    booking_id = None if reason else await _insert(plan, price, policy, now)
    if booking_id is None:
        near = slots.nearest_free(calendar, starts_at, minutes, now)
        found = tuple(sorted(near, key=lambda slot: slot.starts_at))
        return Taken(reason or Unavailable.BOOKED, found)
    video = plan.service.medium is Medium.VIDEO
    await _agree(booking_id, person_id, policy, now, due=_due(starts_at, policy, now),
                 link=link if video else None, free=not price.minor)  # fmt: skip
    return await _arranged(booking_id)


def _due(starts_at: datetime, policy: Policy, now: datetime) -> datetime:
    usual = min(
        now + timedelta(hours=policy.payment_hours),
        starts_at - timedelta(hours=policy.payment_before_start_hours),
    )
    return min(max(usual, now + LEAST_TIME_TO_PAY), starts_at)


async def _insert(
    plan: Arrangement, price: Money, policy: Policy, now: datetime
) -> int | None:  # fmt: skip
    """The hold; None when something of the psychologist's is in the way. Raises ClientBusy."""
    calendar = await availability.calendar(plan.psychologist_id, now)
    occupied = slots.occupied(plan.starts_at, plan.service.minutes, calendar.rules)
    ends_at = plan.starts_at + timedelta(minutes=plan.service.minutes)
    if await _client_is_busy(plan.client.id, plan.starts_at, ends_at):
        raise ClientBusy("the client has a session then")
    await kept_times.drop_expired(plan.psychologist_id, occupied, now)
    inserted = await row(
        """INSERT INTO bookings (public_id, client_id, psychologist_id, service_id, status, version,
               purpose, format, medium, starts_at, ends_at, occupied_from, occupied_until,
               group_key, duration_minutes, price_minor, currency, cancel_notice_minutes,
               payment_status, held_since, held_until, calendar_sequence, created_at, changed_at)
           SELECT $1, $2, psychologist_id, id, 'held', 1, coalesce(purpose, 'follow_up'), format,
                  medium, $4, $5, $6, $7, $8, duration_minutes, $9, currency, $10, 'pending',
                  $11, $11, 0, $11, $11
           FROM services WHERE id = $3
           ON CONFLICT ON CONSTRAINT bookings_no_overlap DO NOTHING RETURNING id""",
        uuid4(),
        plan.client.id,
        plan.service.id,
        plan.starts_at,
        ends_at,
        *occupied,
        uuid4(),
        price.minor,
        policy.cancel_notice_hours * 60,
        now,
    )
    return int(inserted["id"]) if inserted else None


async def _agree(
    booking_id: int, person_id: int, policy: Policy, now: datetime,
    *, due: datetime, link: str | None, free: bool,
) -> None:  # fmt: skip
    """The hold becomes an approved booking, or where nothing is to pay a confirmed one."""
    await count(
        """UPDATE bookings SET version = version + 1, changed_at = $3, changed_by_id = $2,
               requested_at = $3, approved_at = $3, approved_by_id = $2, held_until = NULL,
               reference = $4 || to_char(nextval('booking_reference') % 1000000, 'FM000000'),
               status = CASE WHEN $5::boolean THEN 'confirmed' ELSE 'approved' END,
               payment_status = CASE WHEN $5::boolean THEN 'paid' ELSE 'pending' END,
               confirmed_at = CASE WHEN $5::boolean THEN $3::timestamptz END,
               meeting_link = CASE WHEN $5::boolean THEN $7::text END,
               payment_due_at = CASE WHEN $5::boolean THEN NULL ELSE $6::timestamptz END
           WHERE id = $1 AND status = 'held'""",
        booking_id,
        person_id,
        now,
        reference_year(policy, now),
        free,
        due,
        link,
    )


async def _arranged(booking_id: int) -> BookingView:
    booking = await view(booking_id)
    log.info(
        "booking_arranged",
        booking_id=booking_id,
        reference=booking.reference,
        status=booking.status,
    )
    return booking


async def _client_is_busy(client_id: int, starts_at: datetime, ends_at: datetime) -> bool:
    return bool(
        await row(
            """SELECT 1 FROM bookings WHERE client_id = $1 AND starts_at < $3 AND ends_at > $2
               AND status IN ('approved', 'confirmed', 'in_progress')""",
            client_id,
            starts_at,
            ends_at,
        )
    )


async def _in_the_way(plan: Arrangement, now: datetime) -> Refused:
    """What has the psychologist's time: a session of theirs, or a hold of somebody's."""
    calendar = await availability.calendar(plan.psychologist_id, now)
    found = await row(
        """SELECT id FROM bookings WHERE psychologist_id = $1
           AND status IN ('pending', 'approved', 'confirmed', 'in_progress')
           AND tstzrange(occupied_from, occupied_until) && tstzrange($2, $3)
           ORDER BY starts_at LIMIT 1""",
        plan.psychologist_id,
        *slots.occupied(plan.starts_at, plan.service.minutes, calendar.rules),
    )
    if found is None:
        return TimeHeld("somebody is booking that time")
    return NotNow("instant_busy", await view(found["id"]))


_SERVICE = """
SELECT s.id, s.title, s.duration_minutes, s.price_minor, s.currency, s.medium, s.needs_approval,
       s.purpose, s.psychologist_id, p.person_id, people.name AS psychologist_name
FROM services AS s JOIN psychologists AS p ON p.id = s.psychologist_id
JOIN people ON people.id = p.person_id
"""
_OFFERED = "s.is_active AND s.capacity = 1 AND p.approved_at IS NOT NULL"


async def _service(service_id: int, person_id: int) -> Row:
    found = await row(f"{_SERVICE} WHERE s.id = $1 AND {_OFFERED}", service_id)
    if found is None:
        raise NotYours("no such service")
    if found["person_id"] != person_id and not await holds_role(person_id, Role.ADMIN):
        raise NotYours("a service of somebody else's")
    return found


def _card(found: Row) -> ServiceCard:
    return ServiceCard(
        found["id"], found["title"], found["duration_minutes"],
        Money(found["price_minor"], found["currency"]), Medium(found["medium"]),
        found["needs_approval"], purpose=found["purpose"] and Purpose(found["purpose"]),
    )  # fmt: skip
