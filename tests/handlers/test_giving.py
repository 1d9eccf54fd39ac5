"""Money without an owner is given by hand: tried first, done as shown, and once (X45, M3)."""

import asyncio

import pytest

from conversations.work.unallocated import (
    FindOwner,
    ForeseeGiving,
    GiveMoney,
    GivingForeseen,
    Goal,
    GoalKind,
    ListUnallocated,
    LookAtMoney,
    MoneyLookedAt,
    OwnersFound,
    UnallocatedListed,
)
from handlers import refund_decisions
from handlers.sitting import Sitting
from handlers.unallocated_news import tell
from models.database import row, rows
from models.unallocated_views import EffectKind, Fate
from models.values import Role
from models.views import Reader
from services import ledger, refund_moves
from services.errors import NotYours
from services.people import Guest
from services.transaction import transaction
from tests.books import books_agree
from tests.handlers.giving_steps import CODE, an_admin, came, does, gives, money, sql, to
from tests.handlers.test_changes import AMINA, here
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, Practice, hours
from tests.services.booking_steps import seen
from tests.services.change_steps import PRICE, approved

__all__ = ["here"]


async def test_m3_it_pays_for_the_booking_that_it_was_meant_for(here: Practice) -> None:
    grace, booking = await an_admin(), await approved(here)
    assert await came() == "unallocated"
    given, said = await gives(grace, to(booking))
    assert given.effect.kind is EffectKind.CONFIRMS
    assert "confirmed" in said.texts(AMINA)
    assert (await seen(booking)).status == "confirmed"
    after = await money()
    assert (after.fate, after.owner, after.by) == (Fate.FOR_BOOKING, "Amina", "Grace")


@pytest.mark.parametrize(
    ("amount", "kind", "rest", "kept"),
    [(100_000, EffectKind.PART, 150_000, 0), (300_000, EffectKind.CONFIRMS, 0, 50_000)],
)
async def test_x45_less_and_more(
    here: Practice, amount: int, kind: EffectKind, rest: int, kept: int
) -> None:
    grace, booking = await an_admin(), await approved(here)
    await came(amount)
    given, _ = await gives(grace, to(booking))
    effect = given.effect
    assert (effect.kind, effect.rest.minor, effect.kept.minor) == (kind, rest, kept)


async def test_m3_what_cannot_be_paid_any_more_is_the_clients_credit(here: Practice) -> None:
    grace, booking = await an_admin(), await approved(here)
    assert await came(booking_id=booking.id, code="UKL7654321") == "paid"
    await came()
    found = await row("SELECT public_id FROM money_in WHERE code = $1", CODE)
    assert found is not None
    given, _ = await does(grace, ForeseeGiving(found["public_id"], to(booking)))
    assert isinstance(given, GivingForeseen)
    assert (given.effect.kind, given.effect.kept) == (EffectKind.CREDIT, PRICE)


async def test_m3_it_is_kept_for_a_client_or_goes_back(here: Practice) -> None:
    grace, booking = await an_admin(), await approved(here)
    await came()
    client = (await row("SELECT public_id FROM people WHERE id = $1", here.amina)) or {}
    given, said = await gives(grace, Goal(GoalKind.CREDIT, client["public_id"]))
    assert given.effect.kept == PRICE
    assert "kept for you" in said.texts(AMINA)
    assert await ledger.owed(ledger.credit_account(booking.client_id)) == PRICE


@pytest.mark.usefixtures("here")
async def test_m3_it_goes_back_once() -> None:
    grace = await an_admin()
    await came()
    given, _ = await gives(grace, Goal(GoalKind.BACK))
    assert given.effect.kind is EffectKind.GOES_BACK
    again, _ = await does(grace, GiveMoney((await money()).public_id, Goal(GoalKind.BACK), "x"))
    assert isinstance(again, MoneyLookedAt)
    assert (again.money.fate, again.money.by) == (Fate.GOING_BACK, "Grace")
    assert len(await sql("SELECT id FROM refunds")) == 1


@pytest.mark.usefixtures("here")
async def test_m3_what_was_kept_after_all_can_still_go_back() -> None:
    grace = await an_admin()
    await came()
    await gives(grace, Goal(GoalKind.BACK))
    async with transaction():
        (refund,) = await rows("SELECT id FROM refunds")
        held = await refund_moves.lock(refund["id"])
        assert held is not None
        sitting = Sitting(SETTINGS, NOW, "kept")
        await refund_decisions.keep_as_credit(sitting, held, grace.person_id)
    assert (await money()).waits
    given, _ = await gives(grace, Goal(GoalKind.BACK))
    assert given.effect.kind is EffectKind.GOES_BACK
    states = await sql("SELECT state FROM refunds ORDER BY id")
    assert [one["state"] for one in states] == ["withdrawn", "due"]


async def test_m3_two_admins_at_once_one_wins_and_the_other_reads_how_it_stands(
    here: Practice,
) -> None:
    grace, hope, booking = await an_admin(), await an_admin("Hope", 10), await approved(here)
    await came()
    found = await money()
    shown, _ = await does(grace, ForeseeGiving(found.public_id, to(booking)))
    assert isinstance(shown, GivingForeseen)
    back = Goal(GoalKind.BACK)
    results = await asyncio.gather(
        does(grace, GiveMoney(found.public_id, to(booking), shown.effect.mark)),
        does(hope, GiveMoney(found.public_id, back, "goes_back-0-0")),
    )
    kinds = sorted(type(result).__name__ for result, _ in results)
    assert kinds == ["MoneyGiven", "MoneyLookedAt"]
    await books_agree(sql)


async def test_m3_nothing_is_done_when_the_result_is_another_by_now(here: Practice) -> None:
    grace, booking = await an_admin(), await approved(here)
    await came()
    found = await money()
    shown, _ = await does(grace, ForeseeGiving(found.public_id, to(booking)))
    assert isinstance(shown, GivingForeseen)
    await came(code="UKL7654321", booking_id=booking.id)
    now, _ = await does(grace, GiveMoney(found.public_id, to(booking), shown.effect.mark))
    assert isinstance(now, GivingForeseen)
    assert now.changed
    assert now.effect.kind is EffectKind.CREDIT
    assert (await money()).waits


async def test_x63_only_admins(here: Practice) -> None:
    booking = await approved(here)
    await came()
    reader = Reader(here.brian, "Brian", "en", "Africa/Nairobi")
    brian = Guest(0, 3, None, reader, None, False, frozenset({Role.PSYCHOLOGIST}))
    found = (await money()).public_id
    for command in (
        ListUnallocated(0), LookAtMoney(found), FindOwner(found, "amina"),
        ForeseeGiving(found, to(booking)), GiveMoney(found, to(booking), "confirms-0-0"),
    ):  # fmt: skip
        with pytest.raises(NotYours):
            await does(brian, command)
    assert (await money()).waits


async def test_m3_what_it_may_be_for_and_whose(here: Practice) -> None:
    grace, booking = await an_admin(), await approved(here)
    reference = booking.reference or ""
    for n, typed in enumerate((reference[:-2] + reference[-1] + reference[-2], "nonsense")):
        await came(100 if not n else PRICE.minor, typed, f"UKL000000{n}")
    listed, _ = await does(grace, ListUnallocated(0))
    assert isinstance(listed, UnallocatedListed)
    for found in listed.payments:
        looked, _ = await does(grace, LookAtMoney(found.public_id))
        assert isinstance(looked, MoneyLookedAt)
        assert [one.id for one in looked.near] == [booking.id]
    for said, clients in ((reference.lower(), []), ("ami", ["Amina"])):
        owners, _ = await does(grace, FindOwner(listed.payments[0].public_id, said))
        assert isinstance(owners, OwnersFound)
        assert [one.id for one in owners.bookings] == [booking.id]
        assert [one.name for one in owners.clients] == clients


@pytest.mark.usefixtures("here")
async def test_m3_admins_hear_once_by_day_and_not_of_each_of_many() -> None:
    await an_admin()
    await came()
    assert await tell(SETTINGS, NOW) == []
    night = hours(14)
    assert await tell(SETTINGS, night) == []
    told = {letter.payload["text"][:25] for letter in await tell(SETTINGS, hours(1))}
    assert told == {"<b>KES 2,500 has come in,"}
    assert await tell(SETTINGS, hours(2)) == []
    for n in range(5):
        await came(code=f"UKL000000{n}")
    told = {letter.payload["text"][:18] for letter in await tell(SETTINGS, hours(3))}
    assert told == {"<b>5 payments have"}
