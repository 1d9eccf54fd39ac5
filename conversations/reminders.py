"""/reminders: what somebody is reminded of, by which ways, when not, and their e-mail (R1, R8)."""

import re
from enum import StrEnum

from conversations import reminders_mail as mail
from conversations import reminders_screens as screens
from conversations import texts
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.quiet_words import is_unclear, means_off, read_button, read_quiet
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.reminders import (
    CodeMailed,
    CodeWrong,
    ForgetMail,
    KeepQuiet,
    MailCode,
    ReadWishes,
    RemindersCommand,
    SharePhone,
    StartSms,
    TryCode,
    WantChat,
    WantDigest,
    WantKind,
    WantMail,
    WantSms,
    WishesFound,
    WishesKept,
)
from models.values import ReminderKind, SmsWish
from models.wish_views import WishView

NAME = "reminders"
ENTRANCE = Entrance(commands=frozenset({"reminders"}))


class Step(StrEnum):
    MENU = "menu"
    WHEN = "when"
    WHERE = "where"
    QUIET = "quiet"
    SHARED = "shared"
    DIGEST = "digest"
    EMAIL = "email"
    CODE = "code"


FRAME = Frame(
    Step, left="wishes_left",
    hints={Step.QUIET: "quiet_unclear", Step.EMAIL: "email_hint", Step.CODE: "code_hint"},
)  # fmt: skip

#: As the menu offers them; they may be typed, too.
_CHANGES = (Step.WHEN, Step.WHERE, Step.QUIET, Step.EMAIL, Step.SHARED, Step.DIGEST)
_DIGITS = re.compile(r"[\s.-]*".join([r"\d"] * 6), re.ASCII)


def show(draft: Draft) -> Turn:
    """Every step shows how things are now, so every step reads them."""
    return Turn(draft, do=ReadWishes())


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.MENU:
            return None
        case Step.CODE:
            return draft.at(Step.EMAIL)
        case _:
            return draft.at(Step.MENU)


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about):
            wanted = about if about in _CHANGES else Step.MENU
            return show(draft.at(Step.CODE if mail.waits(draft) else wanted))
        case Step.DIGEST, WishesFound(mine=mine) if not mine.has_digest:
            return _at(draft.at(Step.MENU), mine)
        case _, WishesFound(mine=mine):
            return _at(draft, mine)
        case _, WishesKept(mine=mine):
            return _kept(draft, mine)
        case _, CodeMailed():
            return _at(mail.mailed(draft.at(Step.CODE), event), event.mine)
        case _, CodeWrong():
            wrong, is_over = mail.wrong(draft, event)
            return _at(wrong.at(Step.EMAIL).noting(wrong.note or "") if is_over else wrong,
                       event.mine)  # fmt: skip
        case _, NotPossible(key=key):
            return show(draft.noting(key))
        case _, Text(text=text):
            return _typed(draft, text.strip()[:300])
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _:
            return None


def _at(draft: Draft, mine: WishView) -> Turn:
    return Turn(draft, (_screen(draft, mine),))


def _screen(draft: Draft, mine: WishView) -> Say:
    match draft.step:
        case Step.WHEN:
            return screens.when(mine)
        case Step.WHERE:
            return screens.where(mine)
        case Step.QUIET:
            return screens.quiet(mine)
        case Step.SHARED:
            return screens.shared(mine)
        case Step.DIGEST:
            return screens.digest(mine)
        case Step.EMAIL:
            return screens.email(mine, waits=mail.waits(draft))
        case Step.CODE if mail.waits(draft):
            return screens.code(draft.answers[mail.ADDRESS])
        case _:
            return screens.menu(mine)


def _kept(draft: Draft, mine: WishView) -> Turn:
    """Switches stay where they are, to be looked at; what was chosen leads back."""
    if draft.step in {Step.WHEN, Step.WHERE}:
        return _at(draft.at(draft.step), mine)
    if draft.step == Step.CODE:
        return _at(mail.without(draft).at(Step.MENU).noting("email_kept"), mine)
    if draft.step == Step.EMAIL and mine.email is None:
        return _at(draft.at(Step.MENU).noting("email_removed"), mine)
    return _at(draft.at(Step.MENU).noting("wishes_kept"), mine)


def _tapped(draft: Draft, value: str) -> Turn | None:
    if draft.step == Step.MENU and value in _CHANGES:
        return show(draft.at(Step(value)))
    if draft.step == Step.EMAIL and value == "typecode" and mail.waits(draft):
        return show(draft.at(Step.CODE))
    wanted = _wanted(draft.step, value)
    return None if wanted is None else Turn(draft, do=wanted)


def _wanted(step: str, value: str) -> RemindersCommand | None:
    """What a button of this step asks for."""
    what, _, how = value.partition(" ")
    is_on = how == "on"
    match step, what:
        case Step.WHEN, _ if what in set(ReminderKind):
            return WantKind(ReminderKind(what), is_on)
        case Step.WHERE, "chat":
            return WantChat(is_on)
        case Step.WHERE, "sms" if how in set(SmsWish):
            return WantSms(SmsWish(how))
        case ((Step.WHERE | Step.MENU), "start"):
            return StartSms()
        case (Step.WHERE, "mail"):
            return WantMail(is_on)
        case Step.QUIET, "quiet":
            return KeepQuiet(read_button(how))
        case Step.SHARED, "shared":
            return SharePhone(is_on)
        case Step.DIGEST, "digest":
            return WantDigest(is_on)
        case Step.EMAIL, "forget":
            return ForgetMail()
        case _:
            return None


def _typed(draft: Draft, text: str) -> Turn | None:
    match draft.step:
        case Step.MENU:
            chosen = texts.picked(text, [f"change_{step}" for step in _CHANGES])
            if chosen is not None:
                return show(draft.at(_CHANGES[chosen]))
            return _typed_quiet(draft, text)
        case Step.QUIET:
            return _typed_quiet(draft, text)
        case Step.EMAIL:
            if texts.means(text, "email_remove"):
                return Turn(draft, do=ForgetMail())
            return Turn(draft, do=MailCode(text))
        case Step.CODE:
            return _typed_code(draft, text)
        case _:
            return None


def _typed_quiet(draft: Draft, text: str) -> Turn | None:
    if means_off(text) and draft.step == Step.QUIET:
        return Turn(draft, do=KeepQuiet(None))
    quiet = read_quiet(text)
    if quiet is None:
        return show(draft.noting("clock_unclear")) if is_unclear(text) else None
    return Turn(draft.at(Step.QUIET), do=KeepQuiet(quiet))


def _typed_code(draft: Draft, text: str) -> Turn | None:
    """Six digits, or another address."""
    if "@" in text:
        return Turn(draft, do=MailCode(text))
    if not mail.waits(draft) or not _DIGITS.fullmatch(text):
        return None
    told = draft.answers
    return Turn(draft, do=TryCode(told[mail.ADDRESS], told[mail.SEAL], told[mail.UNTIL], text))
