"""/credit, "My money": what is kept, on its way back, and paid; and having a credit sent back."""

from enum import StrEnum

from conversations import credit_screens as screens
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap
from conversations.words import Draft, Event, Turn
from conversations.work.credit import CreditGoesBack, LookAtMoney, MoneySeen, SendCreditBack
from models.values import Money

NAME = "credit"
ENTRANCE = Entrance(commands=frozenset({"credit", "money"}))


class Step(StrEnum):
    MONEY = "money"
    CONFIRM = "confirm"


FRAME = Frame(Step, left="credit_left", hint="credit_hint")


def show(draft: Draft) -> Turn:
    return Turn(draft, do=LookAtMoney())


def back(draft: Draft) -> Draft | None:
    return draft.anew(Step.MONEY) if draft.step == Step.CONFIRM else None


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin():
            return show(draft.anew(Step.MONEY))
        case _, MoneySeen():
            return _seen(draft, event)
        case _, CreditGoesBack(before=before):
            return Turn(draft.over(), (screens.sent(before),))
        case Step.MONEY, Tap(value="send"):
            return show(draft.at(Step.CONFIRM))
        case Step.CONFIRM, Tap(value="y"):
            shown = Money(draft.answers["minor"], draft.answers["currency"])
            return Turn(draft, do=SendCreditBack(shown))
        case _:
            return None


def _seen(draft: Draft, seen: MoneySeen) -> Turn:
    """What is confirmed is what stands on the screen; without a credit there is nothing to."""
    credit = seen.money.credit
    if draft.step != Step.CONFIRM:
        return Turn(draft, (screens.overview(seen.money),))
    if not credit.minor:
        return Turn(draft.anew(Step.MONEY).noting("terms_changed"), (screens.overview(seen.money),))
    known = draft.at(Step.CONFIRM, minor=credit.minor, currency=credit.currency)
    if seen.changed:
        known = known.noting("terms_changed")
    return Turn(known, (screens.confirm(seen.money),))
