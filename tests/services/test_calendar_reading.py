"""When an outside calendar is read whole again though its file is the same (A7)."""

from datetime import timedelta

import pytest

from models.opening_views import Rule
from models.values import Role
from services import calendar_reading, opening_rules, outside_calendars, people, preferences, roles
from services.calendar_reading import Due, Told
from services.gateways.calendar_fetch import Known
from services.vault import Vault
from tests.people import NOW, Practice, hours, person

pytestmark = pytest.mark.usefixtures("db")

VAULT = Vault({1: bytes(32)})
FILE = Known("etag", "Mon, 07 Sep 2026 06:00:00 GMT")
SOON = NOW + timedelta(minutes=1)


@pytest.fixture
async def brian(here: Practice) -> Practice:
    """Brian's calendar has just been read, and is due in a quarter of an hour."""
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    await outside_calendars.add(
        here.brian, "https://cal.example/x.ics", VAULT, NOW, simulated=False
    )
    due = await claimed()
    assert await calendar_reading.read_whole(due, [(hours(1), hours(2))], FILE, NOW) is Told.NOTHING
    assert await calendar_reading.claim(SOON) is None
    return here


async def claimed() -> Due:
    due = await calendar_reading.claim(SOON)
    assert due is not None
    return due


async def test_x21_who_moves_to_another_zone_has_whole_days_elsewhere(brian: Practice) -> None:
    await preferences.live_in(brian.brian, "America/New_York", NOW)
    due = await claimed()
    assert (due.zone.key, due.known) == ("America/New_York", Known())


async def test_who_takes_bookings_further_ahead_is_busy_there_too(brian: Practice) -> None:
    mine = await opening_rules.profile(brian.brian)
    await opening_rules.set_rule(mine, Rule.HORIZON, 300)
    due = await claimed()
    assert due.known == Known()
    assert due.until > NOW + timedelta(days=300)


async def test_what_was_read_meanwhile_for_the_old_zone_does_not_count(brian: Practice) -> None:
    due = await calendar_reading.claim(hours(1))
    assert due is not None
    await preferences.live_in(brian.brian, "America/New_York", NOW)
    assert await calendar_reading.read_unchanged(due, hours(1)) is Told.SUPERSEDED


async def test_nobody_reads_the_calendar_of_a_former_colleague(brian: Practice) -> None:
    admin = await person("Dr Wanjiku", 4)
    await people.grant(admin, Role.ADMIN, NOW)
    await roles.take_psychologist(brian.brian, admin, NOW)
    assert await calendar_reading.claim(hours(24)) is None
    await roles.give(brian.brian, Role.PSYCHOLOGIST, NOW)
    assert await calendar_reading.claim(hours(24)) is not None
