"""Joining the practice, by the whole program over HTTP (P1, P3, S1, X60, X63)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.story.onboarding import APPLYING, FILLING_IN
from models.values import Role
from services import clock, invitations, people
from services.transaction import transaction
from tests.town import Town

SENT = (*APPLYING, *FILLING_IN)


async def _id(here: Town, name: str) -> int:
    found = await here.sql("SELECT id FROM people WHERE name LIKE $1", f"{name}%")
    return int(found[0]["id"])


async def _invitation(here: Town) -> str:
    """A link's payload, made by Brian as if he ran the practice."""
    async with transaction():
        token = await invitations.make(
            Role.PSYCHOLOGIST, "Zawadi", await _id(here, "Brian"), clock.now()
        )
    return invitations.LINK + token


async def _make_admin(here: Town, *names: str) -> None:
    async with transaction():
        for name in names:
            await people.grant(await _id(here, name), Role.ADMIN, clock.now())


async def _grace_comes(here: Town) -> None:
    """She runs the practice by its settings; who never wrote to the bot can't be told anything."""
    await here.phone("grace").send("/start")
    await here.phone("grace").expect("Hello Grace")


async def _settle(here: Town) -> None:
    await here.post("/sim/telegram/settle", {"timeout": 5})
    assert here.program is not None
    await here.program.settle()


async def _bot_says(here: Town, name: str) -> list[dict[str, Any]]:
    return [m for m in await here.phone(name).messages() if m["from"] == "bot"]


async def test_p3_a_stranger_with_join_is_bookable_only_after_a_yes(here: Town) -> None:
    await _grace_comes(here)
    await here.play(SENT)
    await here.phone("amina").send("/start psy_zawadi")
    await here.phone("amina").expect("Who would you like to see?")
    assert all("Zawadi" not in m["text"] for m in await _bot_says(here, "amina"))
    before = (await here.phone("zawadi").state())["commands"]
    await here.phone("grace").tap("^Approve$")
    await here.phone("zawadi").expect("Welcome, Zawadi")
    await _settle(here)
    menu = [command["command"] for command in (await here.phone("zawadi").state())["commands"]]
    assert "pending" in menu
    assert "pending" not in [command["command"] for command in before]
    await here.phone("amina").send("/start psy_zawadi")
    await here.phone("amina").expect("What would you like to book?")


async def test_p3_two_admins_at_once_one_wins_and_the_other_is_told(here: Town) -> None:
    await _grace_comes(here)
    await _make_admin(here, "Brian")
    await here.play(SENT)
    grace, brian = here.phone("grace"), here.phone("brian")
    await brian.expect("Somebody would like to work with us")
    await asyncio.gather(grace.tap("^Approve$"), brian.tap("^Approve$"))
    await _settle(here)
    ends = [(await _bot_says(here, name))[-1]["text"] for name in ("grace", "brian")]
    assert sum("is one of our psychologists now" in end for end in ends) == 1
    assert sum("has been approved already, by" in end for end in ends) == 1
    told = [m for m in await _bot_says(here, "zawadi") if "Welcome, Zawadi" in m["text"]]
    assert len(told) == 1


async def test_p3_declined_changed_and_sent_again(here: Town) -> None:
    await _grace_comes(here)
    await here.play(SENT)
    grace, zawadi = here.phone("grace"), here.phone("zawadi")
    await grace.tap("^Decline")
    await grace.expect("Tap a reason or type one")
    await grace.send("Where did you <train>, & with whom?")
    await zawadi.expect("Where did you <train>, & with whom?")
    await zawadi.tap("My profile")
    await zawadi.expect("not accepted yet")
    await here.move_clock(60)
    await grace.mark()
    await zawadi.tap("Send for approval")
    await zawadi.expect("waiting for an answer")
    await grace.expect("Somebody would like to work with us")
    await grace.send("/applications")
    await grace.expect("They wait for an answer")
    await grace.mark()
    await grace.tap("Zawadi Mutua, ")
    shown = await grace.expect("I work with people")
    assert shown["kind"] == "photo"
    await grace.tap("^Approve$")
    await zawadi.expect("Welcome, Zawadi")


async def test_p3_one_invitation_opened_by_two_at_once_lets_one_in(here: Town) -> None:
    payload = await _invitation(here)
    names = ("zawadi", "amina")
    await asyncio.gather(*(here.phone(name).send(f"/start {payload}") for name in names))
    await _settle(here)
    heard = [(await _bot_says(here, name))[-1]["text"] for name in names]
    assert sum("You are invited to work at" in words for words in heard) == 1
    assert sum("has been used already" in words for words in heard) == 1
    assert len(await here.sql("SELECT 1 FROM invitations WHERE used_by_id IS NOT NULL")) == 1


async def test_p3_who_has_a_profile_doesnt_use_an_invitation_up(here: Town) -> None:
    payload = await _invitation(here)
    await here.phone("dr").send(f"/start {payload}")
    await here.phone("dr").expect("open for bookings")
    await here.phone("zawadi").send(f"/start {payload}")
    await here.phone("zawadi").expect("You are invited to work at")


async def test_p3_an_invitation_of_last_week_says_what_to_do(here: Town) -> None:
    payload = await _invitation(here)
    await here.move_clock(timedelta(days=8).total_seconds())
    await here.phone("zawadi").send(f"/start {payload}")
    await here.phone("zawadi").expect("more than seven days old")


@pytest.mark.parametrize("verb", ["apok", "apno", "aplook"])
async def test_x63_somebody_elses_button_is_refused(here: Town, verb: str) -> None:
    """Amina and the applicant have the button's words, from a forwarded message."""
    await _grace_comes(here)
    await here.play(SENT)
    _, button = await here.phone("grace").find("^Approve$")
    data = button["data"].replace("apok", verb)
    await here.phone("amina").send("/help")
    await here.phone("amina").expect("what I can do")
    for name in ("amina", "zawadi"):
        message = (await _bot_says(here, name))[-1]
        await here.phone(name).post(
            "tap", {"message_id": message["message_id"], "data": data, "stale": True}
        )
        await here.phone(name).expect("for those who run the practice")
    profile = await here.sql(
        "SELECT approved_at, declined_at FROM psychologists WHERE slug = 'zawadi'"
    )
    assert profile == [{"approved_at": None, "declined_at": None}]


async def test_x60_a_double_tap_on_sending_tells_the_admins_once(here: Town) -> None:
    await _grace_comes(here)
    await here.play(SENT[:-1])
    zawadi = here.phone("zawadi")
    message, button = await zawadi.find("Send for approval")
    press = {"message_id": message["message_id"], "data": button["data"], "stale": True}
    await asyncio.gather(*(zawadi.post("tap", press) for _ in range(3)))
    await _settle(here)
    told = [m for m in await _bot_says(here, "grace") if "Somebody would like" in m["text"]]
    assert len(told) == 1


async def test_x64_a_card_with_a_photo_leaves_one_screen_behind(here: Town) -> None:
    """Text to photo is an edit; photo to text is a new message, and the photo goes."""
    await _grace_comes(here)
    await here.play(SENT)
    await here.phone("grace").tap("^Approve$")
    await here.phone("zawadi").expect("Welcome, Zawadi")
    amina = here.phone("amina")
    await amina.send("/book")
    await amina.expect("Who would you like to see?")
    await amina.tap("Zawadi Mutua")
    assert (await amina.expect("What would you like to book?"))["kind"] == "photo"
    await amina.tap("Individual session")
    assert (await amina.expect("Which day in"))["kind"] == "text"
    await amina.tap("Back")
    assert (await amina.expect("What would you like to book?"))["kind"] == "photo"
    await amina.tap("Cancel")
    await amina.expect("nothing was booked")
    await _settle(here)
    assert [m["kind"] for m in await _bot_says(here, "amina")] == ["text"]
    stats = await here.get("/sim/stats")
    assert stats["telegram"]["unknown_parameters"] == {}
