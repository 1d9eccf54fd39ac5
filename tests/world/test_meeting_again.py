"""Another link for a session: who may ask, how often, and what becomes of the event (B11, B9)."""

from typing import Any

import pytest

from bot.phones import Phone
from bot.story.steps import AMINA, BRIAN
from services import clock, meetings
from services.transaction import transaction
from tests.town import Town
from tests.world.meeting_steps import (
    JITSI,
    MEET,
    address,
    connect,
    events,
    link_of,
    links_told,
    meeting,
    paid,
    ticked,
)
from tests.world.paying import booking, settled, texts


async def with_meet(here: Town) -> str:
    """A confirmed session with a Meet link."""
    await connect(here)
    await paid(here)
    link = address(await here.phone(AMINA).expect("Your video link"))
    await here.phone(BRIAN).expect("Video link · BK-")
    return link


async def test_b11_the_client_takes_a_room_instead(here: Town) -> None:
    before = await with_meet(here)
    amina, brian = here.phone(AMINA), here.phone(BRIAN)
    await amina.tap("Link doesn't work")
    asked = await amina.expect("A new video link?")
    assert before in asked["text"]
    await amina.tap("New room on Jitsi")
    new = address(await amina.expect("Please use this one from now on"))
    assert address(await brian.expect("Please use this one from now on")) == new
    assert new == await link_of(here)
    assert new.startswith(JITSI)
    assert (await booking(here))["calendar_sequence"] == 2
    await ticked(here)
    assert await events(here) == []
    assert (await meeting(here))["due_at"] is None


async def test_b11_the_psychologist_takes_another_meet_link(here: Town) -> None:
    before = await with_meet(here)
    brian = here.phone(BRIAN)
    await brian.tap("Link doesn't work")
    await brian.tap("New Google Meet link")
    await brian.expect("Google is making it")
    await ticked(here)
    new = address(await here.phone(AMINA).expect("Please use this one from now on"))
    assert new.startswith(MEET)
    assert new != before
    [event], [gone] = await events(here), await events(here, deleted=True)
    assert (event["hangoutLink"], gone["hangoutLink"]) == (new, before)


async def test_b11_another_meet_link_that_fails_becomes_a_room(here: Town) -> None:
    before = await with_meet(here)
    brian = here.phone(BRIAN)
    await here.fault("google", "failure")
    await brian.tap("Link doesn't work")
    await brian.tap("New Google Meet link")
    await ticked(here, 2)
    told = await links_told(here)
    assert told[0] == before
    assert told[1].startswith(JITSI)
    assert await events(here) == []


async def test_b11_only_the_psychologist_types_one(here: Town) -> None:
    await with_meet(here)
    amina, brian = here.phone(AMINA), here.phone(BRIAN)
    await amina.tap("Link doesn't work")
    labels = [b["text"] for row in (await amina.expect("A new video"))["keyboard"] for b in row]
    assert labels == ["New Google Meet link", "New room on Jitsi", "Cancel"]
    await brian.tap("Link doesn't work")
    await brian.tap("A link of my own")
    await brian.send("video.example.org/room-7")
    typed = await amina.expect("https://video.example.org/room-7")
    assert address(typed) == await link_of(here)


async def test_x63_a_client_who_forges_the_tap_types_none(here: Town) -> None:
    """The button isn't there, the step is reached all the same, and the server refuses."""
    before = await with_meet(here)
    amina = here.phone(AMINA)
    await amina.tap("Link doesn't work")
    message, button = await amina.find("New room on Jitsi")
    forged = button["data"].rsplit(":", 1)[0] + ":own"
    await amina.post("tap", {"message_id": message["message_id"], "data": forged, "stale": True})
    await amina.expect("Your own link")
    await amina.send("https://evil.example.org/")
    await amina.expect("can't find that among your bookings")
    assert await link_of(here) == before


async def test_b11_a_few_times_an_hour_and_no_more(here: Town) -> None:
    await paid(here)
    row = await booking(here)
    amina = here.phone(AMINA)
    for _ in range(meetings.AGAIN_AT_MOST):
        await _again(here, amina, row)
        await amina.tap("New room on Jitsi")
        await amina.expect("Please use this one from now on")
    kept = await link_of(here)
    await _again(here, amina, row)
    await amina.tap("New room on Jitsi")
    await amina.expect("several times within the hour")
    assert await link_of(here) == kept
    await here.move_clock(3601)
    await _again(here, amina, row)
    await amina.tap("New room on Jitsi")
    await amina.expect("Please use this one from now on")
    assert await link_of(here) != kept


async def _again(here: Town, phone: Phone, row: dict[str, Any]) -> None:
    """The button of the booking's card, pressed under the newest message."""
    await phone.mark()
    last = (await phone.messages())[-1]["message_id"]
    data = f"do:link:{row['public_id'].hex}:{row['version']}"
    await phone.post("tap", {"message_id": last, "data": data, "stale": True})
    await settled(here)


async def test_x63_a_strangers_button_does_nothing(here: Town) -> None:
    before = await with_meet(here)
    row = await booking(here)
    zawadi = here.phone("zawadi")
    await zawadi.send("/start")
    await zawadi.expect("Hello")
    await _again(here, zawadi, row)
    await zawadi.expect("can't find that among your bookings")
    assert await link_of(here) == before


@pytest.mark.parametrize("status", ["cancelled", "completed"])
async def test_b11_what_is_over_gets_no_link(here: Town, status: str) -> None:
    await paid(here)
    row = await booking(here)
    await here.sql(
        "UPDATE bookings SET status = $1, version = version + 1 WHERE id = $2", status, row["id"]
    )
    amina = here.phone(AMINA)
    await _again(here, amina, row)
    await amina.expect("it needs no video link now")


async def test_b8_a_cancelled_session_leaves_the_calendar(here: Town) -> None:
    await with_meet(here)
    row = await booking(here)
    await here.sql(
        "UPDATE bookings SET status = 'cancelled', version = version + 1 WHERE id = $1", row["id"]
    )
    async with transaction():
        await meetings.drop(row["id"], clock.now())
    await here.fault("google", "server_error", method="delete")
    await ticked(here, 2)
    assert await events(here) == []
    assert (await meeting(here))["due_at"] is None


async def test_b8_cancelled_before_google_was_asked(here: Town) -> None:
    """Nobody is told of a link, and nothing stays in the calendar, though nobody called `drop`."""
    await connect(here)
    await here.fault("google", "server_error", times=1, method="insert")
    await paid(here)
    row = await booking(here)
    await here.sql(
        "UPDATE bookings SET status = 'cancelled', version = version + 1 WHERE id = $1", row["id"]
    )
    await ticked(here, 2)
    assert await events(here) == []
    assert await links_told(here) == []


async def test_b9_a_moved_session_takes_link_and_event_along(here: Town) -> None:
    link = await with_meet(here)
    old = await booking(here)
    new = await _moved_by_hand(here, old)
    async with transaction():
        await meetings.moved(old["id"], new, clock.now())
    await ticked(here)
    [event] = await events(here)
    moved = await booking(here)
    assert (moved["id"], moved["meeting_link"]) == (new, link)
    assert event["start"]["dateTime"] == f"{moved['starts_at']:%Y-%m-%dT%H:%M:%SZ}"
    assert event["hangoutLink"] == link
    assert len(await links_told(here)) == 1


async def test_b9_moved_while_google_makes_it(here: Town) -> None:
    """The event that was begun for the old time is found, and put at the new one."""
    await connect(here)
    await here.fault("google", "pending", times=1)
    await paid(here)
    await settled(here)
    old = await booking(here)
    new = await _moved_by_hand(here, old)
    async with transaction():
        await meetings.moved(old["id"], new, clock.now())
    await ticked(here, 2, 91)
    [event] = await events(here)
    moved = await booking(here)
    assert event["start"]["dateTime"] == f"{moved['starts_at']:%Y-%m-%dT%H:%M:%SZ}"
    assert await links_told(here) == [event["hangoutLink"]] == [moved["meeting_link"]]


async def _moved_by_hand(here: Town, old: dict[str, Any]) -> int:
    """A day later, as raw rows."""
    made = await here.sql(
        """INSERT INTO bookings (public_id, reference, client_id, psychologist_id, service_id,
               status, version, purpose, format, medium, starts_at, ends_at, occupied_from,
               occupied_until, group_key, duration_minutes, price_minor, currency,
               cancel_notice_minutes, payment_status, held_since, approved_at, confirmed_at,
               calendar_uid, calendar_sequence, rescheduled_from_id, created_at, changed_at)
           SELECT gen_random_uuid(), 'BK-2026-999999', client_id, psychologist_id, service_id,
               'confirmed', 1, purpose, format, medium, starts_at + interval '1 day',
               ends_at + interval '1 day', occupied_from + interval '1 day',
               occupied_until + interval '1 day', gen_random_uuid(), duration_minutes,
               price_minor, currency, cancel_notice_minutes, payment_status, held_since,
               approved_at, confirmed_at, public_id, calendar_sequence + 1, id, created_at,
               changed_at
           FROM bookings WHERE id = $1 RETURNING id""",
        old["id"],
    )
    await here.sql(
        "UPDATE bookings SET status = 'cancelled', version = version + 1 WHERE id = $1", old["id"]
    )
    return int(made[0]["id"])


async def test_b11_a_session_that_begins_now_waits_for_nobody(here: Town) -> None:
    """Google is tried a few times within seconds, then there is a room."""
    await connect(here)
    await here.fault("google", "pending", times=None)
    await paid(here)
    await here.sql("UPDATE bookings SET starts_at = $1, occupied_from = $1", clock.now())
    await ticked(here, 3, 3)
    assert [link.startswith(JITSI) for link in await links_told(here)] == [True]
    assert not any("Google" in text for text in await texts(here))
