"""What M-Pesa does on request: look a transaction up, take a payment back, pay a customer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator import wallet
from simulator.daraja import messages, security
from simulator.daraja.books import PAID, Transaction
from simulator.daraja.credentials import BUSINESS, INITIATOR, INITIATOR_PASSWORD, SHORTCODE
from simulator.daraja.form import text
from simulator.daraja.outcomes import NEVER_BEGAN, Outcome
from simulator.daraja.receipts import NAIROBI

if TYPE_CHECKING:
    from simulator.daraja.conversations import Conversation
    from simulator.daraja.pushes import Daraja

SMALLEST_PAYOUT = 10
REASONS = {
    "push": "Pay Bill Online",
    "paybill": "Pay Bill",
    "reversal": "Reversal",
    "payout": "Business Payment to Customer via API",
}


def do(daraja: Daraja, asked: Conversation) -> Outcome:
    """Check who asks, then do it."""
    fields = asked.fields
    name = fields.get("InitiatorName") or fields.get("Initiator")
    if name != INITIATOR or security.opened(fields["SecurityCredential"]) != INITIATOR_PASSWORD:
        return Outcome("2001")
    party = fields.get("ReceiverParty") or fields.get("PartyA")
    if text(party) != SHORTCODE:
        return Outcome("21")
    return WORK[asked.kind](daraja, asked)


def look_up(daraja: Daraja, asked: Conversation) -> Outcome:
    """By receipt, or by one of the conversation ids of an earlier request."""
    receipt = asked.fields.get("TransactionID")
    name = asked.fields.get("OriginalConversationID")
    if receipt:
        found = daraja.books.transactions.get(receipt)
    else:
        found = daraja.books.of_conversation(str(name))
    if found is not None:
        return _described(daraja, asked, found)
    earlier = None if receipt else daraja.conversations.find(str(name))
    if earlier is None or earlier.kind == "status":
        return Outcome("2032")
    return _state(earlier)


def _state(earlier: Conversation) -> Outcome:
    """A request that moved no money."""
    if earlier.outcome is not None and earlier.outcome.code in NEVER_BEGAN:
        return Outcome("2032")
    state = "Declined" if earlier.outcome else "Expired" if earlier.expired else "Authorized"
    amount = int(earlier.fields["Amount"])
    ids = list(earlier.names.items())
    return Outcome(
        "0", "", [("TransactionStatus", state), ("Amount", amount), *ids, ("ReceiptNo", None)]
    )


def _described(daraja: Daraja, asked: Conversation, found: Transaction) -> Outcome:
    turn = daraja.conversations.turn("described")
    debit, credit = _party(daraja, found.number), f"{SHORTCODE} - {BUSINESS}"
    if found.kind not in PAID:
        debit, credit = credit, debit
    amounts: tuple[Any, ...] = (found.amount, f"{found.amount}.00", float(found.amount))
    when = _number_of(found.at)
    # The portal's sample names both sides as the debit party.
    other = "DebitPartyName" if turn % 2 else "CreditPartyName"
    return Outcome(
        "0",
        found.receipt,
        [
            ("DebitPartyName", debit),
            (other, credit),
            ("OriginatorConversationID", found.originator_id or None),
            ("InitiatedTime", when),
            ("DebitAccountType", "Utility Account" if found.kind == "payout" else "MMF Account"),
            ("DebitPartyCharges", None),
            ("TransactionReason", None),
            ("ReasonType", REASONS[found.kind]),
            ("TransactionStatus", "Completed"),
            ("FinalisedTime", when),
            ("Amount", amounts[turn % 3]),
            ("ConversationID", found.conversation_id or asked.conversation_id),
            ("ReceiptNo", found.receipt),
        ],
    )


def take_back(daraja: Daraja, asked: Conversation) -> Outcome:
    """Give a payment, or a part of it, back to who made it; once."""
    books, amount = daraja.books, int(asked.fields["Amount"])
    original = books.transactions.get(asked.fields["TransactionID"])
    if original is None or original.kind not in PAID:
        return Outcome("R000002")
    if original.reversed_by:
        return Outcome("R000001")
    if amount > original.amount:
        return Outcome("3")
    if amount > books.working:
        return Outcome("1")
    made = books.record(
        "reversal", original.number, amount, original=original.receipt, **_ids(asked)
    )
    original.reversed_by = made.receipt
    _hand_over(daraja, made, f"Reversal of {original.receipt}")
    left = f"{books.working}.00"
    return Outcome(
        "0",
        made.receipt,
        [
            ("DebitAccountBalance", f"Working Account|KES|{left}|{left}|0.00|0.00"),
            ("Amount", float(amount)),
            ("TransCompletedTime", _number_of(made.at)),
            ("OriginalTransactionID", original.receipt),
            ("Charge", 0.0),
            ("CreditPartyPublicName", _party(daraja, made.number)),
            ("DebitPartyPublicName", f"{SHORTCODE} - {BUSINESS}"),
        ],
    )


def pay_out(daraja: Daraja, asked: Conversation) -> Outcome:
    """Pay a registered customer out of the utility account."""
    books, amount, number = daraja.books, int(asked.fields["Amount"]), text(asked.fields["PartyB"])
    if amount < SMALLEST_PAYOUT:
        return Outcome("2")
    if daraja.world.phone_by_number(number) is None:
        return Outcome("2040")
    if amount > books.utility:
        return Outcome("1")
    made = books.record("payout", number, amount, **_ids(asked))
    _hand_over(daraja, made, asked.fields["Remarks"])
    when = datetime.fromtimestamp(made.at, NAIROBI)
    return Outcome(
        "0",
        made.receipt,
        [
            ("TransactionAmount", amount),
            ("TransactionReceipt", made.receipt),
            ("ReceiverPartyPublicName", _party(daraja, number)),
            ("TransactionCompletedDateTime", f"{when:%d.%m.%Y %H:%M:%S}"),
            ("B2CUtilityAccountAvailableFunds", float(books.utility)),
            ("B2CWorkingAccountAvailableFunds", float(books.working)),
            ("B2CRecipientIsRegisteredCustomer", "Y"),
            ("B2CChargesPaidAccountAvailableFunds", 0.0),
        ],
    )


WORK: dict[str, Callable[[Daraja, Conversation], Outcome]] = {
    "status": look_up,
    "reversal": take_back,
    "b2c": pay_out,
}


def _hand_over(daraja: Daraja, made: Transaction, reference: str) -> None:
    phone = daraja.world.phone_by_number(made.number)
    if phone is None:
        return
    wallet.move(
        daraja.world,
        phone,
        made.amount,
        receipt=made.receipt,
        who=BUSINESS,
        reference=reference,
    )
    messages.received(daraja.world, phone, made)


def _ids(asked: Conversation) -> dict[str, str]:
    return {"originator_id": asked.originator_id, "conversation_id": asked.conversation_id}


def _party(daraja: Daraja, number: str) -> str:
    phone = daraja.world.phone_by_number(number)
    name = phone.name if phone and not daraja.take("blank_names", number) else ""
    shown = f"{number[:4]} ***** {number[-3:]}" if daraja.take("masked_party", number) else number
    return f"{shown} - {name}"


def _number_of(at: float) -> int:
    return int(f"{datetime.fromtimestamp(at, NAIROBI):%Y%m%d%H%M%S}")
