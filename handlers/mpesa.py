"""M-Pesa's side of a payment: the push, its answer, the callback and the query, in any order."""

import secrets

import structlog

from handlers.settle import Report, follow, money_came
from handlers.sitting import Sitting
from models.values import MoneySource, PromptStatus
from services import payments, people
from services.errors import MalformedCallback
from services.gateways.mpesa import (
    Accepted,
    Concluded,
    PushOutcome,
    PushResult,
    QueryOutcome,
    Refused,
    parse_callback,
    result_for,
)
from services.gateways.mpesa_values import StkResult
from services.payments import Held

log = structlog.get_logger()

LANE = "mpesa:"


async def hold(token: str) -> None:
    """Callbacks of one payment run one by one, under its row lock; an unknown token has no lock."""
    known = await payments.client_of(token)
    if known is not None:
        await people.lock_chat_of(known[1])
        await payments.lock(known[0])


async def callback(sitting: Sitting, token: str, raw: bytes) -> str:
    """Apply one stored callback; the answer says what was made of it, for the record (X44)."""
    known = await payments.client_of(token)
    if known is None:
        log.warning("callback_refused", reason="unknown_token", alarm=True)
        return "refused: unknown token"
    try:
        result = parse_callback(raw)
    except MalformedCallback:
        log.warning("callback_refused", reason="malformed", payment_id=known[0], alarm=True)
        return "refused: malformed"
    held = await payments.lock(known[0])
    objection = _objection(held, result) or await _stolen_name(held, result)
    if objection:
        log.warning(
            "callback_refused", reason=objection.replace(" ", "_"), payment_id=held.id, alarm=True
        )
        return f"refused: {objection}"
    report = Report(
        result.receipt, result.amount_minor, MoneySource.CALLBACK, result.transaction_at
    )
    return await _conclude(sitting, held, known[1], result.result_code, result.description, report)


def _objection(held: Held, result: StkResult) -> str | None:
    """Why a callback can't be about this payment, though its token fits."""
    ours = held.checkout_request_id
    if ours is not None and not secrets.compare_digest(ours, result.checkout_request_id):
        return "unknown checkout id"
    if not result_for(result.result_code).paid:
        return None
    if result.amount_minor != held.amount.minor:
        return "wrong amount"
    return None if result.receipt else "no receipt"


async def _stolen_name(held: Held, result: StkResult) -> str | None:
    """Name a payment whose own answer hasn't come; a name can belong to one payment only."""
    if held.checkout_request_id is not None:
        return None
    named = await payments.name_it(held.id, result.merchant_request_id, result.checkout_request_id)
    return None if named else "checkout id of another payment"


async def pushed(sitting: Sitting, payment_id: int, client_id: int, outcome: PushOutcome) -> None:
    """The push was answered, refused, or its answer is lost."""
    guest = await people.lock_chat_of(client_id)
    held = await payments.lock(payment_id)
    words: str | None = None
    match outcome:
        case Accepted(merchant_request_id=merchant, checkout_request_id=checkout):
            moved = await payments.prompted(held, merchant, checkout, sitting.now)
        case Refused(code=code, message=message, reason=reason):
            moved = await payments.failed(held, code, message, sitting.now)
            words = reason.words_key
            if reason is PushResult.OUR_FAULT:
                log.error("push_refused", payment_id=held.id, error_code=code, alarm=True)
        case _:
            moved = await payments.answer_lost(held, sitting.now)
            words = "pay_prompt_unsure"
    if moved and guest is not None:
        await follow(sitting, guest, held, words)


async def queried(sitting: Sitting, payment_id: int, client_id: int, answer: QueryOutcome) -> None:
    """The status query was answered; anything but a conclusion changes nothing (1.5)."""
    if not isinstance(answer, Concluded):
        return
    await people.lock_chat_of(client_id)
    held = await payments.lock(payment_id)
    await _conclude(sitting, held, client_id, answer.result_code, answer.description,
                    Report(None, None, MoneySource.QUERY))  # fmt: skip


async def lost(sitting: Sitting, payment_id: int, client_id: int) -> None:
    """No answer and no callback, and any prompt has left the phone by now: offer another."""
    guest = await people.lock_chat_of(client_id)
    held = await payments.lock(payment_id)
    if held.status is not PromptStatus.UNKNOWN or held.checkout_request_id is not None:
        return
    if await payments.failed(held, "LOST", "no answer, no callback", sitting.now) and guest:
        await follow(sitting, guest, held, "mpesa_lost")


async def never_sent(sitting: Sitting, payment_id: int, client_id: int) -> None:
    """Nobody could send the push in time, so nothing was asked: offer another."""
    guest = await people.lock_chat_of(client_id)
    held = await payments.lock(payment_id)
    if held.status is not PromptStatus.WAITING:
        return
    log.error("push_never_sent", payment_id=payment_id, alarm=True)
    if await payments.failed(held, "LATE", "never sent", sitting.now) and guest:
        await follow(sitting, guest, held, PushResult.SYSTEM_BUSY.words_key)


async def _conclude(
    sitting: Sitting, held: Held, client_id: int, code: str, description: str, report: Report
) -> str:
    result = result_for(code)
    if result.alarm:
        log.error("mpesa_result_needs_a_person", payment_id=held.id, code=code, alarm=True)
    if result.paid:
        return await money_came(sitting, held, client_id, report)
    if result.terminal:
        news = await payments.failed(held, code, description, sitting.now)
        outcome = f"failed: {code}" if news else "known already"
    else:
        news = await payments.note_code(held, code, description)
        outcome = f"pending: {code}"
    guest = await people.lock_chat_of(client_id) if news else None
    if guest is not None:
        await follow(sitting, guest, held, result.words_key)
    return outcome
