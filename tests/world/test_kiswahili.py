"""Two languages: chosen by Telegram's at first, changed in /settings, kept in all that is said."""

from typing import Any

import pytest

from bot.story.steps import BRIAN, Step
from conversations.menus import menu
from models.values import Role
from tests.town import HURRIED, Clients, Town, open_town
from tests.world.speaking import Speaker, newcomer

#: What stands on a button for a day, and for a time in whatever way hours are said.
A_DAY, A_TIME = r"~^\d{1,2}$", r"~\d"
CLIENTS_MENU = {language: dict(menu(frozenset(), language)) for language in ("en", "sw")}
ANSWERS = (
    ("choose_no", "ask_current_symptoms"),
    ("choose_worry", "intake_so_far"),
    ("intake_done_choosing", "ask_severity_level"),
    ("~^6$", "ask_trigger_factors"),
    ("intake_skip", "ask_coping_mechanisms"),
    ("intake_skip", "ask_therapy_goals"),
)
SKIPPED = ("ask_preferred_approach", "ask_timeline", "ask_special_requests", "intake_review")


async def person(here: Town, name: str = "Zuri Wanjala") -> dict[str, Any]:
    return (await here.sql("SELECT * FROM people WHERE name = $1", name))[0]


async def commands(speaker: Speaker) -> dict[str, str]:
    shown = (await speaker.phone.state())["commands"]
    return {command["command"]: command["description"] for command in shown}


async def test_p5_a_booking_is_told_in_kiswahili_from_start_to_confirmation(
    database_url: str,
) -> None:
    async with open_town(database_url, Clients.NEW, **HURRIED) as here:
        zuri = Speaker(await newcomer(here, "sw-KE"))
        await as_far_as_the_request(zuri)
        await here.play((Step(BRIAN, "tap", "^Approve Zuri", ((BRIAN, "Approved"),)),))
        await zuri.hear("approved_pay")
        await zuri.tap("pay_for", "pay_ask_phone")
        await zuri.send("0712 000 909", "pay_how")
        await zuri.tap("pay_button", "pay_prompted")
        await here.play((Step(zuri.phone.id, "pin", "1234", ((BRIAN, "Confirmed and paid"),)),))
        await zuri.hear("confirmed_client")
        await zuri.send("/sessions", "list_sessions")
        await zuri.send("/receipts", "receipts_list")
        assert zuri.english() == []


async def as_far_as_the_request(zuri: Speaker) -> None:
    await zuri.send("/start", "welcome")
    assert await commands(zuri) == CLIENTS_MENU["sw"]
    await zuri.send("/help", "help")
    await zuri.send("/book", "choose_psychologist")
    await zuri.send("Brian Otieno", "choose_service")
    await zuri.tap("kept_individual_session", "choose_day")
    await zuri.tap(A_DAY, "choose_time")
    await zuri.tap(A_TIME, "gate_needed")
    await zuri.tap("gate_here", "intake_age")
    await zuri.tap("agree_adult", "ask_emergency_contact")
    await zuri.send("Dada yangu Wanjiru, 0722 000 333", "ask_medical_history")
    for hears in ("ask_current_medications", "ask_allergies", "ask_previous_therapy"):
        await zuri.tap("intake_skip", hears)
    for presses, hears in ANSWERS:
        await zuri.tap(presses, hears)
    await zuri.send("Kulala vizuri", "ask_expectations")
    await zuri.tap("intake_skip", SKIPPED[0])
    for hears in SKIPPED[1:]:
        await zuri.tap("intake_skip", hears)
    await zuri.tap("intake_right", "intake_done_but_agreeing")
    await zuri.tap("intake_agree", "agree_words")
    for position in (2, 3, 4):
        await zuri.phone.mark()
        await zuri.phone.tap(zuri.says("agree_yes"))
        await zuri.phone.expect(f" {position} kati ya 4")
        await zuri.look()
    await zuri.tap("agree_yes", "agree_thanks_on")
    await zuri.tap("agree_go_on", "review")
    await zuri.tap("send_request", "requested")


async def test_p5_the_language_changes_in_the_middle_of_a_dialogue(here: Town) -> None:
    zuri = Speaker(await newcomer(here, "sw"))
    await zuri.send("/start", "welcome")
    await zuri.send("/book", "choose_psychologist")
    await zuri.send("/settings", "settings_menu")
    await zuri.tap("change_language", "settings_language")
    await zuri.phone.mark()
    await zuri.phone.tap("^English$")
    screen = await zuri.phone.expect("I write English from now on")
    assert "Language: English" in screen["text"]
    assert (await person(here))["language"] == "en"
    assert await commands(zuri) == CLIENTS_MENU["en"]
    zuri.language = "en"
    await zuri.phone.mark()
    await zuri.phone.tap("^Brian Otieno$")
    await zuri.phone.expect("What would you like to book?")
    await zuri.send("/settings", "settings_menu")
    await zuri.tap("change_language", "settings_language")
    zuri.language = "sw"
    await zuri.send("swahili", "language_kept")
    assert await commands(zuri) == CLIENTS_MENU["sw"]


@pytest.mark.parametrize(
    ("code", "language"),
    [("sw", "sw"), ("sw-TZ", "sw"), ("en-GB", "en"), ("fr", "en"), ("zh-hans", "en"), (None, "en"),
     ("swg", "en")],
)  # fmt: skip
async def test_p5_telegrams_language_is_the_first_one(
    here: Town, code: str | None, language: str
) -> None:
    zuri = Speaker(await newcomer(here, code), language)
    await zuri.send("/start", "welcome")
    assert (await person(here))["language"] == language


async def test_p5_telegrams_language_changes_nothing_once_somebody_is_known(here: Town) -> None:
    """What was chosen in /settings stays, whatever the phone is set to."""
    zuri = Speaker(await newcomer(here, "en"), "en")
    await zuri.send("/start", "welcome")
    await here.sql("UPDATE people SET language = 'sw' WHERE name = 'Zuri Wanjala'")
    zuri.language = "sw"
    await zuri.send("/start", "welcome")


async def test_p5_staff_have_their_menu_in_their_language(here: Town) -> None:
    brian = Speaker(here.phone("brian"), "en")
    await brian.send("/start", "welcome_staff")
    staff = frozenset({Role.PSYCHOLOGIST})
    assert await commands(brian) == dict(menu(staff, "en"))
    await brian.send("/settings", "settings_menu")
    await brian.tap("change_language", "settings_language")
    brian.language = "sw"
    await brian.tap("~^Kiswahili$", "language_kept")
    assert await commands(brian) == dict(menu(staff, "sw"))
