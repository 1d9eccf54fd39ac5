"""Giving money without an owner to a booking, to a client, or back: done, or only tried (M3).

What it would bring about is found out by doing it under a savepoint that is undone, so that what is
shown before the button is what happens after it.
"""

from dataclasses import replace
from uuid import UUID

from conversations.work.unallocated import Goal, GoalKind
from handlers import allocation, settle
from handlers.sitting import Sitting
from models.unallocated_views import Effect, EffectKind
from models.values import Money, MoneySource
from services import clients, credit, ledger, money_in, refunds
from services.access import access_booking
from services.money_in import Arrived
from services.transaction import savepoint

_KINDS = {
    "paid": EffectKind.CONFIRMS,
    "paid: part": EffectKind.PART,
    "paid: credit": EffectKind.CREDIT,
    "paid: receipt": EffectKind.NAMED,
}


class _Undo(Exception):
    """Nothing went wrong: it was only tried, or its result isn't the one that was wanted."""


async def attempt(
    sitting: Sitting, money_id: int, goal: Goal, by: int, *, wanted: str | None
) -> tuple[Effect | None, bool]:
    """The result, and whether it stands: it does if its mark is the one that is `wanted`.

    None when the money has an owner, or goes back, already.
    """
    effect: Effect | None = None
    rehearsal = replace(sitting, letters=list(sitting.letters))
    try:
        async with savepoint():
            effect = await _give(rehearsal, money_id, goal, by)
            if effect is None or effect.mark != wanted:
                raise _Undo
    except _Undo:
        return effect, False
    sitting.letters, sitting.wakes = rehearsal.letters, rehearsal.wakes
    return effect, True


async def _give(sitting: Sitting, money_id: int, goal: Goal, by: int) -> Effect | None:
    if goal.kind is GoalKind.BACK or goal.about is None:
        back = await refunds.of_unallocated(money_id, by, sitting.now)
        return Effect(EffectKind.GOES_BACK) if back else None
    if goal.kind is GoalKind.CREDIT:
        return await _to_client(sitting, money_id, goal.about, by)
    return await _to_booking(sitting, money_id, goal.about, by)


async def _to_client(sitting: Sitting, money_id: int, client: UUID, by: int) -> Effect | None:
    found = await clients.access_client(client, by, sitting.now)
    known = await money_in.lock(money_id)
    if known is None or not await allocation.to_credit(sitting, known, found.id, by=by):
        return None
    return Effect(EffectKind.CREDIT, kept=known.amount, client=found.card.name)


async def _to_booking(sitting: Sitting, money_id: int, booking: UUID, by: int) -> Effect | None:
    before = (await access_booking(booking, by)).booking
    kept_before = await credit.of(before.client_id)
    arrived = await _as_it_came(money_id)
    if arrived is None:
        return None
    outcome = await settle.money_arrived(sitting, arrived, before.id, by=by)
    kind = _KINDS.get(outcome)
    if kind is None:
        return None
    after = await allocation.stands_now(before.id)
    kept = Money((await credit.of(before.client_id)).minor - kept_before.minor)
    paid = await ledger.paid_for(after.id)
    rest = Money(after.price.minor - paid.minor if kind is EffectKind.PART else 0)
    return Effect(kind, rest, kept, after.client_name, after)


async def _as_it_came(money_id: int) -> Arrived | None:
    """The money as whoever told of it first did; None when it has an owner already."""
    known = await money_in.find(money_id)
    if known is None or not known.is_unallocated:
        return None
    return Arrived(known.provider, known.code, known.amount, MoneySource.HAND)
