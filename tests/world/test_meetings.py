"""Meet links from the consent to the session, and what happens when Google doesn't (B11)."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from bot.story.steps import AMINA, BRIAN
from tests.town import Town
from tests.world.meeting_steps import (
    JITSI,
    MEET,
    address,
    connect,
    events,
    google,
    link_of,
    links_told,
    meeting,
    paid,
    ticked,
)
from tests.world.paying import alarms, booking, settled, texts


async def test_b11_connected_booked_paid_and_the_meet_link_arrives(here: Town) -> None:
    await connect(here)
    assert here.program is not None
    here.program.loops.stop()  # whoever has paid waits for no tick
    await paid(here)
    amina, brian = here.phone(AMINA), here.phone(BRIAN)
    assert "follows in a moment" in (await amina.expect("Your session is confirmed"))["text"]
    ready = await amina.expect("Your video link")
    assert address(ready).startswith(MEET)
    assert address(await brian.expect("Video link · BK-")) == address(ready) == await link_of(here)
    [event] = await events(here)
    row = await booking(here)
    assert event["summary"] == f"Session {row['reference']}"
    assert not event.keys() & {"attendees", "description", "location"}
    assert "Amina" not in str(event)
    assert row["calendar_sequence"] == 1
    file = await _file(here, ready)
    assert "SEQUENCE:1" in file
    assert address(ready) in file.replace("\r\n ", "")
    await ticked(here, 3)
    assert len(await events(here)) == 1
    assert len(await links_told(here)) == 1


async def test_b11_a_conference_that_is_pending_twice(here: Town) -> None:
    await connect(here)
    await here.fault("google", "pending", times=2)
    await paid(here)
    await ticked(here, 3)
    assert [link.startswith(MEET) for link in await links_told(here)] == [True]
    stats = (await here.get("/sim/stats"))["google"]["requests"]
    assert (stats["insert"], stats["get"]) == (1, 2)


async def test_b11_google_makes_none_so_there_is_a_room(here: Town) -> None:
    await connect(here)
    await here.fault("google", "failure")
    await paid(here)
    told = await here.phone(BRIAN).expect("Google made no Meet link")
    assert address(told).startswith(JITSI)
    assert await links_told(here) == [address(told)] == [await link_of(here)]
    assert not any("Google" in text for text in await texts(here))
    await ticked(here)
    assert await events(here) == []
    assert len(await events(here, deleted=True)) == 1
    assert (await meeting(here))["due_at"] is None


@pytest.mark.parametrize("fault", ["rate_limit", "server_error", "too_many"])
async def test_b11_what_passes_is_waited_for(here: Town, fault: str) -> None:
    await connect(here)
    await here.fault("google", fault, times=2, method="insert")
    await paid(here)
    await ticked(here, 3)
    assert [link.startswith(MEET) for link in await links_told(here)] == [True]
    assert len(await events(here)) == 1


async def test_b11_google_is_down_for_long(here: Town) -> None:
    await connect(here)
    await here.fault("google", "server_error", times=None, method="insert")
    await paid(here)
    await ticked(here, 6)
    assert [link.startswith(JITSI) for link in await links_told(here)] == [True]
    assert (await booking(here))["status"] == "confirmed"


async def test_b11_a_lost_answer_makes_no_second_event(here: Town) -> None:
    await connect(here)
    await here.fault("google", "lost_answer", method="insert")
    await paid(here)
    await ticked(here, 2)
    [event] = await events(here)
    assert await links_told(here) == [event["hangoutLink"]]
    assert await events(here, deleted=True) == []


async def test_b11_the_access_token_has_run_out(here: Town) -> None:
    """By the clock, and before its time."""
    await connect(here)
    await here.move_clock(7200)
    await here.fault("google", "expired", method="insert")
    await paid(here)
    await ticked(here, 2)
    assert [link.startswith(MEET) for link in await links_told(here)] == [True]


async def test_b11_a_broken_grant_gives_a_room_and_asks_for_the_consent_once(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    await connect(here)
    await here.move_clock(7200)
    await here.fault("google", "broken_grant")
    await paid(here)
    brian = here.phone(BRIAN)
    await brian.expect("Google Meet needs you")
    assert [link.startswith(JITSI) for link in await links_told(here)] == [True]
    await ticked(here, 2)
    asked = [text for text in await texts(here, BRIAN) if "Google Meet needs you" in text]
    assert len(asked) == 1
    assert alarms(log) == []
    await brian.tap("Connect Google Meet again")
    shown = await brian.expect("Where do your video sessions take place?")
    assert "no longer works" in shown["text"]


async def test_b11_google_refuses_for_good_and_calls_a_person(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    await connect(here)
    await here.fault("google", "not_enabled", times=None, method="insert")
    await paid(here)
    await ticked(here)
    assert [link.startswith(JITSI) for link in await links_told(here)] == [True]
    assert alarms(log) == ["google_refused"]


async def test_b11_two_processes_make_one_event(here: Town) -> None:
    await connect(here)
    await here.fault("google", "slow", method="insert", value=0.3)
    await paid(here)
    assert here.program is not None
    await asyncio.gather(*(here.program.loops.run_all() for _ in range(3)))
    await settled(here)
    await here.phone(AMINA).expect("Your video link")
    assert (await here.get("/sim/stats"))["google"]["requests"]["insert"] == 1


async def test_b11_without_a_consent_the_room_is_there_at_once(here: Town) -> None:
    await paid(here)
    confirmed = await here.phone(AMINA).expect("Your session is confirmed")
    assert address(confirmed).startswith(JITSI)
    assert await here.sql("SELECT id FROM meetings") == []
    assert (await booking(here))["calendar_sequence"] == 0


async def test_b11_a_link_of_ones_own(here: Town) -> None:
    brian = here.phone(BRIAN)
    await brian.send("/meet")
    await brian.tap("A link of my own")
    await brian.send("http://video.example.org/brian")
    await brian.expect("begins with https")
    await brian.send("https://video.example.org/brian")
    await brian.expect("your own link, https://video.example.org/brian")
    await paid(here)
    confirmed = await here.phone(AMINA).expect("Your session is confirmed")
    assert address(confirmed) == "https://video.example.org/brian"


async def test_b11_disconnected_at_google_too(here: Town) -> None:
    await connect(here)
    brian = here.phone(BRIAN)
    await brian.send("/meet")
    await brian.tap("Disconnect Google")
    await brian.tap("^Disconnect$")
    await brian.expect("Google is disconnected")
    await ticked(here)
    assert [grant["revoked"] for grant in (await google(here))["grants"]] == [True]
    assert await here.sql("SELECT id FROM google_grants") == []
    await paid(here)
    assert (await link_of(here) or "").startswith(JITSI)


async def test_b11_google_does_not_hear_the_goodbye(here: Town) -> None:
    """It is told again, and after a day the tokens are forgotten here at least."""
    await connect(here)
    await here.fault("google", "server_error", times=2, method="revoke")
    brian = here.phone(BRIAN)
    await brian.send("/meet")
    await brian.tap("Disconnect Google")
    await brian.tap("^Disconnect$")
    await brian.expect("Google is disconnected")
    await ticked(here, 3, 601)
    assert [grant["revoked"] for grant in (await google(here))["grants"]] == [True]
    assert await here.sql("SELECT id FROM google_grants") == []


async def _file(here: Town, message: dict[str, Any]) -> str:
    async with here.session.get(here.url + message["file"]["url"]) as response:
        return await response.text()
