"""SMS that people send, by HTTP from the simulator's phones: understood, done, answered (R6)."""

import asyncio
from typing import Any

import pytest

from bot.story.booking import BOOKING
from tests.town import Town
from tests.world.paying import books_agree
from tests.world.session_rows import everything_stored, hidden
from tests.world.texting_steps import (
    LATER,
    NUMBER,
    TOO_LATE,
    ahead,
    booking,
    code_in,
    got,
    one,
    outcomes,
    post,
    texts,
    texts_in_vain,
    with_phone,
)


@pytest.fixture
async def town(here: Town) -> Town:
    await with_phone(here)
    return here


async def test_r6_yes_is_remembered_and_thanked_for(town: Town) -> None:
    reference = await ahead(town)
    words = await texts(town, "Ndio nitakuja", "We expect you")
    assert reference in words
    first = (await booking(town, reference))["coming_at"]
    assert first is not None
    await texts(town, "yes", "We expect you")
    assert (await booking(town, reference))["coming_at"] == first


async def test_r6_a_number_that_was_only_typed_shows_and_moves_nothing(town: Town) -> None:
    """It may be anybody's; the one that Telegram shares is hers."""
    await town.sql("UPDATE people SET phone_confirmed_at = NULL WHERE phone = $1", NUMBER)
    reference = await ahead(town)
    for words in ("cancel", "yes", "help me out", f"cancel {reference}"):
        assert reference not in await texts(town, words, "show once that this number is yours")
    assert (await booking(town, reference))["coming_at"] is None
    assert (await booking(town, reference))["status"] == "confirmed"
    amina = town.phone("amina")
    await amina.send("/settings phone")
    await amina.expect("Your phone number")
    await amina.share_contact()
    await amina.expect("I have noted your number")
    assert reference in await texts(town, "yes", "We expect you")


async def test_r6_cancelled_in_time_with_the_money_back(town: Town) -> None:
    reference = await ahead(town)
    await town.phone("brian").mark()
    await texts(town, "cancel", "KES 2,500 comes back to you")
    assert (await booking(town, reference))["status"] == "confirmed"
    await texts(town, "YES", "Reply ")
    assert (await booking(town, reference))["status"] == "confirmed"
    await texts(town, "{code}", f"Cancelled: {reference}")
    told = await town.phone("brian").expect("has cancelled")
    assert reference in told["text"]
    ended = await booking(town, reference)
    assert (ended["status"], ended["changed_by_id"]) == ("cancelled", ended["client_id"])
    assert (await one(town, "SELECT amount_minor FROM refunds"))["amount_minor"] == 250_000
    trail = await town.sql("SELECT channel FROM audit_log WHERE channel = 'sms'")
    assert trail
    await texts(town, "yes cancel", "no appointment ahead")
    await books_agree(town)


async def test_r6_cancelled_too_late_without(town: Town) -> None:
    reference = await ahead(town, TOO_LATE)
    await texts(town, "siwezi kuja", "No refund, KES 2,500 stays")
    await texts(town, "{code}", "too late for a refund")
    assert (await booking(town, reference))["status"] == "late_cancelled"
    assert await town.sql("SELECT 1 FROM refunds") == []


async def test_r6_late_the_psychologist_is_asked_for_an_exception(town: Town) -> None:
    reference = await ahead(town, TOO_LATE)
    await texts(town, "cancel", "CALL to ask us")
    await town.phone("brian").mark()
    await texts(town, "call me", "whether an exception can be made")
    await town.phone("brian").expect("asks for an exception")
    assert (await booking(town, reference))["status"] == "confirmed"


async def test_r6_a_deadline_between_the_question_and_the_yes(town: Town) -> None:
    reference = await ahead(town, 2 * TOO_LATE + 2 * TOO_LATE + TOO_LATE)
    await texts(town, "cancel", "comes back to you")
    await town.pass_time(2 * 3600)
    await texts(town, "{code}", "No refund")
    assert (await booking(town, reference))["status"] == "confirmed"
    await texts(town, "{code}", "too late for a refund")


async def test_x34_c_with_two_bookings_is_asked_which(town: Town) -> None:
    near, far = await ahead(town), await ahead(town, LATER)
    words = await texts(town, "C", "Which one?")
    assert words.index(near) < words.index(far)
    await texts(town, "2", f"Cancel {far}")
    await texts(town, "{code}", f"Cancelled: {far}")
    await texts_in_vain(town, "yes")
    assert [(await booking(town, each))["status"] for each in (near, far)] == [
        "confirmed", "cancelled"
    ]  # fmt: skip
    assert (await booking(town, near))["coming_at"] is None


async def test_r6_a_change_is_told_to_the_psychologist(town: Town) -> None:
    reference = await ahead(town)
    await town.phone("brian").mark()
    await texts(town, "Can we change the time?", "https://t.me/")
    told = await town.phone("brian").expect("wants another time")
    assert reference in told["text"]
    assert "Propose another time" in str(told)


async def test_r6_paid_from_the_phone(here: Town) -> None:
    await here.play(BOOKING[:8])
    await here.sql(
        "UPDATE people SET phone = $1, phone_confirmed_at = now() WHERE telegram_id = 700000001",
        NUMBER,
    )
    await texts(here, "LIPA", "asks this phone for KES 2,500")
    await texts(here, "pay", "M-Pesa asks for a PIN just now")
    await here.phone("amina").enter_pin()
    await here.phone("amina").expect("Your session is confirmed")
    await texts(here, "pay", "nothing to pay")
    await books_agree(here)


async def test_r6_stop_holds_and_start_undoes_it(town: Town) -> None:
    await ahead(town)
    stopped = "SELECT sms_stopped_at FROM people WHERE telegram_id = 700000001"
    await texts(town, "STOP", "Reply START")
    assert (await one(town, stopped))["sms_stopped_at"] is not None
    await texts_in_vain(town, "stop")
    await texts(town, "what time?", "Your appointments")
    await texts(town, "START", "SMS are on again")
    assert (await one(town, stopped))["sms_stopped_at"] is None


async def test_r6_the_network_is_told_stop(town: Town) -> None:
    await town.post("/sim/sms/callbacks", {"keywords": True})
    await town.phone("amina").send_sms("STOP")
    await asyncio.sleep(0.3)
    assert await outcomes(town, "sms_optout") == ["stopped"]
    await town.phone("amina").send_sms("START")
    await town.sql("UPDATE people SET sms_stopped_at = NULL")
    assert await post(town, "optout", {"phoneNumber": NUMBER, "senderId": "21512"}) == 200
    assert await post(town, "optout", {"phoneNumber": NUMBER, "senderId": "21512"}) == 200
    assert await outcomes(town, "sms_optout") == ["stopped", "stopped", "known already"]


async def test_r6_nothing_leaks_to_a_stranger(town: Town) -> None:
    reference = await ahead(town)
    await town.post("/sim/phones", {"name": "Chidi", "phone": "+254799000009"})
    words = await texts(town, f"cancel {reference}", "about appointments only", "chidi")
    assert reference not in words
    for again in ("yes", "hello", "STOP"):
        await texts_in_vain(town, again, "chidi")
    await town.pass_time(25 * 3600)
    await texts(town, "hello", "about appointments only", "chidi")
    assert await town.sql("SELECT 1 FROM people WHERE phone = '+254799000009'") == []


async def test_r6_who_hides_their_number_is_recorded_and_answered_by_nobody(town: Town) -> None:
    await town.fault("sms", "inbound_masked", phone="amina")
    await texts_in_vain(town, "cancel")
    assert await outcomes(town, "sms_in") == ["from no number"]


async def test_r6_a_family_phone_is_asked_by_reference(town: Town) -> None:
    await town.sql(
        """INSERT INTO people (public_id, name, phone, language, timezone, created_at)
           VALUES (gen_random_uuid(), 'Baraka', $1, 'sw', 'Africa/Nairobi', now())""", NUMBER,
    )  # fmt: skip
    hers, his = await ahead(town), await ahead(town, LATER, client="Baraka")
    words = await texts(town, "cancel", "Which one?")
    assert hers in words
    assert his in words
    assert "Amina" not in words
    assert "Baraka" not in words
    await texts(town, "2", f"Ghairi {his}")
    await texts(town, "{code}", f"Imeghairiwa: {his}")
    ended = await booking(town, his)
    assert (ended["status"], ended["changed_by_id"]) == ("cancelled", ended["client_id"])
    await texts(town, "STOP", "")
    assert len(await town.sql("SELECT 1 FROM people WHERE sms_stopped_at IS NOT NULL")) == 2


DANGER = "MARKED7f3a nataka kufa, cancel"


async def test_i6_danger_is_help_and_an_alert_and_never_an_action(
    town: Town, log: list[Any]
) -> None:
    reference = await ahead(town)
    await town.phone("grace").send("/start")
    await town.phone("grace").expect("Hello Grace")
    await texts(town, "cancel", "to cancel, NO to keep")
    await texts(town, "STOP", "Reply START")
    words = await texts(town, DANGER, "You are not alone")
    assert "1199" in words
    assert "We will try to reach you" in words
    told = await town.phone("grace").expect("Amina Njeri may be in danger")
    assert "MARKED" not in str(told)
    await texts(town, "yes", "We expect you")
    assert (await booking(town, reference))["status"] == "confirmed"
    assert hidden(await everything_stored(town), "MARKED7f3a")
    assert "MARKED" not in str(log)
    alerts = await town.sql("SELECT channel FROM danger_alerts")
    assert [alert["channel"] for alert in alerts] == ["sms"]


async def test_i6_a_stranger_in_danger_is_helped_and_can_be_called_back(town: Town) -> None:
    await town.phone("grace").send("/start")
    await town.phone("grace").expect("Hello Grace")
    await town.post("/sim/phones", {"name": "Chidi", "phone": "+254799000009"})
    await texts(town, DANGER, "Hauko peke yako", "chidi")
    told = await town.phone("grace").expect("Unknown number may be in danger")
    assert "+254799000009" in told["text"]


async def test_r6_the_same_sms_again_is_the_same(town: Town) -> None:
    reference = await ahead(town)
    form = {"from": NUMBER, "to": "21512", "text": "cancel", "id": "a-1", "linkId": "",
            "date": "2026-11-21 06:04:45"}  # fmt: skip
    assert [await post(town, "inbound", form) for _ in range(3)] == [200] * 3
    assert len(await got(town)) == 1
    nameless = {**form, "text": code_in((await got(town))[0])} | {"id": ""}
    assert [await post(town, "inbound", nameless) for _ in range(2)] == [200] * 2
    assert len(await got(town)) == 2
    assert (await booking(town, reference))["status"] == "cancelled"


async def test_r6_sms_of_one_number_are_worked_on_in_their_order(town: Town) -> None:
    """However they arrive: the same second, both forms of the date, in parallel, many times."""
    reference = await ahead(town)
    sent = [{"from": NUMBER, "to": "21512", "text": text, "id": f"b-{n}", "date": date}
            for n, (text, date) in enumerate((("cancel", "2026-11-21T06:04:45Z"),
                                              ("NO", "2026-11-21 06:04:46")))]  # fmt: skip
    await asyncio.gather(*(post(town, "inbound", form) for form in sent * 3))
    assert len(await got(town)) == 2
    assert (await booking(town, reference))["status"] == "confirmed"
    assert await outcomes(town, "sms_in") == ["cancel", "no"]


async def test_r6_too_much_from_one_number_is_kept_and_not_answered(town: Town) -> None:
    for n in range(16):
        await post(town, "inbound", {"from": NUMBER, "text": "thanks", "id": f"c-{n}"})
    found = await outcomes(town, "sms_in")
    assert found.count("flood") == 4
    await texts(town, DANGER, "You are not alone")


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe", b"id=%00&from=%00&text=%00", b"&".join([b"a=1"] * 90),
     b"from=+254712000001"],
)  # fmt: skip
async def test_r6_whatever_is_posted_is_recorded_and_nothing_breaks(
    town: Town, raw: bytes, log: list[Any]
) -> None:
    for kind in ("inbound", "report", "optout"):
        assert await post(town, kind, raw) == 200
    await town.settled()
    assert not [line for line in log if line["event"] in ("work_failed", "inbox_row_buried")]
    assert await town.sql("SELECT 1 FROM inbox WHERE state <> 'done' AND lane LIKE 'sms%'") == []


async def test_r6_a_wrong_secret_finds_nothing(town: Town) -> None:
    assert await post(town, "inbound", {"from": NUMBER, "text": "STOP"}, "f" * 24) == 404
    assert await post(town, "inbound", b"x" * 20_000) == 413
    assert await outcomes(town, "sms_in") == []
