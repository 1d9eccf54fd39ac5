"""Times are the reader's own, whoever or whatever makes the message (X20, X22, X23)."""

import re
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_datetime

from bot.story.booking import UNANSWERED
from bot.story.steps import A_DAY, A_TIME, AMINA, BRIAN
from tests.town import Town

SYDNEY = "Australia/Sydney"


@pytest.fixture
def server_far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()


def _shown(starts_at: datetime, zone: str) -> str:
    return str(format_datetime(starts_at, "EEE d MMM, HH:mm", ZoneInfo(zone), "en"))


@pytest.mark.usefixtures("server_far_away")
async def test_x23_a_job_writes_in_each_readers_zone(here: Town) -> None:
    """The request and its lapse: Amina lives in Sydney, Brian in Nairobi, the server elsewhere."""
    await here.play(UNANSWERED[:1])
    await here.sql("UPDATE people SET timezone = $1 WHERE name = 'Amina Njeri'", SYDNEY)
    await here.play(UNANSWERED)
    booked = (await here.sql("SELECT starts_at FROM bookings"))[0]["starts_at"]
    for person, zone, words in (
        (AMINA, SYDNEY, ("Request sent", "has not answered")),
        (BRIAN, "Africa/Nairobi", ("New request", "has lapsed")),
    ):
        said = [m["text"] for m in await here.phone(person).messages() if m["from"] == "bot"]
        for word in words:
            text = next(text for text in said if word in text)
            assert _shown(booked, zone) in text
            assert ("Sydney time" in text) is (zone == SYDNEY)


async def test_x22_the_date_on_the_button_is_the_date_that_is_booked(here: Town) -> None:
    """Brian's afternoon is Amina's night in Sydney; her buttons, her date and the row agree."""
    await here.play(UNANSWERED[:1])
    await here.sql("UPDATE people SET timezone = $1 WHERE name = 'Amina Njeri'", SYDNEY)
    await here.play(UNANSWERED[:3])
    amina = here.phone(AMINA)
    _, day = await amina.find(A_DAY)
    await here.play(UNANSWERED[3:4])
    keyboard = (await amina.messages())[-1]["keyboard"]
    latest = [b["text"] for row in keyboard for b in row if re.match(A_TIME, b["text"])][-1]
    await amina.tap(f"^{latest}$")
    await amina.expect("Is this right?")
    booked = (await here.sql("SELECT starts_at FROM bookings"))[0]["starts_at"]
    local = booked.astimezone(ZoneInfo(SYDNEY))
    assert (str(local.day), f"{local:%H:%M}") == (day["text"], latest)
