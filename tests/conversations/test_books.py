"""/books and /receipts, as they are spoken (M8)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from conversations.events import Contact, File, Happening, Tap, Typed, Unknown
from conversations.work import Command, Result
from conversations.work import books as work
from conversations.work import receipts as receipts_work
from conversations.work.answer import NotPossible
from models.books_views import DayView, MismatchView, ReceiptView
from models.values import MismatchKind, Money, Provider
from tests.dialog import Chat, dialog, outside

DAY = date(2026, 9, 7)
AGREES = DayView(Provider.PAYSTACK, DAY, 3, Money(900_000), 3, Money(900_000), 0, 1)
DIFFERS = DayView(Provider.MPESA, DAY, 12, Money(3_000_000), 13, Money(3_250_000), 2, 0)
ODD = MismatchView(UUID(int=8), Provider.MPESA, DAY, "UI7AAAAAAA", MismatchKind.MISSING_THERE,
                   None, Money(250_000))  # fmt: skip
RECEIPT = ReceiptView(
    UUID(int=9), 12, Money(250_000), Provider.MPESA, "UI7AAAAAAA",
    datetime(2026, 9, 7, 9, tzinfo=UTC), "Amina", datetime(2026, 9, 15, 7, tzinfo=UTC),
    "BK-2026-000007", Money(0), Money(0),
)  # fmt: skip


def books_world(refuses: dict[type[Command], str] | None = None) -> Callable[[Command], Result]:
    def world(command: Command) -> Result:
        key = (refuses or {}).get(type(command))
        if key:
            return NotPossible(key)
        match command:
            case work.OpenBooks():
                return work.BooksOpened((DIFFERS, AGREES), 2)
            case work.ListMismatches(page=page):
                return work.MismatchesListed((ODD,), more=page == 0)
            case work.OpenMismatch():
                return work.MismatchOpened(ODD)
            case work.SettleMismatch():
                return work.MismatchSettled()
            case receipts_work.ListReceipts(page=page):
                return receipts_work.ReceiptsListed((RECEIPT,), more=page == 0)
            case receipts_work.FindReceipt():
                return receipts_work.ReceiptsFound((RECEIPT,))
            case receipts_work.FindReceiptsOf():
                return receipts_work.ReceiptsFound(())
            case _:
                return outside(command)

    return world


def chat(lines: list[tuple[str, str]], refuses: dict[type[Command], str] | None = None) -> Chat:
    return dialog(lines, Chat(world=books_world(refuses)))


OPENED = [("/books", "Theirs: 12, KES 30,000")]
LIST = [*OPENED, ("What doesn't match (2)", "We have KES 2,500, M-Pesa has nothing")]
ONE = [*LIST, ("Mon 7 Sep, UI7AAAAAAA", "type it in a few words")]
RECEIPTS = [("/receipts", "Your receipts")]


def test_m8_what_differs_is_settled_with_a_note() -> None:
    said = chat([*ONE, ("  the bank   tested ", "Settled, with your note")])
    assert work.SettleMismatch(ODD.public_id, "the bank tested") in said.asked


def test_m8_the_days_say_what_agrees() -> None:
    chat(
        [
            ("/books", "one payment that we had not heard of was"),
            ("Done", "/books opens them again"),
        ]
    )


def test_m8_somebody_else_was_quicker() -> None:
    chat([*ONE, ("a test", "Somebody has settled that one already")],
         {work.SettleMismatch: "outdated"})  # fmt: skip


def test_p1_the_books_are_for_those_who_run_the_practice() -> None:
    chat([("/books", "for those who run the practice")], {work.OpenBooks: "not_yours"})


def test_m8_there_is_a_way_back_from_everywhere() -> None:
    chat(
        [
            *ONE,
            ("Back", "What doesn't match"),
            ("Later", "What doesn't match"),
            ("Earlier", "What doesn't match"),
            ("Back", "Theirs"),
            ("/cancel", "opens them again"),
        ]
    )
    chat([*ONE, ("back", "What doesn't match"), ("cancel", "opens them again")])


def test_m8_a_receipt_is_asked_for_by_its_button() -> None:
    said = chat([*RECEIPTS, ("No. 12, KES 2,500", "Here is receipt no. 12 for KES 2,500")])
    assert said.screen["paper"] == {"id": RECEIPT.public_id.hex, "language": "en"}
    chat([*RECEIPTS, ("Later", "Your receipts"), ("Done", "/receipts opens them again")])


@pytest.mark.parametrize("lines", [OPENED, LIST, ONE, RECEIPTS])
@pytest.mark.parametrize(
    "happening",
    [
        Contact("+254712000001", own=True),
        File("photo", "x", None, 1),
        Unknown("sticker"),
        Tap("books", -2, "?", 1),
        Typed("cancel"),
    ],
)
def test_every_step_answers_whatever_comes(
    lines: list[tuple[str, str]], happening: Happening
) -> None:
    assert len(chat(lines).happens(happening)) == 1
