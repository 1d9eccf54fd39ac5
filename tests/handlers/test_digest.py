"""What an agenda and a report say, to whom, and once (R7)."""

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from handlers import digest
from handlers.practice import Practice as House
from models.database import count, rows
from models.moves import Actor
from models.values import Money, MoneySource, Provider, Role
from services import changes, contacting, money_in, people
from services.contacting import Wishes
from services.money_in import Arrived
from services.reminder_times import Quiet
from services.transaction import transaction
from services.vault import Vault
from tests.people import NOW, POLICY, Practice, hours, person, practice, psychologist, service
from tests.rows import book, insert
from tests.services.change_steps import cancel, paid

HOUSE = House("Smiling Steps", POLICY, "https://rooms.test", Vault({1: bytes(32)}),
              takes_payments=True)  # fmt: skip
#: NOW is Monday 9:00 in Nairobi.
MORNING, EVENING = hours(-2), hours(9)
ADMIN, BRIAN, AMARA = "tg:9", "tg:3", "tg:4"


@pytest.fixture
async def here(db: str) -> Practice:
    """Brian has a chat; Grace runs the practice."""
    assert db
    made = await practice()
    grace = await person("Grace", 9)
    await people.grant(made.brian, Role.PSYCHOLOGIST, NOW)
    await people.grant(grace, Role.ADMIN, NOW)
    for chat, who in ((3, made.brian), (9, grace)):
        await insert("chats", {"telegram_chat_id": chat, "person_id": who})
    return made


async def told(at: Any, lane: str, house: House = HOUSE) -> dict[str, Any]:
    """The one message to this chat."""
    [letter] = [one for one in await digest.tell(house, at) if one.lane == lane]
    return dict(letter.payload)


def labels(payload: dict[str, Any]) -> list[str]:
    return [button["text"] for line in payload["keyboard"] for button in line]


async def test_r7_the_agenda_tells_the_day_its_clients_money_requests_and_notes(
    here: Practice,
) -> None:
    await book(here, 1, "confirmed", coming_at=NOW, payment_status="paid")
    await book(here, 3, "confirmed", price_minor=0)
    await book(here, 5, "approved", medium="in_person", payment_due_at=hours(2))
    await book(here, 7, "cancelled")
    await book(here, 16, "confirmed")  # tomorrow, by their clock
    await book(here, 50, "pending", answer_due_at=hours(20))
    await book(here, 60, "pending", answer_due_at=hours(10))
    await book(here, -48, "completed")
    await book(here, -20 * 24, "completed")
    said = await told(MORNING, BRIAN)
    for words in (
        "Good morning, Brian</b> · Mon 7 Sep", "<b>10:00</b> · Amina",
        "Individual session · Video\n<i>will come</i> · KES 2,500, paid",
        "<b>12:00</b> · Amina", "<i>hasn't said yet</i> · Nothing to pay",
        "<b>14:00</b>", "In person\n<i>not confirmed yet</i> · KES 2,500, not paid yet",
        "2 requests wait for your answer, the first until Mon 7 Sep, 19:00",
        "One session of the last two weeks has no notes yet",
    ):  # fmt: skip
        assert words in said["text"]
    assert "16:00" not in said["text"]
    assert "01:00" not in said["text"]
    assert labels(said)[:3] == ["10:00 Amina", "12:00 Amina", "14:00 Amina"]
    assert {"Requests", "Past sessions", "Today", "My week"} <= set(labels(said))


async def test_r7_a_day_without_anything_is_not_told_and_is_over(here: Practice) -> None:
    assert await digest.tell(HOUSE, MORNING) == []
    await book(here, 1, "confirmed")
    assert await digest.tell(HOUSE, hours(-1)) == []
    assert len(await rows("SELECT 1 FROM digests")) == 1


async def test_r7_quiet_hours_do_not_move_it_and_no_is_no(here: Practice) -> None:
    await book(here, 1, "confirmed")
    quiet = replace(Wishes(), quiet=Quiet(*(NOW.time(), MORNING.time())))
    await contacting.wish(here.brian, replace(quiet, digest=False), NOW)
    assert await digest.tell(HOUSE, MORNING) == []
    await contacting.wish(here.brian, quiet, NOW)
    assert (await told(MORNING, BRIAN))["text"]


async def test_r7_three_replicas_and_a_restart_tell_it_once(here: Practice) -> None:
    await book(here, 1, "confirmed")
    found = await asyncio.gather(*(digest.tell(HOUSE, MORNING) for _ in range(3)))
    assert sum(map(len, found)) == 1
    assert await digest.tell(HOUSE, hours(0)) == []


async def test_r7_each_psychologist_sees_their_own_in_their_own_language(here: Practice) -> None:
    amara = await person("Amara", 4)
    own = await psychologist(amara, "amara")
    await people.grant(amara, Role.PSYCHOLOGIST, NOW)
    await insert("chats", {"telegram_chat_id": 4, "person_id": amara})
    await count("UPDATE people SET language = 'sw' WHERE id = $1", amara)
    await book(here, 1, "confirmed")
    await book(here, 2, "confirmed", psychologist_id=own, service_id=await service(own),
               client_id=here.chidi)  # fmt: skip
    letters = {one.lane: one.payload["text"] for one in await digest.tell(HOUSE, MORNING)}
    assert "Amina" in letters[BRIAN]
    assert "Chidi" not in letters[BRIAN]
    assert "Habari za asubuhi, Amara" in letters[AMARA]
    assert "saa 5:00 asubuhi (11:00)" in letters[AMARA]
    assert "Amina" not in letters[AMARA]


async def test_r7_a_long_day_fits_into_one_message(here: Practice) -> None:
    await count("UPDATE people SET name = $1 WHERE id = $2", "A" * 64, here.amina)
    for number in range(14):
        await book(here, -1.9 + number, "confirmed")
    said = await told(MORNING, BRIAN)
    assert "2 more sessions: /today" in said["text"]
    assert len(said["text"]) < 4096
    assert len(said["keyboard"]) <= 8


async def test_one_that_cannot_be_told_keeps_nobody_else_waiting(here: Practice) -> None:
    """Brian's is refused by the database; when that is mended, it comes late."""
    await book(here, 1, "confirmed")
    amara = await person("Amara", 4)
    own = await psychologist(amara, "amara")
    await people.grant(amara, Role.PSYCHOLOGIST, NOW)
    await insert("chats", {"telegram_chat_id": 4, "person_id": amara})
    await book(here, 2, "confirmed", psychologist_id=own, service_id=await service(own))
    check = f"ALTER TABLE digests ADD CONSTRAINT not_brian CHECK (person_id <> {here.brian})"
    await rows(check)
    assert [one.lane for one in await digest.tell(HOUSE, MORNING)] == [AMARA]
    await rows("ALTER TABLE digests DROP CONSTRAINT not_brian")
    assert [one.lane for one in await digest.tell(HOUSE, hours(-1))] == [BRIAN]


async def came(code: str, minor: int, at: float, provider: Provider = Provider.MPESA) -> None:
    """Money that nobody is known for."""
    async with transaction():
        arrived = Arrived(provider, code, Money(minor), MoneySource.C2B)
        assert await money_in.record(arrived, hours(at)) is not None


async def sms(here: Practice, number: int, state: str, cost: str, at: float) -> None:
    await insert("sent_sms", {
        "outbox_id": number, "person_id": here.amina, "state": state, "attempts": 1, "parts": 1,
        "encoding": "GSM-7", "cost": Decimal(cost), "tried_at": hours(at),
    })  # fmt: skip


async def ends(here: Practice, status: str, starts: float, at: float) -> None:
    booking = await book(here, starts, "confirmed")
    await count(
        """UPDATE bookings SET status = $2, version = version + 1, changed_at = $3
           WHERE id = $1""",
        booking, status, hours(at),
    )  # fmt: skip


async def test_r7_the_report_counts_what_was_since_the_one_before(here: Practice) -> None:
    """From 18:00 to 18:00, so that nothing falls between two reports."""
    await ends(here, "completed", -6, -4)
    await ends(here, "completed", -17, -14.9)
    await ends(here, "completed", -19, -15.1)
    await ends(here, "no_show", -3, -1)
    await ends(here, "cancelled", 30, 1)
    await ends(here, "late_cancelled", 20, 1)
    await paid(here, 100)
    moved = await paid(here, 200)
    async with transaction():
        terms = await changes.outcome(moved, Actor.CLIENT, NOW)
        await changes.move(moved.public_id, moved.version, here.amina, hours(300), terms, POLICY,
                           NOW)  # fmt: skip
    gone = await paid(here, 250)
    await cancel(gone, here.amina, Actor.CLIENT)
    await came("UKX0000001", 100_00, -14.9)
    await came("UKX0000002", 500_00, -15.1)
    await came("psk-1", 70_50, 8.9, Provider.PAYSTACK)
    await came("psk-2", 900_00, 9, Provider.PAYSTACK)
    said = await told(EVENING, ADMIN)
    for words in (
        "<b>Smiling Steps</b> · Mon 7 Sep\nSince Sun 6 Sep, 18:00\n",
        "Came by M-Pesa: KES 7,600\nCame by Paystack: KES 70.50\nTogether: KES 7,670.50\n",
        "Took place: 2\nCancelled: 3\nMissed: 1\n", "Money without an owner: 4",
    ):  # fmt: skip
        assert words in said["text"]
    assert "Money without an owner" in labels(said)
    assert said["text"].index("This needs somebody") > said["text"].index("Missed")


async def test_r7_the_report_says_what_needs_somebody_and_leads_there(here: Practice) -> None:
    await book(here, -3, "confirmed")
    await sms(here, 1, "failed", "0.8", 1)
    await sms(here, 2, "delivered", "1.6", 2)
    await sms(here, 3, "delivered", "5", -10 * 24)
    await insert("danger_alerts", {
        "public_id": uuid4(), "version": 1, "person_id": here.amina, "channel": "chat",
        "rule": "x", "noticed_at": NOW, "last_noticed_at": NOW,
    })  # fmt: skip
    said = await told(EVENING, ADMIN, replace(HOUSE, sms_budget=Decimal(2)))
    for words in ("nobody has taken care yet: 1", "nobody said how they went: 1",
                  "SMS that did not arrive: 1", "Most of what SMS may cost",
                  "SMS this month: KES 2.40 of KES 2", "No money came in"):  # fmt: skip
        assert words in said["text"]
    assert "Amina" not in said["text"]
    assert labels(said) == ["Today", "The practice"]


@pytest.mark.usefixtures("here")
async def test_r7_a_day_without_money_sessions_or_troubles_is_not_reported() -> None:
    assert await digest.tell(HOUSE, EVENING) == []


async def test_r7_whoever_is_both_has_both(here: Practice) -> None:
    await people.grant(here.brian, Role.ADMIN, NOW)
    await book(here, 1, "confirmed")
    assert "Good morning" in (await told(MORNING, BRIAN))["text"]
    assert "Took place: 0" in (await told(EVENING, BRIAN))["text"]
