"""Money on its way back: once, by the way it came, and everybody hears of it (M6, X47, X48)."""

import pytest

from bot.story.steps import AMINA
from tests.town import Town
from tests.world.paying import booking
from tests.world.refunding import FULL_PURSE, paid_and_cancelled, purse, until_state

pytestmark = pytest.mark.usefixtures("books")


async def test_x47_a_cancelled_session_is_paid_back_by_reversal(here: Town) -> None:
    await paid_and_cancelled(here)
    found = await until_state(here, "done")
    assert (found["method"], found["attempts"]) == ("reversal", 1)
    assert await purse(here) == FULL_PURSE
    assert (await booking(here))["payment_status"] == "refunded"
    told = await here.phone(AMINA).expect("KES 2,500 for BK-")
    assert "has been sent back to 0712 000 001" in told["text"]
    assert found["provider_code"] in told["text"]
