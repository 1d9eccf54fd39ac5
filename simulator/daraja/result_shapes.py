"""The JSON of a result, in the shapes that the portal's samples and recorded results have by turns.

The parameters of a failure are missing, one lone object, or a list; the reference is one object, a
list, or a key without a value; codes are numbers or text; keys come twice (3-protocols 1.8).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.daraja.outcomes import Outcome
from simulator.daraja.receipts import NAIROBI, of_day

if TYPE_CHECKING:
    from simulator.daraja.conversations import Conversation
    from simulator.daraja.pushes import Daraja

_INTERNAL = "https://internalsandbox.safaricom.example/{}results/v1/submit"


def body(daraja: Daraja, asked: Conversation, outcome: Outcome) -> dict[str, Any]:
    """What ResultURL gets."""
    turn = daraja.conversations.turn(asked.kind)
    now = daraja.world.clock.now()
    result: dict[str, Any] = {
        "ResultType": 0 if turn % 3 else "0",
        "ResultCode": _code(outcome.code, turn),
        "ResultDesc": outcome.words,
        **asked.names,
        # A placeholder in the form of a receipt stands where nothing was processed.
        "TransactionID": outcome.receipt or f"{of_day(now)}0000000",
    }
    parameters = outcome.parameters or _of_a_failure(turn, now)
    if parameters:
        found = [_entry("Key", *one) for one in parameters]
        result["ResultParameters"] = {"ResultParameter": found[0] if len(found) == 1 else found}
    if reference := _reference(asked, turn):
        result["ReferenceData"] = {"ReferenceItem": reference}
    return {"Result": result}


def timeout_body(daraja: Daraja, asked: Conversation) -> dict[str, Any]:
    """What QueueTimeOutURL gets; its code says nothing about what became of the money."""
    if daraja.conversations.turn(f"{asked.kind} timeout") % 2:
        return {**asked.names, "ResponseDescription": "The request timed out in the queue."}
    now = daraja.world.clock.now()
    return {
        "Result": {
            "ResultType": 1,
            "ResultCode": 1,
            "ResultDesc": "The service request timed out in the queue.",
            **asked.names,
            "TransactionID": f"{of_day(now)}0000000",
        }
    }


def _code(code: str, turn: int) -> int | str:
    return int(code) if code.isdecimal() and turn % 2 == 0 else code


def _of_a_failure(turn: int, now: datetime) -> list[tuple[str, Any]]:
    finished = ("BOCompletedTime", int(f"{now.astimezone(NAIROBI):%Y%m%d%H%M%S}"))
    shapes: list[list[tuple[str, Any]]] = [
        [],
        [finished],
        [("ErrorMsg", "The request was declined. "), finished],
    ]
    return shapes[turn % 3]


def _reference(asked: Conversation, turn: int) -> Any:
    spelt = "Occassion" if asked.kind == "b2c" else "Occasion"
    occasion = _entry("Key", spelt, asked.fields.get(spelt) or None)
    queue = _entry("Key", "QueueTimeoutURL", _INTERNAL.format(asked.kind))
    if asked.kind == "status":
        return [occasion, [occasion, queue], None][turn % 3]
    return [queue, [queue, occasion], queue][turn % 3]


def _entry(name: str, key: str, value: Any) -> dict[str, Any]:
    """A key with its value; none at all when there is none."""
    return {name: key} if value is None else {name: key, "Value": value}
