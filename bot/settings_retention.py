"""How long each class of data is kept, in days (D2, D3); `docs/privacy.md` says what each is."""

from typing import Annotated

from pydantic import Field

from bot.settings_base import Group, setting
from services.periods import Periods

#: A queue forgets nothing within a day: what is delivered twice has to be known again.
Days = Annotated[int, Field(ge=1, le=36_525)]
#: Psychologists are asked how a session went within three days, and each once.
QueueDays = Annotated[int, Field(ge=4, le=36_525)]


class Retention(Group):
    """The defaults are a beginning; the practice decides, and the law may ask for more or less."""

    forgotten: Days = setting(
        "FORGET_DELETE_DAYS",
        "until what is left of somebody who was forgotten is deleted",
        "30",
        30,
    )
    inbox: Days = setting(
        "RETENTION_INBOX_DAYS",
        "what came and was worked on, so that a second delivery is known",
        "7",
        7,
    )
    buried: Days = setting(
        "RETENTION_BURIED_DAYS", "what came and could not be worked on", "30", 30
    )
    outbox: QueueDays = setting(
        "RETENTION_OUTBOX_DAYS", "that a message was sent; its words go when it leaves", "7", 7
    )
    drafts: Days = setting(
        "RETENTION_DRAFTS_DAYS", "answers of dialogues that somebody left in the middle", "30", 30
    )
    links: Days = setting("RETENTION_LINKS_DAYS", "links that have expired", "7", 7)
    visits: Days = setting("RETENTION_VISITS_DAYS", "visits of the page", "7", 7)
    callbacks: Days = setting("RETENTION_CALLBACKS_DAYS", "callbacks that were refused", "365", 365)
    prompts: Days = setting(
        "RETENTION_PROMPTS_DAYS", "numbers that were asked for a payment in vain", "90", 90
    )
    payers: Days = setting(
        "RETENTION_PAYERS_DAYS", "names and numbers beside payments", "2557", 2557
    )
    pictures: Days = setting(
        "RETENTION_PICTURES_DAYS", "pictures that clients sent of payments", "90", 90
    )
    words: Days = setting(
        "RETENTION_WORDS_DAYS",
        "reasons for cancelling and declining, addresses of rooms",
        "730",
        730,
    )
    alerts: Days = setting(
        "RETENTION_ALERTS_DAYS", "signs of danger that were looked after", "730", 730
    )
    absences: Days = setting(
        "RETENTION_ABSENCES_DAYS", "days on which a psychologist was away", "365", 365
    )
    reminders: Days = setting(
        "RETENTION_REMINDERS_DAYS", "that somebody was reminded, or had a report", "90", 90
    )
    sms: Days = setting(
        "RETENTION_SMS_DAYS",
        "SMS that were sent, without their words: a year's costs, and a little more",
        "400",
        400,
    )
    texting: Days = setting(
        "RETENTION_TEXTING_DAYS", "what a phone was asked by SMS or shown by USSD", "1", 1
    )
    idle: Days = setting(
        "RETENTION_IDLE_DAYS",
        "clients without a session or a word, who are forgotten then",
        "1096",
        1096,
    )
    health: Days = setting(
        "RETENTION_HEALTH_DAYS",
        "answers and notes, counted from a client's last session",
        "2557",
        2557,
    )

    @property
    def periods(self) -> Periods:
        return Periods(**self.model_dump())
