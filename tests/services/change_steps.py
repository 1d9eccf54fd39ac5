"""Changes of a booking, each in a transaction of its own, as the shell makes them."""

from datetime import datetime

from models.changes import Outcome
from models.database import row, rows
from models.moves import Actor
from models.values import Money, MoneySource, Provider
from models.views import BookingView
from services import changes, ledger, money_in, proposals, waivers
from services.booking_views import view
from services.money_in import Arrived
from services.transaction import savepoint, transaction
from tests.people import NOW, POLICY, Practice
from tests.services.booking_steps import approve, confirm, requested

PRICE = Money(250_000)
NOTHING = Money(0)


async def approved(here: Practice, at: float = 72, now: datetime = NOW) -> BookingView:
    return await approve(await requested(here, at, now=now), here.brian, now=now)


async def paid(here: Practice, at: float = 72, now: datetime = NOW) -> BookingView:
    """A confirmed session whose money is in the ledger."""
    booking = await approved(here, at, now)
    async with transaction():
        code = f"UKL{booking.id:07}"
        arrived = Arrived(Provider.MPESA, code, booking.price, MoneySource.C2B)
        known = await money_in.record(arrived, now)
        assert known is not None
        account = ledger.booking_account(booking.id)
        assert await money_in.allocate(known, booking.client_id, booking.id, account, now)
    assert await confirm(booking, now=now)
    return await view(booking.id)


async def cancel(
    booking: BookingView, by: int, actor: Actor, now: datetime = NOW, *,
    expected: Outcome | None = None, version: int | None = None,
) -> changes.Cancelled:  # fmt: skip
    async with transaction():
        shown = expected or await changes.outcome(booking, actor, now)
        return await changes.cancel(
            booking.public_id, version or booking.version, by, actor, "", now, shown
        )


async def propose(
    booking: BookingView, by: int, actor: Actor, starts_at: datetime, now: datetime = NOW,
    *, version: int | None = None,
) -> BookingView:  # fmt: skip
    async with transaction(), savepoint():
        until = changes.answer_until(booking, starts_at, POLICY, now)
        return await changes.propose(
            booking.public_id, version or booking.version, by, actor, starts_at, until, now, POLICY
        )


async def accept(held: BookingView, by: int, now: datetime = NOW) -> changes.Moved:
    async with transaction():
        return await changes.accept(held.public_id, held.version, by, POLICY, now)


async def refuse(held: BookingView, by: int, now: datetime = NOW) -> None:
    async with transaction():
        await changes.refuse(held.public_id, held.version, by, now)


async def move(
    booking: BookingView, by: int, starts_at: datetime, now: datetime = NOW,
    *, expected: Outcome | None = None,
) -> changes.Moved:  # fmt: skip
    async with transaction(), savepoint():
        shown = expected or await changes.outcome(booking, Actor.CLIENT, now)
        return await changes.move(
            booking.public_id, booking.version, by, starts_at, shown, POLICY, now
        )


async def ask_waiver(booking: BookingView, by: int, now: datetime) -> BookingView:
    async with transaction():
        return await waivers.ask(booking.public_id, booking.version, by, now)


async def lapse_proposals(now: datetime) -> list[int]:
    lapsed: list[int] = []
    while True:
        async with transaction():
            one = await proposals.lapse_one(now)
        if one is None:
            return lapsed
        lapsed.append(one[0])


async def refunds() -> list[tuple[int, int]]:
    """(booking, minor units) of everything that is owed back."""
    found = await rows("SELECT booking_id, amount_minor FROM refunds ORDER BY id")
    return [(r["booking_id"], r["amount_minor"]) for r in found]


async def live() -> int:
    """How many rows occupy a psychologist's time."""
    found = await row(
        """SELECT count(*) AS n FROM bookings
           WHERE status IN ('held', 'pending', 'approved', 'confirmed', 'in_progress')"""
    )
    assert found is not None
    return int(found["n"])
