"""/admin over HTTP: roles with their menus, everybody's day, and times in the reader's zone."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from babel.dates import format_datetime

from bot.phones import Phone
from bot.story.booking import UNANSWERED
from bot.story.steps import AGREEING
from tests.town import Town

SYDNEY = "Australia/Sydney"


async def grace(town: Town) -> Phone:
    phone = town.phone("grace")
    await phone.send("/start")
    await phone.expect("Hello")
    return phone


async def commands(phone: Phone, wanted: str, *, there: bool = True) -> set[str]:
    """The command menu, once it has this command or has it no more."""
    found: set[str] = set()
    for _ in range(100):
        found = {one["command"] for one in (await phone.state())["commands"]}
        if (wanted in found) is there:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"the menu never changed about {wanted}: {found}")


async def open_person(phone: Phone, name: str) -> dict[str, Any]:
    await phone.send("/admin")
    await phone.tap("People and roles")
    await phone.expect("Who works here")
    await phone.send(name)
    await phone.expect("People called")
    await phone.tap(name)
    return await phone.expect(name)


async def test_p1_somebody_is_made_an_admin_and_sees_it_at_once(here: Town) -> None:
    phone, amina = await grace(here), here.phone("amina")
    assert "admin" in await commands(phone, "admin")
    await amina.send("/start")
    await amina.expect("Hello Amina")
    await amina.send("/admin")
    await amina.expect("for those who run the practice")
    await open_person(phone, "Amina")
    await phone.tap("Let them run")
    await amina.expect("You help to run Smiling Steps")
    assert "pending" not in await commands(amina, "admin")
    await amina.tap("Open it")
    await amina.expect("Running Smiling Steps")
    await phone.tap("Remove as admin")
    await phone.tap("Yes, remove")
    await amina.expect("/admin is closed for you")
    await commands(amina, "admin", there=False)
    await amina.mark()
    await amina.tap("People and roles")
    await amina.expect("for those who run the practice")


async def test_x23_what_an_admin_brings_about_is_told_in_the_readers_zone(here: Town) -> None:
    """Brian lives in Sydney, Grace in Nairobi: each reads the same session by their own clock."""
    await here.play((*UNANSWERED[:6], AGREEING))
    await here.sql("UPDATE people SET timezone = $1 WHERE name = 'Brian Otieno'", SYDNEY)
    booked = (await here.sql("SELECT starts_at FROM bookings"))[0]["starts_at"]
    phone, brian = await grace(here), here.phone("brian")
    await open_person(phone, "Brian Otieno")
    await phone.tap("Remove as psychologist")
    await phone.tap("Yes, remove")
    listed = await phone.expect("Still booked (1)")
    assert _shown(booked, "Africa/Nairobi") in listed["text"]
    told = await brian.expect("You don't take new bookings")
    assert f"{_shown(booked, SYDNEY)} (Sydney time)" in told["text"]
    await commands(brian, "pending", there=False)
    await brian.send("/clients")
    await brian.expect("for our psychologists")
    kept = (await here.sql("SELECT status FROM bookings"))[0]["status"]
    assert kept == "approved"


def _shown(starts_at: Any, zone: str) -> str:
    return str(format_datetime(starts_at, "EEE d MMM, HH:mm", ZoneInfo(zone), "en"))


async def test_p3_an_invitation_names_the_running_bot(here: Town) -> None:
    phone = await grace(here)
    await phone.send("/admin")
    await phone.tap("Invite a psychologist")
    await phone.expect("Whom do you invite?")
    await phone.send("Dr Achieng")
    message = await phone.expect("A link for Dr Achieng")
    copied = message["keyboard"][0][0]["copy"]
    assert copied.startswith("https://t.me/smiling_steps_bot?start=inv_")
    assert copied in message["text"]
    kept = (await here.sql("SELECT label, token_hash, role FROM invitations"))[0]
    assert (kept["label"], kept["role"]) == ("Dr Achieng", "psychologist")
    assert kept["token_hash"] not in copied


def _working_day() -> date:
    """The next day that Kenya doesn't keep, so that it stands on the first page."""
    day, kept = datetime.now(ZoneInfo("Africa/Nairobi")).date(), holidays.country_holidays("KE")
    ahead = (day + timedelta(days=number) for number in range(1, 9))
    return next(one for one in ahead if one not in kept)


async def test_a3_a_closed_day_of_the_practices_own(here: Town) -> None:
    phone = await grace(here)
    await phone.send("/admin")
    await phone.tap("Holidays and closed days")
    await phone.expect("Holidays and closed days")
    await phone.tap("Add a closed day")
    await phone.expect("Which day is the practice closed?")
    await phone.send(_working_day().isoformat())
    await phone.expect("What is the reason?")
    await phone.send("Staff day")
    await phone.expect("Nobody can be booked on that day")
    await phone.tap("Holidays and closed days")
    await phone.expect("Staff day: closed")
    await phone.tap("Open after all")
    await phone.expect("The usual hours count")
    assert not await here.sql("SELECT 1 FROM practice_holidays")


async def test_p3_whom_the_settings_name_later_runs_a_practice_without_an_admin(here: Town) -> None:
    """Grace wrote before she was named in the settings; the second one named comes too late."""
    phone, amina = await grace(here), here.phone("amina")
    await here.sql("DELETE FROM role_grants WHERE role = 'admin' RETURNING id")
    await amina.send("/admin")
    await amina.expect("for those who run the practice")
    await phone.send("/admin")
    await phone.expect("Running Smiling Steps")
    assert "admin" in await commands(phone, "admin")


async def test_b15_today_is_the_practices_for_who_runs_it(here: Town) -> None:
    phone, amina = await grace(here), here.phone("amina")
    await phone.send("/today")
    await phone.expect("Today at Smiling Steps")
    await phone.send("/admin")
    await phone.tap("^Today$")
    await phone.expect("No sessions today")
    for command in ("/today", "/everybody"):
        await amina.mark()
        await amina.send(command)
        await amina.expect("for our psychologists")
    await here.phone("brian").send("/today")
    await here.phone("brian").expect("No sessions today.")
