"""Who reads an outside calendar when, what of it is kept, and what its owner hears."""

import asyncio
import base64
import time
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from models.database import count, row, rows
from models.values import Role
from services import calendar_reading as reading
from services import outside_calendars, people
from services.calendar_reading import Due, Told
from services.errors import NotYours, UnreadableCalendar
from services.gateways.calendar_fetch import Known
from services.outside_calendars import KnownAlready, TooMany
from services.transaction import transaction
from services.vault import Vault
from tests.people import NOW, Practice, hours, person
from tests.people import psychologist as profile

VAULT = Vault({1: base64.b64decode("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")})
URL = "https://calendar.google.com/calendar/ical/secret/basic.ics"
BUSY = [(hours(48), hours(49)), (hours(50), hours(51))]
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
async def _brian_is_a_psychologist(here: Practice) -> None:
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)


async def give(here: Practice, url: str = URL) -> UUID:
    added = await outside_calendars.add(here.brian, url, VAULT, NOW, simulated=False)
    return added.public_id


async def claimed(now: datetime = NOW) -> Due:
    due = await reading.claim(now)
    assert due is not None
    return due


async def read(due: Due, now: datetime, busy: list[tuple[datetime, datetime]] = BUSY) -> Told:
    async with transaction():
        return await reading.read_whole(due, busy, Known('"v1"', None), now)


async def state() -> dict[str, object]:
    found = await row("SELECT * FROM outside_calendars")
    assert found is not None
    return dict(found)


async def kept() -> list[tuple[datetime, datetime]]:
    found = await rows("SELECT starts_at, ends_at FROM outside_events ORDER BY starts_at")
    return [(r["starts_at"], r["ends_at"]) for r in found]


async def due_now() -> datetime:
    at = (await state())["due_at"]
    assert isinstance(at, datetime)
    return at


async def test_the_address_is_sealed_and_opens_for_its_reader(here: Practice) -> None:
    public_id = await give(here)
    due = await claimed()
    assert URL.encode() not in due.address
    assert await VAULT.open(here.brian, outside_calendars.place(public_id), due.address) == URL
    assert (await outside_calendars.mine(here.brian, NOW))[0].name == "Google"


async def test_a_calendar_is_read_by_one_of_many(here: Practice) -> None:
    await give(here)
    found = await asyncio.gather(*(reading.claim(NOW) for _ in range(8)))
    assert len([due for due in found if due]) == 1


async def test_what_a_dead_process_claimed_is_read_by_another_one(here: Practice) -> None:
    await give(here)
    first = await claimed()
    assert await reading.claim(NOW + MINUTE) is None
    second = await claimed(NOW + reading.LEASE)
    assert await read(first, NOW + reading.LEASE) is Told.SUPERSEDED
    assert await kept() == []
    assert await read(second, NOW + reading.LEASE) is Told.NOTHING
    assert await kept() == BUSY


async def test_it_is_read_again_after_a_quarter_of_an_hour_or_so(here: Practice) -> None:
    pauses = []
    await give(here)
    now = NOW
    for _ in range(12):
        await read(await claimed(now), now)
        pauses.append(await due_now() - now)
        now = await due_now()
    assert all(13 * MINUTE < pause < 17 * MINUTE for pause in pauses)
    assert len(set(pauses)) > 1


async def test_what_is_read_replaces_what_was_known_and_leaves_the_rest_alone(
    here: Practice,
) -> None:
    await give(here)
    await read(await claimed(), NOW)
    before = {r["starts_at"]: r["id"] for r in await rows("SELECT * FROM outside_events")}
    later = await due_now()
    changed = [BUSY[1], (hours(60), hours(61))]
    await read(await claimed(later), later, changed)
    assert await kept() == changed
    after = {r["starts_at"]: r["id"] for r in await rows("SELECT * FROM outside_events")}
    assert after[BUSY[1][0]] == before[BUSY[1][0]]
    await read(await claimed(await due_now()), later, [])
    assert await kept() == []


async def test_conditions_are_sent_for_a_day_and_then_all_is_read_again(here: Practice) -> None:
    await give(here)
    assert (await claimed()).known == Known()
    await count("UPDATE outside_calendars SET due_at = $1", NOW)
    await read(await claimed(), NOW)
    soon = await claimed(await due_now())
    assert soon.known == Known('"v1"', None)
    assert await reading.read_unchanged(soon, NOW + 15 * MINUTE) is Told.NOTHING
    assert (await state())["good_at"] == NOW
    assert (await claimed(NOW + timedelta(days=1))).known == Known()


async def test_a_first_reading_that_fails_leaves_nothing_behind(here: Practice) -> None:
    await give(here)
    assert await reading.read_failed(await claimed(), "not_found", NOW) is Told.NOTHING
    assert await rows("SELECT 1 FROM outside_calendars") == []


async def test_failures_keep_the_last_good_state_pause_longer_and_are_told_once(
    here: Practice,
) -> None:
    await give(here)
    await read(await claimed(), NOW)
    said, pauses = [], []
    for _ in range(7):
        now = await due_now()
        said.append(await reading.read_failed(await claimed(now), "no_answer", now))
        pauses.append(await due_now() - now)
    assert said.count(Told.BROKEN) == 1
    assert said[2] is Told.BROKEN
    assert pauses[0] < pauses[1] < pauses[2]
    assert max(pauses) < reading.LONGEST_PAUSE * 1.2
    assert await kept() == BUSY
    now = await due_now()
    assert await read(await claimed(now), now) is Told.MENDED
    now = await due_now()
    assert await read(await claimed(now), now) is Told.NOTHING


async def test_a_failure_after_long_silence_is_told_at_once(here: Practice) -> None:
    await give(here)
    await read(await claimed(), NOW)
    late = NOW + timedelta(days=3)
    assert await reading.read_failed(await claimed(late), "no_answer", late) is Told.BROKEN


async def test_check_now_makes_what_is_under_way_void(here: Practice) -> None:
    public_id = await give(here)
    await read(await claimed(), NOW)
    due = await claimed(await due_now())
    await outside_calendars.check_now(here.brian, public_id, NOW + 20 * MINUTE)
    assert await read(due, NOW + 20 * MINUTE, []) is Told.SUPERSEDED
    assert await kept() == BUSY
    assert (await claimed(NOW + 20 * MINUTE)).known == Known()


async def test_what_was_removed_meanwhile_stays_removed(here: Practice) -> None:
    public_id = await give(here)
    await read(await claimed(), NOW)
    due = await claimed(await due_now())
    await outside_calendars.remove(here.brian, public_id)
    assert await kept() == []
    for result in (read(due, NOW), reading.read_failed(due, "no_answer", NOW)):
        assert await result is Told.SUPERSEDED
    assert await kept() == []


async def test_five_calendars_none_twice(here: Practice) -> None:
    for number in range(5):
        await give(here, f"https://c{number}.example/a.ics")
    with pytest.raises(KnownAlready):
        await give(here, "webcal://c1.example/a.ics")
    with pytest.raises(TooMany):
        await give(here)
    with pytest.raises(UnreadableCalendar):
        await give(here, "no address")


async def test_nobody_touches_anybody_elses_calendar(here: Practice) -> None:
    public_id = await give(here)
    dora = await person("Dora", 9)
    await profile(dora, "dora")
    await people.grant(dora, Role.PSYCHOLOGIST, NOW)
    for stranger in (dora, here.amina):
        for attempt in (
            outside_calendars.rename(stranger, public_id, "x"),
            outside_calendars.remove(stranger, public_id),
            outside_calendars.check_now(stranger, public_id, NOW),
        ):
            with pytest.raises(NotYours):
                await attempt
        assert await outside_calendars.mine(stranger, NOW) == ()
    with pytest.raises(NotYours):
        await outside_calendars.add(here.amina, URL, VAULT, NOW, simulated=False)
    with pytest.raises(NotYours):
        await outside_calendars.rename(here.brian, uuid4(), "x")


async def test_ten_thousand_times_are_stored_and_stored_again_in_a_moment(here: Practice) -> None:
    await give(here)
    many = [(hours(n), hours(n + 0.5)) for n in range(10_000)]
    began = time.monotonic()
    await read(await claimed(), NOW, many)
    await read(await claimed(await due_now()), NOW, many[1:])
    assert len(await kept()) == 9_999
    assert time.monotonic() - began < 10
