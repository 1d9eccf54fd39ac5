"""Accepting a push, and answering a query about one."""

from aiohttp import web

from simulator.daraja import callbacks, form
from simulator.daraja.credentials import SHORTCODE
from simulator.daraja.errors import LOCKED, NO_SUCH_PUSH, OF_A_QUERY, SILENT, Refusal, invalid
from simulator.daraja.form import Fields
from simulator.daraja.prompts import add_prompt, conclude, end_overdue, open_prompt, settle
from simulator.daraja.pushes import Daraja, Push
from simulator.daraja.results import ORDERED, UNKNOWN_CODE, result

STILL_PROCESSING = "4999"


async def push(daraja: Daraja, fields: Fields) -> web.Response | None:
    """Accept a push; None when its answer is to be lost. Raises Refusal."""
    form.check_signature(fields, daraja.world.clock.now())
    form.check(fields, form.PUSH_RULES)
    number, amount = str(fields["PhoneNumber"]), int(fields["Amount"])
    if daraja.is_open(number):
        raise Refusal(LOCKED)
    repeated = daraja.is_repeated(number, amount)
    accepted = daraja.add(number, amount, fields["CallBackURL"], fields["AccountReference"])
    code = "17" if repeated else _ordered_end(daraja, accepted, fields)
    early = daraja.take("early_callback", accepted)
    if early:
        code = code or str(early.value or 0)
    _begin(daraja, accepted, fields, code, told=bool(early))
    if early:
        await callbacks.send(daraja, accepted)
    return None if daraja.take("lost_answer", accepted) else _accepted(accepted)


def _begin(daraja: Daraja, push: Push, fields: Fields, code: str | None, *, told: bool) -> None:
    words = (fields["AccountReference"], fields["TransactionDesc"])
    if code is None:
        open_prompt(daraja, push, *words)
        return
    if result(code).prompt is not None:
        add_prompt(daraja, push, *words)
    (settle if told else conclude)(daraja, push, code)


def _ordered_end(daraja: Daraja, push: Push, fields: Fields) -> str | None:
    """The result that a fault, or a wrong PartyB, decides; None leaves it to the person."""
    for fault, code in ORDERED.items():
        if daraja.take(fault, push):
            return code
    for fault, code in (("result", "0"), ("unknown_code", UNKNOWN_CODE)):
        if found := daraja.take(fault, push):
            return str(code if found.value is None else found.value)
    return None if str(fields["PartyB"]) == SHORTCODE else "SFC_IC0003"


def _accepted(push: Push) -> web.Response:
    return web.json_response(
        {
            "MerchantRequestID": push.merchant_request_id,
            "CheckoutRequestID": push.checkout_request_id,
            "ResponseCode": "0",
            "ResponseDescription": "Success. Request accepted for processing",
            "CustomerMessage": "Success. Request accepted for processing",
        }
    )


async def query(daraja: Daraja, fields: Fields) -> web.Response:
    """What became of a push: no receipt, no amount, no phone, as in life. Raises Refusal."""
    form.check_signature(fields, daraja.world.clock.now())
    checkout_id = fields.get("CheckoutRequestID")
    if not isinstance(checkout_id, str) or not checkout_id:
        raise Refusal(invalid("CheckoutRequestID"))
    asked = daraja.find(checkout_id)
    if asked is None:
        raise Refusal(NO_SUCH_PUSH)
    end_overdue(daraja, asked)
    for fault, problem in OF_A_QUERY.items():
        if daraja.take(fault, asked):
            raise Refusal(problem)
    if daraja.take("query_4999", asked):
        return _result(asked, STILL_PROCESSING)
    if asked.code is None and asked.ignored:
        # A prompt that was dismissed answered like this until its end (recorded).
        raise Refusal(SILENT)
    return _result(asked, asked.code or STILL_PROCESSING)


def _result(push: Push, code: str) -> web.Response:
    return web.json_response(
        {
            "ResponseCode": "0",
            "ResponseDescription": "The service request has been accepted successsfully",
            "MerchantRequestID": push.merchant_request_id,
            "CheckoutRequestID": push.checkout_request_id,
            "ResultCode": code,
            "ResultDesc": result(code).query,
        }
    )
