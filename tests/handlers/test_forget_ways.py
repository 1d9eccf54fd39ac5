"""X71: forgotten by SMS and e-mail, too: nothing waits to be sent, and no way to them is left."""

from datetime import timedelta
from typing import Any

from handlers import retain
from models.database import count, rows
from services import contacting, reminder_plans
from services.periods import Periods
from services.transaction import transaction
from tests.handlers.forgetting_steps import VAULT, dump, forgets
from tests.handlers.test_changes import here
from tests.people import NOW, Practice
from tests.rows import insert
from tests.services.change_steps import paid

__all__ = ["here"]

PHONE, ADDRESS, MARKED = "+254712345678", "amina@example.com", "MARKED-91c2"


async def reached(here: Practice) -> None:
    """Amina has a number, an address, wishes, reminders, an SMS that left and a question."""
    await count("UPDATE people SET phone = $2, sms_stopped_at = $3 WHERE id = $1",
                here.amina, PHONE, NOW)  # fmt: skip
    await contacting.be_mailed_at(here.amina, ADDRESS, NOW)
    await contacting.wish(here.amina, contacting.Wishes(), NOW)
    await insert("sms_threads", {"phone": PHONE, "asked": "{}", "until": NOW})
    await insert("sms_threads", {"phone": "+254799999999", "asked": "{}", "until": NOW})
    for number, person in enumerate((here.amina, here.chidi)):
        await insert("sent_sms", {
            "outbox_id": number, "person_id": person, "state": "failed", "attempts": 1, "parts": 1,
            "encoding": "GSM-7", "cost": "0.8000", "tried_at": NOW,
            "message_id": f"ATXid_{MARKED if person == here.amina else 'other'}",
        })  # fmt: skip
    await insert("digests", {"person_id": here.amina, "kind": "report", "day": NOW.date(),
                             "put_at": NOW})  # fmt: skip


async def queued(channel: str, lane: str, attempts: int = 0) -> int:
    return await insert("outbox", {
        "dedupe_key": f"{lane}:{attempts}", "channel": channel, "lane": lane, "state": "due",
        "payload": f'{{"text": "{MARKED}"}}', "attempts": attempts, "put_at": NOW,
        "due_at": NOW + timedelta(days=1),
    })  # fmt: skip


async def alone(table: str) -> list[Any]:
    return [one["person_id"] for one in await rows(f"SELECT person_id FROM {table} ORDER BY id")]


async def test_x71_no_way_to_somebody_forgotten_is_left(here: Practice) -> None:
    await reached(here)
    await paid(here, 72)
    async with transaction():
        await reminder_plans.plan()
    assert here.amina in await alone("reminders")
    await forgets()
    for table in ("wishes", "digests"):
        assert await alone(table) == []
    assert here.amina not in await alone("reminders")
    assert await rows("SELECT phone FROM sms_threads") == [{"phone": "+254799999999"}]
    everything = await dump()
    for words in (PHONE, ADDRESS, MARKED):
        assert words not in everything
    contact = await contacting.of(here.amina)
    assert (contact.phone, contact.email, contact.stopped) == (None, None, False)
    async with transaction():
        await count("UPDATE reminder_plans SET stale_since = $1", NOW)
        await reminder_plans.plan()
    assert here.amina not in await alone("reminders")


async def test_x71_letters_by_sms_and_mail_are_silenced_and_others_are_not(
    here: Practice,
) -> None:
    waits = [
        await queued("sms", f"sms:{here.amina}"),
        await queued("sms", f"sms:{here.amina}", attempts=1),
        await queued("email", f"mail:{here.amina}"),
    ]
    others = await queued("sms", f"sms:{here.chidi}")
    await forgets()
    found = {one["id"]: one for one in await rows("SELECT * FROM outbox")}
    for letter in waits:
        assert (found[letter]["state"], found[letter]["payload"]) == ("dropped", None)
        assert found[letter]["lane"] == "forgotten"
    assert found[others]["state"] == "due"


async def test_x71_what_an_sms_cost_stays_until_the_rest_is_deleted(here: Practice) -> None:
    await reached(here)
    await forgets()
    kept = await rows("SELECT cost::float8 AS cost, message_id FROM sent_sms ORDER BY id")
    assert kept == [{"cost": 0.8, "message_id": None}, {"cost": 0.8, "message_id": "ATXid_other"}]
    await retain.apply(VAULT, Periods(), NOW + timedelta(days=31))
    assert await alone("sent_sms") == [here.chidi]
