"""What is kept how long, as data: a class, what becomes of it afterwards, and since when (D3).

`docs/privacy.md` shows this table to people. A row goes once it was over for longer than its class
is kept, to the second; nothing of a session that is still to come is over.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """A class of rows in one table. In SQL: `since` is the instant at which one was over.

    `where` says which rows there are; $1 in it is the instant before which they go. `blanks` are
    columns that are set instead of deleting the row. `period` is the field of Periods.
    """

    name: str
    period: str
    what: str
    table: str
    since: str
    where: str = "true"
    blanks: str = ""


#: Whoever has a session that ended later, or is still to come, is a client still.
_CLIENTS = """NOT EXISTS (SELECT 1 FROM bookings AS b
    WHERE b.client_id = {} AND b.status <> 'held' AND b.ends_at >= $1)"""
_OF_BOOKING = """NOT EXISTS (SELECT 1 FROM bookings AS mine JOIN bookings AS b
    ON b.client_id = mine.client_id WHERE mine.id = booking_id
    AND b.status <> 'held' AND b.ends_at >= $1)"""
_ENDED = "NOT EXISTS (SELECT 1 FROM bookings AS b WHERE b.id = booking_id AND b.ends_at >= $1)"
_NOT_GOING_BACK = """NOT EXISTS (SELECT 1 FROM refunds WHERE money_in_id = money_in.id
    AND refunds.state NOT IN ('done', 'withdrawn'))"""

RULES: Final = (
    Rule("inbox", "inbox", "what came and was worked on", "inbox", "finished_at",
         "state = 'done'"),
    Rule("buried", "buried", "what came and could not be worked on", "inbox", "finished_at",
         "state = 'buried'"),
    Rule("outbox", "outbox", "that a message was sent (its words went at once)", "outbox",
         "sent_at", "state <> 'due'"),
    Rule("drafts", "drafts", "answers of unfinished dialogues", "drafts", "updated_at",
         "(answers <> '{}' OR sealed IS NOT NULL OR step <> 'over')",
         "answers = '{}', sealed = NULL, step = 'over', live_message_id = NULL"),
    Rule("invitations", "links", "invitations that nobody used", "invitations", "expires_at",
         "used_at IS NULL"),
    # A guardian takes a word back by the link that they used: it is theirs for as long as they may.
    Rule("guardian_links", "links", "links for guardians that nobody used", "guardian_links",
         "expires_at", "used_by_id IS NULL"),
    Rule("consent_requests", "links", "links to Google", "consent_requests", "expires_at"),
    Rule("visits", "visits", "visits of the page", "page_sessions", "expires_at"),
    Rule("callbacks", "callbacks", "callbacks that were refused", "refused_callbacks", "came_at"),
    Rule("prompts", "prompts", "numbers that were asked for a payment in vain", "payments",
         "coalesce(concluded_at, asked_at)",
         f"status = 'failed' AND (coalesce(phone, '') <> '' OR checkout_url IS NOT NULL"
         f" OR result_description IS NOT NULL) AND {_ENDED}",
         "phone = CASE WHEN provider = 'paystack' THEN NULL ELSE '' END, checkout_url = NULL,"
         " result_description = NULL"),
    Rule("requests", "prompts", "numbers in questions to M-Pesa", "mpesa_requests",
         "concluded_at", "state IN ('done', 'refused')"
         " AND num_nonnulls(phone, result_description) > 0",
         "phone = NULL, result_description = NULL"),
    Rule("pictures", "pictures", "pictures of payments", "payment_proofs", "decided_at",
         "file_id IS NOT NULL", "file_id = NULL, file_kind = NULL"),
    Rule("payers", "payers", "names and numbers of payers", "money_in", "received_at",
         "num_nonnulls(payer, payer_phone, account_typed) > 0"
         f" AND {_ENDED} AND {_NOT_GOING_BACK}",
         "payer = NULL, payer_phone = NULL, account_typed = NULL"),
    Rule("prompts_paid", "payers", "numbers that paid", "payments", "concluded_at",
         f"status = 'paid' AND coalesce(phone, '') <> '' AND {_ENDED}",
         "phone = CASE WHEN provider = 'paystack' THEN NULL ELSE '' END"),
    Rule("words", "words", "reasons for cancelling and declining, rooms", "bookings", "ends_at",
         "num_nonnulls(decline_reason, cancellation_reason, reason, meeting_link) > 0",
         "decline_reason = NULL, cancellation_reason = NULL, reason = NULL, meeting_link = NULL"),
    Rule("alerts", "alerts", "alerts that were looked after", "danger_alerts", "last_noticed_at",
         "taken_at IS NOT NULL"),
    Rule("absences", "absences", "days away, with their reasons", "availability_exceptions",
         "last_date::timestamp AT TIME ZONE 'UTC'"),
    Rule("reminders", "reminders", "that somebody was reminded", "reminders", "decided_at",
         f"state <> 'waiting' AND {_ENDED}"),
    Rule("digests", "reminders", "that a report of the day was sent", "digests", "put_at"),
    Rule("sms", "sms", "SMS that were sent: parts, cost, whether they arrived", "sent_sms",
         "tried_at"),
    Rule("sms_threads", "texting", "questions by SMS without an answer", "sms_threads", "until"),
    Rule("ussd", "texting", "what was shown by USSD", "ussd_answers", "answered_at"),
    Rule("intakes", "health", "answers before sessions", "intakes",
         "coalesce(completed_at, started_at)", _CLIENTS.format("intakes.client_id")),
    Rule("requests_special", "health", "wishes for a session", "bookings", "ends_at",
         f"special_requests IS NOT NULL AND {_CLIENTS.format('bookings.client_id')}",
         "special_requests = NULL"),
    Rule("notes", "health", "psychologists' notes", "session_notes", "written_at", _OF_BOOKING),
    Rule("proofs", "health", "proof of sessions", "session_proofs", "added_at", _OF_BOOKING),
)  # fmt: skip

#: Tables without a period of their own, and why.
KEPT: Final = {
    **dict.fromkeys(
        ("ledger_entries", "receipts", "counters", "refunds", "mismatches", "reconciliations"),
        "the books, which tell nobody's name",
    ),
    **dict.fromkeys(
        ("booking_moves", "audit_log", "chain_links", "consents", "break_glass", "erasures"),
        "evidence, which is only ever added to and holds ids and codes",
    ),
    **dict.fromkeys(
        ("people", "chats", "caseload_entries", "data_keys"),
        "as long as somebody is a client: whoever isn't any more is forgotten (`idle`)",
    ),
    **dict.fromkeys(
        ("psychologists", "services", "role_grants", "availability_windows", "practice_holidays",
         "outside_calendars", "google_grants"),
        "as long as somebody works here, who can change and delete them",
    ),
    "wishes": "as long as their person is one of us, who can change them",
    "reminder_plans": "one mark a session: that its reminders are to be planned",
    "outside_events": "copied anew each time the calendar is read",
    "intake_answers": "goes with its intake",
    "meetings": "ids at Google of a session's link",
    "provider_tokens": "ours, and replaced when they end",
    "pull_cursors": "how far a list was read",
    "sending_budget": "idle ones go within the hour",
    "visitor_budget": "idle ones go within the hour",
}  # fmt: skip
