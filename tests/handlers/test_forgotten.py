"""X71: after somebody was forgotten: late money, numbers kept for a refund, and deletion."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from tortoise.exceptions import IntegrityError

from handlers import refund_ends, retain
from handlers.sitting import Sitting
from models.database import count, rows
from models.values import IntakeWay, RefundMethod
from services import erasing, erasures, intake, refund_moves, session_notes
from services.periods import Periods
from services.transaction import transaction
from tests.books import books_agree
from tests.handlers.forgetting_steps import VAULT, dump, forgets, sql
from tests.handlers.test_changes import here
from tests.handlers.test_every_step import SETTINGS
from tests.handlers.test_late_money import asked, comes
from tests.people import NOW, Practice, hours
from tests.rows import book, insert
from tests.services.change_steps import approved, paid

__all__ = ["here"]

PHONE, PAYER = "+254712345678", "AMINA W*****"
PERIODS = Periods()
DAY = timedelta(days=1)


async def test_x71_a_number_stays_until_the_refund_to_it_is_done_and_no_longer(
    here: Practice,
) -> None:
    await paid(here, 72)
    await count("UPDATE money_in SET payer_phone = $1, payer = $2", PHONE, PAYER)
    await forgets()
    await retain.apply(VAULT, PERIODS, NOW)
    assert await rows("SELECT payer, payer_phone FROM money_in") == [
        {"payer": PAYER, "payer_phone": PHONE}
    ]
    (refund,) = await rows("SELECT id FROM refunds")
    async with transaction():
        held = await refund_moves.lock(refund["id"])
        assert held is not None
        assert await refund_moves.sending(held, RefundMethod.B2C, NOW, NOW)
        held = await refund_moves.lock(refund["id"])
        assert held is not None
        assert held.payer_phone == PHONE
        sitting = Sitting(SETTINGS, NOW, "test")
        assert await refund_ends.done(sitting, held, "UKM0000001", RefundMethod.B2C)
        assert sitting.letters == []
    await retain.apply(VAULT, PERIODS, NOW)
    assert await rows("SELECT payer, payer_phone FROM money_in") == [
        {"payer": None, "payer_phone": None}
    ]
    await books_agree(sql)


async def test_x71_money_that_comes_for_somebody_forgotten_waits_for_a_person(
    here: Practice,
) -> None:
    """It is nobody's credit: it would be kept, and nobody would ever ask for it."""
    booking = await approved(here)
    payment_id = await asked(booking)
    await forgets()
    said = await comes(payment_id)
    assert said.letters == []
    assert await rows("SELECT person_id FROM money_in") == [{"person_id": None}]
    await books_agree(sql)


async def test_x71_nobody_books_for_somebody_who_is_being_forgotten(here: Practice) -> None:
    """The one waits for the other: whichever is first, no booking is left of who is gone."""
    redacted, go_on = asyncio.Event(), asyncio.Event()

    async def erase() -> None:
        async with transaction():
            await erasing.redact_person(here.amina, NOW)
            redacted.set()
            await go_on.wait()

    erasing_now = asyncio.create_task(erase())
    await redacted.wait()
    booking = asyncio.create_task(book(here, 72))
    await asyncio.sleep(0.1)
    assert not booking.done()
    go_on.set()
    await erasing_now
    with pytest.raises(IntegrityError, match="forgotten"):
        await booking
    assert await rows("SELECT 1 FROM bookings") == []


async def everything(here: Practice) -> None:
    """A past session of Amina's with all that can be kept of one."""
    booking = await paid(here, 25)
    async with transaction():
        filled = await intake.begin(VAULT, here.amina, booking, IntakeWay.CHAT, NOW)
        await intake.keep(VAULT, filled, "allergies", "Dust", None, NOW)
        await session_notes.write(VAULT, booking, here.brian, "Words", NOW)
    await insert("session_proofs", {"booking_id": booking.id, "added_by_id": here.brian,
                                    "kind": "photo", "file_id": "photo-1", "name": "amina.png",
                                    "added_at": NOW})  # fmt: skip
    await insert("payment_proofs", {"public_id": uuid4(), "booking_id": booking.id,
                                    "person_id": here.amina, "code": "UKL1234567",
                                    "file_id": "photo-2", "file_kind": "photo",
                                    "state": "accepted", "shown_at": NOW})  # fmt: skip
    await insert("danger_alerts", {"public_id": uuid4(), "version": 1, "person_id": here.amina,
                                   "channel": "chat", "rule": "x", "noticed_at": NOW,
                                   "last_noticed_at": NOW})  # fmt: skip
    await count("UPDATE bookings SET status = 'in_progress', version = version + 1")
    await count("UPDATE bookings SET status = 'completed', version = version + 1")


DELETED = ("intakes", "intake_answers", "session_notes", "session_proofs", "payment_proofs",
           "danger_alerts")  # fmt: skip


async def left() -> set[str]:
    return {table for table in DELETED if await rows(f"SELECT 1 FROM {table} LIMIT 1")}


async def test_d2_what_is_left_is_deleted_after_its_time_and_not_before(here: Practice) -> None:
    await everything(here)
    await forgets(now=hours(40))
    names = await dump()
    for name in ("amina.png", "photo-2"):
        assert name not in names
    due = hours(40) + 30 * DAY
    await retain.apply(VAULT, PERIODS, due)
    assert await left() == set(DELETED)
    await retain.apply(VAULT, PERIODS, due + timedelta(seconds=1))
    assert await left() == set()
    (erasure,) = await rows("SELECT deleted_at FROM erasures")
    assert erasure["deleted_at"] == due + timedelta(seconds=1)
    assert await rows("SELECT 1 FROM receipts") != []
    await books_agree(sql)


async def test_d2_killed_half_way_it_goes_on_and_twice_is_once(
    here: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await everything(here)
    await forgets(now=hours(40))
    late = hours(40) + 31 * DAY
    statements = erasures._DELETE
    for stop in range(1, len(statements)):
        fails = "SELECT 1 / ($1::bigint - $1)"
        monkeypatch.setattr(erasures, "_DELETE", (*statements[:stop], fails))
        with pytest.raises(Exception, match="division"):
            await erasures.finish(1, here.amina, late)
        assert await rows("SELECT 1 FROM erasures WHERE deleted_at IS NULL") != []
    monkeypatch.setattr(erasures, "_DELETE", statements)
    assert (await retain.apply(VAULT, PERIODS, late))["erasures"] == 1
    assert await left() == set()
    assert "erasures" not in await retain.apply(VAULT, PERIODS, late + DAY)


async def test_d2_a_refund_that_is_still_open_holds_the_end_back(here: Practice) -> None:
    await paid(here, 72)
    await forgets()
    assert "erasures" not in await retain.apply(VAULT, PERIODS, NOW + 31 * DAY)
    assert await rows("SELECT 1 FROM erasures WHERE deleted_at IS NULL") != []


async def test_x71_the_last_words_named_a_chat_until_they_left(here: Practice) -> None:
    """Also what somebody tapped afterwards; another's chat stays as it is."""
    await forgets()
    for number, (lane, state) in enumerate((("tg:1", "sent"), ("tg:1", "due"), ("tg:3", "sent"))):
        await insert("outbox", {
            "dedupe_key": str(number), "channel": "telegram", "lane": lane, "payload": None,
            "state": state, "attempts": 1, "due_at": NOW, "put_at": NOW, "sent_at": NOW,
        })  # fmt: skip
    await retain.apply(VAULT, PERIODS, NOW)
    found = await rows("SELECT lane FROM outbox ORDER BY id")
    assert [one["lane"] for one in found] == ["forgotten", "tg:1", "tg:3"]
