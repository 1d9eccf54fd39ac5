"""The rules that the database keeps itself: each exists, and each bites (H1 to H4)."""

from typing import Any
from uuid import uuid4

import pytest
from tortoise.exceptions import IntegrityError

from models.database import row, rows
from models.moves import MOVES
from models.values import BookingStatus, Money
from services import ledger
from services.chain_gaps import GUARDS
from services.transaction import transaction
from tests.people import NOW, Practice, hours, practice
from tests.rows import book, insert, pay

CONSTRAINTS = {
    "bookings_no_overlap", "bookings_known_status", "bookings_times_in_order",
    "bookings_hold_has_an_end", "bookings_reference_when_asked", "bookings_price_not_negative",
    "payments_known_status", "payments_amount_positive", "inbox_known_state",
    "outbox_known_state", "bookings_known_payment_status", "bookings_known_kind",
    "role_grants_known_role", "services_known_purpose", "services_sensible",
    "windows_known_purpose", "psychologists_known_meeting_kind", "invitations_known_role",
    "meetings_known_state", "refunds_known_state", "refunds_amount_positive",
    "outside_events_in_order", "money_in_positive", "money_in_known_kind", "money_in_has_a_name",
    "payments_known_provider", "mpesa_requests_known_kind", "payment_proofs_known_state",
    "mismatches_known_kind", "intakes_known_state", "consents_known_kind",
    "data_keys_kept_or_destroyed", "audit_log_no_words", "audit_log_known_channel",
    "reminders_known_kind", "wishes_sensible", "digests_known_kind", "sent_sms_known_state",
}  # fmt: skip
UNIQUE_COLUMNS = {
    ("bookings", "reference"), ("bookings", "public_id"), ("payments", "receipt"),
    ("payments", "checkout_request_id"), ("payments", "callback_token"),
    ("outbox", "dedupe_key"), ("people", "telegram_id"), ("chats", "telegram_chat_id"),
    ("inbox", "source, external_id"), ("drafts", "chat_id, dialogue"),
    ("ledger_entries", "transaction, account"), ("refunds", "cause"),
    ("invitations", "token_hash"), ("people", "feed_token"), ("data_keys", "person_id"),
    ("meetings", "booking_id"), ("google_grants", "psychologist_id"),
    ("caseload_entries", "person_id, client_id"), ("role_grants", "person_id, role"),
    ("psychologists", "person_id"), ("psychologists", "slug"), ("practice_holidays", "day"),
    ("consent_requests", "state_hash"), ("outside_calendars", "public_id"),
    ("session_notes", "public_id"), ("refunds", "public_id"), ("provider_tokens", "provider"),
    ("money_in", "payment_id"), ("mpesa_requests", "token"), ("receipts", "number"),
    ("mpesa_requests", "originator_conversation_id"), ("mpesa_requests", "conversation_id"),
    ("receipts", "money_in_id"), ("reconciliations", "provider, day"),
    ("mismatches", "provider, code, kind"), ("intake_answers", "intake_id, question"),
    ("guardian_links", "token_hash"), ("page_sessions", "token_hash"),
    ("page_sessions", "init_hash"), ("chain_links", "source, row_id"), ("wishes", "person_id"),
    ("reminder_plans", "booking_id"), ("reminders", "booking_id, starts_at, person_id, kind"),
    ("digests", "person_id, kind, day"), ("sent_sms", "outbox_id"), ("sms_threads", "phone"),
    ("ussd_answers", "session, history"),
}  # fmt: skip
INDEXES = {
    "payments_one_live_per_booking", "payments_one_live_per_phone", "bookings_one_proposal",
    "bookings_one_successor", "people_one_by_phone_only", "money_in_one_by_code",
    "payment_proofs_one_by_code", "mpesa_requests_one_payout", "intakes_one_open",
}  # fmt: skip
TRIGGERS = {
    "bookings_legal_move", "bookings_write_move", "bookings_are_kept", "ledger_append_only",
    "ledger_balanced", "booking_moves_append_only", "bookings_not_emptied",
    "booking_moves_not_emptied", "ledger_entries_not_emptied", "money_in_not_emptied",
    "refunds_not_emptied", "receipts_not_emptied", "receipts_append_only", "money_in_has_a_receipt",
    "ledger_not_overdrawn", "consents_append_only", "consents_not_emptied",
    "bookings_not_of_forgotten", *GUARDS,
}  # fmt: skip

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    return await practice()


async def test_what_must_exist_exists() -> None:
    constraints = {r["conname"] for r in await rows("SELECT conname FROM pg_constraint")}
    triggers = {r["tgname"] for r in await rows("SELECT tgname FROM pg_trigger")}
    indexes = await rows("SELECT tablename, indexname, indexdef FROM pg_indexes")
    unique = {
        (r["tablename"], r["indexdef"].rsplit("(", 1)[1].rstrip(")"))
        for r in indexes
        if "UNIQUE" in r["indexdef"] and "WHERE" not in r["indexdef"]
    }
    assert constraints >= CONSTRAINTS
    assert triggers >= TRIGGERS
    assert {r["indexname"] for r in indexes} >= INDEXES
    assert unique >= UNIQUE_COLUMNS


OCCUPYING = ("held", "pending", "approved", "confirmed", "in_progress")


@pytest.mark.parametrize("second", ["held", "approved"])
@pytest.mark.parametrize("first", OCCUPYING)
async def test_h1_x3_no_overlap_whatever_the_states(
    here: Practice, first: str, second: str
) -> None:
    await book(here, 48, first)
    with pytest.raises(IntegrityError, match="bookings_no_overlap"):
        await book(here, 48.5, second)


async def test_h1_touching_ended_other_and_grouped_bookings_are_fine(here: Practice) -> None:
    await book(here, 48)
    await book(here, 48 + 50 / 60)
    await book(here, 72, "declined")
    await book(here, 72, "pending")
    key = uuid4()
    await book(here, 96, "approved", group_key=key)
    await book(here, 96, "approved", group_key=key)
    with pytest.raises(IntegrityError, match="bookings_no_overlap"):
        await book(here, 96, "approved")


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("bookings_known_status", {"status": "forgotten"}),
        ("bookings_known_payment_status", {"payment_status": "maybe"}),
        ("bookings_known_kind", {"medium": "pigeon"}),
        ("bookings_times_in_order", {"ends_at": hours(47)}),
        ("bookings_times_in_order", {"occupied_from": hours(48.1)}),
        ("bookings_hold_has_an_end", {"held_until": None}),
        ("bookings_reference_when_asked", {"status": "pending", "reference": None}),
        ("bookings_price_not_negative", {"price_minor": -1}),
    ],
)
async def test_h2_a_booking_that_cannot_be(
    here: Practice, rule: str, changed: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=rule):
        await book(here, **changed)


async def _set(booking: int, status: str, version: int) -> None:
    await rows(
        """UPDATE bookings SET status = $2, version = $3, reference = 'BK-1', changed_by_id = NULL
           WHERE id = $1 RETURNING id""",
        booking,
        status,
        version,
    )


@pytest.mark.parametrize("before", list(BookingStatus))
async def test_h2_the_trigger_and_the_table_of_states_agree(
    here: Practice, before: BookingStatus
) -> None:
    legal = {move.after for move in MOVES if move.before == before}
    for number, after in enumerate(BookingStatus):
        booking = await book(here, 48 + 2 * number, before)
        if after == before:
            continue
        if after in legal:
            await _set(booking, after, 2)
            await rows("UPDATE bookings SET reference = NULL WHERE id = $1 AND status = 'held' "
                       "RETURNING id", booking)  # fmt: skip
            await rows("UPDATE bookings SET reference = $2 WHERE id = $1 RETURNING id", booking,
                       f"BK-x{number}")  # fmt: skip
            written = await row(
                "SELECT from_status, to_status FROM booking_moves WHERE booking_id = $1", booking
            )
            assert written == {"from_status": before, "to_status": after}
        else:
            with pytest.raises(IntegrityError, match="illegal move"):
                await _set(booking, after, 2)


async def test_h2_a_move_needs_a_new_version_and_a_booking_stays(here: Practice) -> None:
    booking = await book(here, 48, "pending")
    with pytest.raises(IntegrityError, match="without a new version"):
        await _set(booking, "approved", 1)
    with pytest.raises(IntegrityError, match="is history"):
        await rows("DELETE FROM bookings WHERE id = $1 RETURNING id", booking)


async def test_h3_x46_one_live_prompt_a_booking_and_a_phone(here: Practice) -> None:
    first, second = await book(here, 48, "approved"), await book(here, 50, "approved")
    await pay(first, "failed", phone="+254700000001")
    await pay(first, "unknown", phone="+254700000001")
    with pytest.raises(IntegrityError, match="one_live_per_booking"):
        await pay(first, "waiting", phone="+254700000002")
    with pytest.raises(IntegrityError, match="one_live_per_phone"):
        await pay(second, "waiting", phone="+254700000001")


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("receipt", {"receipt": "UK11111111"}),
        ("checkout_request_id", {"checkout_request_id": "ws_CO_1"}),
        ("callback_token", {"callback_token": "t"}),
        ("payments_known_status", {"status": "maybe"}),
        ("payments_amount_positive", {"amount_minor": 0}),
    ],
)
async def test_h3_a_payment_that_cannot_be(
    here: Practice, rule: str, changed: dict[str, Any]
) -> None:
    first, second = await book(here, 48, "approved"), await book(here, 50, "approved")
    if rule not in {"payments_known_status", "payments_amount_positive"}:
        await pay(first, "failed", **changed)
    with pytest.raises(IntegrityError, match=rule):
        await pay(second, **{"status": "failed", **changed})


async def test_h4_the_ledger_only_grows_and_balances(here: Practice) -> None:
    booking = await book(here, 48, "approved")
    payment = await pay(booking)
    async with transaction():
        entered = await ledger.enter("t1", "mpesa", "booking:1", Money(100),
                                     booking_id=booking, payment_id=payment, now=NOW)  # fmt: skip
    assert entered
    for change in ("UPDATE ledger_entries SET amount_minor = 1", "DELETE FROM ledger_entries"):
        with pytest.raises(IntegrityError, match="only takes new rows"):
            await rows(f"{change} RETURNING id")
    with pytest.raises(IntegrityError, match="does not balance"):
        await rows(
            """INSERT INTO ledger_entries (transaction, account, amount_minor, currency, entered_at)
               VALUES ('t2', 'mpesa', 5, 'KES', $1) RETURNING id""",
            NOW,
        )


async def test_h2_history_is_not_rewritten(here: Practice) -> None:
    await _set(await book(here, 48, "pending"), "approved", 2)
    with pytest.raises(IntegrityError, match="only takes new rows"):
        await rows("DELETE FROM booking_moves RETURNING id")


@pytest.mark.parametrize("table", ["ledger_entries", "booking_moves", "bookings", "people"])
async def test_h4_nothing_empties_the_ledger_or_the_history(here: Practice, table: str) -> None:
    """Row triggers don't see a TRUNCATE, and it may come by way of another table."""
    await book(here, 48, "pending")
    with pytest.raises(IntegrityError, match="never emptied"):
        await rows(f"TRUNCATE {table} CASCADE")


_INBOX = {
    "source": "telegram", "external_id": "1", "lane": "tg:1", "position": 1, "payload": b"",
    "state": "open", "attempts": 1, "due_at": NOW, "received_at": NOW,
}  # fmt: skip
_OUTBOX = {
    "dedupe_key": "a", "channel": "telegram", "lane": "tg:1", "state": "due", "attempts": 0,
    "due_at": NOW, "put_at": NOW,
}  # fmt: skip


@pytest.mark.parametrize(("table", "values"), [("inbox", _INBOX), ("outbox", _OUTBOX)])
async def test_h3_x60_a_queue_takes_the_same_once_and_knows_its_states(
    table: str, values: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=f"{table}_known_state"):
        await insert(table, values | {"state": "lost"})
    await insert(table, values)
    with pytest.raises(IntegrityError, match="duplicate key"):
        await insert(table, values)


async def test_a_role_that_nobody_knows_is_not_granted(here: Practice) -> None:
    with pytest.raises(IntegrityError, match="role_grants_known_role"):
        await insert("role_grants", {"person_id": here.chidi, "role": "owner", "granted_at": NOW})


async def test_x71_nobody_books_for_who_was_forgotten(here: Practice) -> None:
    await rows("UPDATE people SET forgotten_at = $2 WHERE id = $1 RETURNING id", here.amina, NOW)
    with pytest.raises(IntegrityError, match="was forgotten"):
        await book(here, 48)
