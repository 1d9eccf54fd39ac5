"""English: a psychologist's agenda, and the practice's report of the day."""

from conversations.plural import Plural, Text

TEXTS: dict[str, Text] = {
    "agenda": "<b>Good morning, {name}</b> · {day}\n\n{sessions}{more}{waiting}{noteless}",
    "agenda_free": "No sessions today.",
    "agenda_line": ("<b>{hour}</b> · {client}\n{service} · {medium}\n<i>{coming}</i> · {money}"),
    "agenda_coming": "will come",
    "agenda_no_answer": "hasn't said yet",
    "agenda_unconfirmed": "not confirmed yet",
    "agenda_more": Plural(
        "\n\nOne more session: /today shows it.", "\n\n{count} more sessions: /today shows them."
    ),
    "agenda_waiting": Plural(
        "\n\nOne request waits for your answer, until {due}.",
        "\n\n{count} requests wait for your answer, the first until {due}.",
    ),
    "agenda_noteless": Plural(
        "\n\nOne session of the last two weeks has no notes yet.",
        "\n\n{count} sessions of the last two weeks have no notes yet.",
    ),
    "report": (
        "<b>{practice}</b> · {day}\nSince {since}\n\n{money}\n\nTook place: {completed}\nCancelled:"
        " {cancelled}\nMissed: {missed}\n\n{needs}{sms}"
    ),
    "report_two": "{above}\n{below}",
    "report_received": "Came by {provider}: {amount}",
    "report_together": "Together: {amount}",
    "report_sent_back": "Sent back: {amount}",
    "report_kept": "Kept as clients' credit: {amount}",
    "report_used": "Paid from credit: {amount}",
    "report_no_money": "No money came in or went out.",
    "report_all_well": "Nothing waits for anybody.",
    "report_needs": "<b>This needs somebody:</b>",
    "report_alerts": "People who may be in danger, and nobody has taken care yet: {number}",
    "report_unallocated": "Money without an owner: {number}",
    "report_proofs": "Payments that clients have shown, to be looked at: {number}",
    "report_refunds": "Refunds that wait for a person: {number}",
    "report_mismatches": "Differences in the books: {number}",
    "report_applications": "Applications to work here: {number}",
    "report_unsaid": "Sessions that are over, and nobody said how they went: {number}",
    "report_undelivered": "SMS that did not arrive: {number}",
    "report_dead": "Messages that could not be sent: {number}",
    "report_sms_tight": "Most of what SMS may cost this month is spent, or all of it.",
    "report_sms": "\n\nSMS this month: {cost}",
    "report_sms_of": "\n\nSMS this month: {cost} of {budget}",
    "lead_payments": "Money without an owner",
    "lead_proofs": "Payments shown",
    "lead_refunds": "Refunds",
    "lead_books": "The books",
    "lead_applications": "Applications",
}
