"""The menu on a phone without data: a number typed, a screen shown (R6, 3-protocols 2.4).

A draft's step is what the phone shows: "list" (several bookings), "menu" (of one), "cancel" (the
money result; 1 does it), "pay" (the amount; 1 asks M-Pesa), "help". What moves money is done only
from a screen that was shown, never by what was typed ahead of it. Nothing here names anybody.
"""

from collections.abc import Sequence
from dataclasses import replace

from conversations import texting_screens
from conversations import ussd_screens as screens
from conversations.change_terms import keep_terms, terms
from conversations.texting_facts import FITS
from conversations.ussd_booth import DIALLED, Booth, Shown, Typed
from conversations.ussd_screens import Screen
from conversations.words import Draft, Say
from conversations.work import Command, Result
from conversations.work.answer import NotPossible
from conversations.work.by_phone import AskStaff, Coming, SayComing, StaffAsked, Wanted
from conversations.work.change import (
    AskWaiver,
    BookingCancelled,
    CancelBooking,
    ChangeSeen,
    LookAtChange,
    WaiverAsked,
)
from conversations.work.payment import (
    AskForPayment,
    Bill,
    LookAtBill,
    PaymentAsked,
    PaymentHeldBack,
)
from conversations.work.settings import KeepLanguage, SettingsKept
from models.changes import Hindrance, Waiver
from models.views import BookingView

#: What has to be seen before an answer to it counts.
WEIGHTY = frozenset({"cancel", "pay"})
#: Of several bookings, at most so many on a screen; their numbers end before MORE.
MOST_CHOICES, MORE = 4, "8"


def advance(draft: Draft, event: Typed | Result, booth: Booth) -> Shown:
    """What is shown and done for one number typed, or for what came of a command."""
    if not isinstance(event, Typed):
        return _came_of_it(draft, event, booth)
    choice = event.choice.strip()
    match draft.step:
        case "list":
            return _listed(draft, choice, booth)
        case "menu":
            return _chosen(draft, choice, booth)
        case "cancel":
            return _cancelling(draft, choice, booth)
        case "pay":
            return _paying(draft, choice, booth)
        case "help" if choice == "0":
            return _back(draft, booth)
        case "help":
            return _noted(_help(draft, booth))
        case _:
            return home(booth)


def home(booth: Booth, *, note: str | None = None) -> Shown:
    """The first screen."""
    if not booth.ahead:
        return Shown(DIALLED.over(), screens.none(booth.practice_phone))
    first = _menu(booth.ahead[0].booking, booth) if len(booth.ahead) == 1 else _list(0, booth)
    return replace(first, screen=(Say(note), *first.screen)) if note else first


def _list(start: int, booth: Booth, *, noted: bool = False) -> Shown:
    """As many bookings as there is room for, from this one on."""
    ahead = [one.booking for one in booth.ahead]
    start = start if start < len(ahead) else 0
    tries = [_part(ahead, start, many, noted) for many in range(MOST_CHOICES, 0, -1)]
    reader = booth.reader(DIALLED)
    fitting = (one for one in tries if screens.fits(one.screen, reader, booth.house))
    return next(fitting, tries[-1])


def _part(ahead: Sequence[BookingView], start: int, many: int, noted: bool) -> Shown:
    """So many of a list; a phone of several people shows references and no times."""
    part = ahead[start : start + many]
    more = start + len(part) < len(ahead)
    dated = len({booking.client_id for booking in ahead}) == 1
    note = (Say("ussd_not_there"),) if noted else ()
    answers = {"start": start, "among": [one.public_id.hex for one in part], "more": more}
    screen = screens.choosing(part, dated=dated, more=more, back=start > 0)
    return Shown(Draft("ussd", "list", 0, answers), (*note, *screen))


def _listed(draft: Draft, choice: str, booth: Booth) -> Shown:
    start, among = draft.answers["start"], draft.answers["among"]
    if choice == "0":
        return _list(0, booth) if start else _bye()
    if choice == MORE and draft.answers["more"]:
        return _list(start + len(among), booth)
    if choice.isascii() and choice.isdigit() and 1 <= int(choice[:4]) <= len(among):
        booking = booth.find(among[int(choice[:4]) - 1])
        return _menu(booking, booth) if booking else home(booth, note="ussd_changed")
    return _list(start, booth, noted=True)


def _menu(booking: BookingView, booth: Booth) -> Shown:
    answers = {"booking": booking.public_id.hex, "person": booking.client_id,
               "version": booking.version}  # fmt: skip
    draft = Draft("ussd", "menu", 0, answers)
    language = booth.reader(draft).language
    several = len(booth.ahead) > 1
    return Shown(draft, screens.menu(booking, language, booth.now, several=several))


def _chosen(draft: Draft, choice: str, booth: Booth) -> Shown:
    booking = booth.find(draft.answers["booking"])
    if booking is None:
        return home(booth, note="ussd_changed")
    if booking.version != draft.answers["version"]:
        return _noted(_menu(booking, booth), "ussd_changed")
    do = _command(choice, booking, booth)
    if do is not None:
        return Shown(draft, do=do)
    match choice:
        case "5":
            language = booth.reader(draft).language
            return Shown(draft, do=KeepLanguage(screens.next_language(language)))
        case "6":
            return _help(draft, booth)
        case "0":
            return _list(0, booth) if len(booth.ahead) > 1 else _bye()
        case _:
            return _noted(_menu(booking, booth))


def _command(choice: str, booking: BookingView, booth: Booth) -> Command | None:
    """What a number of the menu does, where it makes sense for this booking now."""
    about = booking.public_id
    commands: dict[str, tuple[str, Command]] = {
        "1": ("come", SayComing(about)),
        "2": ("cancel", LookAtChange(about, as_staff=False)),
        "3": ("pay", LookAtBill(about, booth.phone)),
        "4": ("change", AskStaff(about, Wanted.OTHER_TIME)),
    }
    verb, command = commands.get(choice, ("", None))
    return command if command is not None and FITS[verb](booking, booth.now) else None


def _cancelling(draft: Draft, choice: str, booth: Booth) -> Shown:
    """The money result was shown: 1 brings it about."""
    booking = booth.find(draft.answers["booking"])
    if booking is None:
        return home(booth, note="ussd_changed")
    version = draft.answers["version"]
    match choice:
        case "1":
            return Shown(draft, do=CancelBooking(booking.public_id, version, False, "",
                                                 terms(draft)))  # fmt: skip
        case "2" if draft.answers["mercy"]:
            return Shown(draft, do=AskWaiver(booking.public_id, version, ""))
        case "0":
            return _menu(booking, booth)
        case _:
            again = draft.at("cancel", noted=True)
            return Shown(again, do=LookAtChange(booking.public_id, as_staff=False))


def _paying(draft: Draft, choice: str, booth: Booth) -> Shown:
    booking = booth.find(draft.answers["booking"])
    if booking is None:
        return home(booth, note="ussd_changed")
    match choice:
        case "1":
            return Shown(draft, do=AskForPayment(booking.public_id, booth.phone))
        case "0":
            return _menu(booking, booth)
        case _:
            again = draft.at("pay", noted=True)
            return Shown(again, do=LookAtBill(booking.public_id, booth.phone))


def _help(draft: Draft, booth: Booth) -> Shown:
    """Questions, and where help is; as many numbers as there is room for."""
    reader, note = booth.reader(draft), Say("ussd_not_there")
    tries = [
        screens.help_(booth.practice_phone, booth.crisis, numbers)
        for numbers in range(texting_screens.CRISIS_NUMBERS, 0, -1)
    ]
    fitting = (one for one in tries if screens.fits((note, *one), reader, booth.house))
    return Shown(draft.at("help"), next(fitting, tries[-1]))


def _back(draft: Draft, booth: Booth) -> Shown:
    booking = booth.find(draft.answers["booking"])
    return _menu(booking, booth) if booking else home(booth, note="ussd_changed")


def _noted(shown: Shown, key: str = "ussd_not_there") -> Shown:
    """The same screen, and a line above it that says why."""
    return replace(shown, screen=(Say(key), *shown.screen))


def _bye() -> Shown:
    return Shown(DIALLED.over(), (Say("ussd_bye"),))


def _came_of_it(draft: Draft, result: Result, booth: Booth) -> Shown:
    phone = booth.practice_phone
    match result:
        case ChangeSeen():
            return _seen(draft, result, booth)
        case Bill():
            return _bill(draft, result, booth)
        case SettingsKept():
            return _back(draft, booth)
        case BookingCancelled(booking=booking, refund=owed):
            screen: Screen = (texting_screens.cancelled(booking, owed),)
        case WaiverAsked(booking=booking):
            screen = (texting_screens.mercy_asked(booking),)
        case Coming(booking=booking):
            screen = (texting_screens.coming(booking),)
        case StaffAsked(booking=booking):
            in_chat = booth.owner(booking.client_id).in_chat
            screen = (texting_screens.other_time(booking, booth.link if in_chat else ""),)
        case PaymentAsked(payment=payment):
            booking_paid = booth.find(draft.answers["booking"])
            screen = (texting_screens.payment_asked(payment, booking_paid),)
        case PaymentHeldBack(until=until):
            screen = screens.pay_later(until, phone)
        case NotPossible(key=key, booking=present):
            screen = screens.not_possible(key, present, phone)
        case _:
            screen = (Say("ussd_not_possible"),)
    return Shown(draft.over(), screen)


def _seen(draft: Draft, seen: ChangeSeen, booth: Booth) -> Shown:
    booking, hindrance = seen.booking, seen.outcome.hindrance
    if hindrance is Hindrance.OVER:
        return Shown(draft.over(), screens.too_late(booking, booth.practice_phone))
    if hindrance is not None:
        return Shown(draft.over(), (Say("ussd_prompt_live"),))
    mercy = bool(seen.outcome.kept.minor) and seen.waiver is Waiver.NONE
    noted = bool(draft.answers.get("noted")) and not seen.again
    asked = keep_terms(draft.at("cancel", noted=None), seen.outcome, version=booking.version,
                       mercy=mercy)  # fmt: skip
    shown = Shown(asked, screens.terms(seen, mercy=mercy))
    return _noted(shown) if noted else shown


def _bill(draft: Draft, bill: Bill, booth: Booth) -> Shown:
    if not bill.outstanding.minor:
        return Shown(draft.over(), screens.nothing_to_pay(bill.booking))
    if bill.rests_until is not None:
        return Shown(draft.over(), screens.pay_later(bill.rests_until, booth.practice_phone))
    shown = Shown(draft.at("pay", noted=None), screens.bill(bill.booking, bill.outstanding))
    return _noted(shown) if draft.answers.get("noted") else shown
