"""One person sends far too much: kept, told once, and nobody else waits (D4)."""

import asyncio
import time

import pytest

from bot.story.booking import BOOKING
from conversations.danger import Danger, Kind
from handlers import danger, floods
from tests.town import HURRIED, Town, open_town
from tests.world.paying import texts

FEW = {"PERSON_AT_ONCE": "20", "PERSON_PER_SECOND": "0.001"}
TOLD = "That was a lot at once"


async def _told(here: Town) -> int:
    return sum(TOLD in text for text in await texts(here, "amina"))


async def _outcomes(here: Town) -> dict[str | None, int]:
    found = await here.sql(
        """SELECT outcome, count(*) AS n FROM inbox WHERE state = 'done'
           AND lane = (SELECT 'tg:' || telegram_id FROM people WHERE name LIKE 'Amina%')
           GROUP BY outcome"""
    )
    return {row["outcome"]: row["n"] for row in found}


async def _flood(here: Town, words: str, times: int) -> None:
    """Straight to our webhook, much faster than the simulated phone could."""
    amina = (await here.get("/sim/phones/amina"))["telegram_id"]
    headers = {"X-Telegram-Bot-Api-Secret-Token": here.environment["TELEGRAM_WEBHOOK_SECRET"]}
    who = {"id": amina, "is_bot": False, "first_name": "Amina"}

    async def send(number: int) -> None:
        message = {"message_id": 10_000 + number, "date": 1, "text": words, "from": who,
                   "chat": {"id": amina, "type": "private", "first_name": "Amina"}}  # fmt: skip
        update = {"update_id": 9_000_000 + number, "message": message}
        url = f"{here.environment['PUBLIC_URL']}/hooks/telegram"
        async with here.session.post(url, json=update, headers=headers) as answer:
            assert answer.status == 200

    await asyncio.gather(*(send(number) for number in range(times)))


async def test_d4_a_thousand_messages_keep_nobody_else_waiting(database_url: str) -> None:
    async with open_town(database_url, **HURRIED, **FEW) as here:
        await here.play(BOOKING[:3])
        draft = await here.sql("SELECT * FROM drafts")
        brian, waits = here.phone("brian"), list[float]()
        started = time.perf_counter()
        flood = asyncio.create_task(_flood(here, "hello " * 50, 1000))
        while len(waits) < 5 or (not flood.done() and len(waits) < 15):
            await brian.mark()
            began = time.perf_counter()
            await brian.send("/settings")
            await brian.expect("Your settings")
            waits.append(time.perf_counter() - began)
        await flood
        await here.settled()
        lasted = time.perf_counter() - started
        done = await _outcomes(here)
        assert done[floods.OUTCOME] >= 1000 - 20 - 5
        assert await _told(here) == 1
        changed = await here.sql("SELECT * FROM drafts WHERE id = $1", draft[0]["id"])
        assert changed[0]["answers"] == draft[0]["answers"]
        assert sorted(waits)[len(waits) // 2] < lasted / 4
        print(f"beside the flood brian waited {[round(wait * 1000) for wait in waits]} ms")


async def test_d4_what_comes_too_early_moves_nothing(database_url: str) -> None:
    async with open_town(database_url, **HURRIED, **FEW) as here:
        await here.play(BOOKING[:3])
        await _flood(here, "/cancel", 40)
        await here.settled()
        assert await _told(here) == 1
        before = await here.sql("SELECT dialogue FROM chats ORDER BY id")
        drafts = await here.sql("SELECT id, step, rev FROM drafts ORDER BY id")
        await here.phone("amina").send("/book")
        await here.settled()
        assert await here.sql("SELECT dialogue FROM chats ORDER BY id") == before
        assert await here.sql("SELECT id, step, rev FROM drafts ORDER BY id") == drafts


async def test_d4_after_a_pause_it_goes_on(database_url: str) -> None:
    async with open_town(database_url, **HURRIED, **FEW) as here:
        await _flood(here, "hello", 40)
        await here.settled()
        await here.sql("UPDATE visitor_budget SET spoken_until = now() - interval '1 day'")
        await asyncio.sleep(1.1)  # as long as the process doesn't ask
        amina = here.phone("amina")
        await amina.mark()
        await amina.send("/sessions")
        await amina.expect("no session to come")


@pytest.mark.parametrize("words", ["help me", "/start help me"])
async def test_d4_a_cry_for_help_is_no_flood(
    database_url: str, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    screened: list[str] = []

    def screen(said: str) -> Danger | None:
        screened.append(said)
        return Danger(Kind.LIFE, "en.life.test") if "help me" in said else None

    monkeypatch.setattr(danger, "screen", screen)
    async with open_town(database_url, **HURRIED, **FEW) as here:
        await _flood(here, words, 60)
        await here.settled()
        assert floods.OUTCOME not in await _outcomes(here)
        assert 0 < screened.count(words) <= 60, "each message once at most"
