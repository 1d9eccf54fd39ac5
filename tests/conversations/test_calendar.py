"""The dialogue about calendars, as it is spoken; what is read outside of it comes as a result."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from conversations import notices_calendar as notices
from conversations.calendar import NAME
from conversations.events import Contact, File, Happening, Text, Unknown
from conversations.render import render
from conversations.words import Draft
from conversations.work import Command, Result
from conversations.work import answer as answer_work
from conversations.work import calendar as work
from models.outside_calendars import FAILURES
from models.outside_views import OutsideCalendarView
from tests.dialog import AMINA, HOUSE, NOW, Chat, dialog, outside, tap

FEED = "https://bot.example/feeds/abc"
GOOGLE = OutsideCalendarView(UUID(int=5), "Google", 4, NOW, None)
NEW = OutsideCalendarView(UUID(int=6), "Outlook", 1, NOW, None)
OWN, ONE, WHICH = "Your sessions in your own calendar", "4 busy times", "Which calendar?"
TO_ONE = [("/calendar", OWN), ("Google", ONE)]
TO_ADDRESS = [("/calendar", OWN), ("Add a calendar", WHICH)]


class Elsewhere:
    """A world with one calendar that Brian gave; `refuses` is why it takes no other."""

    def __init__(self, refuses: str | None = None, staff: bool = True) -> None:
        self.calendars = {GOOGLE.public_id: GOOGLE}
        self.refuses = refuses
        self.staff = staff
        self.feed = FEED

    def __call__(self, command: Command) -> Result:
        match command:
            case work.OpenCalendars():
                return self.shown()
            case work.RenewFeed():
                self.feed = f"{FEED}2"
                return self.shown()
            case work.AddCalendar():
                return work.CalendarRefused(self.refuses) if self.refuses else _reading(NEW)
            case work.CheckCalendar(calendar=calendar) if calendar in self.calendars:
                return work.CalendarReading(calendar)
            case work.RenameCalendar(calendar=calendar, name=name) if calendar in self.calendars:
                self.calendars[calendar] = replace(GOOGLE, name=name)
                return self.shown()
            case work.RemoveCalendar(calendar=calendar) if calendar in self.calendars:
                del self.calendars[calendar]
                return self.shown()
            case work.CheckCalendar() | work.RenameCalendar() | work.RemoveCalendar():
                return answer_work.NotPossible("not_yours")
            case _:
                return outside(command)

    def shown(self) -> work.CalendarsShown:
        return work.CalendarsShown(
            self.feed, tuple(self.calendars.values()) if self.staff else None
        )


def _reading(calendar: OutsideCalendarView) -> work.CalendarReading:
    return work.CalendarReading(calendar.public_id)


def brian(refuses: str | None = None) -> Chat:
    return Chat(Elsewhere(refuses))


def told(chat: Chat, read: work.CalendarRead) -> list[str]:
    """What the bot says when the reading is done."""
    return [str(said["text"]) for said in chat.drive(chat.drafts[NAME], read)]


def test_a_client_gets_an_address_to_copy_and_to_open() -> None:
    chat = dialog([("/calendar", f"<code>{FEED}.ics</code>")], Chat(Elsewhere(staff=False)))
    buttons = [button for row in chat.screen["keyboard"] for button in row]
    assert {"text": "Copy the address", "copy_text": f"{FEED}.ics"} in buttons
    assert {"text": "Open in my calendar", "url": FEED} in buttons
    assert "elsewhere" not in chat.screen["text"]
    assert chat.button("Add a calendar") is None


def test_a_new_address_is_asked_about_first() -> None:
    chat = dialog([("/calendar", OWN), ("Make a new address", "stops working at once")], brian())
    dialog([("‹ Back", f"{FEED}.ics"), ("Make a new", "stops"), ("Yes", f"{FEED}2.ics")], chat)
    assert "no longer works" in chat.screen["text"]


def test_giving_a_calendar_and_waiting_for_what_is_found() -> None:
    chat = dialog([*TO_ADDRESS, ("https://c.example/secret.ics", "I am reading")], brian())
    assert told(chat, work.CalendarRead(NEW)) == [chat.screen["text"]]
    assert "1 busy time in the next 30 days" in chat.screen["text"]
    assert "secret.ics" not in str(chat.drafts)
    assert chat.drafts[NAME].step == "one"


def test_whoever_went_on_is_not_disturbed_on_their_screen() -> None:
    chat = dialog([*TO_ADDRESS, ("https://c.example/a.ics", "I am reading"), ("Done", "Closed")],
                  brian())  # fmt: skip
    assert told(chat, work.CalendarRead(NEW)) == []
    assert chat.current is None
    said = render(notices.found(NEW), AMINA, Draft("desk"), HOUSE)
    assert "I could read it" in said["text"]
    assert said["keyboard"][0][0]["text"] == "Your calendars"


@pytest.mark.parametrize("code", FAILURES)
def test_what_can_not_be_read_is_told_and_another_address_asked_for(code: str) -> None:
    chat = dialog([*TO_ADDRESS, ("https://c.example/a.ics", "I am reading")], brian())
    gone = work.CalendarRead(replace(NEW, error=code), is_gone=True)
    (said,) = told(chat, gone)
    assert WHICH in said
    assert said.startswith("<i>")
    for notice, hears in (
        (notices.not_added("<Work>", code), "I did not add the calendar <b>&lt;Work&gt;</b>"),
        (notices.failing("<Work>", code), "I can't read your calendar &lt;Work&gt;"),
    ):
        assert hears in render(notice, AMINA, Draft("desk"), HOUSE)["text"]


def test_a_check_that_fails_shows_what_still_counts() -> None:
    chat = dialog([*TO_ONE, ("Check now", "I am reading")], brian())
    assert isinstance(chat.world, Elsewhere)
    chat.world.calendars[GOOGLE.public_id] = failed = replace(GOOGLE, error="too_slow")
    (said,) = told(chat, work.CalendarRead(failed))
    assert "took too long" in said
    assert "4 busy times" in said


def test_a_result_that_nobody_waits_for_changes_nothing() -> None:
    chat = dialog([*TO_ONE, ("Rename", "What shall I call")], brian())
    before = chat.drafts[NAME]
    assert told(chat, work.CalendarRead(replace(GOOGLE, error="too_slow"))) == []
    assert chat.drafts[NAME] == before


@pytest.mark.parametrize(
    ("refused", "hears"), [("not_https", "begin with https"), ("not_public", "private network")]
)
def test_what_is_no_address_is_asked_for_again(refused: str, hears: str) -> None:
    chat = dialog([*TO_ADDRESS, ("hello", hears)], brian(refused))
    assert WHICH in chat.screen["text"]


def test_a_rule_that_refuses_leads_back_to_the_list() -> None:
    def full(command: Command) -> Result:
        if isinstance(command, work.AddCalendar):
            return answer_work.NotPossible("calendar_too_many")
        return Elsewhere()(command)

    chat = dialog([*TO_ADDRESS, ("https://c.example/a.ics", "Five calendars")], Chat(full))
    assert OWN in chat.screen["text"]


def test_renaming_and_removing() -> None:
    chat = dialog([*TO_ONE, ("Rename", "What shall I call")], brian())
    dialog([("  Work  &\nhome ", "Work &amp; home"), ("Remove", "can be booked here again")], chat)
    dialog([("‹ Back", "Work &amp; home"), ("Remove", "booked"), ("Yes", "It is removed")], chat)
    assert "There is none yet" in chat.screen["text"]


def test_one_that_is_gone_meanwhile_leads_back_to_the_list() -> None:
    for says in ("Check now", "Rename", "Remove"):
        chat = dialog(TO_ONE, brian())
        assert isinstance(chat.world, Elsewhere)
        chat.world.calendars.clear()
        assert OWN in chat.says(says)


@pytest.mark.parametrize(
    ("to", "step"),
    [([], OWN), (TO_ADDRESS[1:], WHICH), (TO_ONE[1:], ONE),
     ([*TO_ONE[1:], ("Rename", "What shall")], "What shall I call"),
     ([*TO_ONE[1:], ("Remove", "Remove")], "Remove Google?"),
     ([*TO_ONE[1:], ("Check now", "reading")], "I am reading"),
     ([("Make a new", "stops")], "Make a new address?")],
)  # fmt: skip
@pytest.mark.parametrize(
    "happening",
    [File("photo", "f", None, 9), Contact("+254712000001", own=True), Unknown("sticker"), Text(" "),
     tap("calendar:0:yes")],
)  # fmt: skip
def test_every_step_answers_every_kind_of_event(
    to: list[tuple[str, str]], step: str, happening: Happening
) -> None:
    chat = dialog([TO_ONE[0], *to], brian())
    said = chat.happens(happening)
    assert len(said) == 1
    assert step in said[0]["text"]
    assert chat.button("‹ Back") or chat.button("Done")


@pytest.mark.parametrize("value", ["c", "c123", "yes", "add:1", "cnothex", "rename", "check"])
def test_buttons_that_were_never_drawn_do_nothing(value: str) -> None:
    chat = dialog([("/calendar", OWN)], brian())
    draft = chat.drafts[NAME]
    (said,) = chat.happens(replace(tap("calendar:0:x"), rev=draft.rev, value=value))
    assert OWN in said["text"]


def test_at_most_eight_rows_with_the_most_calendars() -> None:
    world = Elsewhere()
    for number in range(5):
        view = replace(GOOGLE, public_id=UUID(int=100 + number), name=f"Calendar {number}")
        world.calendars[view.public_id] = view
    world.calendars.pop(GOOGLE.public_id)
    chat = dialog([("/calendar", "Calendar 4")], Chat(world))
    assert len(chat.screen["keyboard"]) <= 8
    assert all(len(b.get("data", "")) <= 64 for row in chat.screen["keyboard"] for b in row)


def test_when_it_was_read_is_told_by_the_readers_clock() -> None:
    world = Elsewhere()
    world.calendars[GOOGLE.public_id] = replace(GOOGLE, good_at=NOW + timedelta(hours=1))
    dialog([("/calendar", "Mon 7 Sep, 10:00")], Chat(world))
