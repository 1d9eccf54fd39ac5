"""Refunds as they are shown: to whom the money goes back, and to admins."""

from uuid import UUID

from models.database import Row, row, rows
from models.refund_views import RefundView
from models.values import Money, Provider, RefundMethod, RefundState
from services.errors import NotYours

PAGE = 5
#: A refund that no machine goes on with.
WAITS = """(state = 'failed' OR (state = 'due' AND method = 'hand')
    OR (state = 'unknown' AND (refunds.next_look_at IS NULL OR note = 'needs_attention')))"""
_VIEW = f"""
SELECT refunds.public_id, refunds.amount_minor, refunds.currency, state, method, money_in.provider,
       people.name AS person_name, coalesce(payer_phone, people.phone) AS phone, reference,
       money_in.code AS receipt, provider_code AS code, note, asked_at, refunds.changed_at,
       {WAITS} AS waits, (state = 'unknown' AND refunds.next_look_at IS NULL) AS unclear
FROM refunds JOIN money_in ON money_in.id = money_in_id
LEFT JOIN people ON people.id = refunds.person_id
LEFT JOIN bookings ON bookings.id = refunds.booking_id
"""  # noqa: S608 - our own SQL


async def of(refund_id: int) -> RefundView:
    return await _one("WHERE refunds.id = $1", refund_id)


async def named(public_id: UUID) -> RefundView:
    """Raises NotYours for a refund that isn't there."""
    return await _one("WHERE refunds.public_id = $1", public_id)


async def id_of(public_id: UUID) -> int:
    """Raises NotYours for a refund that isn't there."""
    found = await row("SELECT id FROM refunds WHERE public_id = $1", public_id)
    if found is None:
        raise NotYours("no such refund")
    return int(found["id"])


async def open_ones(page: int) -> tuple[tuple[RefundView, ...], bool]:
    """A page of what isn't over, first what waits for a person; whether there are more."""
    found = await rows(
        f"""{_VIEW} WHERE state NOT IN ('done', 'withdrawn')
            ORDER BY {WAITS} DESC, refunds.id LIMIT $1 OFFSET $2""",
        PAGE + 1,
        page * PAGE,
    )
    return tuple(map(_view, found[:PAGE])), len(found) > PAGE


async def waiting() -> int:
    """How many refunds a person has to see to."""
    found = await row(f"SELECT count(*) AS number FROM refunds WHERE {WAITS}")  # noqa: S608 - ours
    return int(found["number"]) if found else 0


async def of_person(person_id: int, limit: int) -> tuple[RefundView, ...]:
    """The last ones, newest first."""
    found = await rows(
        f"{_VIEW} WHERE refunds.person_id = $1 ORDER BY refunds.id DESC LIMIT $2", person_id, limit
    )
    return tuple(map(_view, found))


async def _one(where: str, value: object) -> RefundView:
    found = await row(_VIEW + where, value)
    if found is None:
        raise NotYours("no such refund")
    return _view(found)


def _view(found: Row) -> RefundView:
    fields = dict(found)
    amount = Money(fields.pop("amount_minor"), fields.pop("currency"))
    method = fields["method"]
    return RefundView(
        amount=amount,
        **{
            **fields,
            "state": RefundState(fields["state"]),
            "method": RefundMethod(method) if method else None,
            "provider": Provider(fields["provider"]),
        },
    )
