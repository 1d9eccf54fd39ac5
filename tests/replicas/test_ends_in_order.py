"""SIGTERM while people tap, and a database that only lets us read: nothing is lost, told or not."""

import asyncio
import json
import signal
from pathlib import Path

import asyncpg

from bot.story.booking import BOOKING
from models.database import connection_arguments
from tests.town import HURRIED, town

TAPS = 12


async def test_a_stop_finishes_what_is_in_hand_and_the_next_process_does_the_rest(
    database_url: str,
) -> None:
    async with town(database_url, **HURRIED) as here:
        await here.post("/sim/telegram/limits", {"retry_base": 0.1})
        process = await here.start_process()
        amina = here.phone("amina")
        await amina.send("/start")
        await amina.expect("Hello Amina")
        for _ in range(TAPS):
            await amina.send("/help")
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 30) == 0
        left = await here.sql("SELECT state, attempts FROM outbox WHERE state <> 'sent'")
        assert left == [], "what was begun has left, too"
        await here.start_process()
        told: list[str] = []
        for _ in range(200):
            told = [one["text"] for one in await amina.messages() if one["from"] == "bot"]
            if sum("This is what I can do" in text for text in told) >= TAPS:
                break
            await asyncio.sleep(0.1)
        assert sum("This is what I can do" in text for text in told) == TAPS


async def test_one_booking_and_its_payment_can_be_followed_in_the_log(
    server: str, database_url: str, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    admin = await asyncpg.connect(**connection_arguments(server))
    name = connection_arguments(database_url)["database"]
    async with town(database_url, **HURRIED) as here:
        await here.start_process(log, LOG_LEVEL="INFO", LOG_FORMAT="json")
        await here.phone("brian").expect("Requests wait under /pending", timeout=20)
        await here.play(BOOKING)
        # And then the primary becomes a standby for a moment.
        await admin.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1"
        await admin.execute(end, name)
        amina = here.phone("amina")
        await amina.mark()
        await amina.send("/help")
        await asyncio.sleep(1.5)
        await admin.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = off")
        await admin.execute(end, name)
        await amina.expect("This is what I can do", timeout=30)
        booking = (await here.sql("SELECT id, reference FROM bookings"))[0]
    await admin.close()
    said = [json.loads(line) for line in log.read_text().splitlines()]
    (asked,) = (one for one in said if one.get("reference") == booking["reference"])
    of_it = [one for one in said if one.get("booking_id") == booking["id"]]
    events = [one["event"] for one in of_it]
    assert asked is of_it[0]
    assert events[:5] == [
        "booking_requested", "booking_answered", "payment_asked", "payment_paid",
        "booking_confirmed",
    ]  # fmt: skip
    assert of_it[1]["status"] == "approved"
    assert of_it[2]["payment_id"] == of_it[3]["payment_id"]
    assert not [one for one in said if one["level"] == "error"], "a standby is waited for"
    assert "Amina" not in log.read_text()
