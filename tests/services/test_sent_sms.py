"""SMS that were tried are written down whatever their answers say, and counted by what they are."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from models.database import rows
from services import sent_sms
from services.channels.sms import SmsReceipt, segments
from services.errors import DeliveryFailed
from services.sent_sms import SmsTerms, Trial
from services.transaction import transaction
from tests.people import NOW, Practice

TERMS = SmsTerms(a_day=3, budget=Decimal(100))
RECEIPT = SmsReceipt("ATXid_1", Decimal("0.8"), segments("x"))


async def leave(trial: Trial, receipt: SmsReceipt = RECEIPT) -> None:
    await sent_sms.begin(trial, TERMS, NOW)
    async with transaction():
        await sent_sms.accepted(trial.outbox_id, receipt, TERMS, NOW)


async def test_x35_two_with_one_name_are_both_written_down(here: Practice) -> None:
    """What left and could not be written down would be sent again, for ever where it is vital."""
    for number in (1, 2):
        await leave(Trial(number, here.amina, "x", vital=True))
    found = await rows("SELECT state, message_id FROM sent_sms ORDER BY id")
    assert [(one["state"], one["message_id"]) for one in found] == [
        ("sent", "ATXid_1"), ("sent", None),
    ]  # fmt: skip


async def test_r1_many_questions_by_sms_leave_room_for_reminders(here: Practice) -> None:
    """Anybody can write as if from this number: its owner is reminded all the same."""
    named = (replace(RECEIPT, message_id=f"ATXid_{number}") for number in range(20))
    for number in range(TERMS.a_day):
        await leave(Trial(number, here.amina, "x"), next(named))
    with pytest.raises(DeliveryFailed, match="enough for one day"):
        await leave(Trial(10, here.amina, "x"))
    for number in range(TERMS.a_day):
        await leave(Trial(20 + number, here.amina, "x", booking_id=1), next(named))
    with pytest.raises(DeliveryFailed, match="enough for one day"):
        await leave(Trial(30, here.amina, "x", booking_id=1))
    await sent_sms.begin(Trial(31, here.amina, "x"), TERMS, NOW + timedelta(hours=25))
