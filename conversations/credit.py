"""/credit, "My money": what is kept, on its way back, and paid; and having a credit sent back."""

from enum import StrEnum

from conversations import credit_screens as screens
from conversations import texts
from conversations.dialogue import Entrance
from conversations.events import Begin, Tap, Text
from conversations.words import Draft, Event, Say, Turn
from conversations.work.credit import CreditGoesBack, LookAtMoney, MoneySeen, SendCreditBack
from models.values import Money

NAME = "credit"
ENTRANCE = Entrance(commands=frozenset({"credit", "money"}))


class Step(StrEnum):
    MONEY = "money"
    CONFIRM = "confirm"


def show(draft: Draft) -> Turn:
    if draft.step not in set(Step):
        return Turn(draft, (Say("nothing_open"),))
    return Turn(draft, do=LookAtMoney())


def back(draft: Draft) -> Turn:
    return show(_fresh(draft)) if draft.step == Step.CONFIRM else cancel(draft)


def cancel(draft: Draft) -> Turn:
    return Turn(draft.over(), (Say("credit_left"),))


def advance(draft: Draft, event: Event) -> Turn:
    match draft.step, event:
        case _, Begin():
            return show(_fresh(draft))
        case _, MoneySeen():
            return _seen(draft, event)
        case _, CreditGoesBack(before=before):
            return Turn(draft.over(), (screens.sent(before),))
        case Step.MONEY, Tap(value="send"):
            return show(draft.at(Step.CONFIRM))
        case Step.CONFIRM, Tap(value="y"):
            shown = Money(draft.answers["minor"], draft.answers["currency"])
            return Turn(draft, do=SendCreditBack(shown))
        case _, Text(text=text) if texts.means(text, "back"):
            return back(draft)
        case _, Text(text=text) if texts.means(text, "cancel"):
            return cancel(draft)
        case ((Step.MONEY | Step.CONFIRM), _):
            return show(draft.noting("only_buttons_here"))
        case _:
            return Turn(draft.over(), (Say("nothing_open"),))


def _seen(draft: Draft, seen: MoneySeen) -> Turn:
    """What is confirmed is what stands on the screen; without a credit there is nothing to."""
    credit = seen.money.credit
    if draft.step != Step.CONFIRM:
        return Turn(draft, (screens.overview(seen.money),))
    if not credit.minor:
        return Turn(_fresh(draft).noting("terms_changed"), (screens.overview(seen.money),))
    known = draft.at(Step.CONFIRM, minor=credit.minor, currency=credit.currency)
    if seen.changed:
        known = known.noting("terms_changed")
    return Turn(known, (screens.confirm(seen.money),))


def _fresh(draft: Draft) -> Draft:
    return draft.at(Step.MONEY, **dict.fromkeys(draft.answers))
