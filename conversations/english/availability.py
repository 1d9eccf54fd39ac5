"""English: a psychologist's own hours."""

from conversations.plural import Plural, Text

TEXTS: dict[str, Text] = {
    "hours_week": (
        "<b>Your week</b> · {zone} time\n\n"
        "{day_1}\n{day_2}\n{day_3}\n{day_4}\n{day_5}\n{day_6}\n{day_0}\n\n"
        "A session may start every {step}, booked {notice} to {horizon} ahead\n"
        "Free time: {before} before, {after} after\n"
        "Most a day: {per_day} · most a week: {per_week}\n\n"
        "Tap a day, or type: “mon-fri 9-17”, “block tomorrow 14-16 dentist”,"
        " “off 24 Dec to 2 Jan”."
    ),
    "week_line": "<b>{weekday}</b>  {hours}{emergency}",
    "week_emergency": " · emergencies {hours}",
    "two_lines": "{first}\n{rest}",
    "no_words": "",
    "hours_none": "closed",
    "day_1": "Monday",
    "day_2": "Tuesday",
    "day_3": "Wednesday",
    "day_4": "Thursday",
    "day_5": "Friday",
    "day_6": "Saturday",
    "day_0": "Sunday",
    "short_day_1": "Mon",
    "short_day_2": "Tue",
    "short_day_3": "Wed",
    "short_day_4": "Thu",
    "short_day_5": "Fri",
    "short_day_6": "Sat",
    "short_day_0": "Sun",
    "chosen_day_1": "✓ Mon",
    "chosen_day_2": "✓ Tue",
    "chosen_day_3": "✓ Wed",
    "chosen_day_4": "✓ Thu",
    "chosen_day_5": "✓ Fri",
    "chosen_day_6": "✓ Sat",
    "chosen_day_0": "✓ Sun",
    "hours_dates": "Dates and holidays",
    "hours_rules": "Rules",
    "hours_leave": "Take leave",
    "hours_sick": "Away today",
    "hours_ready": "Done",
    "hours_closed": "All right. /availability brings your week back.",
    "hours_staff_only": (
        "Hours are set by our psychologists. /book shows when they are free, /help what I can do"
        " for you."
    ),
    "hours_not_bookable": (
        "Dates can be changed once the practice has approved your profile. Your week can be set"
        " now:"
    ),
    "hours_day": "<b>{weekday}</b>\n\n{windows}\n\n{how}",
    "day_how": (
        "Type hours to add them: “9-17” or “09:00-12:30, 14-17”. “22-2” runs on over midnight."
    ),
    "day_how_emergency": (
        "<b>Emergency hours</b> are for sessions that can't wait for your usual notice. Type them:"
        " “18-20”."
    ),
    "window_usual": "{hours}",
    "window_off": "{hours} · turned off",
    "window_emergency": "{hours} · emergencies only",
    "window_emergency_off": "{hours} · emergencies only, turned off",
    "turn_off": "Turn off {hours}",
    "turn_on": "Turn on {hours}",
    "remove_hours": "Remove {hours}",
    "add_hours": "+ {hours}",
    "hours_for_emergencies": "Emergency hours",
    "usual_hours": "Usual hours",
    "copy_day": "Copy to…",
    "close_day": "Close this day",
    "hours_removed": "Done. Sessions that are booked already stay as they are.",
    "hours_over_midnight": "These hours run on over midnight, so I split them between two days.",
    "hours_too_many": (
        "Four times a day is the most I can keep apart. Remove one first, or add hours that join"
        " those you have."
    ),
    "hours_examples": (
        "I couldn't read hours in that. Try “9-17”, “09:00-12:30, 14-17”, “2pm-6pm”,"
        " “emergency 18-20” or “closed”."
    ),
    "week_examples": (
        "I couldn't read that. Try “mon 9-17”, “tue, thu 14-18”, “block tomorrow 14-16 dentist”,"
        " “off on Friday”, “24 Dec to 2 Jan leave” or “work Sat 5 Dec 9-13”."
    ),
    "hours_copy": (
        "<b>Copy {weekday}</b>\n\nWhich days should have exactly the same hours? What they have now"
        " is replaced.\n\nTap them, or type “tue, thu” or “weekdays”."
    ),
    "copy_weekdays": "Monday to Friday",
    "copy_all": "Every day",
    "copy_now": "Copy",
    "copy_examples": "Which days do you mean? Type “tue, thu”, “mon-fri”, “weekdays” or “all”.",
    "hours_copied": "Copied. Sessions that are booked already stay as they are.",
    "hours_rules_all": (
        "<b>Your rules</b>\n\n"
        "A session may start every: {step}\n"
        "Free time before a session: {before}\n"
        "Free time after a session: {after}\n"
        "Booked at the latest before it: {notice}\n"
        "Booked at most ahead: {horizon}\n"
        "Most a day: {per_day}\n"
        "Most a week: {per_week}\n\n"
        "What is booked already stays as it is."
    ),
    "rule_step": "Starts",
    "rule_before": "Time before",
    "rule_after": "Time after",
    "rule_notice": "Notice",
    "rule_horizon": "How far ahead",
    "rule_per_day": "Most a day",
    "rule_per_week": "Most a week",
    "rule_step_how": (
        "<b>A session may start every {value}</b>\n\nTap another step, or type one: “20 min”."
    ),
    "rule_before_how": (
        "<b>Free before a session: {value}</b>\n\nTap a length, or type one: “10 min”."
    ),
    "rule_after_how": (
        "<b>Free after a session: {value}</b>\n\nTap a length, or type one: “15 min”."
    ),
    "rule_notice_how": (
        "<b>Booked at the latest {value} before the start</b>\n\n"
        "Tap a time, or type one: “24 hours”, “2 days”."
    ),
    "rule_horizon_how": (
        "<b>Booked at most {value} ahead</b>\n\nTap a number of days, or type one: “6 weeks”."
    ),
    "rule_per_day_how": (
        "<b>Most sessions a day: {value}</b>\n\nTap a number, or type one. “none” is no limit."
    ),
    "rule_per_week_how": (
        "<b>Most sessions a week: {value}</b>\n\nTap a number, or type one. “none” is no limit."
    ),
    "rule_examples": (
        "I couldn't read a number in that. Try “15 min”, “24 hours”, “60 days”, “5” or “none”."
    ),
    "rule_out_of_range": "That number doesn't work here. Please choose another one.",
    "rule_no_limit": "no limit",
    "rule_none": "none",
    "count_minutes": "{count} min",
    "count_hours": Plural("{count} hour", "{count} hours"),
    "count_days": Plural("{count} day", "{count} days"),
    "count_sessions": "{count}",
    "hours_dates_all": (
        "<b>Dates that differ from your week</b>\n\n{exceptions}\n\n"
        "<b>Public holidays</b>\n\n{holidays}\n\n"
        "You can also type: “off on Friday”, “work Sat 5 Dec 9-13”, “block 24 Dec to 2 Jan,"
        " leave”."
    ),
    "dates_none": "none",
    "dates_one": "{first}",
    "dates_range": "{first} – {last}",
    "dates_close": "Close days",
    "dates_undone": "That is undone: your usual week counts again.",
    "because": " · {reason}",
    "change_closed": "<b>{dates}</b>: closed{reason}",
    "change_closed_hours": "<b>{dates}</b>: closed {hours}{reason}",
    "change_open": "<b>{dates}</b>: open as usual{reason}",
    "change_open_hours": "<b>{dates}</b>: open {hours}{reason}",
    "undo_closed": "Open {first} again",
    "undo_closed_range": "Open {first} – {last} again",
    "undo_open": "{first}: usual week again",
    "undo_open_range": "{first} – {last}: usual week again",
    "holiday_works": "{day} · {name}: you work",
    "holiday_off": "{day} · {name}: closed",
    "holiday_work": "{day}: I work that day",
    "holiday_close": "{day}: closed again",
}
