"""A psychologist's hours as they are spoken of: the week, a day, the rules, dates, leave, sick."""

from datetime import date
from typing import Any

import pytest

from conversations.availability_steps import Step
from conversations.events import Contact, File, Happening, Text, Unknown
from conversations.work import Command, Result
from conversations.work import availability as work
from conversations.work import leave as leave_work
from conversations.work.answer import NotPossible
from models.calendar import Rules
from models.date_changes import DateChange, Decision
from models.hours import Hours
from models.opening_views import (
    DatesView,
    DayView,
    ExceptionView,
    HolidayView,
    LeaveView,
    MetSession,
    Rule,
    WeekView,
    WindowView,
)
from models.values import BookingStatus, Money
from tests.dialog import Chat, booking, dialog, outside, tap

TODAY = date(2026, 9, 7)
MORNING, AFTERNOON = Hours(540, 750), Hours(840, 1020)
WEEK = WeekView(
    "Africa/Nairobi",
    (
        WindowView(1, 1, MORNING, True, False),
        WindowView(2, 1, AFTERNOON, True, False),
        WindowView(3, 2, MORNING, False, False),
        WindowView(4, 3, Hours(1080, 1320), True, True),
    ),
    Rules(max_per_day=5),
)
LEAVE = DateChange(date(2026, 9, 20), date(2026, 9, 25), opens=False, reason="family <3")
DATES = DatesView(
    TODAY,
    (ExceptionView(11, LEAVE),),
    (
        HolidayView(date(2026, 10, 10), "Mazingira Day", False),
        HolidayView(date(2026, 10, 20), "Mashujaa Day", True),
    ),
)
SESSIONS = (
    MetSession(booking(status=BookingStatus.CONFIRMED), Money(250_000)),
    MetSession(booking(status=BookingStatus.PENDING), Money(0)),
    MetSession(booking(), Money(0), stays=True),
)


def free(command: Command) -> Result:
    """A week with hours, and nothing booked."""
    match command:
        case work.FindDates() | work.UndoDates():
            return work.DatesFound(DATES)
        case leave_work.AskToday():
            return leave_work.TodayIs(TODAY)
        case leave_work.LookAhead(changes=changes):
            return leave_work.Foreseen(_leave(changes))
        case leave_work.ChangeDates(changes=changes, decision=decision):
            return leave_work.DatesChanged(_leave(changes), decision)
        case _ if isinstance(command, work.AvailabilityCommand):
            return work.WeekFound(WEEK)
        case _:
            return outside(command)


def _leave(changes: tuple[DateChange, ...], *sessions: MetSession) -> LeaveView:
    days = tuple(DayView(change.first, change.hours) for change in changes)
    return LeaveView(changes, days, sessions, f"print{len(sessions)}")


def booked(command: Command) -> Result:
    """The same with three sessions in whatever is closed."""
    match command:
        case leave_work.LookAhead(changes=changes):
            return leave_work.Foreseen(_leave(changes, *SESSIONS))
        case leave_work.ChangeDates(changes=changes, decision=decision):
            left = (booking(),) if decision is not Decision.KEEP else ()
            told = () if decision is Decision.KEEP else (booking(), booking())
            return leave_work.DatesChanged(_leave(changes, *SESSIONS), decision, told, left)
        case _:
            return free(command)


def last(chat: Chat) -> Any:
    return chat.asked[-1]


def test_the_week_at_a_glance() -> None:
    chat = Chat(world=free)
    said = chat.says("/availability")
    for line in ("<b>Mon</b>  09:00–12:30, 14:00–17:00", "<b>Tue</b>  closed",
                 "<b>Wed</b>  closed · emergencies 18:00–22:00", "a day: 5"):  # fmt: skip
        assert line in said
    assert len(chat.screen["keyboard"]) <= 8


def test_a_day_its_hours_and_what_is_done_with_them() -> None:
    chat = dialog(
        [
            ("/availability", "Your week"),
            ("Mon", "<b>Monday</b>\n\n09:00–12:30\n14:00–17:00"),
            ("18-20", "Monday"),
        ],
        Chat(world=free),
    )
    assert last(chat) == work.AddHours((1,), (Hours(1080, 1200),))
    dialog([("Turn off 09:00–12:30", "Monday")], chat)
    assert last(chat) == work.SwitchHours(1, False)
    dialog([("Remove 14:00–17:00", "Sessions that are booked already stay")], chat)
    assert last(chat) == work.RemoveHours(2)
    dialog([("+ 08:00–12:00", "Monday")], chat)
    assert last(chat) == work.AddHours((1,), (Hours(480, 720),))
    dialog([("Close this day", "Monday")], chat)
    assert last(chat) == work.CloseWeekdays((1,))
    dialog([("closed", "Monday")], chat)
    assert last(chat) == work.CloseWeekdays((1,))


def test_hours_over_midnight_are_two_days() -> None:
    chat = dialog(
        [("/availability", "Your week"), ("Sat", "Saturday"), ("22-2", "split them")],
        Chat(world=free),
    )
    assert last(chat) == work.AddHours((6,), (Hours(1320, 1440),), (Hours(0, 120),))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("mon-fri 9-17", work.AddHours((1, 2, 3, 4, 5), (Hours(540, 1020),))),
        ("sun 10-12", work.AddHours((0,), (Hours(600, 720),))),
        ("emergency sun 10-12", work.AddHours((0,), (Hours(600, 720),), (), True)),
        ("sun 10-12 emergency", work.AddHours((0,), (Hours(600, 720),), (), True)),
    ],
)
def test_hours_are_typed_for_weekdays_at_the_week(typed: str, asked: Command) -> None:
    chat = Chat(world=free)
    chat.says("/availability")
    chat.says(typed)
    assert asked in chat.asked


def test_emergency_hours_have_a_screen_of_their_own() -> None:
    chat = dialog(
        [
            ("/availability", "Your week"),
            ("Wed", "emergencies only"),
            ("Emergency hours", "can't wait for your usual notice"),
            ("6-8", "can't wait for your usual notice"),
        ],
        Chat(world=free),
    )
    assert last(chat) == work.AddHours((3,), (Hours(360, 480),), (), True)
    dialog([("Usual hours", "Type hours to add them")], chat)


def test_a_day_is_copied_by_taps_or_by_words() -> None:
    chat = dialog(
        [
            ("/availability", "Your week"),
            ("Mon", "Monday"),
            ("Copy to…", "exactly the same hours"),
            ("Tue", "Copy Monday"),
            ("Thu", "Copy Monday"),
            ("✓ Tue", "Copy Monday"),
            ("Copy", "Copied"),
        ],
        Chat(world=free),
    )
    assert last(chat) == work.CopyHours(1, (4,))
    dialog([("Copy to…", "exactly"), ("to tue, wed", "Copied")], chat)
    assert last(chat) == work.CopyHours(1, (2, 3))
    dialog([("Copy to…", "exactly"), ("whenever", "Which days do you mean?")], chat)


def test_rules_are_tapped_or_typed() -> None:
    chat = dialog(
        [
            ("/availability", "Your week"),
            ("Rules", "Most a day: 5"),
            ("Notice", "Booked at the latest 24 hours before"),
            ("2 days", "Your rules"),
        ],
        Chat(world=free),
    )
    assert last(chat) == work.SetRule(Rule.NOTICE, 2880)
    dialog([("Most a week", "no limit"), ("none", "Your rules")], chat)
    assert last(chat) == work.SetRule(Rule.PER_WEEK, None)
    dialog([("Starts", "every 30 min"), ("a bit later", "couldn't read a number")], chat)


def test_a_number_out_of_range_is_refused_with_words() -> None:
    def strict(command: Command) -> Result:
        refused = isinstance(command, work.SetRule)
        return NotPossible("rule_out_of_range") if refused else free(command)

    dialog(
        [
            ("/availability", "Your week"),
            ("Rules", "Your rules"),
            ("Starts", "every 30 min"),
            ("9999", "That number doesn't work here"),
        ],
        Chat(world=strict),
    )


def test_holidays_and_exceptions_are_listed_and_undone() -> None:
    chat = dialog(
        [
            ("/availability", "Your week"),
            ("Dates", "<b>Sun 20 Sep – Fri 25 Sep</b>: closed · family &lt;3"),
            ("Open Sun 20 Sep – Fri 25 Sep again", "That is undone"),
        ],
        Chat(world=free),
    )
    assert last(chat) == work.UndoDates(11)
    dialog([("Tue 20 Oct: closed again", "No session is booked"), ("Yes", "Done.")], chat)
    assert last(chat).changes == (DateChange(date(2026, 10, 20), date(2026, 10, 20), opens=False),)


def test_a_holiday_without_usual_hours_asks_for_the_hours() -> None:
    dialog(
        [
            ("/availability", "Your week"),
            ("Dates", "Mazingira Day: closed"),
            ("Sat 10 Oct: I work", "no usual hours on that day"),
            ("work 10 Oct 9-13", "open 09:00–13:00"),
            ("Yes", "Done."),
        ],
        Chat(world=free),
    )


@pytest.mark.parametrize("start", ["/availability", "/availability rules", "/leave", "/sick"])
def test_one_typed_message_is_enough_anywhere(start: str) -> None:
    chat = Chat(world=free)
    chat.says(start)
    dialog([("block tomorrow 14-16 dentist", "closed 14:00–16:00 · dentist")], chat)
    dialog([("yes", "Done.")], chat)
    change = DateChange(date(2026, 9, 8), date(2026, 9, 8), False, (Hours(840, 960),), "dentist")
    assert last(chat) == leave_work.ChangeDates((change,), "print0", Decision.KEEP)


@pytest.mark.parametrize(
    ("command", "seen"),
    [
        ("/block 24 Dec to 2 Jan, leave", "Thu 24 Dec – Sat 2 Jan</b>: closed · leave"),
        ("/leave 24 Dec to 2 Jan", "Thu 24 Dec – Sat 2 Jan</b>: closed · leave"),
        ("/block", "From which day"),
        ("/block 31 Feb", "isn't in the calendar"),
        ("/block yesterday", "That day is over"),
        ("/sick tomorrow", "Tue 8 Sep</b>: closed"),
        ("/sick", "Take care of yourself first"),
        ("/availability off on Friday", "Fri 11 Sep</b>: closed"),
    ],
)
def test_commands_take_the_whole_wish(command: str, seen: str) -> None:
    assert seen in Chat(world=free).says(command)


def test_leave_by_buttons() -> None:
    chat = dialog(
        [
            ("/leave", "From which day in September 2026?"),
            ("Next ›", "October 2026"),
            ("5", "From Mon 5 Oct until which day"),
            ("‹ Back", "From which day in September 2026?"),
            ("14", "From Mon 14 Sep"),
            ("18", "Mon 14 Sep – Fri 18 Sep: why?"),
            ("Training", "closed · training"),
            ("Yes, close it", "Done."),
        ],
        Chat(world=free),
    )
    change = DateChange(date(2026, 9, 14), date(2026, 9, 18), opens=False, reason="training")
    assert last(chat) == leave_work.ChangeDates((change,), "print0", Decision.KEEP)


def test_leave_by_words_at_each_step() -> None:
    dialog(
        [
            ("/leave", "From which day"),
            ("14 Sep", "From Mon 14 Sep"),
            ("10 Sep", "before the first day"),
            ("16 Sep", "Mon 14 Sep – Wed 16 Sep: why?"),
            ("My sister's <wedding>", "closed · My sister's &lt;wedding&gt;"),
            ("no idea", "I found no day in that"),
            ("off tomorrow", "Tue 8 Sep</b>: closed"),
            ("yes", "Done."),
        ],
        Chat(world=free),
    )


def test_leave_over_sessions_is_decided_once_for_all() -> None:
    chat = dialog(
        [
            ("/block 15 Sep", "Booked in that time: 3"),
            ("yes", "Please choose what becomes of them"),
            ("Offer other times (3)", "have been offered another time: 2"),
        ],
        Chat(world=booked),
    )
    assert last(chat).decision is Decision.MOVE
    assert last(chat).fingerprint == "print3"
    said = Chat(world=booked).says("/block 15 Sep")
    assert "KES 2,500 would go back" in said
    assert "waits for your answer · nothing to give back" in said
    assert "paying right now" in said
    assert "If you cancel them, KES 2,500 goes back to your clients" in said


@pytest.mark.parametrize(
    ("choice", "heard"),
    [
        ("Cancel and give back (3)", "Sessions cancelled, their clients told: 2"),
        ("Keep them", "Sessions that stay as they are: 3"),
        ("cancel all", "Sessions cancelled"),
        ("keep", "Sessions that stay"),
        ("move all", "offered another time"),
    ],
)
def test_every_decision_has_a_button_and_a_word(choice: str, heard: str) -> None:
    dialog([("/block 15 Sep", "Booked"), (choice, heard)], Chat(world=booked))


def test_sick_offers_no_third_way() -> None:
    chat = dialog(
        [("/sick", "Take care"), ("The rest of today", "Booked in that time: 3")],
        Chat(world=booked),
    )
    assert chat.button("Keep them") is None
    assert "Booked" in chat.says("keep")
    dialog([("Cancel and give back", "Sessions cancelled")], chat)
    assert last(chat).at_once


def test_x60_a_double_tap_decides_once() -> None:
    chat = dialog([("/block 15 Sep", "Booked")], Chat(world=booked))
    button = chat.button("Cancel and give back")
    assert button is not None
    assert len(chat.happens(tap(button["data"]))) == 1
    asked = len(chat.asked)
    assert chat.happens(tap(button["data"])) == []
    assert len(chat.asked) == asked


def test_x60_a_button_of_an_older_preview_decides_nothing() -> None:
    chat = dialog([("/block 15 Sep", "Booked")], Chat(world=booked))
    old = chat.button("Cancel and give back")
    assert old is not None
    dialog([("/block 16 Sep", "Wed 16 Sep")], chat)
    said = chat.happens(tap(old["data"]))
    assert "Wed 16 Sep" in said[0]["text"]
    assert not any(isinstance(each, leave_work.ChangeDates) for each in chat.asked)


def test_what_changed_meanwhile_is_shown_again_and_then_decided() -> None:
    moved = [True]

    def restless(command: Command) -> Result:
        if isinstance(command, leave_work.ChangeDates) and moved:
            moved.clear()
            return leave_work.Foreseen(_leave(command.changes, *SESSIONS[:2]), again=True)
        return booked(command)

    chat = dialog(
        [
            ("/block 15 Sep", "Booked in that time: 3"),
            ("Cancel and give back (3)", "Something changed while you were looking"),
            ("Cancel and give back (2)", "Sessions cancelled"),
        ],
        Chat(world=restless),
    )
    assert last(chat).fingerprint == "print2"


def test_x63_a_client_has_no_hours() -> None:
    def refusing(command: Command) -> Result:
        return NotPossible("hours_staff_only")

    for command in ("/availability", "/leave", "/block tomorrow", "/sick", "/sick today"):
        chat = Chat(world=refusing)
        assert "set by our psychologists" in chat.says(command)
        assert chat.current is None


def test_a_profile_that_is_not_approved_yet_may_still_set_its_week() -> None:
    def unapproved(command: Command) -> Result:
        if isinstance(command, work.FindDates | leave_work.LookAhead):
            return NotPossible("not_yours")
        return free(command)

    dialog(
        [
            ("/availability", "Your week"),
            ("Dates", "once the practice has approved"),
            ("off tomorrow", "once the practice has approved"),
        ],
        Chat(world=unapproved),
    )


STEPS: dict[Step, list[str]] = {
    Step.WEEK: ["/availability"],
    Step.DAY: ["/availability", "Mon"],
    Step.COPY: ["/availability", "Mon", "Copy to…"],
    Step.RULES: ["/availability", "Rules"],
    Step.RULE: ["/availability", "Rules", "Notice"],
    Step.DATES: ["/availability", "Dates"],
    Step.FROM: ["/leave"],
    Step.UNTIL: ["/leave", "14"],
    Step.REASON: ["/leave", "14", "18"],
    Step.SICK: ["/sick"],
    Step.PREVIEW: ["/block tomorrow"],
}
ANYTHING: list[Happening] = [
    Text(""), Text("hello"), Text("<b>&_*["), Text("{x}"), Text("x" * 4000), Text("-"),
    Contact("0712000001", own=False), File("photo", "f", None, 1), Unknown("sticker"),
    Unknown("voice"), Unknown("location"), Unknown("edited"),
]  # fmt: skip


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("event", ANYTHING, ids=str)
def test_x62_every_step_answers_everything(step: Step, event: Happening) -> None:
    chat = Chat(world=booked)
    for words in STEPS[step]:
        chat.says(words)
    assert chat.drafts["availability"].step == step
    said = chat.happens(event)
    assert len(said) == 1
    assert said[0]["text"]


@pytest.mark.parametrize("step", Step)
def test_x63_every_step_survives_buttons_that_no_screen_has(step: Step) -> None:
    values = ("x", "d9", "t9", "h9", "h60-30", "h0-9999", "rnothing", "v", "vx", "u", "p99999",
              "w2026-02-31", "d2026-09-31", "dmove", "dkeep", "r9", "m2026-10-05", "-", "one",
              "none", "kind", "go", "copy")  # fmt: skip
    for value in values:
        chat = Chat(world=booked)
        for words in STEPS[step]:
            chat.says(words)
        rev = chat.drafts["availability"].rev
        assert len(chat.happens(tap(f"availability:{rev}:{value}"))) == 1, value


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.WEEK])
def test_every_step_leads_back_and_out(step: Step) -> None:
    chat = Chat(world=booked)
    for words in STEPS[step]:
        chat.says(words)
    for _ in range(4):
        if chat.drafts["availability"].step != Step.WEEK:
            chat.says("‹ Back")
    assert chat.drafts["availability"].step == Step.WEEK
    assert "/availability" in chat.says("/cancel")
    assert chat.current is None
