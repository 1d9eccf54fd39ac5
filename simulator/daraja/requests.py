"""Accepting requests to look up, take back and pay out (3-protocols 1.8)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web

from simulator.daraja import form, result_posts
from simulator.daraja.errors import Problem, Refusal, invalid
from simulator.daraja.form import Fields, Rules
from simulator.daraja.outcomes import Outcome
from simulator.daraja.pushes import Daraja

DUPLICATE = Problem(500, "500.002.1001", "Duplicate OriginatorConversationID.")
LONGEST_REMARKS = 100
PAYOUTS = ("SalaryPayment", "BusinessPayment", "PromotionPayment")


async def accept(kind: str, rules: Rules, daraja: Daraja, fields: Fields) -> web.Response | None:
    """Take a request, or a problem; None when its answer is to be lost. Raises Refusal."""
    form.check(fields, rules)
    if kind == "status" and not (
        fields.get("TransactionID") or fields.get("OriginalConversationID")
    ):
        raise Refusal(invalid("TransactionID"))
    form.count_unknown(daraja, fields, rules)
    number = _number(daraja, fields)
    own_id = str(fields["OriginatorConversationID"]) if kind == "b2c" else ""
    again = bool(own_id) and _is_used(daraja, own_id)
    if again and not daraja.take("b2c_duplicate_result", number):
        raise Refusal(DUPLICATE)
    made = daraja.conversations.begin(kind, fields, number, own_id, daraja.world.clock.now())
    if again:
        made.outcome = Outcome("15")
    await result_posts.begin(daraja, made)
    if daraja.take(f"{kind}_lost_answer", number):
        return None
    return web.json_response(
        {
            **made.names,
            "ResponseCode": "0",
            "ResponseDescription": "Accept the service request successfully.",
        }
    )


def _is_used(daraja: Daraja, own_id: str) -> bool:
    return bool(daraja.conversations.find(own_id) or daraja.books.of_conversation(own_id))


def _number(daraja: Daraja, fields: Fields) -> str | None:
    """The phone that the request concerns: the receiver, or who paid under the receipt."""
    if "PartyB" in fields:
        return str(fields["PartyB"])
    found = daraja.books.transactions.get(str(fields.get("TransactionID")))
    return found.number if found else None


def _is_text(shortest: int, longest: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and shortest <= len(value.strip()) <= longest


def _is_optional(value: object) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= LONGEST_REMARKS)


def _is_one_of(*words: str) -> Callable[[object], bool]:
    return lambda value: form.text(value) in words


def _rule(name: str, rule: Callable[[object], bool]) -> Rules:
    return {name: (name, rule)}


_CREDENTIAL = _rule("SecurityCredential", _is_text(1, 2000))
_LAST: Rules = {
    **_rule("ResultURL", form.is_callback_url),
    **_rule("QueueTimeOutURL", form.is_callback_url),
    **_rule("Remarks", _is_text(2, LONGEST_REMARKS)),
}
STATUS_RULES: Rules = {
    **_rule("Initiator", _is_text(1, 100)),
    **_CREDENTIAL,
    **_rule("CommandID", _is_one_of("TransactionStatusQuery")),
    **_rule("TransactionID", _is_optional),
    **_rule("OriginalConversationID", _is_optional),
    **_rule("PartyA", form.is_shortcode),
    **_rule("IdentifierType", _is_one_of("4")),
    **_LAST,
    **_rule("Occasion", _is_optional),
}
REVERSAL_RULES: Rules = {
    **_rule("Initiator", _is_text(1, 100)),
    **_CREDENTIAL,
    **_rule("CommandID", _is_one_of("TransactionReversal")),
    **_rule("TransactionID", _is_text(1, 20)),
    **_rule("Amount", form.is_amount),
    **_rule("ReceiverParty", form.is_shortcode),
    # Misspelt by the real service, which does not know the correct spelling.
    **_rule("RecieverIdentifierType", _is_one_of("11")),
    **_LAST,
    **_rule("Occasion", _is_optional),
}
B2C_RULES: Rules = {
    **_rule("OriginatorConversationID", _is_text(1, 100)),
    **_rule("InitiatorName", _is_text(1, 100)),
    **_CREDENTIAL,
    **_rule("CommandID", _is_one_of(*PAYOUTS)),
    **_rule("Amount", form.is_amount),
    **_rule("PartyA", form.is_shortcode),
    **_rule("PartyB", form.is_phone),
    **_LAST,
    # With two s here, and one elsewhere.
    **_rule("Occassion", _is_optional),
}

Accept = Callable[[Daraja, Fields], Awaitable[web.Response | None]]
status: Accept = partial(accept, "status", STATUS_RULES)
reversal: Accept = partial(accept, "reversal", REVERSAL_RULES)
b2c: Accept = partial(accept, "b2c", B2C_RULES)
