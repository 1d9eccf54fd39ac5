"""What is left to do for a psychologist who shall take no new bookings."""

import pytest

from services import booking_views
from tests.people import NOW, practice
from tests.rows import book

pytestmark = pytest.mark.usefixtures("db")


async def test_what_a_psychologist_still_has_to_do() -> None:
    here = await practice()
    await book(here, 48, "confirmed")
    await book(here, 72, "pending", answer_due_at=NOW)
    await book(here, 96, "declined")
    await book(here, -48, "completed")
    ahead = await booking_views.ahead_of_psychologist(here.brian, NOW)
    assert [one.status for one in ahead] == ["confirmed", "pending"]
    assert await booking_views.ahead_of_psychologist(here.amina, NOW) == ()
