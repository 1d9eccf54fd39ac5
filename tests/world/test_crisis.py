"""Somebody may be in danger: help at once, one of us hears, no word of theirs stays (I6, X62)."""

import logging
from collections.abc import AsyncIterator, MutableMapping
from datetime import timedelta
from typing import Any

import pytest

from bot.phones import PIXEL, Phone
from bot.story import onboarding
from bot.story.booking import BOOKING
from bot.story.day import NOW
from handlers import floods
from services import clock
from tests.town import HURRIED, Town, open_town
from tests.world.session_rows import everything_stored, hidden, met, session

DANGER = "MARKED7f3a nataka kufa"
HELP, AGAIN = "You are not alone", "I am still here with you"
ALARM = "Amina Njeri may be in danger"
CARE, ON = "^I'm taking care$", "^Go on with what I was doing$"


@pytest.fixture
async def grace(here: Town) -> Phone:
    """Grace runs the practice, and has written to the bot."""
    phone = here.phone("grace")
    await phone.send("/start")
    await phone.expect("Hello Grace")
    return phone


async def told(phone: Phone, words: str) -> int:
    return sum(words in str(message.get("text")) for message in await phone.messages())


async def write(phone: Phone, words: str, heard: str = HELP) -> dict[str, Any]:
    await phone.mark()
    await phone.send(words)
    return await phone.expect(heard)


async def test_i6_help_comes_at_once_and_the_words_are_nowhere(
    here: Town, grace: Phone, log: list[MutableMapping[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    amina = here.phone("amina")
    words = await write(amina, DANGER)
    assert "1199" in words["text"]
    assert "has been told" in words["text"]
    alarm = await grace.expect(ALARM)
    assert "MARKED" not in alarm["text"]
    assert "tg://user?id=700000001" in str(alarm)
    await here.settled()
    assert hidden(await everything_stored(here), DANGER)
    logged = "\n".join([*map(str, log), *(record.getMessage() for record in caplog.records)])
    assert "MARKED" not in logged
    (erased,) = await here.sql("SELECT outcome FROM inbox WHERE payload = ''::bytea")
    assert erased["outcome"] is None
    (row,) = await here.sql("SELECT * FROM danger_alerts")
    assert (row["channel"], row["rule"]) == ("chat", "kiswahili.life.want-to-die")


async def test_i6_where_the_intake_asks_nothing_nobody_in_danger_is_told_to_use_buttons(
    here: Town, grace: Phone
) -> None:
    amina = here.phone("amina")
    await amina.send("/intake")
    asked = await amina.expect("are still here")
    await write(amina, DANGER)
    await here.settled()
    shown = await amina.messages()
    assert asked["message_id"] in [message["message_id"] for message in shown]
    assert "use the buttons" not in str(shown)


@pytest.mark.parametrize("steps", range(1, 5))
async def test_x62_i6_at_each_step_of_a_booking_it_stays_where_it_is(
    here: Town, steps: int, grace: Phone
) -> None:
    await here.play(BOOKING[:steps])
    before = await here.sql("SELECT step, rev, answers FROM drafts ORDER BY id")
    amina = here.phone("amina")
    await write(amina, DANGER)
    assert await here.sql("SELECT step, rev, answers FROM drafts ORDER BY id") == before
    await grace.expect(ALARM)
    await amina.mark()
    await amina.tap(ON)
    await here.play(BOOKING[steps : steps + 1])


async def test_i6_the_way_on_shows_the_present_step_again(here: Town) -> None:
    amina = here.phone("amina")
    await write(amina, "/book", "Who would you like to see?")
    await write(amina, DANGER)
    await amina.mark()
    await amina.tap(ON)
    await amina.expect("Who would you like to see?")


async def test_i6_with_nothing_open_the_way_on_leads_to_the_desk(here: Town) -> None:
    amina = here.phone("amina")
    await write(amina, DANGER)
    await amina.mark()
    await amina.tap(ON)
    assert await amina.find("^Book a session$")


async def test_x62_i6_corrected_words_are_heard_too(here: Town, grace: Phone) -> None:
    amina = here.phone("amina")
    await write(amina, "hello", "")
    mine = [one for one in await amina.messages() if one.get("text") == "hello"]
    await amina.mark()
    await amina.post("send", {"edit": mine[0]["message_id"], "text": DANGER})
    await amina.expect(HELP)
    await grace.expect(ALARM)
    await here.settled()
    assert hidden(await everything_stored(here), DANGER)


async def test_x62_i6_words_below_a_picture_are_heard_too(here: Town, grace: Phone) -> None:
    amina = here.phone("amina")
    await amina.post("send", {"photo": PIXEL, "caption": DANGER})
    await amina.expect(HELP)
    await grace.expect(ALARM)


async def test_i6_words_behind_a_command_are_heard_too(here: Town, grace: Phone) -> None:
    await write(here.phone("amina"), f"/help {DANGER}")
    await grace.expect(ALARM)


async def test_i6_the_clients_own_psychologist_hears_of_it(here: Town, grace: Phone) -> None:
    await met(here)
    await session(here, clock.now() + timedelta(days=2))
    brian, amina = here.phone("brian"), here.phone("amina")
    await write(amina, DANGER)
    alarm = await brian.expect(ALARM)
    assert "Session BK-" in alarm["text"]
    await grace.expect(ALARM)
    await grace.mark()
    await brian.tap(CARE)
    await brian.expect("You are taking care of Amina Njeri")
    await grace.expect("is taking care of Amina Njeri")
    await grace.mark()
    await grace.tap(CARE)
    await grace.expect("is taking care of Amina Njeri already")
    (row,) = await here.sql(
        """SELECT people.name FROM danger_alerts JOIN people ON people.id = taken_by_id"""
    )
    assert row["name"] == "Brian Otieno"


async def test_i6_a_forged_button_takes_nothing(here: Town, grace: Phone) -> None:
    amina = here.phone("amina")
    await write(amina, DANGER)
    await grace.expect(ALARM)
    (row,) = await here.sql("SELECT public_id FROM danger_alerts")
    peter = here.phone("peter")
    messages = await peter.messages()
    data = f"do:care:{row['public_id'].hex}:1"
    update = {
        "update_id": 9_000_001,
        "callback_query": {
            "id": "1", "chat_instance": "1", "data": data,
            "from": {"id": 700_000_104, "is_bot": False, "first_name": "Peter"},
            "message": {"message_id": messages[-1]["message_id"], "date": 1,
                        "chat": {"id": 700_000_104, "type": "private"}},
        },
    }  # fmt: skip
    secret = {"X-Telegram-Bot-Api-Secret-Token": here.environment["TELEGRAM_WEBHOOK_SECRET"]}
    url = f"{here.environment['PUBLIC_URL']}/hooks/telegram"
    async with here.session.post(url, json=update, headers=secret) as answer:
        assert answer.status == 200
    await here.settled()
    assert await here.sql("SELECT 1 FROM danger_alerts WHERE taken_at IS NOT NULL") == []


async def test_i6_what_follows_is_the_same_alert_and_shorter_words(
    here: Town, grace: Phone
) -> None:
    amina = here.phone("amina")
    await write(amina, DANGER)
    await write(amina, "sitaki kuishi", AGAIN)
    await here.settled()
    assert await told(grace, ALARM) == 1
    assert len(await here.sql("SELECT 1 FROM danger_alerts")) == 1


async def test_i6_untaken_for_ten_minutes_it_comes_up_once_more(here: Town, grace: Phone) -> None:
    await write(here.phone("amina"), DANGER)
    await grace.expect(ALARM)
    await here.pass_time(590)
    assert await told(grace, "Nobody has taken care") == 0
    await here.pass_time(20)
    await grace.expect("Nobody has taken care of Amina Njeri yet")
    await here.pass_time(3600)
    assert await told(grace, "Nobody has taken care") == 1


async def test_i6_with_nobody_on_call_it_doesnt_say_that_somebody_was_told(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    """Grace has never written to the bot, so nothing can be sent to her."""
    words = await write(here.phone("amina"), DANGER)
    assert "has been told" not in words["text"]
    assert "could not reach anybody" in words["text"]
    alarms = [line for line in log if line["event"] == "nobody_on_call_reached"]
    assert [line["alarm"] for line in alarms] == [True]


async def test_i6_our_own_at_work_write_about_others(here: Town, grace: Phone) -> None:
    await met(here)
    await here.play(NOW)
    brian = here.phone("brian")
    await brian.tap("^Notes$")
    await brian.expect("Type your note")
    await write(brian, "She said: nataka kufa. Safety plan made.", "Kept so far: 1")
    assert await here.sql("SELECT 1 FROM danger_alerts") == []
    await brian.tap("^Done$")
    await brian.expect("closed and locked")
    await write(brian, "I want to die")
    await grace.expect("Brian Otieno may be in danger")


async def test_i6_a_line_of_a_profile_is_kept_and_heard(here: Town, grace: Phone) -> None:
    """Zawadi isn't one of us yet: what she writes about her work is an answer all the same."""
    await here.play(onboarding.APPLYING + onboarding.FILLING_IN[:3])
    zawadi = here.phone("zawadi")
    await write(zawadi, "I work with people who think of suicide.", "at least one specialty")
    await zawadi.expect(HELP)
    assert HELP in (await zawadi.messages())[-1]["text"]
    await grace.expect("Zawadi Mutua may be in danger")
    (kept,) = await here.sql("SELECT bio FROM psychologists WHERE bio LIKE '%suicide.'")
    assert kept


@pytest.fixture
async def crowded(database_url: str) -> AsyncIterator[Town]:
    few = {"PERSON_AT_ONCE": "5", "PERSON_PER_SECOND": "0.001"}
    async with open_town(database_url, **HURRIED, **few) as town:
        yield town


async def test_i6_a_flood_hides_no_cry_for_help(crowded: Town) -> None:
    amina = crowded.phone("amina")
    for _ in range(8):
        await amina.send("hello")
    await crowded.settled()
    assert await crowded.sql("SELECT 1 FROM inbox WHERE outcome = $1", floods.OUTCOME)
    await write(amina, DANGER)


async def test_i6_where_nobody_on_call_is_reached_the_admins_hear_at_once(
    database_url: str,
) -> None:
    """The one in the settings has never written to the bot."""
    async with open_town(database_url, **HURRIED, ON_CALL_TELEGRAM_IDS="799999999") as here:
        grace = here.phone("grace")
        await grace.send("/start")
        await grace.expect("Hello Grace")
        words = await write(here.phone("amina"), DANGER)
        assert "has been told" in words["text"]
        await grace.expect(ALARM)


async def test_i6_numbers_and_people_on_call_come_from_the_settings(database_url: str) -> None:
    """Peter is on call, so Grace hears of it only when he doesn't answer."""
    lines = '[{"name": "Our own line", "number": "+254 700 000 009"}]'
    changed = {"CRISIS_LINES": lines, "ON_CALL_TELEGRAM_IDS": "700000104"}
    async with open_town(database_url, **HURRIED, **changed) as here:
        grace = here.phone("grace")
        await grace.send("/start")
        await grace.expect("Hello Grace")
        words = await write(here.phone("amina"), DANGER)
        assert "+254 700 000 009  Our own line" in words["text"]
        assert "1199" not in words["text"]
        await here.phone("peter").expect(ALARM)
        await here.settled()
        assert await told(grace, ALARM) == 0
        await here.pass_time(610)
        await grace.expect("Nobody has taken care of Amina Njeri yet")


@pytest.mark.parametrize(("checked", "warned"), [("", [6]), ("2026-09-01", [])])
async def test_i6_numbers_that_nobody_has_checked_are_said_at_each_start(
    database_url: str, log: list[MutableMapping[str, Any]], checked: str, warned: list[int]
) -> None:
    async with open_town(database_url, **HURRIED, CRISIS_LINES_CHECKED_ON=checked):
        pass
    assert [one["count"] for one in log if one["event"] == "crisis_lines_unconfirmed"] == warned
