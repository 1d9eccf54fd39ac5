"""What SMS and e-mails say: neutral, ASCII, one segment even with long values (R5, R8)."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from conversations import brief_notices, briefs
from conversations.english.briefs import TEXTS
from conversations.words import Attachment, Brief
from models.languages import LANGUAGES
from models.values import Money
from models.views import House, Reader
from services.channels.sms import segments

HOUSE = House("Smiling Steps Counselling", "Africa/Nairobi")
KEYS = sorted(key for key in TEXTS if key.startswith("brief_"))
#: A Wednesday in September, a minute before noon: as long as a date gets, in both languages.
LONG = datetime(2026, 9, 30, 8, 59, tzinfo=UTC)
MUCH = Money(15_000_050)
VALUES: dict[str, Any] = {
    "reference": "BK-2026-999999", "starts_at": LONG, "due": LONG, "until": LONG, "wanted": LONG,
    "price": MUCH, "amount": MUCH, "came": MUCH, "rest": MUCH, "receipt": "UJ22T8IYOU",
    "late": 120, "total": "12",
}  # fmt: skip
#: What would tell whoever reads along what it is about; English, Kiswahili, services, names.
TELLING = re.compile(
    r"therap|session|psycho|counsel|clinic|doctor|mental|health|patient|client|wellness|anxi|depress"
    r"|grief|couple|child|smiling"
    r"|kikao|vikao|saikolojia|ushauri|nasaha|mshauri|tiba|matibabu|daktari|afya|mgonjwa|mteja"
    r"|individual|initial|wanjiku|otieno|njeri|amina|brian",
    re.IGNORECASE,
)
#: For readers elsewhere, whose zone is named with each of two times: rather two parts than a time
#: that isn't theirs.
TWO_PARTS = {
    ("en", "brief_proposed"), ("sw", "brief_pay"), ("sw", "brief_pay_mailed"),
    ("sw", "brief_pay_shared"), ("sw", "brief_proposed"), ("sw", "brief_proposed_shared"),
    ("sw", "brief_proposed_staff"), ("sw", "brief_request_staff"),
    ("sw", "brief_request_again_staff"),
}  # fmt: skip


def reader(language: str, timezone: str = "Africa/Nairobi") -> Reader:
    return Reader(1, "Amina Njeri", language, timezone)


def sms(key: str, language: str, timezone: str = "Africa/Nairobi") -> str:
    return briefs.for_sms(Brief(key, VALUES), reader(language, timezone), HOUSE, shared=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_r5_an_sms_is_neutral_ascii_and_one_segment(key: str, language: str) -> None:
    text = sms(key, language)
    assert text.isascii()
    assert TELLING.search(text) is None
    assert "{" not in text
    size = segments(text)
    assert (size.encoding, size.parts) == ("GSM-7", 1), (len(text), text)


@pytest.mark.parametrize("timezone", ["America/Argentina/Buenos_Aires", "America/New_York"])
def test_r5_what_takes_two_segments_is_listed(timezone: str) -> None:
    """The zone of a reader who lives elsewhere is named with each time."""
    long = {
        (language, key) for language in LANGUAGES for key in KEYS
        if segments(sms(key, language, timezone)).parts > 1
    }  # fmt: skip
    assert long <= TWO_PARTS, long - TWO_PARTS
    assert all(segments(sms(key, one, timezone)).parts <= 2 for one in LANGUAGES for key in KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(set(brief_notices.SHARED.values())))
def test_r5_on_a_shared_phone_it_is_reference_and_time(key: str, language: str) -> None:
    """Neither what it is nor what it costs."""
    text = sms(key, language)
    assert re.search(r"appointment|miadi|KES|pay you|malipo", text, re.IGNORECASE) is None
    assert TELLING.search(text) is None


def test_r5_each_notice_about_a_booking_has_words_for_a_shared_phone() -> None:
    """Those of psychologists, whose phone is for work, need none."""
    without = {key for key in KEYS if key not in brief_notices.SHARED}
    own = {key for key in without if key.endswith(("_staff", "_admin", "_shared", "_mailed"))}
    assert without - own == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("key", KEYS)
def test_r8_a_mail_says_no_more_than_an_sms(key: str, language: str, *, shared: bool) -> None:
    brief = Brief(key, VALUES, brief_notices.SHARED.get(key))
    mail = briefs.for_mail(brief, reader(language), HOUSE, shared=shared)
    told = f"{mail['subject']}\n{mail['mail']}".replace(HOUSE.name, "")
    assert TELLING.search(told) is None
    assert "\n" not in mail["subject"]
    assert re.search(r"\breply\b|\bjibu (ndiyo|lipa)\b", told, re.IGNORECASE) is None
    assert VALUES["reference"] in mail["subject"]


def test_r8_what_has_no_reference_has_a_subject_all_the_same() -> None:
    mail = briefs.for_mail(brief_notices.news("brief_news"), reader("en"), HOUSE, shared=False)
    assert mail["subject"] == "Smiling Steps Counselling: a message for you"
    assert "file" not in mail


def test_r8_a_mail_takes_its_file_along() -> None:
    file = Attachment("BK-1.ics", "text/calendar", "BEGIN:VCALENDAR")
    mail = briefs.for_mail(
        Brief("brief_confirmed", VALUES, attachment=file), reader("en"), HOUSE, shared=False
    )
    assert mail["file"] == {"name": "BK-1.ics", "mime": "text/calendar",
                            "content": "BEGIN:VCALENDAR"}  # fmt: skip


def test_r5_letters_that_make_an_sms_dear_are_folded() -> None:
    said = briefs.fold("Zoë’s “sesión” – 10:00 … · 5\u202fKES \U0001f642")
    assert said == 'Zoe\'s "sesion" - 10:00 ... - 5 KES ?'
