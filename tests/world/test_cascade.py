"""Blocked, no chat, no SMS: the next way, and at last a person is told (R4, X33)."""

from datetime import timedelta

from services import clock
from services.sent_sms import SmsTerms
from tests.town import Town
from tests.world.session_rows import session
from tests.world.ways_steps import (
    has_gone,
    know,
    mail_works,
    mails,
    refusals,
    refuses,
    session_ahead,
    tell,
    texts,
)

MOST_A_DAY = SmsTerms().a_day
KAMAU = {"name": "Kamau", "phone": "+254712000077", "telegram": False}


async def test_x33_a_chat_that_refuses_is_asked_once_and_an_sms_says_it(here: Town) -> None:
    booking = await session_ahead(here)
    await refuses(here)
    await tell(here, booking, "brief_cancelled")
    assert await has_gone(here)
    assert await refusals(here) == 1
    [said] = await texts(here)
    assert said.startswith("Appointment BK-")
    assert "is cancelled" in said
    await tell(here, booking, "brief_confirmed")
    assert await refusals(here) == 1
    assert len(await texts(here)) == 2
    letters = await here.sql("SELECT state FROM outbox WHERE channel = 'sms'")
    assert letters == [{"state": "sent"}] * 2


async def test_x33_fifty_letters_that_wait_make_one_flag_and_no_storm(here: Town) -> None:
    """Each goes by SMS once; SMS to one person have an end, and the rest is told to Brian once."""
    booking = await session_ahead(here)
    await refuses(here)
    await tell(here, booking, "brief_confirmed", 50)
    assert await refusals(here) == 1
    gone = await here.sql("SELECT state FROM outbox WHERE error = 'the chat is gone'")
    assert len(gone) == 49
    dead = "SELECT state FROM outbox WHERE state = 'dead' AND channel = 'telegram'"
    assert len(await here.sql(dead)) == 50
    sent = await here.sql("SELECT count(*) AS n FROM outbox WHERE channel = 'sms'")
    assert sent == [{"n": 50}]
    said = await texts(here)
    assert len(said) == MOST_A_DAY
    messages = await here.phone("brian").messages()
    assert sum("could not be told" in message["text"] for message in messages) == 1


async def test_x33_back_again_the_chat_is_used(here: Town) -> None:
    booking = await session_ahead(here)
    await here.post("/sim/phones/amina/block", {})
    await here.settled()
    assert await has_gone(here)
    await tell(here, booking, "brief_confirmed")
    assert len(await texts(here)) == 1
    assert await refusals(here) == 0
    await here.post("/sim/phones/amina/unblock", {})
    await here.settled()
    assert not await has_gone(here)
    await tell(here, booking, "brief_confirmed")
    assert len(await texts(here)) == 1


async def test_x33_any_update_says_that_they_are_back(here: Town) -> None:
    booking = await session_ahead(here)
    await here.fault("telegram", "blocked", phone="amina", times=1)
    await tell(here, booking, "brief_confirmed")
    assert await has_gone(here)
    await here.phone("amina").send("/sessions")
    await here.phone("amina").expect("Your sessions")
    assert not await has_gone(here)


async def test_x33_what_has_no_other_words_is_tried_all_the_same(here: Town) -> None:
    await session_ahead(here)
    await refuses(here)
    amina = here.phone("amina")
    for _ in range(3):
        await amina.send("/help")
        await here.settled()
    assert await refusals(here) == 3
    assert await texts(here) == []


async def test_x33_a_reminder_for_a_chat_that_refuses_goes_by_sms_once(here: Town) -> None:
    await session_ahead(here)
    await refuses(here)
    await here.pass_time(timedelta(hours=48, minutes=1).total_seconds())
    await here.settled()
    [said] = await texts(here)
    assert said.startswith("Reminder: appointment BK-")
    assert await refusals(here) == 1
    await here.pass_time(timedelta(hours=22).total_seconds())
    await here.settled()
    assert len(await texts(here)) == 2
    assert await refusals(here) == 1


async def test_r4_a_letter_that_was_tried_too_often_goes_by_sms(here: Town) -> None:
    booking = await session_ahead(here)
    await here.fault("telegram", "500", phone="amina", times=1000)
    await tell(here, booking, "brief_confirmed")
    for _ in range(9):
        await here.pass_time(301)
    await here.settled()
    assert len(await texts(here)) == 1
    assert not await has_gone(here)


async def test_x33_429_keeps_the_sms_away_and_the_chat_in_order(here: Town) -> None:
    booking = await session_ahead(here)
    await here.fault("telegram", "429", phone="amina", method="sendMessage", value=2)
    await tell(here, booking, "brief_confirmed")
    await here.pass_time(3)
    await here.settled()
    assert await texts(here) == []
    assert (await here.get("/sim/stats"))["telegram"]["violations"]["per_chat"] == 0
    letters = await here.sql("SELECT state FROM outbox WHERE dedupe_key LIKE 'test%'")
    assert letters == [{"state": "sent"}]


async def test_p2_who_has_only_a_phone_is_told_by_sms(here: Town) -> None:
    await session_ahead(here)
    await here.post("/sim/phones", KAMAU)
    await here.sql(
        """INSERT INTO people (public_id, name, language, timezone, phone, created_at)
           VALUES (gen_random_uuid(), 'Kamau', 'sw', 'Africa/Nairobi', $1, now())""",
        KAMAU["phone"],
    )
    booking = await session(here, clock.now() + timedelta(hours=26), client="Kamau")
    await know(here, "Kamau")
    await tell(here, booking, "brief_moved")
    await here.pass_time(timedelta(hours=2, minutes=1).total_seconds())
    await here.settled()
    phone = next(p for p in (await here.get("/sim/state"))["phones"] if p["name"] == "Kamau")
    said = await texts(here, phone["id"])
    assert [words.split()[0] for words in said] == ["Miadi", "Ukumbusho:"]
    assert "NDIYO" in said[1]


async def test_r4_an_sms_that_is_refused_for_good_is_told_to_the_psychologist_once(
    here: Town,
) -> None:
    booking = await session_ahead(here)
    await refuses(here)
    await here.fault("sms", "InvalidPhoneNumber", phone="amina", times=1000)
    for _ in range(3):
        await tell(here, booking, "brief_moved")
    await here.phone("brian").expect("Amina Njeri could not be told")
    messages = await here.phone("brian").messages()
    assert sum("could not be told" in message["text"] for message in messages) == 1
    tried = await here.sql("SELECT count(*) AS n FROM sent_sms WHERE state = 'refused'")
    assert tried == [{"n": 1}]
    await here.pass_time(timedelta(days=1).total_seconds())
    await tell(here, booking, "brief_moved")
    messages = await here.phone("brian").messages()
    assert sum("could not be told" in message["text"] for message in messages) == 2


async def test_x34_stop_holds_and_a_cancelled_session_has_its_own_path(here: Town) -> None:
    booking = await session_ahead(here)
    await here.post("/sim/phones/amina/block", {})
    await here.settled()
    await here.sql("UPDATE people SET sms_stopped_at = now() WHERE telegram_id = 700000001")
    await here.pass_time(timedelta(hours=48, minutes=1).total_seconds())
    await here.settled()
    assert await texts(here) == []
    messages = await here.phone("brian").messages()
    assert not any("could not be told" in message["text"] for message in messages)
    await tell(here, booking, "brief_cancelled", vital=True)
    await here.phone("brian").expect("Amina Njeri could not be told")
    assert await texts(here) == []
    await mail_works(here)
    await tell(here, booking, "brief_cancelled", vital=True)
    assert ["is cancelled" in mail["text"] for mail in await mails(here)] == [True]


async def test_r4_a_psychologist_who_is_not_reached_is_told_of_to_the_admins(here: Town) -> None:
    grace = here.phone("grace")
    await grace.send("/start")
    await grace.expect("Hello")
    await session_ahead(here)
    await here.sql(
        "UPDATE people SET phone = NULL WHERE telegram_id = (SELECT telegram_chat_id"
        " FROM chats JOIN psychologists AS p USING (person_id) WHERE p.slug = 'brian')"
    )
    await here.post("/sim/phones/brian/block", {})
    await here.settled()
    amina = here.phone("amina")
    await amina.send("/sessions")
    await amina.tap("Brian Otieno")
    await amina.tap("^Cancel it…$")
    await amina.tap("^Cancel it, get")
    await grace.expect("Brian Otieno could not be told")
    messages = await grace.messages()
    assert sum("could not be told" in message["text"] for message in messages) == 1
