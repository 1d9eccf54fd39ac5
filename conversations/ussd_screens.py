"""Screens of the menu on a phone: lines below each other, 160 plain letters at most (2.4, R5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from conversations import texting_screens
from conversations.briefs import fold
from conversations.render import plain
from conversations.texting_facts import FITS
from conversations.words import Say
from conversations.work.change import ChangeSeen
from models.changes import Owed
from models.crisis import CrisisLine
from models.languages import DEFAULT_LANGUAGE, LANGUAGES
from models.values import BookingStatus as S
from models.values import Money
from models.views import BookingView, House, Reader

#: Letters on a screen; a phone that shows more of them is a lucky one.
LONGEST = 160

Screen = tuple[Say, ...]
"""One line each."""


def words(screen: Screen, reader: Reader, house: House) -> str:
    """A screen as it is sent; what doesn't fit goes without dates, and in the end is cut."""
    text = _joined(screen, reader, house)
    if len(text) > LONGEST:
        text = _joined(tuple(map(_undated, screen)), reader, house)
    return text[:LONGEST]


def fits(screen: Screen, reader: Reader, house: House) -> bool:
    """Whether all of it can be shown."""
    return len(_joined(screen, reader, house)) <= LONGEST


def _joined(screen: Screen, reader: Reader, house: House) -> str:
    lines = (plain(line.key, line.args, reader, house, short=True) for line in screen)
    return fold("\n".join(line.strip() for line in lines))


def _undated(line: Say) -> Say:
    key = "ussd_reference" if line.key == "ussd_about" else line.key
    args = {k: _undated(v) if isinstance(v, Say) else v for k, v in line.args.items()}
    return replace(line, key=key, args=args)


def _about(booking: BookingView, *, dated: bool = True) -> Say:
    """What a booking is called; on a phone of several people, by nothing but its reference."""
    args = {"reference": booking.reference or "", "starts_at": booking.starts_at}
    return Say("ussd_about" if dated else "ussd_reference", args)


def choosing(bookings: Sequence[BookingView], *, dated: bool, more: bool, back: bool) -> Screen:
    lines = [
        Say("ussd_choice", {"number": number, "about": _about(booking, dated=dated)})
        for number, booking in enumerate(bookings, start=1)
    ]
    after = [Say("ussd_more")] if more else []
    return (*lines, *after, Say("ussd_back" if back else "ussd_leave"))


def menu(booking: BookingView, language: str, now: datetime, *, several: bool) -> Screen:
    """One booking, and what can be done about it; each thing has its number always."""
    lines = [_about(booking)]
    if booking.status is S.PENDING:
        lines.append(Say("ussd_pending"))
    has_said = booking.status is S.CONFIRMED and booking.coming_at is not None
    offered = (
        ("come", Say("ussd_has_said" if has_said else "ussd_come")),
        ("cancel", Say("ussd_cannot")),
        ("pay", Say("ussd_pay")),
        ("change", Say("ussd_other_time")),
    )
    lines += [line for verb, line in offered if FITS[verb](booking, now)]
    other = {"language": LANGUAGES[next_language(language)]}
    last = Say("ussd_back" if several else "ussd_leave")
    return (*lines, Say("ussd_language", other), Say("ussd_help"), last)


def next_language(language: str) -> str:
    """The one to change to: after the last one comes the first."""
    known = list(LANGUAGES)
    place = known.index(language) if language in known else -1
    return known[(place + 1) % len(known)]


def terms(seen: ChangeSeen, *, mercy: bool) -> Screen:
    """The exact money result, before anybody says yes to it."""
    outcome, owed = seen.outcome, seen.outcome.owed
    args = {"about": _about(seen.booking), "refund": owed.sent_back, "credit": owed.credit,
            "kept": outcome.kept}  # fmt: skip
    how = "_late" if outcome.kept.minor else _how(owed)
    first = [Say("ussd_changed")] if seen.again else []
    asking = [Say("ussd_ask_mercy")] if mercy else []
    return (*first, Say(f"ussd_terms{how}", args), Say("ussd_yes_cancel"), *asking,
            Say("ussd_back"))  # fmt: skip


def _how(owed: Owed) -> str:
    if owed.credit.minor:
        return "_part" if owed.sent_back.minor else "_credit"
    return "_back" if owed.sent_back.minor else "_free"


def bill(booking: BookingView, amount: Money) -> Screen:
    asked = Say("ussd_bill", {"amount": amount, "about": _about(booking)})
    return (asked, Say("ussd_yes_pay"), Say("ussd_back"))


def pay_later(until: datetime | None, phone: str | None) -> Screen:
    if until is not None:
        return (Say("ussd_pay_after", {"day_hour": until}),)
    return (Say("ussd_cannot_pay"), *questions(phone))


def nothing_to_pay(booking: BookingView) -> Screen:
    return (Say("ussd_nothing_to_pay", {"about": _about(booking)}),)


def too_late(booking: BookingView, phone: str | None) -> Screen:
    return (Say("ussd_too_late", {"about": _about(booking)}), *questions(phone))


#: What rules say no to, where there are better words than "not possible".
_REFUSALS = {
    "change_prompt_live": "ussd_prompt_live",
    "payment_running": "ussd_prompt_live",
    "payment_phone_busy": "ussd_prompt_live",
    "phone_not_kenyan": "ussd_cannot_pay",
    "phone_not_mobile": "ussd_cannot_pay",
    "no_payments": "ussd_cannot_pay",
}


def not_possible(key: str, booking: BookingView | None, phone: str | None) -> Screen:
    if key == "payment_not_due" and booking is not None:
        return nothing_to_pay(booking)
    moved_on = "ussd_moved_on" if booking is not None else "ussd_not_possible"
    return (Say(_REFUSALS.get(key, moved_on)), *questions(phone))


def help_(phone: str | None, lines: Sequence[CrisisLine], numbers: int) -> Screen:
    """`numbers`: so many of those to call in a crisis."""
    return (Say("ussd_how"), *questions(phone), _danger(lines, numbers), Say("ussd_back"))


def _danger(lines: Sequence[CrisisLine], numbers: int) -> Say:
    return Say("ussd_danger", {"lines": _numbers(lines, numbers)})


def _numbers(lines: Sequence[CrisisLine], most: int) -> str:
    return ", ".join(line.number for line in lines[:most])


def crisis(lines: Sequence[CrisisLine], reader: Reader, house: House, *, told: bool) -> str:
    """Where help is, with as many numbers as there is room for."""
    args: dict[str, Any] = {"told": Say("texting_crisis_told") if told else ""}
    screens = (
        (Say("texting_crisis", {**args, "lines": _numbers(lines, most)}),)
        for most in range(texting_screens.CRISIS_NUMBERS, 1, -1)
    )
    least = (Say("texting_crisis", {**args, "lines": _numbers(lines, 1)}),)
    return words(next((one for one in screens if fits(one, reader, house)), least), reader, house)


def questions(phone: str | None) -> Screen:
    """Where the practice is asked, if it says."""
    return (Say("ussd_questions", {"practice_phone": phone}),) if phone else ()


def none(phone: str | None) -> Screen:
    """To whoever has nothing ahead, whether we know them or not."""
    return (Say("ussd_none"), *questions(phone))


def in_all_languages(screen: Screen, timezone: str, house: House) -> str:
    """For whoever's language isn't known."""
    readers = (Reader(0, "", language, timezone) for language in LANGUAGES)
    said = [words(screen, reader, house) for reader in readers]
    both = "\n".join(dict.fromkeys(said))
    return both if len(both) <= LONGEST else said[list(LANGUAGES).index(DEFAULT_LANGUAGE)]
