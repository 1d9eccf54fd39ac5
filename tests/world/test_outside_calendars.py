"""Outside calendars through the whole program, over real HTTP: given, read, broken, mended (A7)."""

import contextlib
from collections.abc import MutableMapping
from datetime import UTC, timedelta
from typing import Any

import pytest

from bot.phones import Unseen
from services import clock
from tests.ics import ics
from tests.months import free_month
from tests.town import Town
from tests.world.paying import settled
from tests.world.session_rows import everything_stored, hidden

QUARTER = 16 * 60


def busy_in(days: float, hours: float = 1) -> str:
    starts = clock.now() + timedelta(days=days)
    return (
        f"DTSTART:{starts.astimezone(UTC):%Y%m%dT%H%M%SZ}\n"
        f"DTEND:{starts + timedelta(hours=hours):%Y%m%dT%H%M%SZ}\nSUMMARY:Dentist"
    )


async def serve(here: Town, content: bytes, name: str = "brian") -> str:
    async with here.session.put(f"{here.url}/sim/calendars/{name}", data=content) as answer:
        return str((await answer.json())["url"])


async def give(here: Town, address: str) -> None:
    brian = here.phone("brian")
    await brian.send("/calendar")
    await brian.tap("^Add a calendar")
    await brian.send(address)


async def events(here: Town) -> list[dict[str, Any]]:
    return await here.sql("SELECT starts_at, ends_at FROM outside_events ORDER BY starts_at")


@pytest.mark.parametrize(("name", "words"), [("good", "I could read it"), ("none", "no calendar")])
async def test_x70_an_address_is_nowhere_in_the_open(here: Town, name: str, words: str) -> None:
    """Neither one that is kept, nor one that turned out to be none, nor one with a slip in it."""
    await serve(here, ics(busy_in(2)), "MARKED31c4-good")
    brian = here.phone("brian")
    await give(here, "htps://slip.example/MARKED31c4")
    await brian.expect("not an address that I can read")
    await brian.send(f"{here.url}/calendars/MARKED31c4-{name}.ics")
    await brian.expect(words)
    await settled(here)
    assert hidden(await everything_stored(here), "MARKED31c4")


async def test_an_address_is_read_at_once_and_answered_with_what_was_found(here: Town) -> None:
    url = await serve(here, ics(*(busy_in(day) for day in (2, 3, 4, 5)), busy_in(40)))
    await give(here, url)
    brian = here.phone("brian")
    await brian.expect("4 busy times in the next 30 days")
    stored = await events(here)
    assert len(stored) == 5
    calendar = (await here.sql("SELECT address, error, failures FROM outside_calendars"))[0]
    assert url.encode() not in calendar["address"]


async def free_days(here: Town) -> int:
    found = await here.sql(
        """SELECT p.id AS psychologist, s.id AS service FROM psychologists AS p
           JOIN services AS s ON s.psychologist_id = p.id WHERE p.slug LIKE 'brian%' LIMIT 1"""
    )
    month = await free_month(
        found[0]["psychologist"], found[0]["service"], None, "Africa/Nairobi", clock.now()
    )
    return len(month.free)


async def calls(here: Town) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await here.get("/sim/calls?service=calendars")
    return found


async def until_seen(here: Town, words: str) -> None:
    """Let quarters of an hour pass until Brian reads this."""
    for _ in range(40):
        with contextlib.suppress(Unseen):
            await here.phone("brian").expect(words, timeout=0)
            return
        await here.pass_time(QUARTER)
    raise AssertionError(f"Brian never read “{words}”")


async def test_what_is_taken_elsewhere_can_not_be_booked_here_until_it_is_removed(
    here: Town,
) -> None:
    assert await free_days(here) > 0
    await give(here, await serve(here, ics(busy_in(-1, hours=24 * 90))))
    brian = here.phone("brian")
    await brian.expect("1 busy time in")
    assert await free_days(here) == 0
    await brian.tap("^Remove")
    await brian.tap("^Yes, remove it")
    await brian.expect("It is removed")
    assert await free_days(here) > 0
    assert await events(here) == []


@pytest.mark.parametrize(
    ("fault", "value", "hears"),
    [
        ("status", 404, "There is no calendar at that address"),
        ("status", 500, "did not answer as it should"),
        ("garbage", None, "is not a calendar"),
        ("cut_off", None, "is not a calendar"),
        ("redirect", None, "inside a private network"),
        ("endless", None, "larger than 10 MB"),
    ],
)
async def test_what_can_not_be_read_at_first_is_told_and_not_kept(
    here: Town, fault: str, value: object, hears: str
) -> None:
    url = await serve(here, ics(busy_in(2)))
    await here.fault("calendars", fault, value=value)
    await give(here, url)
    brian = here.phone("brian")
    await brian.expect(hears)
    assert await here.sql("SELECT 1 FROM outside_calendars") == []
    await brian.send(url)
    await brian.expect("1 busy time in")


async def test_check_now_sees_what_has_changed(here: Town) -> None:
    """Somebody looks on meanwhile: neither the first reading nor this one waits for a tick."""
    assert here.program is not None
    here.program.loops.stop()
    await give(here, await serve(here, ics(busy_in(2))))
    brian = here.phone("brian")
    await brian.expect("1 busy time in")
    await serve(here, ics(busy_in(2), busy_in(5), busy_in(9)))
    await brian.tap("^Check now")
    await brian.expect("3 busy times in")


async def test_it_is_read_again_by_itself_and_asks_only_what_is_new(here: Town) -> None:
    await give(here, await serve(here, ics(busy_in(2))))
    await here.phone("brian").expect("1 busy time in")
    for _ in range(40):
        await here.pass_time(QUARTER)
        if [call["status"] for call in await calls(here)][-1] == 304:
            break
    statuses = [call["status"] for call in await calls(here)]
    assert statuses[0] == 200
    assert 304 in statuses
    assert len(await events(here)) == 1


async def test_a_feed_that_breaks_keeps_its_last_good_state_and_is_told_once_each_way(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    await give(here, await serve(here, ics(busy_in(10))))
    brian = here.phone("brian")
    await brian.expect("1 busy time in")
    await brian.tap("^Done")
    await here.fault("calendars", "status", value=500, times=None)
    await until_seen(here, "I can't read your calendar")
    for _ in range(6):
        await here.pass_time(3 * 3600)
    said = [m["text"] for m in await brian.messages() if "I can't read your calendar" in m["text"]]
    assert len(said) == 1
    assert len(await events(here)) == 1
    async with here.session.delete(f"{here.url}/sim/faults") as answer:
        assert answer.status == 200
    await until_seen(here, "again.")
    assert (await here.sql("SELECT failures, error, told_at FROM outside_calendars")) == [
        {"failures": 0, "error": None, "told_at": None}
    ]
    assert "/calendars/" not in str(log)


async def test_the_address_is_in_no_log_and_no_draft(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    url = await serve(here, ics(busy_in(2)), "marked-secret")
    await here.fault("calendars", "status", value=500)
    await give(here, url)
    await here.phone("brian").expect("did not answer")
    await here.phone("brian").send(url)
    await here.phone("brian").expect("1 busy time in")
    for table in ("drafts", "outbox", "outside_calendars"):
        assert "marked-secret" not in str(await here.sql(f"SELECT * FROM {table}"))
    assert "marked-secret" not in str(log)


async def test_what_is_found_does_not_disturb_what_somebody_does_meanwhile(here: Town) -> None:
    """Brian gives a calendar and opens a booking at once: what he types next belongs there."""
    url = await serve(here, ics(busy_in(2)))
    await here.fault("calendars", "slow", value=2)
    await give(here, url)
    brian = here.phone("brian")
    await brian.send("/book")
    await brian.expect("Who would you like to see?")
    message = await brian.expect("I could read it")
    assert message["keyboard"][0][0]["text"] == "Your calendars"
    await brian.send("Wanjiku")
    await brian.expect("What would you like to book?")
