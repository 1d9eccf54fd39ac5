"""English: the practice's closed days."""

TEXTS: dict[str, str] = {
    "holidays_list": (
        "<b>Holidays and closed days</b>\n\n{lines}\n\nOn a closed day nobody can be booked, unless"
        " a psychologist opens it for themselves."
    ),
    "holidays_none": "<b>Holidays and closed days</b>\n\nNothing more in the coming year.",
    "holiday_closed": "<b>{day}</b> · {name}: closed",
    "holiday_open": "<b>{day}</b> · {name}: open this time",
    "open_that_day": "Open on {day}",
    "open_own": "Open after all on {day}",
    "close_again": "Closed again on {day}",
    "add_closed_day": "Add a closed day",
    "closed_day_which": (
        "<b>Which day is the practice closed?</b>\n\nType it: “24 Dec”, “2027-01-02”, “friday”."
    ),
    "closed_day_hint": "Please type the day, like “24 Dec”.",
    "closed_day_name": (
        "<b>Closed on {day}</b>\n\nWhat is the reason? Type a few words: “Staff day”."
    ),
    "closed_name_hint": "Please type a few words, like “Staff day”.",
    "holiday_has_passed": "That day has passed. Please choose a coming one.",
    "day_closed": "<b>Closed on {day}</b>\n\nNobody can be booked on that day.{booked}",
    "day_open": "<b>Open on {day}</b>\n\nThe usual hours count on that day.{booked}",
    "day_has_bookings": (
        "\n\nSessions that are on that day already: {count}. They stay until somebody moves or"
        " cancels them."
    ),
}
