"""The menu by the simulator's phones: dialled, answered, paid by STK (R6, 2.4)."""

from collections.abc import AsyncIterator

import pytest

from bot.story.booking import BOOKING
from tests.town import Town
from tests.world.paying import books_agree
from tests.world.texting_steps import LATER, NUMBER, TOO_LATE, ahead, booking, one, with_phone
from tests.world.ussd_steps import STRANGER, dials, number, step, violations


@pytest.fixture
async def town(here: Town) -> AsyncIterator[Town]:
    """Nothing that the network would not have shown is ever answered."""
    await with_phone(here)
    yield here
    assert await violations(here) == {}


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
    assert await violations(here) == {}
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
