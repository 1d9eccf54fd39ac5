"""The story that the tour plays and the kill test interrupts, chapter by chapter."""

from bot.story.again import AGAIN
from bot.story.agenda import AGENDA
from bot.story.availability import AVAILABILITY
from bot.story.booking import DECLINED, FIRST_BOOKING, UNANSWERED
from bot.story.calendars import CALENDARS
from bot.story.changes import CANCEL_IN_TIME, CANCEL_LATE, COUNTER_OFFER, RESCHEDULE
from bot.story.crisis import CRISIS
from bot.story.day import NO_SHOW, THE_DAY
from bot.story.guardian import GUARDIAN
from bot.story.intake import INTAKE, INTAKE_PAGE
from bot.story.kiswahili import KISWAHILI
from bot.story.late import PAID_TOO_LATE
from bot.story.meeting import VIDEO
from bot.story.onboarding import JOINING
from bot.story.paid_by_code import PAID_BY_CODE
from bot.story.paybill import PAYBILL
from bot.story.payment import CALLBACK_LOST, CARD, PAID_AT_ONCE, WRONG_PIN
from bot.story.people import PEOPLE
from bot.story.refund import REFUND
from bot.story.reminders import REMINDERS, REMINDERS_OF_A_CANCEL, REMINDERS_OF_A_MOVE
from bot.story.rights import MYDATA_AND_FORGET
from bot.story.sick_day import SICK_DAY
from bot.story.steps import Step
from bot.story.texting import BY_MAIL, BY_SMS, BY_USSD, CANCEL_BY_SMS, NOT_REACHED

CHAPTERS: dict[str, tuple[Step, ...]] = {
    "booking": FIRST_BOOKING,
    "intake": INTAKE,
    "intake-page": INTAKE_PAGE,
    "calendars": CALENDARS,
    "declined": DECLINED,
    "paid-at-once": PAID_AT_ONCE,
    "wrong-pin": WRONG_PIN,
    "callback-lost": CALLBACK_LOST,
    "paid-too-late": PAID_TOO_LATE,
    "card": CARD,
    "paybill": PAYBILL,
    "paid-by-code": PAID_BY_CODE,
    "unanswered": UNANSWERED,
    "the-day": THE_DAY,
    "no-show": NO_SHOW,
    "availability": AVAILABILITY,
    "sick-day": SICK_DAY,
    "people": PEOPLE,
    "onboarding": JOINING,
    "book-again": AGAIN,
    "video-links": VIDEO,
    "counter-offer": COUNTER_OFFER,
    "reschedule": RESCHEDULE,
    "cancel-in-time": CANCEL_IN_TIME,
    "cancel-late": CANCEL_LATE,
    "refund": REFUND,
    "reminders": REMINDERS,
    "reminders-of-a-move": REMINDERS_OF_A_MOVE,
    "reminders-of-a-cancel": REMINDERS_OF_A_CANCEL,
    "by-sms": BY_SMS,
    "cancel-by-sms": CANCEL_BY_SMS,
    "not-reached": NOT_REACHED,
    "by-ussd": BY_USSD,
    "by-mail": BY_MAIL,
    "kiswahili": KISWAHILI,
    "agenda": AGENDA,
    "mydata-and-forget": MYDATA_AND_FORGET,
    "guardian": GUARDIAN,
    "crisis": CRISIS,
}

#: In these Amina is new; in all others she has told before what is asked before a session.
OF_SOMEBODY_NEW = frozenset({"booking", "intake", "intake-page", "guardian"})
