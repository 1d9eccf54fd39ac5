"""Paying behind a pay link as the tour and the tests of the whole program do."""

from typing import Any

import aiohttp
import pytest

from bot.phones import Phone, Unseen, tell_webhook
from bot.story.steps import Step, amina
from bot.tour import Teller
from simulator import Simulator
from simulator.paystack.credentials import SECRET_KEY

BOT = "/telegram/bot4242:" + "A" * 35


async def send_link(http: aiohttp.ClientSession, reference: str) -> None:
    body = {"email": "a@clients.example", "amount": 250_000, "reference": reference}
    key = {"Authorization": f"Bearer {SECRET_KEY}"}
    async with http.post("/paystack/transaction/initialize", json=body, headers=key) as response:
        url = (await response.json())["data"]["authorization_url"]
    keys = {"inline_keyboard": [[{"text": "Pay by card", "url": url}]]}
    message: dict[str, Any] = {"chat_id": 501, "text": "Please pay", "reply_markup": keys}
    await http.post(f"{BOT}/sendMessage", json=message)


async def status(http: aiohttp.ClientSession, reference: str) -> str:
    async with http.get("/sim/paystack") as response:
        found = {t["reference"]: t for t in (await response.json())["transactions"]}
    return str(found[reference]["status"])


async def test_a_step_pays_behind_the_newest_link(capsys: pytest.CaptureFixture[str]) -> None:
    async with Simulator(page=False) as sim, aiohttp.ClientSession(sim.url) as http:
        sim.world.add_phone("Amina Otieno", "+254712000001", telegram_id=501)
        await http.post("/sim/phones/amina/send", json={"text": "/start"})
        await tell_webhook(http, sim.url, "http://127.0.0.1:9/hooks/paystack")
        for reference in ("older", "newer"):
            await send_link(http, reference)
        steps: tuple[Step, ...] = (amina("card", "declined"), amina("card", "success"))
        for step in steps:
            await Teller(http, sim.url).play(step)
        assert (await status(http, "older"), await status(http, "newer")) == (
            "abandoned",
            "success",
        )
        with pytest.raises(Unseen):
            await Phone(http, sim.url, "amina").pay_by_card("stolen")
    assert "opens the pay link and uses the card “declined”: Declined" in capsys.readouterr().out
