"""“I have paid”, and what the practice says to it, as they are spoken (M5)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from conversations.events import Action, Contact, File, Happening, Unknown
from conversations.notices_paidproof import refused, waits
from conversations.render import render
from conversations.words import Draft, Say
from conversations.work import Command, Result
from conversations.work import paidproof as paid
from conversations.work.answer import NotPossible
from conversations.work.payment import LookAtBill
from handlers.parse import tapped
from models.proof_views import PaidSaid
from models.values import Money, PaymentStatus, ProofState
from tests.dialog import (
    AMINA,
    CODE,
    HOUSE,
    NOW,
    REFERENCE,
    Chat,
    bill,
    booking,
    dialog,
    outside,
    proof,
)

DUE = Money(250_000)
PICTURE = File("photo", "photo-1", None, 100)


def showing(world: Callable[[Command], Result] = outside) -> Chat:
    chat = Chat(world)
    said = chat.happens(Action("paid", REFERENCE, 2, 1))
    assert "You have paid for BK-2026-000007?" in said[0]["text"]
    return chat


def but(kind: type, result: Result) -> Callable[[Command], Result]:
    """All goes well but this."""
    return lambda command: result if isinstance(command, kind) else outside(command)


def test_m5_the_message_is_pasted_and_looked_up() -> None:
    chat = dialog([(f"{CODE} Confirmed. Ksh2,500.00 sent to", "asking M-Pesa about UIH4A1B2C3")],
                  showing())  # fmt: skip
    assert chat.current is None
    assert "Later" not in str(chat.screen)


def test_m5_a_picture_waits_for_a_person() -> None:
    chat = showing()
    said = chat.happens(PICTURE)
    assert "The practice checks your payment" in said[0]["text"]
    assert isinstance(chat.asked[-1], paid.ShowPicture)


@pytest.mark.parametrize(
    "event", [Unknown("sticker"), Unknown("voice"), Contact("+254712000001", own=True)]
)
def test_x62_anything_else_is_answered_with_the_same_step(event: Happening) -> None:
    chat = showing()
    assert "or a picture of it" in chat.happens(event)[0]["text"]
    dialog([("hello", "I can't find an M-Pesa code"), (CODE, "asking M-Pesa")], chat)


def test_m5_a_code_with_an_odd_date_is_asked_about_and_not_refused() -> None:
    doubted = paid.CodeDoubted(PaidSaid(CODE, Money(100)), "before")

    def world(command: Command) -> Result:
        match command:
            case paid.ShowMessage() | paid.ShowCode(sure=False):
                return doubted
            case _:
                return outside(command)

    dialog([("UIH4A1B2C3", "before this session was agreed"), ("Send another", "You have paid"),
            ("UIH4A1B2C3", "before this"), ("Yes, it is right", "asking M-Pesa")],
           showing(world))  # fmt: skip


@pytest.mark.parametrize(
    ("key", "words", "stays"),
    [
        ("paidproof_counted", "counted already", False),
        ("paidproof_being_checked", "looking into that code already", False),
        ("paidproof_too_many", "many codes today", False),
        ("paidproof_not_usable", "letter by letter", True),
        ("payment_not_due", "nothing to pay", False),
    ],
)
def test_m5_what_cannot_be_taken_says_why_and_what_next(key: str, words: str, stays: bool) -> None:
    chat = showing(but(paid.ShowMessage, NotPossible(key, booking())))
    dialog([(CODE, words)], chat)
    assert (chat.current == "paidproof") is stays


def test_m5_the_amount_in_the_message_is_a_hint_only() -> None:
    for said, words in ((Money(100_000), "what is left"), (Money(300_000), "is kept for you")):
        kept = paid.ProofKept(booking(), proof(state=ProofState.CHECKING, said=said), DUE)
        dialog([(CODE, words)], showing(but(paid.ShowMessage, kept)))


def test_m5_paid_meanwhile_another_code_is_still_taken() -> None:
    chat = Chat(but(paid.WantProof, paid.ProofWanted(booking(), Money(0))))
    said = chat.happens(Action("paid", REFERENCE, 2, 1))
    assert "there is nothing more to do" in said[0]["text"]
    dialog([(CODE, "asking M-Pesa")], chat)


def test_m5_words_of_mpesas_at_the_desk_find_their_session() -> None:
    chat = dialog([(f"{CODE} Confirmed. Ksh2,500.00 sent to", "Is it your payment")])
    assert len(chat.screen["keyboard"]) == 1
    dialog([("BK-2026-000007", "asking M-Pesa about UIH4A1B2C3")], chat)
    assert chat.asked[-1] == paid.ShowCode(REFERENCE, PaidSaid(CODE, DUE))
    nothing = Chat(but(paid.ReadUnasked, paid.MessageRead(PaidSaid(CODE), ())))
    dialog([(CODE, "no session that waits to be paid")], nothing)


def test_m5_the_command_asks_for_which_session() -> None:
    chat = dialog([("/paid", "For which session"), ("hello", "use the buttons")])
    assert len(chat.screen["keyboard"]) == 3
    one = Chat(but(paid.FindPayable, paid.PayableFound((booking(),))))
    dialog([("/paid", "You have paid for BK-2026-000007?"), ("Later", "You can pay later")], one)
    none = Chat(but(paid.FindPayable, paid.PayableFound(())))
    dialog([("/paid", "no session that could be paid")], none)


def test_m5_after_a_prompt_one_can_say_that_one_has_paid() -> None:
    asked_for = booking(payment_status=PaymentStatus.PROCESSING)
    chat = Chat(but(LookAtBill, bill(booking=asked_for)))
    chat.happens(Action("pay", REFERENCE, 2, 1))
    button = chat.button("I have paid")
    assert button is not None
    said = chat.happens(tapped(button["data"], 1))
    assert "You have paid for BK-2026-000007?" in said[0]["text"]


def judging(verb: str, world: Callable[[Command], Result] = outside) -> tuple[Chat, str]:
    chat = Chat(world)
    return chat, chat.happens(Action(verb, UUID(int=9), 0, 1))[-1]["text"]


def test_m5_a_person_says_that_it_has_come_in() -> None:
    chat, asked = judging("pfok")
    assert "How much has come in" in asked
    dialog([("KES 2,500", "KES 2,500 counted")], chat)
    assert chat.asked[-1] == paid.AcceptProof(UUID(int=9), CODE, DUE)


def test_m5_what_really_came_in_can_be_typed() -> None:
    chat, _ = judging("pfok")
    dialog([("two thousand", "whole shillings"), ("1,500", "KES 1,500 counted")], chat)


def test_m5_of_a_picture_the_code_is_typed() -> None:
    shown = proof(code=None, said=None, file_id="f", file_kind="photo")
    world = but(paid.LookAtProof, paid.ProofFound(shown, booking(), DUE))
    chat = Chat(world)
    said = chat.happens(Action("pfsee", UUID(int=9), 0, 1))
    assert said[0]["media"] == {"kind": "photo", "file_id": "f", "dispensable": False}
    assert said[0]["protected"] is True
    dialog([("It has come in", "Which code?"), ("no idea", "can't find an M-Pesa code"),
            (CODE, "How much has come in"), ("2500", "KES 2,500 counted")], chat)  # fmt: skip
    assert chat.asked[-1] == paid.AcceptProof(UUID(int=9), CODE, DUE)


def test_m5_a_person_finds_nothing_and_says_why() -> None:
    chat, asked = judging("pfno")
    assert "Tap a reason" in asked
    dialog([("It went to somebody else", "a payment to somebody else")], chat)
    chat, _ = judging("pfno")
    dialog([("Only <b> 1 came", "Only &lt;b&gt; 1 came")], chat)


def test_m5_who_comes_second_reads_how_it_stands() -> None:
    for state, words in ((ProofState.ACCEPTED, "found by Brian"),
                         (ProofState.REFUSED, "not found, by Brian"),
                         (ProofState.CHECKING, "asking M-Pesa")):  # fmt: skip
        stands = proof(state=state, decided_by="Brian", decided_at=NOW, note="not_found")
        found = paid.ProofFound(stands, booking(), DUE)
        chat, _ = judging("pfok", but(paid.AcceptProof, found))
        dialog([("KES 2,500", words)], chat)
        assert chat.current is None


def test_m5_a_code_of_another_payment_leads_back_to_the_proof() -> None:
    chat, _ = judging("pfok", but(paid.AcceptProof, NotPossible("proof_code_used")))
    dialog([("KES 2,500", "belongs to another payment"), ("Not found", "Tap a reason"),
            ("‹ Back", "Has this code come in"), ("‹ Back", "Payments to look for")],
           chat)  # fmt: skip


def test_m5_the_list_pages_and_opens() -> None:
    chat = dialog([("/proofs", "Oldest first"), ("Next ›", "Oldest first"),
                   ("‹ Prev", "Oldest first"), ("hello", "use the buttons"),
                   ("Done", "/proofs shows")])  # fmt: skip
    assert chat.current is None


def rendered(say: Say) -> dict[str, Any]:
    return render(say, AMINA, Draft("desk"), HOUSE)


def test_m5_those_who_judge_see_the_code_or_a_way_to_the_picture() -> None:
    told = rendered(waits(booking(), proof(said=Money(100_000), settled_at=NOW), DUE))
    assert "UIH4A1B2C3</b> · KES 1,000" in told["text"]
    assert [b["text"] for b in told["keyboard"][0]] == ["It has come in", "Not found"]
    told = rendered(waits(booking(), proof(code=None, file_id="f", file_kind="photo"), DUE))
    assert [b["text"] for b in told["keyboard"][0]] == ["Look at it"]
    assert "media" not in told


def test_m5_who_is_refused_reads_why_and_what_next() -> None:
    told = rendered(refused(booking(), "not_to_us"))
    assert "forward the message to 456" in told["text"]
    assert [row[0]["text"] for row in told["keyboard"]] == ["Send another code", "Pay"]
    over = replace(booking(), payment_status=booking().payment_status.PAID)
    assert len(rendered(refused(over, "Sorry, <nothing>"))["keyboard"]) == 1
