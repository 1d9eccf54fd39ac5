"""Steps of the menu as networks post them: nothing twice, nothing half (2.4, I6)."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from models.database import connection_arguments
from tests.town import Town
from tests.world.texting_steps import ahead, booking, with_phone
from tests.world.ussd_steps import (
    CANCELLED,
    LETTERS,
    STRANGER,
    dials,
    number,
    posted,
    step,
    violations,
)


@pytest.fixture
async def town(here: Town) -> AsyncIterator[Town]:
    """Nothing that the network would not have shown is ever answered."""
    await with_phone(here)
    yield here
    assert await violations(here) == {}


async def test_the_same_step_again_does_nothing_and_says_the_same(town: Town) -> None:
    await ahead(town)
    await step(town, "")
    first = await step(town, "4")
    assert first == await step(town, "4")
    await town.settled()
    assert await number(town, LETTERS) == 1
    await step(town, "2", session="ATUid_2")
    cancelled = await step(town, "2*1", session="ATUid_2")
    assert cancelled.startswith("END Cancelled")
    assert cancelled == await step(town, "2*1", session="ATUid_2")
    assert await number(town, CANCELLED) == 1


async def test_what_comes_after_the_end_does_nothing(town: Town) -> None:
    await ahead(town)
    assert (await step(town, "4")).startswith("END")
    assert (await step(town, "4*4")).startswith("END Something has changed.")
    await town.settled()
    assert await number(town, LETTERS) == 1


async def test_two_at_once_are_one(town: Town) -> None:
    await ahead(town)
    await step(town, "")
    answers = await asyncio.gather(*(step(town, "4") for _ in range(4)))
    assert len(set(answers)) == 1
    await town.settled()
    assert await number(town, LETTERS) == 1
    await town.fault("sms", "ussd_duplicate", phone="amina", times=3)
    assert "Cancelled" in await dials(town, "2", "1")
    assert await number(town, CANCELLED) == 1


async def test_a_lost_answer_is_seen_when_dialled_again(town: Town) -> None:
    await ahead(town)
    amina = town.phone("amina")
    await amina.dial()
    await amina.answer_ussd("2")
    await town.fault("sms", "ussd_lost_answer", phone="amina")
    assert (await amina.answer_ussd("1"))["error"]
    assert "No appointment for this number." in await dials(town)
    assert await number(town, CANCELLED) == 1


async def test_what_was_typed_ahead_stops_where_money_moves(town: Town) -> None:
    reference = await ahead(town)
    amina = town.phone("amina")
    screen = await amina.dial("*384*123*2*1#")
    assert "1 Yes, cancel" in screen["text"]
    assert (await booking(town, reference))["status"] == "confirmed"
    assert "Cancelled" in (await amina.answer_ussd("1"))["text"]
    assert "No appointment" in (await amina.dial("*384*123*2*1*1*1#"))["text"]


async def test_a_star_in_an_answer_is_typed_ahead_too(town: Town) -> None:
    reference = await ahead(town)
    assert "1 Yes, cancel" in await dials(town, "2*1")
    assert "Please choose a number." in await dials(town, "*")
    assert "1 I'll be there" in await dials(town, "9*9**6*0")
    assert (await booking(town, reference))["status"] == "confirmed"


async def test_i6_words_of_danger_are_answered_with_help(town: Town) -> None:
    await ahead(town)
    await town.phone("grace").mark()
    help_ = await dials(town, "I want to*kill myself")
    assert "You are not alone" in help_
    assert "999 / 112" in help_
    assert "We will try to reach you." in help_
    await town.settled()
    [alert] = await town.sql("SELECT channel, rule FROM danger_alerts")
    assert alert["channel"] == "ussd"
    assert "kill" not in str(await town.sql("SELECT * FROM ussd_answers"))


async def test_i6_also_from_a_number_that_is_nobodys(town: Town) -> None:
    assert "Hauko peke yako" in await step(town, "nataka kujiua", phone=STRANGER)
    assert await town.sql("SELECT 1 FROM people WHERE phone = $1 AND telegram_id IS NULL", STRANGER)
    assert await number(town, "SELECT count(*) AS n FROM danger_alerts") == 1
    assert "END You are not alone" in await step(town, "I will kill myself", phone="masked")


async def test_a_database_that_is_late_has_done_nothing(town: Town) -> None:
    reference = await ahead(town)
    assert town.program is not None
    town.program.ussd.patience = 0.5
    await step(town, "")
    await step(town, "2")
    connection = await asyncpg.connect(**connection_arguments(town.database_url))
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE")
            assert "Please dial again" in await step(town, "2*1")
            assert "You are not alone" in await step(town, "kill myself", session="ATUid_9")
    finally:
        await connection.close()
    assert (await booking(town, reference))["status"] == "confirmed"
    assert await town.sql("SELECT 1 FROM refunds") == []
    town.program.ussd.patience = 3.5
    assert "Cancelled" in await step(town, "2*1")


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe\x00", b"text=1", b"sessionId=&phoneNumber=&text=", b"&".join([b"a=1"] * 90),
     b"sessionId=ATUid_1&text=%00%ff", b"sessionId=ATUid_1&phoneNumber=%2B254712000001&text=%00",
     b"sessionId=ATUid_1&phoneNumber=%2B254712000001&text=" + b"1*" * 3000,
     b"sessionId=x&text=" + b"1" * 20_000, b"sessionId=x&text=" + b"1" * 300_000],
)  # fmt: skip
async def test_whatever_is_posted_is_answered(town: Town, raw: bytes) -> None:
    await ahead(town)
    await posted(town, raw)
    assert await number(town, CANCELLED) == 0


async def test_who_doesnt_know_the_secret_finds_nothing(town: Town) -> None:
    for end in ("ussd", "ussd_end"):
        url = f"{town.environment['PUBLIC_URL']}/hooks/sms/not-it/{end}"
        async with town.session.post(url, data=b"sessionId=1&text=") as response:
            assert response.status == 404


async def test_who_dials_all_day_is_asked_to_wait(town: Town) -> None:
    await ahead(town)
    said = [await step(town, "", session=f"ATUid_{at}") for at in range(14)]
    assert said[0].startswith("CON BK-")
    assert said[-1].startswith("END Please dial again in a few minutes.")
    assert "CON" in await step(town, "5", session="ATUid_0")
