"""SMS by real services: two workers of two replicas at one number, and one that fails for good."""

import asyncio
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from handlers.practice import Practice
from handlers.run import after_failure, work_next
from handlers.texting import new_code
from models.database import count, row, rows
from services import contacting, inbox, phone_owners, preferences, sent_sms, sms_threads
from services.channels.sms import SmsReceipt, segments
from services.sent_sms import SmsTerms, Trial
from services.transaction import transaction
from services.vault import Vault
from tests.people import NOW, POLICY
from tests.people import Practice as People
from tests.people import practice as people_of
from tests.rows import book, insert
from webhooks import sms

HOUSE = Practice("Smiling Steps", POLICY, "https://rooms.test", Vault({1: bytes(32)}),
                 takes_payments=True, bot_username="steps_bot", has_sms=True)  # fmt: skip
PHONE, SECRET = "+254712000001", "5" * 24


@pytest.fixture
async def here(db: str) -> People:
    assert db
    made = await people_of()
    await count(
        "UPDATE people SET phone = $2, phone_confirmed_at = now() WHERE id = $1", made.amina, PHONE
    )
    await insert("chats", {"telegram_chat_id": 3, "person_id": made.brian})
    return made


async def came(text: str, name: str, second: int) -> int:
    """Stored, as the webhook does; the row's id."""
    form = {"from": PHONE, "text": text, "id": name, "date": f"2026-09-07 06:00:{second:02}"}
    arrival = sms.inbound(urlencode(form).encode(), SECRET)
    async with transaction():
        stored = await inbox.store([arrival], HOUSE.vault, NOW)
    return stored["sms_in", name]


async def worker(lane: str, mine: int) -> None:
    """One replica that has one row, and waits for its turn."""
    for _ in range(200):
        if await work_next(HOUSE, lane, {mine}, lambda: NOW) is not None:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("its turn never came")


def code_in(asked: str) -> str:
    """What cancels, as it was sent."""
    found = re.search(r"Reply (\d{4}) to cancel", asked)
    assert found is not None, asked
    return found[1]


async def said() -> list[str]:
    found = await rows("SELECT payload->>'text' AS words FROM outbox WHERE channel = 'sms'"
                       " ORDER BY id")  # fmt: skip
    return [one["words"] for one in found]


@pytest.mark.parametrize("turned", [False, True])
async def test_x60_two_replicas_work_on_one_number_in_its_order(
    here: People, *, turned: bool
) -> None:
    booking = await book(here, status="confirmed", payment_status="pending", held_until=None)
    first, second = await came("cancel", "a", 1), await came("NO", "b", 2)
    lane = sms.inbound(urlencode({"from": PHONE}).encode(), SECRET).lane
    order = (second, first) if turned else (first, second)
    await asyncio.gather(*(worker(lane, mine) for mine in order))
    ended = await row("SELECT status FROM bookings WHERE id = $1", booking)
    assert ended is not None
    assert ended["status"] == "confirmed"
    asked, done = await said()
    assert "to cancel, NO to keep it" in asked
    assert done.startswith("Nothing was cancelled. BK-")
    kept = await rows("SELECT payload, outcome FROM inbox ORDER BY id")
    assert [one["outcome"] for one in kept] == ["cancel", "no"]
    assert {bytes(one["payload"]) for one in kept} == {b""}


async def test_x60_the_same_row_at_two_replicas_is_worked_on_once(here: People) -> None:
    await book(here, status="confirmed", payment_status="pending", held_until=None)
    mine = await came("yes", "a", 1)
    lane = sms.inbound(urlencode({"from": PHONE}).encode(), SECRET).lane
    done = await asyncio.gather(
        *(work_next(HOUSE, lane, {mine}, lambda: NOW) for _ in range(2)), return_exceptions=True
    )
    assert len([one for one in done if one is not None]) == 1
    assert len(await said()) == 1


async def test_i6_who_is_in_danger_is_heard_though_their_row_is_buried(here: People) -> None:
    mine = await came("nataka kufa", "a", 1)
    await after_failure(HOUSE, mine, inbox.MAX_ATTEMPTS, NOW)
    buried = await row("SELECT state, payload FROM inbox WHERE id = $1", mine)
    assert buried is not None
    assert (buried["state"], bytes(buried["payload"])) == ("buried", b"")
    alerts = await rows("SELECT person_id, channel FROM danger_alerts")
    assert [(one["person_id"], one["channel"]) for one in alerts] == [(here.amina, "sms")]


async def test_r4_a_number_that_texts_is_alive(here: People) -> None:
    await phone_owners.is_dead(PHONE, NOW)
    mine = await came("thanks", "a", 1)
    lane = sms.inbound(urlencode({"from": PHONE}).encode(), SECRET).lane
    await worker(lane, mine)
    found = await row("SELECT sms_dead_since FROM people WHERE id = $1", here.amina)
    assert found is not None
    assert found["sms_dead_since"] is None


async def test_r6_a_question_is_forgotten_after_its_time(here: People) -> None:
    assert here.amina
    await sms_threads.ask(PHONE, {"step": "x"}, NOW)
    assert await sms_threads.asked(PHONE, NOW) == {}
    assert await sms_threads.first_of_a_while(PHONE, {}, NOW, NOW)


async def test_r6_a_yes_that_came_before_the_question_cancels_nothing(here: People) -> None:
    """Both waited while nobody worked: what cancelling costs had been told to nobody yet."""
    booking = await book(here, status="confirmed", payment_status="pending", held_until=None)
    first, second = await came("cancel", "a", 1), await came("YES", "b", 2)
    lane = sms.inbound(urlencode({"from": PHONE}).encode(), SECRET).lane
    later = NOW + timedelta(minutes=1)
    for mine in (first, second):
        assert await work_next(HOUSE, lane, {mine}, lambda: later) is not None
    stands = await row("SELECT status FROM bookings WHERE id = $1", booking)
    assert stands is not None
    assert stands["status"] == "confirmed"
    assert ["to cancel, NO to keep" in words for words in await said()] == [True, True]


async def test_i6_danger_from_a_shared_number_is_everybodys_alert(here: People) -> None:
    """Whoever has typed this number as theirs takes nobody's place."""
    await count(
        "UPDATE people SET phone = $2, phone_confirmed_at = now() WHERE id = $1", here.chidi, PHONE
    )
    await book(here, status="confirmed", client_id=here.chidi, held_until=None)
    mine = await came("nataka kufa", "a", 1)
    lane = sms.inbound(urlencode({"from": PHONE}).encode(), SECRET).lane
    await worker(lane, mine)
    alerts = await rows("SELECT person_id FROM danger_alerts ORDER BY person_id")
    assert [one["person_id"] for one in alerts] == sorted([here.amina, here.chidi])
    assert len(await said()) == 1


async def test_r6_what_a_number_cancels_is_told_in_its_owners_chat(here: People) -> None:
    """The sender of an SMS can be forged, and a number may be another's by now."""
    await insert("chats", {"telegram_chat_id": 1, "person_id": here.amina})
    await book(here, status="confirmed", payment_status="pending", held_until=None)
    lane = sms.inbound(urlencode({"from": PHONE}).encode(), SECRET).lane
    await worker(lane, await came("cancel", "0", 0))
    await worker(lane, await came(code_in((await said())[-1]), "1", 1))
    told = await rows("SELECT payload->>'text' AS words FROM outbox WHERE lane = 'tg:1'")
    assert any("Cancelled from your phone number" in one["words"] for one in told)


async def test_x35_a_report_that_is_earlier_than_the_answer_is_looked_at_again(
    here: People,
) -> None:
    """Nobody knows the message yet; once the answer has named it, the report counts."""
    await sent_sms.begin(Trial(1, here.amina, "Reminder"), SmsTerms(), NOW)
    arrival = sms.report(urlencode({"id": "ATXid_1", "status": "Success"}).encode(), SECRET)
    async with transaction():
        stored = await inbox.store([arrival], HOUSE.vault, NOW)
    [mine] = stored.values()
    await work_next(HOUSE, arrival.lane, {mine}, lambda: NOW)
    assert await outcome(mine) is None
    receipt = SmsReceipt("ATXid_1", None, segments("Reminder"))
    await sent_sms.accepted(1, receipt, SmsTerms(), NOW)
    await work_next(HOUSE, arrival.lane, {mine}, lambda: NOW + timedelta(minutes=1))
    assert await outcome(mine) == "Success, delivered"


async def outcome(row_id: int) -> str | None:
    found = await row("SELECT outcome FROM inbox WHERE id = $1", row_id)
    return str(found["outcome"]) if found and found["outcome"] else None


async def person(person_id: int) -> dict[str, object]:
    found = await row(
        "SELECT phone, wrong_phone, phone_confirmed_at, sms_stopped_at, language FROM people"
        " WHERE id = $1", person_id,
    )  # fmt: skip
    assert found is not None
    return dict(found)


async def texts(words: str, second: int = 1) -> None:
    lane = sms.inbound(urlencode({"from": PHONE}).encode(), SECRET).lane
    await worker(lane, await came(words, str(second), second))


async def test_r6_a_wrong_number_leaks_nothing_more_and_a_person_hears_of_it(here: People) -> None:
    await insert("chats", {"telegram_chat_id": 1, "person_id": here.amina})
    await book(here, status="confirmed", payment_status="pending", held_until=None)
    await texts("wrong number", 1)
    assert await said() == ["Sorry. This number gets no more SMS from us."]
    hers = await person(here.amina)
    assert (hers["phone"], hers["wrong_phone"], hers["phone_confirmed_at"]) == (None, PHONE, None)
    contact = await contacting.of(here.amina)
    assert not contact.may_sms
    told = await rows(
        "SELECT lane, payload->>'text' AS words FROM outbox WHERE channel = 'telegram'"
    )
    words = {one["lane"]: one["words"] for one in told}
    assert "Amina" in words["tg:3"]
    assert "seems to be wrong" in words["tg:3"]
    assert "still your number?" in words["tg:1"]
    # Whoever has the phone is a stranger now.
    await texts("what time is my appointment", 2)
    assert "BK-" not in (await said())[-1]
    assert "about appointments only" in (await said())[-1]
    await preferences.be_called_on(here.amina, PHONE, NOW, shared=True)
    again = await person(here.amina)
    assert (again["phone"], again["wrong_phone"]) == (PHONE, None)


async def stopped(here: People) -> list[object]:
    return [(await person(each))["sms_stopped_at"] for each in (here.amina, here.chidi)]


async def test_r6_a_stop_belongs_to_the_number(here: People) -> None:
    """The phone lifts it, or who has shown that it is theirs: for everybody who has it."""
    await count("UPDATE people SET phone = $2 WHERE id = $1", here.chidi, PHONE)
    await phone_owners.stop(PHONE, NOW)
    with pytest.raises(contacting.NumberUnproven):
        await contacting.start_sms(here.chidi)
    assert await stopped(here) == [NOW, NOW]
    await contacting.start_sms(here.amina)
    assert await stopped(here) == [None, None]
    await phone_owners.stop(PHONE, NOW)
    await texts("START")
    assert await stopped(here) == [None, None]


async def test_r6_the_language_is_answered_in_itself(here: People) -> None:
    await texts("Kiswahili", 1)
    assert (await person(here.amina))["language"] == "sw"
    await texts("English", 2)
    assert (await person(here.amina))["language"] == "en"
    kept, back = await said()
    assert kept.startswith("Kuanzia sasa ni kwa Kiswahili.")
    assert back.startswith("From now on in English.")


async def test_r6_a_code_is_another_each_time() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) > 150
    assert all(len(code) == 4 and not code.startswith(("0", "1", "20")) for code in codes)
