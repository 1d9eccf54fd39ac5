"""Meet links from the consent to the session, and what happens when Google doesn't (B11)."""

from tests.town import Town
from tests.world.meeting_steps import (
    JITSI,
    MEET,
    address,
    connect,
    events,
    link_of,
    paid,
    ticked,
)
from tests.world.paying import booking, settled


async def test_b11_connected_booked_paid_and_the_meet_link_arrives(here: Town) -> None:
    await connect(here)
    await paid(here)
    amina, brian = here.phone("amina"), here.phone("brian")
    assert "follows in a moment" in (await amina.expect("Your session is confirmed"))["text"]
    await settled(here)
    ready = await amina.expect("Your video link")
    assert address(ready).startswith(MEET)
    assert address(await brian.expect("Video link · BK-")) == address(ready) == await link_of(here)
    [event] = await events(here)
    row = await booking(here)
    assert event["summary"] == f"Appointment {row['reference']}"
    assert "attendees" not in event and "description" not in event
    assert "Amina" not in str(event)
    assert row["calendar_sequence"] == 1
    await ticked(here)
    assert len(await events(here)) == 1
