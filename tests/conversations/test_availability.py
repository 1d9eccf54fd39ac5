"""A psychologist's week as it is spoken of: days, hours, rules, holidays."""

from datetime import date

import pytest

from conversations.work import Command, Result
from conversations.work import availability as work
from conversations.work import leave as leave_work
from conversations.work.answer import NotPossible
from models.date_changes import DateChange
from models.hours import Hours
from models.opening_views import (
    Rule,
)
from tests.availability_world import free, last
from tests.dialog import Chat, dialog


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
