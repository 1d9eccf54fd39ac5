"""Screens of a psychologist's week: at a glance, one day, copying it, the rules, one rule."""

from conversations.availability_steps import NAVIGATION, WEEK
from conversations.rule_words import COMMON, spoken
from conversations.words import Button, Keyboard, Say
from models.hours import Hours
from models.opening_views import Rule, WeekView, WindowView

#: Hours that many keep, one tap away; those that are open already aren't offered.
USUAL = (Hours(8 * 60, 12 * 60), Hours(9 * 60, 17 * 60), Hours(14 * 60, 18 * 60))
EMERGENCY = (Hours(6 * 60, 8 * 60), Hours(18 * 60, 22 * 60), Hours(0, 24 * 60))


def week(found: WeekView) -> Say:
    lines = {f"day_{day}": _week_line(found, day) for day in WEEK}
    days = [Button(f"short_day_{day}", value=f"d{day}") for day in WEEK]
    rows: Keyboard = (
        tuple(days[:4]),
        tuple(days[4:]),
        (Button("hours_dates", value="dates"), Button("hours_rules", value="rules")),
        (Button("hours_leave", value="leave"), Button("hours_sick", value="sick")),
        (Button("hours_ready", value="cancel"),),
    )
    return Say("hours_week", {**lines, **_rules(found), "zone": _zone(found)}, rows)


def _week_line(found: WeekView, day: int) -> Say:
    windows = [window for window in found.on(day) if window.is_active]
    usual = ", ".join(str(window.hours) for window in windows if not window.emergency)
    emergency = ", ".join(str(window.hours) for window in windows if window.emergency)
    return Say(
        "week_line",
        {
            "weekday": Say(f"short_day_{day}"),
            "hours": usual or Say("hours_none"),
            "emergency": Say("week_emergency", {"hours": emergency}) if emergency else "",
        },
    )


def _zone(found: WeekView) -> str:
    return found.timezone.rsplit("/", 1)[-1].replace("_", " ")


def day(found: WeekView, number: int, *, emergency: bool) -> Say:
    windows = found.on(number)
    args = {
        "weekday": Say(f"day_{number}"),
        "windows": _day_lines(windows),
        "how": Say("day_how_emergency" if emergency else "day_how"),
    }
    rows = (
        *(_window_row(window) for window in windows),
        *_common(windows, emergency=emergency),
        _kinds(windows, emergency=emergency),
        NAVIGATION,
    )
    return Say("hours_day", args, tuple(row for row in rows if row))


def _day_lines(windows: tuple[WindowView, ...]) -> Say:
    """One line under the other, the last first: a text holds texts, not lists of lines."""
    lines = Say("hours_none")
    for number, window in enumerate(reversed(windows)):
        line = Say(_window_key(window), {"hours": window.hours})
        lines = Say("two_lines", {"first": line, "rest": lines}) if number else line
    return lines


def _window_key(window: WindowView) -> str:
    if window.emergency:
        return "window_emergency" if window.is_active else "window_emergency_off"
    return "window_usual" if window.is_active else "window_off"


def _window_row(window: WindowView) -> tuple[Button, ...]:
    args = {"hours": window.hours}
    turned = (
        Button("turn_off", args, value=f"f{window.id}")
        if window.is_active
        else Button("turn_on", args, value=f"o{window.id}")
    )
    return turned, Button("remove_hours", args, value=f"x{window.id}", style="danger")


def _common(windows: tuple[WindowView, ...], *, emergency: bool) -> Keyboard:
    taken = [w.hours for w in windows if w.is_active and w.emergency == emergency]
    offered = tuple(
        Button("add_hours", {"hours": hours}, value=f"h{hours.start}-{hours.end}")
        for hours in (EMERGENCY if emergency else USUAL)
        if not any(known.start <= hours.start and hours.end <= known.end for known in taken)
    )
    return (offered,) if offered else ()


def _kinds(windows: tuple[WindowView, ...], *, emergency: bool) -> tuple[Button, ...]:
    kind = "usual_hours" if emergency else "hours_for_emergencies"
    buttons = [Button(kind, value="kind"), Button("copy_day", value="copy")]
    if windows:
        buttons.append(Button("close_day", value="close"))
    return tuple(buttons)


def copy(number: int, chosen: list[int]) -> Say:
    days = [
        Button(f"chosen_day_{day}" if day in chosen else f"short_day_{day}", value=f"t{day}")
        for day in WEEK
        if day != number
    ]
    rows: list[tuple[Button, ...]] = [
        tuple(days[:3]),
        tuple(days[3:]),
        (Button("copy_weekdays", value="week"), Button("copy_all", value="all")),
    ]
    if chosen:
        rows.append((Button("copy_now", value="go", style="primary"),))
    return Say("hours_copy", {"weekday": Say(f"day_{number}")}, (*rows, NAVIGATION))


def _rules(found: WeekView) -> dict[str, object]:
    values = rule_values(found)
    return {str(rule): spoken(rule, values[rule]) for rule in Rule}


def rule_values(found: WeekView) -> dict[Rule, int | None]:
    rules = found.rules
    return {
        Rule.STEP: rules.slot_step_minutes,
        Rule.BEFORE: rules.buffer_before_minutes,
        Rule.AFTER: rules.buffer_after_minutes,
        Rule.NOTICE: rules.notice_minutes,
        Rule.HORIZON: rules.horizon_days,
        Rule.PER_DAY: rules.max_per_day,
        Rule.PER_WEEK: rules.max_per_week,
    }


def rules(found: WeekView) -> Say:
    buttons = [Button(f"rule_{rule}", value=f"r{rule}") for rule in Rule]
    pairs = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return Say("hours_rules_all", _rules(found), (*pairs, NAVIGATION))


def rule(found: WeekView, which: Rule) -> Say:
    buttons = [_value(which, value) for value in COMMON[which]]
    pairs = tuple(tuple(buttons[start : start + 3]) for start in range(0, len(buttons), 3))
    args = {"value": spoken(which, rule_values(found)[which])}
    return Say(f"rule_{which}_how", args, (*pairs, NAVIGATION))


def _value(which: Rule, value: int | None) -> Button:
    words = spoken(which, value)
    return Button(words.key, words.args, value="vnone" if value is None else f"v{value}")
