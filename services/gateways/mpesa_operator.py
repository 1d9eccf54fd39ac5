"""What only an API operator may ask of Daraja: a transaction's status, a reversal, a payout.

All three are asynchronous: an answer here says no more than that the request was taken; what
became of it comes to the hooks (3-protocols 1.8).
"""

import re

from services.errors import AmountNotWholeShillings
from services.gateways import mpesa_operator_answers as answers
from services.gateways.mpesa import plain
from services.gateways.mpesa_answers import Answer
from services.gateways.mpesa_line import Body, DarajaLine
from services.gateways.mpesa_operator_values import (
    Hooks,
    Operator,
    Outcome,
    Payout,
    Refused,
    Reversal,
    StatusQuestion,
)

STATUS = "/mpesa/transactionstatus/v1/query"
REVERSAL = "/mpesa/reversal/v1/request"
B2C = "/mpesa/b2c/v3/paymentrequest"

#: An organisation's short code; 11 is its paybill as the receiver of what is reversed.
SHORTCODE_TYPE = "4"
RECEIVER_TYPE = "11"
SMALLEST_PAYOUT_MINOR = 10 * 100
LARGEST_PAYOUT_MINOR = 250_000 * 100
REMARKS_LENGTH = 100

_PHONE = re.compile(r"\+(254[71]\d{8})", re.ASCII)


class OperatorGateway:
    """One operator's requests. Never logs, never repeats what may have arrived."""

    def __init__(self, line: DarajaLine, operator: Operator) -> None:
        self._line = line
        self._operator = operator
        self._shortcode = line.settings.shortcode

    async def ask_status(self, question: StatusQuestion) -> Outcome:
        """Ask what became of a transaction. Raises ValueError unless exactly one name is given."""
        if (question.receipt is None) == (question.conversation_id is None):
            raise ValueError("a status is asked for by a receipt or by a conversation")
        about = (
            {"TransactionID": question.receipt}
            if question.receipt is not None
            else {"OriginalConversationID": question.conversation_id or ""}
        )
        body = self._signed("Initiator", "TransactionStatusQuery", question.hooks) | {
            **about,
            "PartyA": self._shortcode,
            "IdentifierType": SHORTCODE_TYPE,
            "Remarks": _remarks(question.remarks),
            "Occasion": "",
        }
        return await self._ask(STATUS, body)

    async def reverse(self, reversal: Reversal) -> Outcome:
        """Send a payment back whole. Raises AmountNotWholeShillings before anything is sent."""
        body = self._signed("Initiator", "TransactionReversal", reversal.hooks) | {
            "TransactionID": reversal.receipt,
            "Amount": _shillings(reversal.amount_minor),
            "ReceiverParty": self._shortcode,
            # Daraja refuses the right spelling.
            "RecieverIdentifierType": RECEIVER_TYPE,
            "Remarks": _remarks(reversal.remarks),
            "Occasion": "",
        }
        return await self._ask(REVERSAL, body)

    async def pay_out(self, payout: Payout) -> Outcome:
        """Pay a phone. Raises AmountNotWholeShillings before anything is sent."""
        shillings = _shillings(payout.amount_minor)
        if not SMALLEST_PAYOUT_MINOR <= payout.amount_minor <= LARGEST_PAYOUT_MINOR:
            return Refused("amount", "M-Pesa pays out KES 10 to 250,000")
        phone = _PHONE.fullmatch(payout.phone)
        if phone is None:
            return Refused("phone", "not a Kenyan mobile number")
        body = self._signed("InitiatorName", "BusinessPayment", payout.hooks) | {
            "OriginatorConversationID": payout.originator_conversation_id,
            "Amount": shillings,
            "PartyA": self._operator.b2c_shortcode or self._shortcode,
            "PartyB": phone[1],
            "Remarks": _remarks(payout.remarks),
            # Spelt like this here, and with one s elsewhere.
            "Occassion": plain(payout.occasion, REMARKS_LENGTH),
        }
        return await self._ask(B2C, body)

    def _signed(self, initiator: str, command: str, hooks: Hooks) -> dict[str, str | int]:
        return {
            initiator: self._operator.initiator,
            "SecurityCredential": self._operator.credential.sealed(),
            "CommandID": command,
            "ResultURL": hooks.result_url,
            "QueueTimeOutURL": hooks.timeout_url,
        }

    async def _ask(self, path: str, body: Body) -> Outcome:
        answer = await answers.answer_of(self._line, path, body)
        return answers.outcome(answer) if isinstance(answer, Answer) else answer


def _shillings(amount_minor: int) -> int:
    shillings, cents = divmod(amount_minor, 100)
    if cents:
        raise AmountNotWholeShillings(f"{amount_minor} Kenyan cents")
    return shillings


def _remarks(text: str) -> str:
    """2 to 100 characters are asked for; shorter ones are refused."""
    found = plain(text, REMARKS_LENGTH)
    return found if len(found) > 1 else "Refund"
