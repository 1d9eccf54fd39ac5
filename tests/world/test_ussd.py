"""The menu by the simulator's phones: dialled, answered, paid by STK; nothing twice (R6, 2.4)."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import asyncpg
import pytest

from bot.story.booking import BOOKING
from models.database import connection_arguments
from tests.town import Town
from tests.world.paying import books_agree
from tests.world.texting_steps import LATER, NUMBER, TOO_LATE, ahead, booking, one, with_phone

STRANGER = "+254722000105"
CANCELLED = "SELECT count(*) AS n FROM bookings WHERE status IN ('cancelled', 'late_cancelled')"
LETTERS = "SELECT count(*) AS n FROM outbox WHERE dedupe_key LIKE 'ussd%'"


@pytest.fixture
async def town(here: Town) -> AsyncIterator[Town]:
    """Nothing that the network would not have shown is ever answered."""
    await with_phone(here)
    yield here
    assert await _violations(here) == {}


async def _violations(here: Town) -> dict[str, int]:
    found = (await here.get("/sim/stats"))["sms"]["violations"]
    return {name: count for name, count in found.items() if count}


async def dials(here: Town, *typed: str, who: str = "amina") -> str:
    """Dial and type; the last screen's words."""
    screen = await here.phone(who).dial()
    for each in typed:
        assert screen["open"], screen
        screen = await here.phone(who).answer_ussd(each)
    assert not screen["error"], screen
    return str(screen["text"])


async def step(here: Town, text: str, *, session: str = "ATUid_1", phone: str = NUMBER) -> str:
    """As the network posts one step; the body of the answer."""
    return await posted(here, urlencode({"sessionId": session, "serviceCode": "*384*123#",
        "phoneNumber": phone, "networkCode": "63902", "text": text}).encode())  # fmt: skip


async def posted(here: Town, raw: bytes) -> str:
    secret = here.environment["AFRICASTALKING_HOOK_SECRET"]
    url = f"{here.environment['PUBLIC_URL']}/hooks/sms/{secret}/ussd"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with here.session.post(url, data=raw, headers=headers) as response:
        assert (response.status, response.content_type) == (200, "text/plain")
        body = await response.text()
    assert body.startswith(("CON ", "END "))
    assert len(body) <= 164
    return body


async def number(here: Town, query: str) -> int:
    return int((await one(here, query))["n"])


async def test_r6_ill_be_there(town: Town) -> None:
    reference = await ahead(town)
    assert "1 I'll be there" in await dials(town)
    assert "We expect you" in await dials(town, "1")
    assert (await booking(town, reference))["coming_at"] is not None


async def test_r6_cancelled_in_time_with_the_money_back(town: Town) -> None:
    reference = await ahead(town)
    await town.phone("brian").mark()
    assert "KES 2,500 comes back to you" in await dials(town, "2")
    assert (await booking(town, reference))["status"] == "confirmed"
    assert f"Cancelled: {reference}" in await dials(town, "2", "1")
    assert reference in (await town.phone("brian").expect("has cancelled"))["text"]
    assert (await booking(town, reference))["status"] == "cancelled"
    assert (await one(town, "SELECT amount_minor FROM refunds"))["amount_minor"] == 250_000
    assert await town.sql("SELECT 1 FROM audit_log WHERE channel = 'ussd'")
    assert "No appointment for this number." in await dials(town)
    await books_agree(town)


async def test_r6_cancelled_too_late_without(town: Town) -> None:
    reference = await ahead(town, TOO_LATE)
    assert "No refund, KES 2,500 stays" in await dials(town, "2")
    assert "too late for a refund" in await dials(town, "2", "1")
    assert (await booking(town, reference))["status"] == "late_cancelled"
    assert await town.sql("SELECT 1 FROM refunds") == []


async def test_r6_a_deadline_between_the_screen_and_the_1(town: Town) -> None:
    reference = await ahead(town, 5 * TOO_LATE)
    assert "comes back to you" in await step(town, "2")
    await town.pass_time(2 * 3600)
    changed = await step(town, "2*1")
    assert changed.startswith("CON This has changed.")
    assert "No refund" in changed
    assert (await booking(town, reference))["status"] == "confirmed"
    assert "too late for a refund" in await step(town, "2*1*1")


async def test_r6_another_time_and_another_language(town: Town) -> None:
    reference = await ahead(town)
    await town.phone("brian").mark()
    assert "1 Nitakuja" in await dials(town, "5")
    assert "4 Saa nyingine" in await dials(town)
    assert "https://t.me/" in await dials(town, "4")
    assert reference in (await town.phone("brian").expect("wants another time"))["text"]
    assert (await one(town, "SELECT language FROM people WHERE phone = $1", NUMBER)) == {
        "language": "sw"
    }


async def test_r6_paid_by_the_phone_in_the_hand(here: Town) -> None:
    await here.play(BOOKING[:8])
    await here.sql("UPDATE people SET phone = $1 WHERE telegram_id = 700000001", NUMBER)
    assert "Pay KES 2,500 for BK-" in await dials(here, "3")
    assert "asks this phone for KES 2,500" in await dials(here, "3", "1")
    assert "M-Pesa" in await dials(here, "3", "1")
    assert await number(here, "SELECT count(*) AS n FROM payments") == 1
    await here.phone("amina").enter_pin()
    await here.phone("amina").expect("Your session is confirmed")
    assert "3 Pay" not in await dials(here)
    assert await _violations(here) == {}
    await books_agree(here)


async def test_r6_several_are_chosen_by_number(town: Town) -> None:
    near, far = await ahead(town), await ahead(town, LATER)
    first = await dials(town)
    assert first.index(f"1 {near}") < first.index(f"2 {far}")
    assert f"Cancelled: {far}" in await dials(town, "2", "2", "1")
    assert (await booking(town, near))["status"] == "confirmed"


async def test_p2_people_on_one_number_see_references_only(town: Town) -> None:
    mine = await ahead(town)
    await town.sql("UPDATE people SET phone = $1, language = 'sw' WHERE name LIKE 'Peter%'", NUMBER)
    theirs = await ahead(town, LATER, client="Peter%")
    assert await dials(town) == f"1 {mine}\n2 {theirs}\n0 Exit"
    assert "Tunakusubiri" in await dials(town, "2", "1")
    assert (await booking(town, mine))["coming_at"] is None


async def test_r6_sms_only_clients_have_the_whole_menu(town: Town) -> None:
    await town.sql(
        """INSERT INTO people (public_id, name, phone, language, timezone, created_at)
           VALUES (gen_random_uuid(), 'Zuri', $1, 'en', 'Africa/Nairobi', now())""",
        STRANGER,
    )
    reference = await ahead(town, client="Zuri")
    assert "1 Nitakuja" in await dials(town, "5", who="zawadi")
    assert "tutakupigia" in await dials(town, "4", who="zawadi")
    assert "Tunakusubiri" in await dials(town, "1", who="zawadi")
    assert f"Imeghairiwa: {reference}" in await dials(town, "2", "1", who="zawadi")


async def test_r6_nothing_leaks_to_a_stranger(town: Town) -> None:
    await ahead(town)
    stranger = await dials(town, who="zawadi")
    assert stranger == "No appointment for this number.\nHakuna miadi kwa nambari hii."
    await town.sql("UPDATE people SET phone = $1 WHERE name LIKE 'Peter%'", STRANGER)
    assert await dials(town, who="zawadi") == stranger
    assert await step(town, "1", phone="anonymous") == f"END {stranger}"
    # A session's name is worth nothing on another phone.
    await step(town, "")
    assert await step(town, "", phone=STRANGER) == f"END {stranger}"
    assert await number(town, "SELECT count(*) AS n FROM bookings WHERE coming_at > now()") == 0


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
