"""Money that came in for nobody we know of: the list, and whose it may be (M3)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.database import Row, row, rows
from models.unallocated_views import Fate, FoundMoney
from models.values import Money, Provider
from models.views import BookingView
from services import booking_views, nearness, references
from services.errors import Refused

PAGE = 5
#: Suggestions on one screen, with room for the ways on.
MOST_NEAR = 3
#: Found by a name.
MOST_FOUND = 4
#: Somebody may still pay for what has lapsed this lately.
LAPSED_WITHIN = timedelta(days=14)
#: Admins hear of it a little later: what tells more of it may be on its way.
TOLD_AFTER, TOLD_WITHIN = timedelta(minutes=2), timedelta(days=7)

_WAITS = """m.person_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM refunds WHERE refunds.money_in_id = m.id AND refunds.state <> 'withdrawn')"""
_FOUND = """
SELECT m.id, m.public_id, m.provider, m.code, m.amount_minor, m.currency,
       coalesce(m.account_typed, '') AS account, coalesce(m.payer, '') AS payer,
       m.payer_phone AS phone, coalesce(m.settled_at, m.received_at) AS came_at,
       owner.name AS owner, b.reference, coalesce(decider.name, asker.name) AS by,
       CASE WHEN m.person_id IS NULL AND r.id IS NULL THEN 'waiting'
            WHEN m.person_id IS NULL THEN 'going_back'
            WHEN m.booking_id IS NULL THEN 'credit' ELSE 'for_booking' END AS fate
FROM money_in AS m
LEFT JOIN people AS owner ON owner.id = m.person_id
LEFT JOIN people AS decider ON decider.id = m.allocated_by_id
LEFT JOIN bookings AS b ON b.id = m.booking_id
LEFT JOIN LATERAL (SELECT id, asked_by_id FROM refunds
    WHERE money_in_id = m.id AND state <> 'withdrawn' ORDER BY id LIMIT 1) AS r ON true
LEFT JOIN people AS asker ON asker.id = r.asked_by_id
"""
_MAY_BE_PAID = """(b.status = 'approved' OR (b.status = 'expired' AND b.changed_at > $2)
    OR EXISTS (SELECT 1 FROM payments AS p WHERE p.booking_id = b.id
        AND p.status = 'paid' AND p.receipt IS NULL AND p.provider = 'mpesa'))"""


class MoneyGone(Refused):
    """An id that doesn't exist (any more): it was found to be another row's money."""

    key = "money_gone"


async def waiting(page: int) -> tuple[tuple[FoundMoney, ...], bool]:
    """A page of what waits for its owner, the oldest first, and whether there is more."""
    found = await rows(
        f"{_FOUND} WHERE {_WAITS} ORDER BY m.received_at, m.id LIMIT $1 OFFSET $2",
        PAGE + 1,
        page * PAGE,
    )
    return tuple(map(_picture, found[:PAGE])), len(found) > PAGE


async def how_many() -> int:
    found = await row(
        f"SELECT count(*) AS waiting FROM money_in AS m WHERE {_WAITS}"  # noqa: S608 - our own SQL
    )
    assert found is not None, "an aggregate always answers"
    return int(found["waiting"])


async def one(public_id: UUID) -> FoundMoney:
    """However it stands. Raises MoneyGone."""
    found = await row(f"{_FOUND} WHERE m.public_id = $1", public_id)
    if found is None:
        raise MoneyGone("no such money")
    return _picture(found)


async def near(money: FoundMoney, now: datetime) -> tuple[BookingView, ...]:
    """Bookings that it may be for, the likeliest first.

    The same amount is still to pay, the reference is nearly what was typed, or the payer's number
    is the client's.
    """
    found = await rows(
        f"""SELECT b.id, b.reference, client.phone,
               b.price_minor + coalesce((SELECT sum(amount_minor) FROM ledger_entries
                   WHERE account = 'booking:' || b.id), 0)::bigint AS outstanding_minor,
               EXISTS (SELECT 1 FROM payments AS p WHERE p.booking_id = b.id
                   AND p.status = 'paid' AND p.receipt IS NULL AND p.paid_minor = $1) AS nameless
           FROM bookings AS b JOIN people AS client ON client.id = b.client_id
           WHERE {_MAY_BE_PAID} ORDER BY b.changed_at DESC LIMIT 1000""",  # noqa: S608 - our own SQL
        money.amount.minor,
        now - LAPSED_WITHIN,
    )
    scored = [(_score(money, one), one["id"]) for one in found]
    best = sorted(((score, id_) for score, id_ in scored if score), reverse=True)[:MOST_NEAR]
    return tuple([await booking_views.view(booking_id) for _, booking_id in best])


def _score(money: FoundMoney, candidate: Row) -> int:
    """A reference is the best hint, then the phone, then the amount; 0 for no hint at all."""
    typed = nearness.of_reference(money.account, candidate["reference"])
    phones = {money.phone, nearness.phone_in(money.account)} - {None}
    return (
        8 * typed
        + 6 * (candidate["phone"] in phones)
        + 4 * bool(candidate["nameless"])
        + 3 * bool(candidate["outstanding_minor"] == money.amount.minor)
    )


async def called(said: str, now: datetime) -> tuple[BookingView, ...]:
    """The booking of a reference, else what people of this name may still have to pay."""
    booking_id = await references.find(said, now)
    if booking_id is not None:
        return (await booking_views.view(booking_id),)
    found = await rows(
        f"""SELECT b.id FROM bookings AS b JOIN people AS client ON client.id = b.client_id
           WHERE {_MAY_BE_PAID} AND position(lower($1) IN lower(client.name)) > 0
           ORDER BY b.starts_at, b.id LIMIT $3""",  # noqa: S608 - our own SQL
        said,
        now - LAPSED_WITHIN,
        MOST_FOUND,
    )
    return tuple([await booking_views.view(one["id"]) for one in found])


async def claim_untold(now: datetime) -> list[FoundMoney]:
    """What admins have not heard of, told once, by whoever commits this."""
    claimed = await rows(
        f"""UPDATE money_in SET told_at = $1 WHERE id IN (
               SELECT m.id FROM money_in AS m WHERE {_WAITS} AND m.told_at IS NULL
               AND m.received_at <= $2 AND m.received_at > $3
               ORDER BY m.id LIMIT 50 FOR UPDATE OF m SKIP LOCKED)
           RETURNING public_id""",  # noqa: S608 - our own SQL
        now,
        now - TOLD_AFTER,
        now - TOLD_WITHIN,
    )
    return [await one(UUID(str(found["public_id"]))) for found in claimed]


def _picture(found: Row) -> FoundMoney:
    fields: dict[str, Any] = dict(found)
    amount = Money(fields.pop("amount_minor"), fields.pop("currency"))
    fields |= {
        "public_id": UUID(str(fields["public_id"])),
        "provider": Provider(fields["provider"]),
        "fate": Fate(fields["fate"]),
    }
    return FoundMoney(amount=amount, **fields)
