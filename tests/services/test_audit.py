"""D1: every move, sum, role and price is in the trail: who, as what, through what, from, to."""

from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from tortoise.exceptions import IntegrityError

from models.database import count, row, rows
from models.values import Channel, Money, Role
from services import audit, people, roles
from services.audit_views import own_trail
from services.transaction import savepoint, transaction
from tests.chain import told
from tests.people import NOW, Practice, hours
from tests.rows import book, insert, pay


async def trail(action: str) -> list[tuple[Any, ...]]:
    """Who, as what, through what, before, after."""
    found = await rows(
        """SELECT actor_id, actor_role, channel, before, after FROM audit_log
           WHERE action = $1 ORDER BY id""",
        action,
    )
    return [tuple(one.values()) for one in found]


async def move(booking: int, status: str, version: int, by: int | None) -> None:
    await count(
        """UPDATE bookings SET status = $2, version = $3, changed_by_id = $4, changed_at = $5
           WHERE id = $1""",
        booking, status, version, by, hours(1),
    )  # fmt: skip


async def test_d1_every_move_of_a_booking_is_told_with_who_made_it(here: Practice) -> None:
    booking = await book(here, 48, "pending")
    await move(booking, "approved", 2, here.brian)
    async with transaction(Channel.MPESA):
        await move(booking, "confirmed", 3, None)
    await move(booking, "cancelled", 4, here.amina)
    assert await trail("booking_moved") == [
        (here.brian, "psychologist", "chat", "pending", "approved"),
        (None, None, "mpesa", "approved", "confirmed"),
        (here.amina, "client", "chat", "confirmed", "cancelled"),
    ]
    other = await book(here, 72, "pending")
    await move(other, "declined", 2, here.chidi)
    async with transaction(Channel.CLOCK):
        await move(await book(here, 96, "pending"), "expired", 2, None)
    assert (await trail("booking_moved"))[3:] == [
        (here.chidi, "admin", "chat", "pending", "declined"),
        (None, None, "clock", "pending", "expired"),
    ]
    found = await row("SELECT at, subject, person_id FROM audit_log LIMIT 1")
    assert found == {"at": hours(1), "subject": "booking", "person_id": here.amina}


async def test_d1_a_new_time_without_a_new_state_is_told_too(here: Practice) -> None:
    pending, held = await book(here, 48, "pending"), await book(here, 72)
    for booking in (pending, held):
        await count("UPDATE bookings SET starts_at = starts_at + interval '1 minute' WHERE id = $1",
                    booking)  # fmt: skip
    assert await trail("booking_retimed") == [
        (None, None, "system", "2026-09-09T06:00:00Z", "2026-09-09T06:01:00Z")
    ]


async def test_d1_money_is_told_from_the_prompt_to_the_refund(here: Practice) -> None:
    booking = await book(here, 48, "approved")
    payment = await pay(booking, "waiting")
    async with transaction(Channel.MPESA):
        await count("UPDATE payments SET status = 'paid' WHERE id = $1", payment)
    money = await insert("money_in", {
        "public_id": uuid4(), "provider": "mpesa", "code": "UK1", "amount_minor": 100,
        "currency": "KES", "source": "c2b", "received_at": NOW,
    })  # fmt: skip
    await count(
        """UPDATE money_in SET person_id = $2, booking_id = $3, allocated_by_id = $4
           WHERE id = $1""",
        money, here.amina, booking, here.chidi,
    )  # fmt: skip
    refund = await insert("refunds", {
        "public_id": uuid4(), "cause": "c", "person_id": here.amina, "booking_id": booking,
        "money_in_id": money, "amount_minor": 100, "currency": "KES", "state": "due",
        "reason": "cancelled", "asked_by_id": here.amina, "asked_at": NOW, "changed_at": NOW,
    })  # fmt: skip
    await count("UPDATE refunds SET state = 'done', done_by_id = $2 WHERE id = $1", refund,
                here.chidi)  # fmt: skip
    assert await trail("payment_moved") == [
        (None, None, "system", None, "waiting"), (None, None, "mpesa", "waiting", "paid"),
    ]  # fmt: skip
    assert await trail("money_came") == [(None, None, "system", None, "100")]
    assert await trail("money_placed") == [(here.chidi, "admin", "chat", "unallocated", "booking")]
    assert await trail("refund_moved") == [
        (here.amina, "client", "chat", None, "due"), (here.chidi, "admin", "chat", "due", "done"),
    ]  # fmt: skip


async def test_d1_roles_profiles_and_prices_are_told_with_who_is_acting(here: Practice) -> None:
    await people.grant(here.chidi, Role.ADMIN, NOW)
    await people.grant(here.amina, Role.ADMIN, NOW)
    async with transaction():
        await audit.acting(here.chidi, Role.ADMIN, hours(2))
        await roles.take_admin(here.amina, here.chidi)
        await count("UPDATE services SET price_minor = 1 WHERE id = $1", here.service)
        await count("UPDATE psychologists SET paused_at = $1", NOW)
    chidi = (here.chidi, "admin", "chat")
    assert await trail("role_given") == [(None, None, "system", None, "admin")] * 2
    assert await trail("role_taken") == [(*chidi, "admin", None)]
    assert await trail("price_changed") == [(*chidi, "250000", "1")]
    assert await trail("profile_moved") == [(*chidi, "approved", "paused")]
    times = await rows("SELECT DISTINCT at FROM audit_log WHERE actor_id = $1", here.chidi)
    assert times == [{"at": hours(2)}]


async def test_d1_consents_intakes_keys_and_erasures_are_told(here: Practice) -> None:
    await insert("consents", {
        "public_id": uuid4(), "person_id": here.amina, "kind": "treatment", "version": "1",
        "language": "en", "text_sha256": "0" * 64, "is_given": True, "given_at": NOW,
        "given_by_id": here.chidi,
    })  # fmt: skip
    intake = await insert("intakes", {
        "public_id": uuid4(), "client_id": here.amina, "state": "open", "way": "chat",
        "started_at": NOW,
    })  # fmt: skip
    await count("UPDATE intakes SET state = 'complete', completed_at = $2 WHERE id = $1", intake,
                NOW)  # fmt: skip
    await insert("break_glass", {
        "public_id": uuid4(), "admin_id": here.chidi, "booking_id": await book(here, 48),
        "reason": b"sealed", "opened_at": NOW, "closes_at": hours(1),
    })  # fmt: skip
    await insert("data_keys", {"person_id": here.amina, "wrapped": b"k", "master_version": 1,
                               "created_at": NOW})  # fmt: skip
    await count("UPDATE data_keys SET wrapped = NULL, destroyed_at = $1", NOW)
    await insert("erasures", {"public_id": uuid4(), "person_id": here.amina, "asked_at": NOW,
                              "delete_after": hours(1), "counts": "{}"})  # fmt: skip
    await count("UPDATE erasures SET redacted_at = $1", NOW)
    told_of = await rows("SELECT DISTINCT person_id FROM audit_log")
    assert told_of == [{"person_id": here.amina}]
    assert await trail("consent_given") == [(here.chidi, "guardian", "chat", None, "treatment")]
    assert await trail("intake_moved") == [
        (here.amina, "client", "chat", None, "open"),
        (here.amina, "client", "chat", "open", "complete"),
    ]
    assert await trail("glass_broken") == [
        (here.chidi, "admin", "chat", None, "2026-09-07T07:00:00Z")
    ]
    assert await trail("key_destroyed") == [(None, None, "system", None, None)]
    assert await trail("erasure_moved") == [
        (None, None, "system", None, "asked"), (None, None, "system", "asked", "redacted"),
    ]  # fmt: skip


async def test_what_a_transaction_says_of_itself_ends_with_it(here: Practice) -> None:
    async with transaction(Channel.PAYSTACK):
        await audit.acting(here.chidi, Role.ADMIN, NOW)
    for _ in range(20):
        await people.grant(here.amina, Role.ADMIN, NOW)
        await count("DELETE FROM role_grants")
    assert {one[:3] for one in await trail("role_given")} == {(None, None, "system")}


async def test_code_tells_in_its_transaction_or_not_at_all(here: Practice) -> None:
    async with transaction(Channel.PAGE):
        await told(here)
        await audit.record("exported", "person", now=NOW, channel=Channel.CLI, after="pdf")
        with suppress(IntegrityError):
            async with savepoint():
                await told(here, "undone")
                await people.grant(-1, Role.ADMIN, NOW)
    assert await trail("undone") == []
    assert await trail("note_read") == [(here.brian, "psychologist", "page", None, None)]
    assert await trail("exported") == [(None, None, "cli", None, "pdf")]


@pytest.mark.parametrize(
    "said",
    [{"after": "she feels low"}, {"before": ""}, {"subject_id": "a\nb"}, {"detail": {"a": "b c"}},
     {"detail": {"wrote this": 1}}, {"after": "ülle"}],
)  # fmt: skip
async def test_words_are_refused(here: Practice, said: dict[str, Any]) -> None:
    with pytest.raises(audit.Words):
        await audit.record("read", "note", now=NOW, person_id=here.amina, **said)


async def test_d1_somebodys_own_trail_is_readable_and_whole(here: Practice) -> None:
    booking = await book(here, 48, "pending")
    await move(booking, "approved", 2, here.brian)
    await pay(booking)
    await told(here)
    await move(booking, "cancelled", 3, here.amina)
    await audit.record("note_read", "note", now=NOW, person_id=here.chidi, actor=here.brian)
    page = await own_trail(here.amina, size=3)
    reference = await row("SELECT reference FROM bookings WHERE id = $1", booking)
    assert reference is not None
    assert [(e.who, e.role, e.is_me, e.action) for e in page.entries] == [
        ("Amina", "client", True, "booking_moved"),
        ("Brian", "psychologist", False, "note_read"),
        (None, None, False, "payment_moved"),
    ]
    assert page.entries[0].reference == page.entries[2].reference == reference["reference"]
    assert page.entries[2].amount == Money(100)
    assert page.older == page.entries[-1].position
    rest = await own_trail(here.amina, page.older, size=3)
    assert [(e.before, e.after, e.channel) for e in rest.entries] == [
        ("pending", "approved", "chat")
    ]
    assert rest.older is None
