"""What became of SMS that left, what they cost, and who may be texted at all (R4, X33, X35)."""

import asyncio
from typing import Any

import pytest

from services import clock
from tests.town import HURRIED, Town, open_town
from tests.world.paying import alarms
from tests.world.texting_steps import (
    NUMBER,
    ahead,
    got,
    one,
    outcomes,
    paid_session,
    post,
    texts,
    with_phone,
)

SENT = "SELECT state, failure, message_id, parts, cost, booking_id FROM sent_sms ORDER BY id"


async def sent(here: Town) -> list[dict[str, Any]]:
    return await here.sql(SENT)


async def ended(here: Town, state: str, which: int = -1) -> dict[str, Any]:
    """Wait until an SMS has come to this end."""
    for _ in range(100):
        found = await sent(here)
        if found and found[which]["state"] == state:
            return found[which]
        await asyncio.sleep(0.05)
    raise AssertionError(await sent(here))


async def booked_and_blocked(here: Town) -> str:
    """Amina has paid in the chat and then blocked the bot; the reference of her session."""
    await paid_session(here)
    await here.phone("amina").post("block", {})
    await here.settled()
    return str((await one(here, "SELECT reference FROM bookings"))["reference"])


async def until_reminded(here: Town) -> None:
    """Move the clock to the first reminder of Amina's."""
    await here.pass_time(1)
    due = await one(
        here, "SELECT min(due_at) AS at FROM reminders JOIN people ON people.id = person_id"
        " WHERE people.name LIKE 'Amina%' AND state = 'waiting'"
    )  # fmt: skip
    await here.pass_time((due["at"] - clock.now()).total_seconds() + 1)


@pytest.fixture
async def told(here: Town) -> str:
    """One SMS was sent and has arrived; its name at Africa's Talking."""
    await with_phone(here)
    await ahead(here)
    await texts(here, "what time?", "Your appointments")
    await here.settled()
    found = await ended(here, "delivered")
    assert (found["parts"], str(found["cost"])) == (1, "0.8000")
    return str(found["message_id"])


async def test_x35_reports_unknown_twice_out_of_order_and_of_unknown_status(
    here: Town, told: str, log: list[Any]
) -> None:
    for form in (
        {"id": told, "status": "Sent"},
        {"id": told, "status": "Buffered"},
        {"id": told, "status": "Failed", "failureReason": "UserDoesNotExist"},
        {"id": told, "status": "Success"},
        {"id": told, "status": "Success"},
        {"id": told, "status": "Teleported", "failureReason": "NobodyKnows"},
        {"id": "ATXid_unknown", "status": "Success"},
        {"id": "ATXid_unknown", "status": "Failed", "failureReason": "Whatever"},
        {"id": told, "status": "Failed", "failureReason": "AbsentSubscriber"},
        {"status": "Success"},
    ):
        assert await post(here, "report", {**form, "phoneNumber": NUMBER}) == 200
    await here.settled()
    last = (await sent(here))[-1]
    assert (last["state"], last["failure"]) == ("delivered", None)
    for _ in range(12):
        await here.pass_time(20)
    assert not await here.sql("SELECT 1 FROM inbox WHERE state <> 'done'")
    found = await outcomes(here, "sms_report")
    assert found.count("unknown message") == 2
    assert "unknown status" in found
    assert "refused: malformed" in found
    assert not [line for line in log if line["event"] in ("work_failed", "inbox_row_buried")]


async def test_x35_by_the_networks_own_faults(here: Town) -> None:
    await with_phone(here)
    await ahead(here)
    faults = ("report_out_of_order", "report_early", "report_duplicate", "report_buffered")
    for which, fault in enumerate(faults):
        await here.fault("sms", fault, phone="amina")
        await texts(here, "what time?", "Your appointments")
        for _ in range(3):
            await here.settled()
            await asyncio.sleep(0.2)
            await here.pass_time(10)
        await ended(here, "delivered", which)


@pytest.mark.parametrize(
    ("reason", "column"),
    [("UserDoesNotExist", "sms_dead_since"), ("NotNetworkSubcriber", "sms_dead_since"),
     ("UserInBlackList", "sms_stopped_at"), ("DoNotDisturbRejection", "sms_stopped_at"),
     ("SomethingNew", None)],
)  # fmt: skip
async def test_r4_a_number_that_can_not_be_texted_is_not_texted_again(
    here: Town, reason: str, column: str | None
) -> None:
    await with_phone(here)
    await ahead(here)
    await here.fault("sms", "report_failed", phone="amina", value=reason)
    await here.phone("amina").send_sms("what time?")
    await ended(here, "failed")
    assert (await sent(here))[-1]["failure"] == reason
    await here.settled()
    person = await one(here, "SELECT * FROM people WHERE telegram_id = 700000001")
    marked = {name for name in ("sms_dead_since", "sms_stopped_at") if person[name] is not None}
    assert marked == ({column} if column else set())


async def test_x33_blocked_so_reminded_by_sms_and_the_answer_counts(here: Town) -> None:
    reference = await booked_and_blocked(here)
    await here.phone("amina").mark()
    await until_reminded(here)
    reminded = await here.phone("amina").expect_sms("YES")
    assert reference in reminded["text"]
    about = await one(here, "SELECT id FROM bookings WHERE reference = $1", reference)
    assert (await sent(here))[-1]["booking_id"] == about["id"]
    await texts(here, "sawa nitakuja", "We expect you")


async def test_r4_a_reminder_that_never_arrives_is_told_to_the_psychologist_once(
    here: Town,
) -> None:
    await booked_and_blocked(here)
    brian = here.phone("brian")
    await brian.mark()
    await here.fault("sms", "report_failed", phone="amina", value="AbsentSubscriber")
    await until_reminded(here)
    await brian.expect("could not be told")
    found = await ended(here, "failed")
    for reason in ("AbsentSubscriber", "UserDoesNotExist"):
        form = {"id": str(found["message_id"]), "status": "Failed", "failureReason": reason}
        await post(here, "report", form | {"phoneNumber": NUMBER})
    await here.settled()
    said = [m for m in await brian.messages() if "could not be told" in m["text"]]
    assert len(said) == 1


async def test_r4_a_day_and_a_month_have_their_most(database_url: str, log: list[Any]) -> None:
    limits = {"SMS_A_DAY": "5", "SMS_BUDGET_A_MONTH": "6"}
    async with open_town(database_url, **HURRIED, **limits) as here:
        await with_phone(here)
        await ahead(here)
        for n in range(7):
            await post(here, "inbound", {"from": NUMBER, "text": "what time?", "id": f"d-{n}"})
        assert len(await got(here)) == 5
        await here.pass_time(25 * 3600)
        assert alarms(log).count("sms_budget_nearly_used") == 0
        for n in range(7):
            await post(here, "inbound", {"from": NUMBER, "text": "what time?", "id": f"e-{n}"})
            await here.settled()
        seen = alarms(log)
        assert seen.count("sms_budget_nearly_used") == 1
        assert seen.count("sms_budget_used_up") == 1
        used = await one(here, "SELECT sum(cost) AS kes FROM sent_sms")
        assert str(used["kes"]) == "6.4000"
        await texts(here, "nataka kufa", "You are not alone")
