"""Bills in a story: the account is read off the chat, and typed as people type."""

import aiohttp
import pytest

from bot.phones import Phone, Unseen
from bot.story.bills import Bill
from simulator import Simulator

TEXTS = ["Pay KES 2,500. Account: SS-2026-000001", "Pay KES 2,500. Account: SS-2026-000002", "Hi"]


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("SS-2026-000009 2500", "SS-2026-000009"),
        (r"/SS-\d{4}-\d{6}/ 2500", "SS-2026-000002"),
        (r"/Account: (\S+)/ lower 2500", "ss-2026-000002"),
        (r"/Account: (\S+)/ undashed 2500", "SS2026000002"),
        (r"/Account: (\S+)/ lower spaced 2500", " ss 2026 000002 "),
        ("SS7K2M9 spaced 2500", " SS 7K2M9 "),
        ("/nothing like it/ 2500", None),
    ],
)
def test_the_account_is_typed_as_people_type(words: str, typed: str | None) -> None:
    bill = Bill.read(words)
    assert (bill.typed(TEXTS), bill.amount) == (typed, 2500)


def test_an_amount_is_a_whole_number() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        Bill.read("SS-2026-000009 KES")


async def test_a_bill_is_paid_from_what_the_bot_wrote() -> None:
    async with Simulator(page=False) as sim, aiohttp.ClientSession(sim.url) as http:
        sim.world.add_phone("Amina Otieno", "+254712000001", telegram_id=501, pin="4321")
        amina = Phone(http, sim.url, "amina")
        await amina.send("/start")
        message = {"chat_id": 501, "text": "Paybill 174379, account SS-2026-000123."}
        path = f"/telegram/bot4242:{'A' * 35}/sendMessage"
        async with http.post(path, json=message) as response:
            assert response.status == 200
        paid = await amina.pay_bill(Bill.read(r"/SS-\d+-\d+/ lower spaced 2500"))
        assert (paid["account"], paid["balance"]) == (" ss 2026 000123 ", 17_500)
        with pytest.raises(Unseen, match="not have enough money"):
            await amina.pay_bill(Bill.read("SS-2026-000123 17501"))
        with pytest.raises(Unseen, match="no account number"):
            await amina.pay_bill(Bill.read("/BK-[0-9]+/ 10"))
