"""English: the few neutral words by SMS and e-mail (R5): what it is, its reference and its time.

ASCII only, one segment even with long values; nobody's name, nothing of what the practice does. The
`…_shared` ones are for a phone that others read along on: reference and time.
"""

TEXTS: dict[str, str] = {
    "brief_reminder": (
        "Reminder: appointment {reference}, {starts_at}. Reply YES to confirm, CHANGE or CANCEL."
    ),
    "brief_reminder_shared": "{reference}, {starts_at}. Reply YES, CHANGE or CANCEL.",
    "brief_reminder_settled": "Reminder: appointment {reference}, {starts_at}.",
    "brief_reminder_settled_shared": "{reference}, {starts_at}.",
    "brief_reminder_several": (
        "Reminder: {total} appointments, first {reference}, {starts_at}. Reply YES, CHANGE or"
        " CANCEL."
    ),
    "brief_reminder_several_shared": "{reference}, {starts_at}. Reply YES, CHANGE or CANCEL.",
    "brief_reminder_several_mailed": (
        "Reminder: {total} appointments, the first is {reference}, {starts_at}."
    ),
    "brief_reminder_staff": "Reminder: appointment {reference}, {starts_at}.",
    "brief_pay": "Appointment {reference}, {starts_at}: please pay {price} by {due}. Reply PAY.",
    "brief_pay_shared": "{reference}, {starts_at}: open until {due}. Reply PAY.",
    "brief_pay_mailed": "Appointment {reference}, {starts_at}: please pay {price} by {due}.",
    "brief_pay_mailed_shared": "{reference}, {starts_at}: open until {due}.",
    "brief_pay_rest": "Appointment {reference}: {came} came in, {rest} is open until {due}.",
    "brief_declined": "Appointment {reference}, {starts_at}, can't be given. Nothing was charged.",
    "brief_declined_shared": "{reference}, {starts_at}: not possible.",
    "brief_lapsed": "Appointment {reference}, {starts_at}, has lapsed. Nothing was charged.",
    "brief_lapsed_unpaid": "Appointment {reference}, {starts_at}, has lapsed: it wasn't paid.",
    "brief_lapsed_shared": "{reference}, {starts_at}: lapsed.",
    "brief_confirmed": "Appointment {reference}, {starts_at}, is confirmed.",
    "brief_confirmed_paid": (
        "Appointment {reference}, {starts_at}, is confirmed. {amount} received: {receipt}."
    ),
    "brief_confirmed_shared": "{reference}, {starts_at}: confirmed.",
    "brief_cancelled": "Appointment {reference}, {starts_at}, is cancelled.",
    "brief_cancelled_back": (
        "Appointment {reference}, {starts_at}, is cancelled. What you paid comes back to you."
    ),
    "brief_cancelled_shared": "{reference}, {starts_at}: cancelled.",
    "brief_moved": "Appointment {reference} has moved to {starts_at}.",
    "brief_moved_shared": "{reference}: now {starts_at}.",
    "brief_proposed": (
        "Another time for appointment {reference}: {wanted}. Please answer in Telegram by {until},"
        " or call us."
    ),
    "brief_proposed_shared": "{reference}: {wanted}? Please answer by {until}.",
    "brief_stays": "Appointment {reference} stays as it was: {starts_at}.",
    "brief_stays_shared": "{reference} stays: {starts_at}.",
    "brief_late": "We are about {late} minutes late for appointment {reference}, {starts_at}.",
    "brief_late_shared": "{reference}, {starts_at}: {late} minutes later.",
    "brief_late_staff": "{reference}, {starts_at}: they are about {late} minutes late.",
    "brief_missed": "We missed you: appointment {reference}, {starts_at}. You are welcome back.",
    "brief_missed_shared": "{reference}, {starts_at}: missed.",
    "brief_link": (
        "Appointment {reference}, {starts_at}: the link is another one now. See Telegram, or call"
        " us."
    ),
    "brief_link_shared": "{reference}, {starts_at}: please call us.",
    "brief_kept": "Appointment {reference}: {amount} came in and is kept for you.",
    "brief_kept_shared": "{reference}: please call us.",
    "brief_credit": "{amount} came in and is kept for you.",
    "brief_credit_now": "{amount} is kept for you.",
    "brief_not_confirmed": (
        "Appointment {reference}: the time is gone, your {amount} is kept for you. Please call us."
    ),
    "brief_receipt": "Appointment {reference}: {amount} received, receipt {receipt}.",
    "brief_refunded": "{amount} has been sent back to you.",
    "brief_refunded_code": "{amount} has been sent back to you: {receipt}.",
    "brief_refund_waits": "{amount} comes back to you, but takes longer. Nothing is lost.",
    "brief_proof_refused": "Appointment {reference}: we did not find your payment. Please call us.",
    "brief_money_shared": "There is news for you. Please call us.",
    "brief_read": "Please open Telegram: there is something to read before your appointment.",
    "brief_news": "There is news for you. Please open Telegram, or call us.",
    "brief_request_staff": "New request {reference}, {starts_at}. Please answer by {due}.",
    "brief_request_again_staff": "Request {reference}, {starts_at}, waits. Please answer by {due}.",
    "brief_proposed_staff": (
        "Another time is wanted for {reference}: {wanted}. Please answer by {until}."
    ),
    "brief_untold_staff": (
        "{reference}, {starts_at}: the other side could not be told. Please call them."
    ),
    "brief_untold_admin": "{reference}, {starts_at}: nobody could be told. Please call them.",
    "mail_subject": "{practice}: appointment {reference}",
    "mail_subject_news": "{practice}: a message for you",
    "mail_body": "{words}\n\n{practice}",
    "calendar_title_mail": "Appointment {reference}",
}
