"""All of a person's own data, and nobody else's: what /mydata sends (D2, X74).

A section is a part of the file; `holds` names each column by which a row can be somebody's, and a
house test finds the one that is neither in a section nor on the list of those left out.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from services import (
    mydata_money,
    mydata_person,
    mydata_reached,
    mydata_sessions,
    mydata_told,
    mydata_work,
)
from services.mydata_reading import Reading
from services.vault import Vault

Columns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is its key in the JSON file; its heading in the PDF is the text `mydata_part_…`."""

    name: str
    read: Callable[[Reading], Awaitable[Any]]
    holds: Columns


SECTIONS: Final = (
    Section("person", mydata_person.person, ("people.id", "chats.person_id",
            "role_grants.person_id", "drafts.chat_id", "wishes.person_id")),
    Section("reminders", mydata_reached.reached, ("reminders.person_id", "digests.person_id",
            "sent_sms.person_id")),
    Section("sessions", mydata_sessions.book, ("bookings.client_id", "session_notes.booking_id",
            "session_proofs.booking_id", "booking_moves.booking_id", "payments.booking_id")),
    Section("money", mydata_money.money, ("money_in.person_id", "receipts.money_in_id",
            "refunds.person_id", "payment_proofs.person_id", "ledger_entries.account")),
    Section("answers", mydata_told.intakes, ("intakes.client_id", "intake_answers.intake_id")),
    Section("consents", mydata_told.consents, ("consents.person_id", "guardian_links.client_id")),
    Section("care", mydata_told.care, ("caseload_entries.client_id", "danger_alerts.person_id",
            "page_sessions.person_id", "invitations.used_by_id", "data_keys.person_id")),
    Section("trail", mydata_person.trail, ("audit_log.person_id",)),
    Section("work", mydata_work.work, ("psychologists.person_id", "services.psychologist_id",
            "availability_windows.psychologist_id", "availability_exceptions.psychologist_id",
            "outside_calendars.psychologist_id", "google_grants.psychologist_id",
            "session_notes.author_id", "caseload_entries.person_id")),
)  # fmt: skip

#: Columns by which a row can be somebody's, and why it isn't in the file all the same.
LEFT_OUT: Final = {
    **dict.fromkeys(
        ("bookings.approved_by_id", "bookings.changed_by_id", "booking_moves.actor_id",
         "money_in.allocated_by_id", "payment_proofs.decided_by_id", "refunds.done_by_id",
         "refunds.asked_by_id", "mismatches.settled_by_id", "psychologists.approved_by_id",
         "practice_holidays.made_by_id", "invitations.made_by_id", "people.added_by_id",
         "session_proofs.added_by_id", "consents.given_by_id", "danger_alerts.taken_by_id",
         "break_glass.admin_id", "audit_log.actor_id", "guardian_links.used_by_id"),
        "a duty done for somebody else: it is that person's data, and is in theirs",
    ),
    "erasures.person_id": "whoever has one is known to nobody any more",
    "bookings.psychologist_id": "clients' sessions; their psychologist finds them under /history",
    "consent_requests.psychologist_id": "a link to Google that lives for minutes",
    "break_glass.booking_id": "that it happened is in the trail; the reason is the practice's",
    "meetings.booking_id": "work on a link, which is in the session",
    "outside_events.calendar_id": "copied from a calendar of one's own elsewhere",
    "reminder_plans.booking_id": "a mark that reminders are to be planned; those are there",
    "sms_threads.phone": "which question an SMS may still answer, for hours",
    "ussd_answers.session": "what a phone was shown, for a day; by a hash that leads to nobody",
    "mpesa_requests.refund_id": "questions to M-Pesa about a refund, which is there",
    "mpesa_requests.proof_id": "questions to M-Pesa about a proof, which is there",
}  # fmt: skip


async def collect(
    vault: Vault, person_id: int, zone: ZoneInfo, now: datetime, *, with_intake: bool
) -> dict[str, Any]:
    """Every section that has something to say; instants by the clock of `zone`.

    Amounts are in units of their currency. Raises CannotOpen for somebody who was forgotten.
    """
    reading = Reading(vault, person_id, zone, with_intake)
    found: dict[str, Any] = {"madeAt": reading.at(now), "timezone": zone.key}
    for section in SECTIONS:
        told = await section.read(reading)
        if told:
            found[section.name] = told
    return found


def as_json(data: dict[str, Any]) -> bytes:
    """UTF-8, for programs and for the curious."""
    return json.dumps(data, ensure_ascii=False, indent=2).encode()
