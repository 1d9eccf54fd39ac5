"""What is told in confidence has no column in plain; a new column says which it is (I2)."""

import importlib
import re
from collections.abc import Iterator

from tortoise import fields
from tortoise.fields.base import Field
from tortoise.models import Model

from models.database import MODULES
from tests.house.tree import ROOT

#: Sealed under somebody's key or the house's; docs/vault.md says how each is bound.
SEALED = {
    "intake_answers.answer", "bookings.special_requests", "bookings.reason",
    "payment_proofs.reason", "session_notes.words",
    "break_glass.reason", "consents.guardian", "drafts.sealed", "outside_calendars.address",
    "google_grants.refresh_token", "google_grants.access_token", "inbox.payload",
}  # fmt: skip
#: Bytes that tell nothing: wraps of keys, and hashes.
NO_WORDS = {"data_keys.wrapped", "chain_links.row_hash", "chain_links.previous", "chain_links.hash"}
#: Room for a sentence, in plain, and why that is right.
PLAIN = {
    "people.name": "how they are called", "people.email": "where they are written to",
    "invitations.label": "whom it is for",
    "drafts.answers": "of dialogues that are not private", "outbox.payload": "gone when it is sent",
    "outbox.error": "of the channel", "outbox.dedupe_key": "ids", "outbox.lane": "ids",
    "inbox.external_id": "the sender's id", "inbox.lane": "ids",
    "psychologists.title": "public", "psychologists.bio": "public",
    "psychologists.specialties": "public", "psychologists.languages": "public",
    "psychologists.photo_file_id": "public", "psychologists.meeting_address": "public",
    "psychologists.decline_reason": "of an application",
    "services.intake_rules": "which questions, no answer",
    "availability_exceptions.reason": "of the psychologist's own day",
    "practice_holidays.name": "public",
    "bookings.decline_reason": "of older programs only, sealed within a minute (services/reasons)",
    "bookings.cancellation_reason": "codes of ours; of older programs, sealed within a minute",
    "bookings.meeting_link": "a room", "meetings.event_id": "Google's id",
    "payments.checkout_url": "Paystack's", "payments.result_description": "M-Pesa's words",
    "mpesa_requests.result_description": "M-Pesa's words", "money_in.payer": "M-Pesa's words",
    "payment_proofs.file_id": "Telegram's id",
    "payment_proofs.note": "codes of ours; of older programs, sealed within a minute",
    "refunds.cause": "ids", "refunds.note": "about money", "mismatches.note": "about money",
    "provider_tokens.token": "good for an hour", "provider_tokens.failure": "a code",
    "outside_calendars.name": "the calendar's", "outside_calendars.etag": "the server's",
    "session_proofs.file_id": "Telegram's id", "session_proofs.name": "of a file",
    "audit_log.before": "codes only, by CHECK", "audit_log.after": "codes only, by CHECK",
    "audit_log.detail": "codes only, by CHECK", "erasures.counts": "numbers",
    "sms_threads.asked": "ids and choices, for hours", "ussd_answers.session": "a keyed hash",
    "ussd_answers.history": "a hash", "ussd_answers.asked": "ids and choices, for a day",
    "ussd_answers.answer": "neutral words, for a day",
}  # fmt: skip
#: Columns that hold codes of ours and nothing else: what no statement of ours writes words into.
CODES = {"bookings.decline_reason", "bookings.cancellation_reason", "payment_proofs.note"}
#: Characters that hold no sentence.
A_CODE = 64


def _columns() -> Iterator[tuple[str, Field[object]]]:
    for name in MODULES:
        for kind in vars(importlib.import_module(name)).values():
            if isinstance(kind, type) and issubclass(kind, Model) and kind.__module__ == name:
                table = kind._meta.db_table
                for column, field in kind._meta.fields_map.items():
                    yield f"{table}.{column}", field


def test_i2_every_column_of_bytes_is_sealed_or_tells_nothing() -> None:
    found = {name for name, field in _columns() if isinstance(field, fields.BinaryField)}
    assert found == SEALED | NO_WORDS


def test_i2_every_column_with_room_for_a_sentence_says_why_it_is_plain() -> None:
    found = {
        name for name, field in _columns()
        if isinstance(field, fields.TextField | fields.JSONField)
        or (isinstance(field, fields.CharField) and field.max_length > A_CODE)
    }  # fmt: skip
    assert found == set(PLAIN)
    assert all(PLAIN.values())


def test_i2_the_page_on_seals_names_each_sealed_column() -> None:
    words = (ROOT / "docs" / "vault.md").read_text()
    for name in SEALED:
        table, _, column = name.partition(".")
        assert table in words, name
        assert column in words, name


def test_i2_what_is_said_to_hold_codes_is_written_with_codes_only() -> None:
    """`code`s by their type, `why` by an assertion; everything else only empties them."""
    may = {
        ("services/cancellation.py", "cancellation_reason = nullif($7, '')"),
        ("services/moving.py", "cancellation_reason = $4"),
        ("services/payment_proofs.py", "note = $2"),
    }  # fmt: skip
    names = "|".join(name.rpartition(".")[2] for name in CODES)
    writes = re.compile(rf"\b(?:{names}) = (?:\$\d+|nullif\(\$\d+, ''\))")
    others = {"services/mismatches.py", "services/refund_moves.py", "services/applications.py"}
    found = set()
    for folder in ("services", "handlers"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            name = str(file.relative_to(ROOT))
            if name not in others:
                found |= {(name, one) for one in writes.findall(file.read_text())}
    assert found == may
