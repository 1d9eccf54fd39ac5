"""Money that comes for nobody, and an admin who gives it to somebody."""

from conversations.work.unallocated import (
    ForeseeGiving,
    GiveMoney,
    GivingForeseen,
    Goal,
    GoalKind,
    MoneyGiven,
)
from handlers.perform.unallocated import perform
from handlers.settle import money_arrived
from handlers.sitting import Sitting
from models.database import row, rows
from models.unallocated_views import FoundMoney
from models.values import Money, MoneySource, Provider, Role
from models.views import BookingView, Reader
from services import people, unallocated
from services.money_in import Arrived
from services.people import Guest
from services.transaction import transaction
from tests.books import books_agree
from tests.handlers.test_changes import Said
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, person
from tests.services.change_steps import PRICE

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
