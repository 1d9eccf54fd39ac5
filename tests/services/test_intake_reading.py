"""Who reads what a client told: that session's psychologist, an admin with a reason, on record."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from models.database import row, rows
from models.intake_form import Rules
from models.values import BookingStatus, IntakeWay, Role
from models.views import BookingView
from services import intake, intake_reading, people, roles
from services.booking_views import view
from services.errors import NotYours
from services.intake_reading import GLASS_OPEN, NothingToReadFor, NotTheirsToRead, ReasonTooShort
from services.vault import CannotOpen, Place, Vault
from tests.people import NOW, Practice, person, psychologist, service
from tests.rows import book

VAULT = Vault({1: b"k" * 32})
MARKED = "MARKED-5512"
WHY = "She missed two sessions and I can't reach Brian"
ANSWERS: dict[str, object] = {
    "emergency_contact": MARKED, "severity_level": 6, "therapy_goals": ["sleep"],
    "special_requests": "ground floor",
}  # fmt: skip

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
async def _at_work(here: Practice) -> None:
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)


async def session(here: Practice, at: float = 48, status: str = "confirmed",
                  **changed: object) -> BookingView:  # fmt: skip
    found = await view(await book(here, at, status, **changed))
    assert found is not None
    return found


async def told(booking: BookingView, answers: dict[str, object] = ANSWERS) -> None:
    filled = await intake.begin(VAULT, booking.client_id, booking, IntakeWay.CHAT, NOW)
    for key, given in answers.items():
        await intake.keep(VAULT, filled, key, given, booking, NOW)
    await intake.complete(VAULT, booking.client_id, Rules(), NOW)


async def an_admin() -> int:
    grace = await person("Grace", 77)
    await people.grant(grace, Role.ADMIN, NOW)
    return grace


async def test_i5_the_psychologist_reads_and_each_reading_is_on_record(here: Practice) -> None:
    booking = await session(here)
    await told(booking)
    mine = await intake_reading.may_read(booking.public_id, here.brian, NOW)
    await intake_reading.read(VAULT, mine, here.brian, NOW)
    found = await intake_reading.read(VAULT, mine, here.brian, NOW)
    assert found.filled is not None
    assert found.filled.answers["emergency_contact"] == MARKED
    assert found.request == "ground floor"
    trail = await rows("SELECT * FROM audit_log WHERE action = 'intake_read'")
    assert [(t["actor_id"], t["person_id"], t["actor_role"]) for t in trail] == [
        (here.brian, here.amina, "psychologist")
    ] * 2
    assert MARKED not in repr(trail)


async def test_x63_nobody_else_reads_not_even_who_has_another_session_with_her(
    here: Practice,
) -> None:
    booking = await session(here)
    await told(booking)
    other = await person("Dr Wanjiku", 88)
    wanjiku = await psychologist(other, "wanjiku")
    await people.grant(other, Role.PSYCHOLOGIST, NOW)
    hers = await session(here, 72, psychologist_id=wanjiku, service_id=await service(wanjiku))
    for stranger in (here.chidi, here.amina, other):
        with pytest.raises(NotYours):
            await intake_reading.may_read(booking.public_id, stranger, NOW)
    with pytest.raises(NotYours):
        await intake_reading.may_read(uuid4(), here.brian, NOW)
    mine = await intake_reading.may_read(hers.public_id, other, NOW)
    assert (await intake_reading.read(VAULT, mine, other, NOW)).filled is None


async def test_i5_what_was_told_moves_along_with_the_session(here: Practice) -> None:
    first = await session(here)
    await told(first)
    second = await session(here, 72, rescheduled_from_id=first.id)
    third = await session(here, 96, rescheduled_from_id=second.id)
    found = await intake_reading.read(VAULT, third, here.brian, NOW)
    assert found.filled is not None


@pytest.mark.parametrize("status", list(BookingStatus))
async def test_i5_only_while_there_is_a_reason_to(here: Practice, status: BookingStatus) -> None:
    booking = await session(here, status=status)
    if status in intake_reading.READ_IN:
        await intake_reading.may_read(booking.public_id, here.brian, NOW)
        return
    with pytest.raises(NothingToReadFor):
        await intake_reading.may_read(booking.public_id, here.brian, NOW)


async def test_i5_an_admin_breaks_the_glass_with_a_reason_and_for_half_an_hour(
    here: Practice,
) -> None:
    booking, grace = await session(here), await an_admin()
    await told(booking)
    with pytest.raises(NotTheirsToRead):
        await intake_reading.may_read(booking.public_id, grace, NOW)
    with pytest.raises(ReasonTooShort):
        await intake_reading.break_glass(VAULT, booking.public_id, grace, " why  ", NOW)
    await intake_reading.break_glass(VAULT, booking.public_id, grace, WHY, NOW)
    almost = NOW + GLASS_OPEN - timedelta(seconds=1)
    mine = await intake_reading.may_read(booking.public_id, grace, almost)
    await intake_reading.read(VAULT, mine, grace, almost)
    with pytest.raises(NotTheirsToRead):
        await intake_reading.may_read(booking.public_id, grace, NOW + GLASS_OPEN)
    kept = await row("SELECT public_id, reason FROM break_glass")
    assert kept is not None
    place = Place("break_glass", kept["public_id"].hex, "reason")
    assert await VAULT.open(here.amina, place, kept["reason"]) == WHY
    with pytest.raises(CannotOpen):
        await VAULT.open(here.amina, replace(place, column="other"), kept["reason"])
    (read,) = await rows("SELECT actor_role FROM audit_log WHERE action = 'intake_read'")
    assert read["actor_role"] == "admin"


async def test_x63_the_glass_is_the_admins_who_broke_it_and_of_that_session(
    here: Practice,
) -> None:
    booking, other, grace = await session(here), await session(here, 72), await an_admin()
    for stranger in (here.chidi, here.brian, here.amina):
        with pytest.raises(NotYours):
            await intake_reading.break_glass(VAULT, booking.public_id, stranger, WHY, NOW)
    await intake_reading.break_glass(VAULT, booking.public_id, grace, WHY, NOW)
    with pytest.raises(NotTheirsToRead):
        await intake_reading.may_read(other.public_id, grace, NOW)
    second = await person("Otieno", 78)
    await people.grant(second, Role.ADMIN, NOW)
    with pytest.raises(NotTheirsToRead):
        await intake_reading.may_read(booking.public_id, second, NOW)


@pytest.mark.parametrize("status", ["confirmed", "completed"])
async def test_x63_who_works_here_no_longer_reads_nothing_of_former_clients(
    here: Practice, status: str
) -> None:
    booking = await session(here, status=status)
    await told(booking)
    await roles.take_psychologist(here.brian, await an_admin(), NOW)
    with pytest.raises(NotTheirsToRead):
        await intake_reading.may_read(booking.public_id, here.brian, NOW)
    await people.grant(here.brian, Role.ADMIN, NOW)
    with pytest.raises(NotTheirsToRead):
        await intake_reading.may_read(booking.public_id, here.brian, NOW)
