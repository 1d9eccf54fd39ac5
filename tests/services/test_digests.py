"""Whose agenda or report is due by which clock, and that it is claimed once (R7)."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.database import count, rows
from models.values import DigestKind, Role
from services import contacting, digests, people
from services.contacting import Wishes
from services.digests import Due
from services.transaction import transaction
from tests.people import NOW, Practice
from tests.rows import insert

NAIROBI = "Africa/Nairobi"
MONDAY = date(2026, 9, 7)


def nairobi(hour: float, day: int = 7) -> datetime:
    """An hour of a day of September 2026, by the practice's clock."""
    return datetime(2026, 9, day, tzinfo=UTC) + timedelta(hours=hour - 3)


@pytest.fixture
async def staff(here: Practice) -> Practice:
    """Brian is a psychologist, Chidi an admin, and both have chats."""
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    await people.grant(here.chidi, Role.ADMIN, NOW)
    for chat, person in ((3, here.brian), (2, here.chidi)):
        await insert("chats", {"telegram_chat_id": chat, "person_id": person})
    return here


async def told(at: datetime) -> list[tuple[DigestKind, date]]:
    return [(one.kind, one.day) for one in await digests.due(at, NAIROBI)]


AGENDA, REPORT = (DigestKind.AGENDA, MONDAY), (DigestKind.REPORT, MONDAY)


@pytest.mark.parametrize(
    ("hour", "due"),
    [
        (0, []), (6.99, []), (7, [AGENDA]), (11.99, [AGENDA]), (12, []), (17.99, []),
        (18, [REPORT]), (23.99, [REPORT]),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("staff")
async def test_r7_a_late_start_still_tells_todays_and_never_yesterdays(
    hour: float, due: list[tuple[DigestKind, date]]
) -> None:
    assert await told(nairobi(hour)) == due


async def test_r7_the_agenda_is_by_the_psychologists_own_clock(staff: Practice) -> None:
    await count("UPDATE people SET timezone = 'America/New_York' WHERE id = $1", staff.brian)
    assert await told(nairobi(7)) == []
    assert await told(nairobi(14)) == [AGENDA]
    await count("UPDATE people SET timezone = 'Europe/Berlin'")
    assert await told(nairobi(18)) == [REPORT]


async def test_r7_who_wants_none_or_cannot_be_written_to_has_none(staff: Practice) -> None:
    await contacting.wish(staff.brian, replace(Wishes(), digest=False), NOW)
    assert await told(nairobi(7)) == []
    await contacting.wish(staff.brian, Wishes(), NOW)
    assert await told(nairobi(7)) == [AGENDA]
    await count("UPDATE people SET unreachable_since = $1", NOW)
    assert await told(nairobi(7)) == []
    await count("UPDATE people SET unreachable_since = NULL")
    await count("DELETE FROM chats")
    assert await told(nairobi(7)) == []


async def test_r7_what_was_told_is_not_due_again_before_the_next_day(staff: Practice) -> None:
    [due] = await digests.due(nairobi(7), NAIROBI)
    assert due == Due(staff.brian, DigestKind.AGENDA, MONDAY, NAIROBI)
    assert await digests.claim(due, nairobi(7))
    assert not await digests.claim(due, nairobi(8))
    assert await told(nairobi(8)) == []
    assert await told(nairobi(7, day=8)) == [(DigestKind.AGENDA, date(2026, 9, 8))]


async def test_r7_two_replicas_claim_one_digest(staff: Practice) -> None:
    """The second waits for the first; when that one is undone, the digest is the second's."""
    due = Due(staff.brian, DigestKind.AGENDA, MONDAY, NAIROBI)

    async def claims() -> bool:
        async with transaction():
            mine = await digests.claim(due, NOW)
            await asyncio.sleep(0.05)
            return mine

    assert sorted(await asyncio.gather(*(claims() for _ in range(5)))) == [*[False] * 4, True]
    assert len(await rows("SELECT 1 FROM digests")) == 1
    await count("DELETE FROM digests")
    claimed = asyncio.Event()

    async def dies() -> None:
        async with transaction():
            assert await digests.claim(due, NOW)
            claimed.set()
            await asyncio.sleep(0.05)
            raise ConnectionError

    dying = asyncio.create_task(dies())
    await claimed.wait()
    assert await claims()
    with pytest.raises(ConnectionError):
        await dying


def test_r7_a_report_goes_from_one_hour_to_the_next() -> None:
    due = Due(1, DigestKind.REPORT, MONDAY, NAIROBI)
    assert digests.window(due) == (nairobi(18, day=6), nairobi(18))
