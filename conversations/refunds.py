"""/refunds: what goes back to clients and waits for an admin, and what they decide (M6)."""

import re
from enum import StrEnum
from uuid import UUID

from conversations import refund_screens as screens
from conversations.admin_steps import turned
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.understanding import read_id
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.refunds import (
    ItWasSent,
    KeepAsCredit,
    ListRefunds,
    OpenRefund,
    PaidOut,
    RefundDecided,
    RefundFound,
    RefundsListed,
    SendAgain,
)
from models.refund_views import RefundView

NAME = "refunds"
ENTRANCE = Entrance(commands=frozenset({"refunds"}))
OF_WORK = True

#: An M-Pesa receipt anywhere in what was pasted, or any code by itself.
_RECEIPT = re.compile(r"\b[A-Z][A-L][1-9A-V][A-Z0-9]{7}\b")
_CODE = re.compile(r"[A-Za-z0-9-]{4,40}")


class Step(StrEnum):
    LIST = "list"
    REFUND = "refund"
    PAID_CODE = "paid_code"
    SENT_CODE = "sent_code"
    CREDIT = "credit"


FRAME = Frame(
    Step, left="refunds_left", not_yours="admins_only",
    hints={Step.PAID_CODE: "refund_code_hint", Step.SENT_CODE: "refund_code_hint"},
)  # fmt: skip
_LEADS_TO = {"paid": Step.PAID_CODE, "sent": Step.SENT_CODE, "credit": Step.CREDIT}


def show(draft: Draft) -> Turn:
    """Each step asks the shell for something, and the shell asks for the role each time."""
    if draft.step == Step.LIST:
        return Turn(draft, do=ListRefunds(draft.answers.get("page", 0)))
    return Turn(draft, do=OpenRefund(_refund(draft)))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.LIST:
            return None
        case Step.REFUND:
            return draft.at(Step.LIST, refund=None)
        case _:
            return draft.at(Step.REFUND)


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin():
            return show(draft.anew(Step.LIST))
        case _, RefundsListed():
            return Turn(draft, (screens.listed(event, draft.answers.get("page", 0)),))
        case _, RefundFound(refund=refund):
            return Turn(draft, (_screen(draft.step, refund),))
        case _, RefundDecided(refund=refund):
            return Turn(draft.at(Step.REFUND).noting("refund_decided"), (screens.card(refund),))
        case _, NotPossible(key="outdated") if "refund" in draft.answers:
            return show(draft.at(Step.REFUND).noting("refund_moved_on"))
        case _, Tap(value=value):
            return _tapped(draft, value)
        case ((Step.PAID_CODE | Step.SENT_CODE), Text(text=text)):
            code = _code(text)
            return _with_code(draft, code) if code else None
        case _:
            return None


def _screen(step: str, refund: RefundView) -> Say:
    match step:
        case Step.PAID_CODE | Step.SENT_CODE:
            return screens.code(refund)
        case Step.CREDIT:
            return screens.sure(refund)
        case _:
            return screens.card(refund)


def _tapped(draft: Draft, value: str) -> Turn | None:
    match draft.step, value:
        case Step.LIST, _ if value[:1] == "u" and (refund := read_id(value[1:])):
            return show(draft.at(Step.REFUND, refund=refund.hex))
        case Step.LIST, _ if there := turned(draft, value):
            return show(there)
        case Step.REFUND, _ if value in _LEADS_TO:
            return show(draft.at(_LEADS_TO[value]))
        case Step.REFUND, "again":
            return Turn(draft, do=SendAgain(_refund(draft)))
        case ((Step.PAID_CODE | Step.SENT_CODE), "none"):
            return _with_code(draft, None)
        case Step.CREDIT, "y":
            return Turn(draft, do=KeepAsCredit(_refund(draft)))
        case _:
            return None


def _with_code(draft: Draft, code: str | None) -> Turn:
    paid = draft.step == Step.PAID_CODE
    return Turn(draft, do=(PaidOut if paid else ItWasSent)(_refund(draft), code))


def _code(text: str) -> str | None:
    found = _RECEIPT.search(text.upper())
    if found:
        return found[0]
    bare = text.strip()
    return bare.upper() if _CODE.fullmatch(bare) else None


def _refund(draft: Draft) -> UUID:
    return UUID(hex=draft.answers["refund"])
