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
    MoneyGiven,
    MoneyLookedAt,
    OwnersFound,
    UnallocatedListed,
)
from handlers.perform.unallocated import perform
from handlers.settle import Report, money_arrived, money_came
from handlers.sitting import Sitting
from handlers.unallocated_news import tell
from models.database import row, rows
from models.values import Money, MoneySource, Provider, Role
from models.views import BookingView, Reader
from models.views_money import EffectKind, Fate, FoundMoney
from services import ledger, payments, people, unallocated
from services.booking_views import view
from services.errors import NotYours
from services.money_in import Arrived
from services.people import Guest
from services.transaction import transaction
from tests.books import books_agree
from tests.handlers.test_changes import AMINA, Said, here
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, Practice, hours, person
from tests.rows import pay
from tests.services.booking_steps import lapse_all, seen
from tests.services.change_steps import PRICE, approved

__all__ = ["here"]

CODE = "UKL1234567"


async def sql(query: str) -> list[dict[str, object]]:
    return [dict(found) for found in await rows(query)]


async def came(
    amount: int = PRICE.minor, account: str = "0712000009", code: str = CODE,
    booking_id: int | None = None,
) -> str:  # fmt: skip
    """A notice of money, for a booking or for nobody."""
    async with transaction():
        arrived = Arrived(Provider.MPESA, code, Money(amount), MoneySource.C2B,
                          account_typed=account, payer="AMINA, 2547*****001")  # fmt: skip
        return await money_arrived(Sitting(SETTINGS, NOW, f"c2b{code}"), arrived, booking_id)


async def money() -> FoundMoney:
    found = await row("SELECT public_id FROM money_in ORDER BY person_id IS NOT NULL, id LIMIT 1")
    assert found is not None
    return await unallocated.one(found["public_id"])


async def an_admin(name: str = "Grace", number: int = 9) -> Guest:
    person_id = await person(name, number)
    await rows(
        "INSERT INTO chats (telegram_chat_id, person_id) VALUES ($1, $2) RETURNING id",
        number, person_id,
    )  # fmt: skip
    await people.grant(person_id, Role.ADMIN, NOW)
    reader = Reader(person_id, name, "en", "Africa/Nairobi")
    return Guest(0, number, None, reader, None, False, frozenset({Role.ADMIN}))


async def does(guest: Guest, command: object) -> tuple[object, Said]:
    async with transaction():
        sitting = Sitting(SETTINGS, NOW, f"admin{id(command)}")
        result = await perform(sitting, guest, command)  # type: ignore[arg-type]
        await sitting.post()
    return result, Said(sitting.letters)


def to(booking: BookingView) -> Goal:
    return Goal(GoalKind.BOOKING, booking.public_id)


async def gives(guest: Guest, goal: Goal) -> tuple[MoneyGiven, Said]:
    """What is shown first is what happens then."""
    found = await money()
    before = await sql("SELECT count(*) AS n FROM ledger_entries")
    foreseen, silent = await does(guest, ForeseeGiving(found.public_id, goal))
    assert isinstance(foreseen, GivingForeseen)
    assert silent.letters == []
    assert await sql("SELECT count(*) AS n FROM ledger_entries") == before
    given, said = await does(guest, GiveMoney(found.public_id, goal, foreseen.effect.mark))
    assert isinstance(given, MoneyGiven)
    assert given.effect.mark == foreseen.effect.mark
    await books_agree(sql)
    return given, said


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


async def says_paid(payment_id: int, receipt: str | None) -> str:
    """M-Pesa about a prompt of ours: its callback, or without a receipt a query."""
    async with transaction():
        held = await payments.lock(payment_id)
        source = MoneySource.CALLBACK if receipt else MoneySource.QUERY
        report = Report(receipt, PRICE.minor, source)
        sitting = Sitting(SETTINGS, NOW, f"said{payment_id}{receipt}")
        return await money_came(sitting, held, held.client_id, report)


async def prompted(booking: BookingView) -> int:
    return await pay(booking.id, "prompted", amount_minor=PRICE.minor, phone="+254712000001",
                     checkout_request_id="ws_CO_1", next_query_at=NOW)  # fmt: skip


ORDERS = [
    ["notice", "query", "callback"], ["query", "notice", "callback"],
    ["notice", "gives", "query", "callback"], ["notice", "query", "gives", "callback"],
    ["query", "notice", "gives", "callback"], ["notice", "query", "callback", "notice"],
    ["notice", "gives", "callback", "query"],
]  # fmt: skip


@pytest.mark.parametrize("order", ORDERS, ids=["-".join(order) for order in ORDERS])
async def test_x45_a_prompts_money_under_a_mistyped_account_counts_once(
    here: Practice, order: list[str]
) -> None:
    """Whether an admin allocates it meanwhile or not, and whatever tells of it first."""
    grace, booking = await an_admin(), await approved(here)
    payment_id = await prompted(booking)
    for step in order:
        match step:
            case "notice":
                await came()
            case "gives":
                await gives(grace, to(booking))
            case "query":
                await says_paid(payment_id, None)
            case _:
                await says_paid(payment_id, CODE)
        await books_agree(sql)
    assert await sql("SELECT code, amount_minor FROM money_in") == [
        {"code": CODE, "amount_minor": PRICE.minor}
    ]
    assert (await seen(booking)).status == "confirmed"
    assert await ledger.owed(ledger.credit_account(here.amina)) == Money(0)
    assert await ledger.owed(ledger.UNALLOCATED) == Money(0)


async def test_x45_what_goes_back_is_not_given_when_its_callback_comes(here: Practice) -> None:
    grace, booking = await an_admin(), await approved(here)
    payment_id = await prompted(booking)
    await rows("UPDATE bookings SET payment_status = 'processing' RETURNING id")
    await came()
    await gives(grace, Goal(GoalKind.BACK))
    assert await says_paid(payment_id, CODE) == "known already"
    await books_agree(sql)
    stands = await view(booking.id)
    assert (stands.status, stands.payment_status) == ("approved", "failed")


async def test_x41_found_late_for_a_booking_that_lapsed(here: Practice) -> None:
    grace, booking = await an_admin(), await approved(here)
    await came()
    await lapse_all(hours(30))
    given, _ = await gives(grace, to(booking))
    assert given.effect.kind is EffectKind.CONFIRMS
