"""The client's book: sessions and sums, computed (M8, 7-records)."""

from uuid import UUID
from zoneinfo import ZoneInfo

from models.books_views import Totals
from models.database import count, row
from models.moves import Actor
from models.values import Money
from services import client_books, clients
from tests.people import NOW, Practice
from tests.rows import insert
from tests.services.change_steps import PRICE, cancel, paid

ZONE = ZoneInfo("Africa/Nairobi")


async def _public_id(here: Practice) -> UUID:
    found = await row("SELECT public_id FROM people WHERE id = $1", here.amina)
    assert found is not None
    return UUID(str(found["public_id"]))


async def test_m8_spent_is_what_was_paid_less_what_went_back(here: Practice) -> None:
    assert await client_books.totals(here.amina) == Totals(0, ())
    first, second = await paid(here, 72), await paid(here, 96)
    assert await client_books.totals(here.amina) == Totals(0, (Money(2 * PRICE.minor),))
    await cancel(second, here.amina, Actor.CLIENT)
    for status in ("in_progress", "completed"):
        await count("UPDATE bookings SET status = $2, version = version + 1 WHERE id = $1",
                    first.id, status)  # fmt: skip
    assert await client_books.totals(here.amina) == Totals(1, (PRICE,))
    assert await client_books.totals(here.amina, here.brian) == Totals(1, (PRICE,))
    assert await client_books.totals(here.amina, here.chidi) == Totals(0, ())
    await insert("role_grants", {"person_id": here.brian, "role": "psychologist",
                                 "granted_at": NOW})  # fmt: skip
    card = (await clients.access_client(await _public_id(here), here.brian, NOW)).card
    assert (card.completed, card.spent) == (1, (PRICE,))


async def test_m8_the_book_has_its_sessions_nested(here: Practice) -> None:
    booking = await paid(here, 72)
    book = await client_books.book(here.amina, ZONE)
    assert (book["totalSessions"], book["totalSpent"]) == (0, {"KES": 2500})
    (session,) = book["sessions"]
    assert session | {"expertId": ""} == {
        "sessionId": str(booking.public_id), "expertId": "", "sessionType": "individual",
        "duration": 50, "scheduledDate": "2026-09-10", "startTime": "09:00", "endTime": "09:50",
        "status": "confirmed", "price": 2500, "currency": "KES", "paymentStatus": "paid",
        "spent": 2500,
    }  # fmt: skip
    assert book["clientId"] == str(await _public_id(here))
    assert book["createdAt"] <= book["updatedAt"]
