"""Delivery reports of the simulated Africa's Talking: each stage, and each way to go wrong."""

from collections.abc import AsyncIterator

import pytest

from tests.simulator.texting_program import AMINA, World, texting_world, until

DAY = 86400


@pytest.fixture
async def here() -> AsyncIterator[World]:
    async with texting_world() as world:
        yield world


async def statuses(here: World, count: int = 2) -> list[str]:
    return [form["status"] for form in await here.program.hears("report", count)]


async def test_an_sms_is_under_way_then_delivered(here: World) -> None:
    sent = await here.text()
    first, last = await here.program.hears("report", 2)
    assert first == {
        "id": sent["messageId"],
        "status": "Sent",
        "phoneNumber": AMINA,
        "networkCode": "63902",
    }
    assert last == {**first, "status": "Success"}
    assert here.program.kinds_of_content == {"application/x-www-form-urlencoded"}
    [sms] = await here.sms()
    assert (sms["id"], sms["direction"], sms["to"]) == (sent["messageId"], "in", AMINA)
    assert (sms["report"], sms["segments"], sms["encoding"]) == ("Success", 1, "GSM-7")
    assert (await here.stats())["reports"] == {"Sent": 1, "Success": 1}
    assert await here.violations() == {}


async def test_the_first_word_is_sent_or_submitted_by_turns(here: World) -> None:
    await here.text()
    await here.program.hears("report", 2)
    await here.text()
    assert (await statuses(here, 4))[2:] == ["Submitted", "Success"]


@pytest.mark.parametrize(
    ("fault", "status", "reason"),
    [
        ("report_failed", "Failed", "DeliveryFailure"),
        ("report_rejected", "Rejected", "UserAccountSuspended"),
        ("report_expired", "Expired", None),
    ],
)
async def test_what_does_not_arrive(
    here: World, fault: str, status: str, reason: str | None
) -> None:
    await here.fault(fault, phone="amina")
    await here.text()
    last = (await here.program.hears("report", 2))[1]
    assert (last["status"], last.get("failureReason")) == (status, reason)
    assert await here.sms() == []


async def test_a_failure_for_a_reason_of_ones_own(here: World) -> None:
    await here.fault("report_failed", value="NotNetworkSubcriber")
    await here.text()
    last = (await here.program.hears("report", 2))[1]
    assert last["failureReason"] == "NotNetworkSubcriber"


async def test_a_number_of_nobody(here: World) -> None:
    await here.text(to="+254733999999")
    last = (await here.program.hears("report", 2))[1]
    assert (last["status"], last["failureReason"]) == ("Failed", "UserDoesNotExist")
    assert last["networkCode"] == "63903"


async def test_success_may_come_before_sent(here: World) -> None:
    await here.fault("report_out_of_order")
    await here.text()
    assert await statuses(here) == ["Success", "Sent"]
    assert (await here.sms())[0]["report"] == "Success"


async def test_one_report_may_come_more_than_once(here: World) -> None:
    await here.fault("report_duplicate", value=3)
    await here.text()
    assert await statuses(here, 4) == ["Sent", "Sent", "Sent", "Success"]


async def test_a_status_that_nobody_has_heard_of(here: World) -> None:
    await here.fault("report_unknown_status")
    await here.text()
    assert await statuses(here) == ["Sent", "Teleported"]
    assert len(await here.sms()) == 1


async def test_a_report_of_something_else(here: World) -> None:
    await here.fault("report_unknown_id")
    sent = await here.text()
    first, last = await here.program.hears("report", 2)
    assert first["id"] != sent["messageId"]
    assert last["id"] == sent["messageId"]


async def test_reports_that_never_come(here: World) -> None:
    await here.fault("report_lost")
    await here.text()
    await until(lambda: here.sim.world.phones["amina"].sms[0].report == "Success")
    await here.quiet(0.2)
    assert here.program.heard == {}


async def test_a_late_report(here: World) -> None:
    await here.fault("report_late", value=3600)
    await here.text()
    await here.program.hears("report", 1)
    await here.quiet()
    assert await statuses(here, 1) == ["Sent"]
    await here.pass_time(3600)
    assert await statuses(here) == ["Sent", "Success"]


async def test_reports_before_the_answer(here: World) -> None:
    await here.fault("report_early")
    await here.text()
    assert [form["status"] for form in here.program.heard["report"]] == ["Sent", "Success"]


async def test_buffered_for_a_while(here: World) -> None:
    await here.fault("report_buffered")
    await here.text()
    assert await statuses(here) == ["Buffered", "Success"]


async def test_a_phone_that_is_off_gets_its_messages_when_it_is_on(here: World) -> None:
    assert (await here.post("phones/amina/power", {"on": False}))["off"] is True
    await here.text("one")
    await here.text("two")
    assert await statuses(here) == ["Buffered", "Buffered"]
    assert await here.sms() == []
    assert (await here.post("phones/amina/power", {"on": True}))["off"] is False
    assert (await statuses(here, 4))[2:] == ["Success", "Success"]
    assert [(sms["text"], sms["report"]) for sms in await here.sms()] == [
        ("one", "Success"),
        ("two", "Success"),
    ]


async def test_a_phone_that_stays_off_lets_them_expire(here: World) -> None:
    await here.post("phones/amina/power", {"on": False})
    await here.text()
    await here.program.hears("report", 1)
    await here.pass_time(2 * DAY + 60)
    assert await statuses(here) == ["Buffered", "Expired"]
    await here.post("phones/amina/power", {"on": True})
    await here.quiet(0.2)
    assert await here.sms() == []
    assert len(here.program.heard["report"]) == 2


async def test_what_arrived_after_all_does_not_expire(here: World) -> None:
    await here.post("phones/amina/power", {"on": False})
    await here.text()
    await here.program.hears("report")
    await here.post("phones/amina/power", {"on": True})
    assert await statuses(here) == ["Buffered", "Success"]
    await here.pass_time(3 * DAY)
    await here.quiet(0.2)
    assert [sms["report"] for sms in await here.sms()] == ["Success"]
    assert len(here.program.heard["report"]) == 2


async def test_nobody_is_told_where_there_is_no_address(here: World) -> None:
    await here.post("sms/callbacks", {"report": None})
    await here.text()
    await until(lambda: here.sim.world.phones["amina"].sms[0].report == "Success")
    assert here.program.heard == {}


async def test_a_program_that_does_not_say_200_is_not_asked_again(here: World) -> None:
    here.program.status = 400
    await here.text()
    await here.program.hears("report", 2)
    await until(lambda: here.sim.world.stats["sms"]["violations"]["callback_not_200"] == 2)
    await here.quiet(0.2)
    assert len(here.program.heard["report"]) == 2
