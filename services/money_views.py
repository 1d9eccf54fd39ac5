"""A client's own money on one screen: kept, on its way back, paid."""

from models.database import rows
from models.money_views import MyMoney, PaidView
from models.values import Money, Provider
from services import client_books, credit, refund_views, refunds

#: How many of the last ones are shown.
LAST = 5


async def of(person_id: int, currency: str = "KES") -> MyMoney:
    """What a client may know of their money with the practice."""
    kept = await credit.of(person_id, currency)
    ways = await refunds.ways_back(person_id, kept)
    went = await refund_views.of_person(person_id, LAST)
    book = await client_books.totals(person_id)
    return MyMoney(kept, ways, went, await _paid(person_id), book)


async def _paid(person_id: int) -> tuple[PaidView, ...]:
    found = await rows(
        """SELECT money_in.amount_minor, money_in.currency, provider, code, reference, received_at
           FROM money_in LEFT JOIN bookings ON bookings.id = money_in.booking_id
           WHERE person_id = $1 ORDER BY money_in.id DESC LIMIT $2""",
        person_id,
        LAST,
    )
    return tuple(
        PaidView(
            Money(one["amount_minor"], one["currency"]), Provider(one["provider"]), one["code"],
            one["reference"], one["received_at"],
        )
        for one in found
    )  # fmt: skip
