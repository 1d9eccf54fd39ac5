"""/receipts: one's own receipts as PDF, newest first; a booking's button sends those of it (M8)."""

from enum import StrEnum
from uuid import UUID

from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap
from conversations.understanding import read_id, read_number
from conversations.words import Button, Draft, Event, Paper, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.receipts import (
    FindReceipt,
    FindReceiptsOf,
    ListReceipts,
    ReceiptsFound,
    ReceiptsListed,
)
from models.books_views import ReceiptView

NAME = "receipts"
ENTRANCE = Entrance(commands=frozenset({"receipts"}), verbs=frozenset({"rcpt"}))


class Step(StrEnum):
    LIST = "list"


FRAME = Frame(Step, left="receipts_closed")


def show(draft: Draft) -> Turn:
    return Turn(draft, do=ListReceipts(draft.answers.get("page", 0)))


def advance(draft: Draft, event: Event) -> Turn | None:
    match event:
        case Begin(about=about, by="rcpt"):
            booking, _, _ = about.partition(":")
            return Turn(draft.over(), do=FindReceiptsOf(UUID(booking)))
        case Begin():
            return show(draft.at(Step.LIST, page=None))
        case ReceiptsListed():
            return Turn(draft, (_list(draft, event),))
        case ReceiptsFound(receipts=receipts) if receipts:
            return Turn(draft, tuple(map(_sent, receipts)))
        case ReceiptsFound():
            every = Button("my_receipts", command="receipts")
            return Turn(draft, (Say("receipt_none_here", {}, ((every,),), screen=False),))
        case NotPossible(key=key):
            return Turn(draft.over(), (Say(key, screen=False),))
        case Tap(value=value):
            return _tapped(draft, value)
        case _:
            return None


def _tapped(draft: Draft, value: str) -> Turn | None:
    rest = value[1:]
    match value[:1]:
        case "r" if receipt := read_id(rest):
            return Turn(draft, do=FindReceipt(receipt))
        case "g" if (page := read_number(rest)) is not None and page < 1000:
            return show(draft.at(Step.LIST, page=page))
        case _:
            return None


def _list(draft: Draft, found: ReceiptsListed) -> Say:
    page = draft.answers.get("page", 0)
    rows = [
        (Button("receipt_named", _named(one), value=f"r{one.public_id.hex}"),)
        for one in found.receipts
    ]
    turning = (
        *((Button("earlier", value=f"g{page - 1}"),) if page else ()),
        *((Button("later", value=f"g{page + 1}"),) if found.more else ()),
    )
    rows += [turning] if turning else []
    rows.append((Button("done", value="cancel"),))
    return Say("receipts_list" if found.receipts else "receipts_none", {}, tuple(rows))


def _sent(receipt: ReceiptView) -> Say:
    return Say("receipt_here", _named(receipt), screen=False,
               paper=Paper(receipt.public_id))  # fmt: skip


def _named(receipt: ReceiptView) -> dict[str, object]:
    return {"number": receipt.number, "amount": receipt.amount, "on": receipt.paid_at}
