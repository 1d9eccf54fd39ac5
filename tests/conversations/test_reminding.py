"""What a reminder says is true by its reader's clock, however late it comes (X20, X23, X32)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from conversations import reminding
from conversations.render import render
from conversations.words import Draft
from models.reminder_views import DueReminder
from models.values import Medium, ReminderKind
from models.views import House, Reader

STARTS = datetime(2026, 9, 15, 5, 0, tzinfo=UTC)
NAIROBI, BERLIN, NEW_YORK = "Africa/Nairobi", "Europe/Berlin", "America/New_York"
HOUSE = House("Smiling Steps", NAIROBI)


def due(*, is_client: bool = True, coming: bool = False, minutes: int = 0) -> DueReminder:
    return DueReminder(
        1, 1, UUID(int=1), 1, "BK-2026-000001", ReminderKind.DAY,
        STARTS + timedelta(minutes=minutes), is_client,
        "Brian Otieno" if is_client else "Amina Njeri", "Individual session", Medium.VIDEO,
        "https://meet.example/abc", STARTS - timedelta(days=1) if coming else None,
    )  # fmt: skip


def said(
    *reminders: DueReminder, before: timedelta, zone: str = NAIROBI, language: str = "en"
) -> tuple[str, list[str]]:
    say = reminding.reminder(reminders, STARTS - before, zone)
    payload = render(say, Reader(1, "Amina", language, zone), Draft("desk"), HOUSE)
    return payload["text"], [button["text"] for row in payload["keyboard"] for button in row]


@pytest.mark.parametrize(
    ("zone", "before", "when"),
    [
        (NAIROBI, timedelta(hours=24), "Tomorrow"),
        (NAIROBI, timedelta(hours=8, minutes=1), "Tomorrow"),
        (NAIROBI, timedelta(hours=7, minutes=59), "Today"),
        (NAIROBI, timedelta(hours=2), "Today"),
        (NAIROBI, timedelta(minutes=15), "In a few minutes"),
        (NAIROBI, timedelta(hours=47), "Reminder"),
        (BERLIN, timedelta(hours=7, minutes=30), "Tomorrow"),
        (NEW_YORK, timedelta(hours=24), "Tomorrow"),
        (NEW_YORK, timedelta(hours=2), "Soon"),
        (NEW_YORK, timedelta(minutes=45), "Today"),
    ],
)
def test_x23_today_and_tomorrow_are_the_readers(zone: str, before: timedelta, when: str) -> None:
    text, _ = said(due(), before=before, zone=zone)
    assert text.startswith(f"<b>{when}: your session with Brian Otieno</b>")
    if zone != NAIROBI:
        assert "time)" in text


def test_x23_tomorrow_is_true_until_midnight() -> None:
    until = reminding.true_until([due()], STARTS - timedelta(hours=24), NAIROBI)
    assert until == datetime(2026, 9, 14, 21, 0, tzinfo=UTC)
    assert reminding.true_until([due()], STARTS - timedelta(hours=2), NAIROBI) is None
    two = [due(), due(minutes=50)]
    assert reminding.true_until(two, STARTS - timedelta(hours=24), NAIROBI) is None


def test_r1_a_psychologist_reads_which_client_it_is() -> None:
    text, buttons = said(due(is_client=False, coming=True), before=timedelta(hours=2))
    assert text.startswith("<b>Today: your client Amina Njeri</b>")
    assert "Amina Njeri has said: I'll be there." in text
    assert "I'll be there" not in buttons


def test_r6_who_has_answered_or_is_nearly_there_is_not_asked() -> None:
    _, asked = said(due(), before=timedelta(hours=24))
    assert asked == ["I'll be there", "I can't come", "See the session"]
    for reminder, before in ((due(coming=True), 24.0), (due(), 0.25)):
        _, buttons = said(reminder, before=timedelta(hours=before))
        assert "I'll be there" not in buttons


def test_r1_several_are_listed_each_with_its_button() -> None:
    text, buttons = said(due(), due(minutes=50), before=timedelta(hours=24))
    assert text.startswith("<b>Your next sessions</b>")
    assert buttons == ["08:00 · Brian Otieno", "08:50 · Brian Otieno"]


def test_p5_a_reminder_in_kiswahili() -> None:
    text, buttons = said(due(), before=timedelta(hours=24), language="sw")
    assert text.startswith("<b>Kesho: kikao chako na Brian Otieno</b>")
    assert buttons[:2] == ["Nitakuja", "Sitaweza kuja"]
