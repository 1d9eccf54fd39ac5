"""Forgetting somebody: what it would do, and doing it, in one step of the open transaction (D2).

Sessions ahead end by the rules that a cancel has (services/cancellation); money is sent back or
given up, never silently kept. What is left then tells nobody whose it was, and what was told here
in confidence doesn't open any more: its key is destroyed, in every copy of it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from models.changes import Outcome
from models.database import Row, row, rows
from models.moves import Actor
from models.rights_views import Ending, Farewell, Gone, Obstacle
from models.values import Money
from services import cancellation, change_rules, credit, erasing, holds, ledger, refunds
from services.booking_views import view
from services.errors import Refused
from services.payments import LIVE
from services.periods import Periods
from services.vault import Vault

_OPEN = [status.value for status in change_rules.OPEN]
#: Sessions that can be cancelled still; everything else has had its end, or is running.
_AHEAD = """SELECT id FROM bookings
    WHERE client_id = $1 AND status = ANY($2::text[]) AND starts_at > $3 ORDER BY starts_at, id"""


class FarewellChanged(Refused):
    """It isn't any more what was shown: nothing was done, and it is to be shown anew."""

    key = "terms_changed"


async def preview(person_id: int, delete_days: int, now: datetime) -> Farewell:
    """What forgetting this person now would do; by the same functions that do it."""
    obstacle, until = await _obstacle(person_id, now)
    endings = await _endings(person_id, now)
    theirs = await _credit(person_id, endings)
    ways = [way for one in theirs for way in await refunds.ways_back(person_id, one)]
    found = await row(
        """SELECT count(*) AS n FROM receipts JOIN money_in ON money_in.id = money_in_id
           WHERE person_id = $1""",
        person_id,
    )
    assert found is not None, "an aggregate always answers"
    return Farewell(obstacle, until, endings, theirs, tuple(ways), found["n"], delete_days)


async def forget(
    vault: Vault, person_id: int, fingerprint: str, delete_days: int, now: datetime, *,
    gives_up: bool = False,
) -> Gone:  # fmt: skip
    """Do exactly what was shown (`fingerprint`), or raise FarewellChanged with nothing done.

    `gives_up`: a credit isn't sent back, the practice may keep it. To be called under a savepoint.
    """
    await rows(f"{_AHEAD} FOR UPDATE", person_id, _OPEN, now)
    shown = await preview(person_id, delete_days, now)
    if shown.obstacle is not None or shown.fingerprint != fingerprint:
        raise FarewellChanged("not what was shown")
    await holds.let_go(person_id)
    for ending in shown.endings:
        await _end(person_id, ending, now)
    sent, given_up = await _settle(person_id, shown.credit, now, gives_up=gives_up)
    await erasing.redact_person(person_id, now)
    # Who was booking for them at the same moment has committed by now, or finds them gone.
    if await row(_AHEAD, person_id, _OPEN, now):
        raise FarewellChanged("a session was booked meanwhile")
    counts = await erasing.redact_rest(vault, person_id, now)
    counts = {"sessions_cancelled": len(shown.endings), **counts}
    until = now + timedelta(days=delete_days)
    await erasing.write_down(person_id, counts, until, now)
    return Gone(shown.endings, sent, given_up, until, counts)


async def forget_idle(vault: Vault, person_id: int, periods: Periods, now: datetime) -> Gone:
    """By the clock: who has nothing ahead and is owed nothing (D3). Raises FarewellChanged."""
    shown = await preview(person_id, periods.forgotten, now)
    if shown.endings or shown.credit:
        raise FarewellChanged("they are back")
    return await forget(vault, person_id, shown.fingerprint, periods.forgotten, now)


async def _obstacle(person_id: int, now: datetime) -> tuple[Obstacle | None, datetime | None]:
    if await row(
        """SELECT 1 FROM role_grants WHERE person_id = $1 AND role <> 'client' UNION ALL
           SELECT 1 FROM bookings JOIN psychologists ON psychologists.id = psychologist_id
           WHERE person_id = $1 AND ends_at > $2 AND status IN
               ('held', 'pending', 'approved', 'confirmed', 'in_progress') LIMIT 1""",
        person_id,
        now,
    ):
        return Obstacle.STAFF, None
    running = await row(
        """SELECT ends_at FROM bookings WHERE client_id = $1 AND starts_at <= $2 AND ends_at > $2
           AND status IN ('confirmed', 'in_progress') LIMIT 1""",
        person_id,
        now,
    )
    if running is not None:
        return Obstacle.SESSION, running["ends_at"]
    if await row(
        """SELECT 1 FROM payments JOIN bookings ON bookings.id = booking_id
           WHERE client_id = $1 AND payments.provider <> 'paystack'
           AND payments.status = ANY($2::text[]) LIMIT 1""",
        person_id,
        LIVE,
    ):
        return Obstacle.PROMPT, None
    if await row(
        """SELECT 1 FROM payment_proofs WHERE person_id = $1 AND state IN ('checking', 'open')
           LIMIT 1""",
        person_id,
    ):
        return Obstacle.PROOF, None
    return None, None


async def _endings(person_id: int, now: datetime) -> tuple[Ending, ...]:
    found = await rows(_AHEAD, person_id, _OPEN, now)
    bookings = [await view(one["id"]) for one in found]
    return tuple([
        Ending(booking, await change_rules.outcome(booking, Actor.CLIENT, now))
        for booking in bookings
    ])  # fmt: skip


async def _credit(person_id: int, endings: Sequence[Ending]) -> tuple[Money, ...]:
    """What is kept for them, with what becomes credit again of sessions that it has paid."""
    found: Sequence[Row] = await rows(
        """SELECT currency, -sum(amount_minor)::bigint AS minor FROM ledger_entries
           WHERE account = $1 GROUP BY currency""",
        ledger.credit_account(person_id),
    )
    sums = {one["currency"]: int(one["minor"]) for one in found}
    for again in (ending.outcome.as_credit for ending in endings):
        sums[again.currency] = sums.get(again.currency, 0) + again.minor
    return tuple(Money(minor, currency) for currency, minor in sorted(sums.items()) if minor)


async def _end(person_id: int, ending: Ending, now: datetime) -> None:
    booking, expected = ending.booking, ending.outcome
    assert isinstance(expected, Outcome)
    await cancellation.cancel(
        booking.public_id, booking.version, person_id, Actor.CLIENT, "", now, expected
    )


async def _settle(
    person_id: int, shown: tuple[Money, ...], now: datetime, *, gives_up: bool
) -> tuple[tuple[Money, ...], tuple[Money, ...]]:
    """Send the credit back, or book it as given up; nothing of it stays behind."""
    sent = []
    for theirs in shown:
        if gives_up:
            await ledger.enter(
                f"given_up:{uuid4().hex}", ledger.credit_account(person_id), ledger.GIVEN_UP,
                theirs, now=now,
            )  # fmt: skip
            continue
        sent.append(await refunds.of_credit(person_id, person_id, now, theirs))
        if (await credit.of(person_id, theirs.currency)).minor:
            raise FarewellChanged("not all of the credit could be sent back")
    return tuple(sent), shown if gives_up else ()
