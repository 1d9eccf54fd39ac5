"""Our numbered receipts: one for each sum that has an owner, given by the database at COMMIT."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models.books_views import ReceiptView
from models.database import row, rows
from models.values import Money, Provider, Role
from services.access import holds_role
from services.errors import NotYours

PAGE = 5

_VIEW = """
SELECT receipts.public_id, receipts.number, m.amount_minor, m.currency, m.provider, m.code,
       coalesce(m.settled_at, m.received_at) AS paid_at, people.name AS payer, m.person_id,
       b.starts_at, b.reference,
       (SELECT coalesce(sum(amount_minor), 0)::bigint FROM refunds
        WHERE money_in_id = m.id AND state = 'done') AS went_back,
       (SELECT coalesce(sum(amount_minor), 0)::bigint FROM refunds
        WHERE money_in_id = m.id AND state NOT IN ('done', 'withdrawn')) AS going_back
FROM receipts JOIN money_in AS m ON m.id = receipts.money_in_id
JOIN people ON people.id = m.person_id LEFT JOIN bookings AS b ON b.id = m.booking_id
"""


async def of_booking(booking_id: int) -> tuple[ReceiptView, ...]:
    """Those of the sums that were paid for a booking; a credit that was used has its own."""
    found = await rows(f"{_VIEW} WHERE m.booking_id = $1 ORDER BY receipts.number", booking_id)
    return tuple(map(_view, found))


async def of_person(person_id: int, page: int) -> tuple[tuple[ReceiptView, ...], bool]:
    """A page of somebody's own, newest first, and whether there are more."""
    found = await rows(
        f"{_VIEW} WHERE m.person_id = $1 ORDER BY receipts.number DESC LIMIT $2 OFFSET $3",
        person_id,
        PAGE + 1,
        page * PAGE,
    )
    return tuple(map(_view, found[:PAGE])), len(found) > PAGE


async def access(receipt: UUID, person_id: int) -> ReceiptView:
    """One for whoever paid, or an admin; raises NotYours for others, and for what isn't there."""
    found = await row(f"{_VIEW} WHERE receipts.public_id = $1", receipt)
    if found is None:
        raise NotYours("not this person's receipt")
    if found["person_id"] != person_id and not await holds_role(person_id, Role.ADMIN):
        raise NotYours("not this person's receipt")
    return _view(found)


async def to_print(receipt: UUID) -> ReceiptView | None:
    """For a letter that was put for whoever may have it."""
    found = await row(f"{_VIEW} WHERE receipts.public_id = $1", receipt)
    return _view(found) if found else None


def _view(found: Mapping[str, Any]) -> ReceiptView:
    currency = found["currency"]
    return ReceiptView(
        public_id=UUID(str(found["public_id"])),
        number=found["number"],
        amount=Money(found["amount_minor"], currency),
        provider=Provider(found["provider"]),
        code=found["code"],
        paid_at=found["paid_at"],
        payer=found["payer"],
        starts_at=found["starts_at"],
        reference=found["reference"],
        went_back=Money(found["went_back"], currency),
        going_back=Money(found["going_back"], currency),
    )
