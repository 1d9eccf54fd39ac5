"""What Daraja says about asynchronous requests, in any order: the answer, the result, the time-out.

A request's row lock makes them one after another. Whoever the request was for hears of each change
once (`handlers/refund_results.py`, `handlers/proof_results.py`).
"""

import secrets
from datetime import timedelta

import structlog

from handlers import proof_results, refund_results
from handlers.sitting import Sitting
from models.values import RequestKind, RequestState
from services import mpesa_lookups, mpesa_requests, people
from services.errors import MalformedCallback
from services.gateways import mpesa_fields
from services.gateways import mpesa_operator_values as mpesa
from services.gateways.mpesa_operator_results import TIMED_OUT, parse_result, parse_timeout
from services.gateways.mpesa_operator_values import Meaning, OperatorResult
from services.mpesa_requests import Conclusion, Outcome, Request

log = structlog.get_logger()

LANE = "ask:"
#: The source of rows that came to the time-out's address.
LATE = "mpesa_late"
#: Final states of a transaction; any other is none.
MOVED = "completed"
NOTHING_MOVED = {"cancelled", "declined", "expired"}


async def hold(token: str) -> Request | None:
    """Lock whose request it is, then the request: the order in which everybody locks."""
    person_id = await mpesa_requests.person_behind(token)
    if person_id is not None:
        await people.lock_chat_of(person_id)
    return await mpesa_requests.lock(token)


async def came(sitting: Sitting, token: str, source: str, raw: bytes) -> str:
    """Apply one stored Result or time-out; the answer says what was made of it, for the record."""
    request = await mpesa_requests.lock(token)
    if request is None:
        log.warning("result_refused", reason="unknown_token", alarm=True)
        return "refused: unknown token"
    try:
        result = parse_timeout(raw) if source == LATE else parse_result(raw)
    except MalformedCallback:
        log.warning("result_refused", reason="malformed", request_id=request.id, alarm=True)
        return "refused: malformed"
    objection = _objection(request, result)
    if objection:
        log.warning("result_refused", reason=objection.replace(" ", "_"), request_id=request.id,
                    alarm=True)  # fmt: skip
        return f"refused: {objection}"
    return await _apply(sitting, request, result)


def _objection(request: Request, result: OperatorResult) -> str | None:
    """Why a result can't be about this request, though its token fits."""
    # A question that was asked twice has two conversations, and either's answer will do.
    if request.moves_money and _differ(request.conversation_id, result.conversation_id):
        return "another conversation"
    if result.meaning is not Meaning.DONE:
        return None
    if request.moves_money and result.amount_minor not in {None, request.amount_minor}:
        return "wrong amount"
    about = result.original_receipt if request.moves_money else result.receipt
    return "another receipt" if _differ(mpesa_fields.receipt(request.about_code), about) else None


def _differ(ours: str | None, theirs: str | None) -> bool:
    return ours is not None and theirs is not None and not secrets.compare_digest(ours, theirs)


async def _apply(sitting: Sitting, request: Request, result: OperatorResult) -> str:
    code, meaning = result.result_code, result.meaning
    if meaning is Meaning.REPEATED and request.kind is not RequestKind.REVERSAL:
        # The first one's own result is what counts.
        return "known already"
    if code == mpesa_requests.NOT_FOUND and request.proof_id is not None:
        return await _no_such_code(sitting, request, result)
    if meaning is Meaning.UNKNOWN:
        return await _nobody_knows(sitting, request, result)
    if not await mpesa_requests.concluded(request, result, sitting.now):
        return "known already"
    outcome = Outcome.FAILED if meaning is Meaning.FAILED else Outcome.DONE
    if outcome is Outcome.FAILED:
        log.error("request_failed", request_id=request.id, kind=request.kind, code=code, alarm=True)
    elif request.state in {RequestState.DONE, RequestState.REFUSED}:
        log.error("result_contradicts", request_id=request.id, code=code, alarm=True)
    conclusion = Conclusion(request, outcome, code, result)
    if not await _settled_by_look_up(sitting, conclusion):
        await tell(sitting, conclusion)
    return f"{outcome}: {code}"


async def _no_such_code(sitting: Sitting, request: Request, result: OperatorResult) -> str:
    """What a client has typed is no transaction: everyday life, and no alarm."""
    if not await mpesa_requests.concluded(request, result, sitting.now):
        return "known already"
    await tell(sitting, Conclusion(request, Outcome.FAILED, result.result_code, result))
    return f"{Outcome.FAILED}: {result.result_code}"


async def _nobody_knows(sitting: Sitting, request: Request, result: OperatorResult) -> str:
    """The time-out's address, or a code that means nothing to us: looked up soon."""
    code, at = result.result_code, mpesa_lookups.next_look(request, sitting.now)
    if code != TIMED_OUT:
        log.error("mpesa_result_needs_a_person", request_id=request.id, code=code, alarm=True)
    if request.moves_money:
        if await mpesa_requests.lost(request, at, code):
            await tell(sitting, Conclusion(request, Outcome.UNKNOWN, code, result))
    elif code == TIMED_OUT and not mpesa_lookups.is_over(request, sitting.now):
        await mpesa_requests.put_off(request, at)
    else:
        await _abandon(sitting, request, code)
    return f"pending: {code}"


async def _settled_by_look_up(sitting: Sitting, asked: Conclusion) -> bool:
    """Whether this was the answer to our own look-up of a payout, which it then concludes.

    A look-up that failed, or that names no end, leaves the payout as it was.
    """
    question, status = asked.request, asked.result
    if question.kind is not RequestKind.STATUS or question.refund_id is None or status is None:
        return False
    payout = await mpesa_requests.open_payout_of(question.refund_id)
    if payout is None or question.about_code is None:
        return False
    if question.about_code != payout.originator_conversation_id:
        return False
    word = (status.status or "").lower()
    moved = word == MOVED
    if asked.outcome is not Outcome.DONE or not (moved or word in NOTHING_MOVED):
        return True
    if moved and status.amount_minor not in {None, payout.amount_minor}:
        log.error("result_refused", reason="wrong_amount", request_id=payout.id, alarm=True)
        return True
    outcome = Outcome.DONE if moved else Outcome.FAILED
    result = status if moved else _as_failure(status)
    if await mpesa_requests.concluded(payout, result, sitting.now):
        await tell(sitting, Conclusion(payout, outcome, result.result_code, result))
    return True


def _as_failure(status: OperatorResult) -> OperatorResult:
    """The status itself was told with success; what it is about was none."""
    word = (status.status or "")[:16].upper()
    return OperatorResult(word, status.description, Meaning.FAILED, status=status.status)


async def answered(sitting: Sitting, token: str, answer: mpesa.Outcome) -> None:
    """Daraja has answered the request itself, or its answer is lost."""
    request = await hold(token)
    if request is None:
        return
    match answer:
        case mpesa.Accepted(conversation_id=conversation, originator_conversation_id=originator):
            await _taken(sitting, request, "0", conversation, originator)
        case mpesa.AlreadySubmitted(code=code):
            await _taken(sitting, request, code, None, None)
        case mpesa.Refused():
            await _refused(sitting, request, answer)
        case mpesa.Unknown():
            await lost(sitting, request)


async def _taken(
    sitting: Sitting, request: Request, code: str, conversation: str | None, ours: str | None
) -> None:
    if await mpesa_requests.accepted(request, conversation, ours, sitting.now):
        await tell(sitting, Conclusion(request, Outcome.ACCEPTED, code))


async def _refused(sitting: Sitting, request: Request, answer: mpesa.Refused) -> None:
    """What may be taken in a while is asked again; the rest has failed, and a person is called.

    That a payout was refused now proves nothing about the time before, when its answer was lost.
    """
    if request.may_have_happened:
        await lost(sitting, request)
        return
    if answer.retry_after is not None and not mpesa_lookups.is_over(request, sitting.now):
        pause = timedelta(seconds=answer.retry_after)
        await mpesa_requests.put_off(request, sitting.now + pause)
        return
    if await mpesa_requests.refused(request, answer.code, answer.message, sitting.now):
        log.error("request_refused", request_id=request.id, error_code=answer.code, alarm=True)
        await tell(sitting, Conclusion(request, Outcome.FAILED, answer.code))


async def lost(sitting: Sitting, request: Request) -> None:
    """A question is asked once more, for a while; money that may have been sent is looked up."""
    look_at = mpesa_lookups.next_look(request, sitting.now)
    if not request.moves_money:
        if mpesa_lookups.is_over(request, sitting.now):
            await _abandon(sitting, request, mpesa_requests.LOST)
        else:
            await mpesa_requests.put_off(request, look_at)
        return
    news = await mpesa_requests.lost(request, look_at, mpesa_requests.LOST)
    if news and not request.may_have_happened:
        await tell(sitting, Conclusion(request, Outcome.UNKNOWN, mpesa_requests.LOST))


async def look_at(sitting: Sitting, token: str) -> None:
    """A result is missing: look the payout up, ask the question again, or leave it to a person."""
    request = await hold(token)
    if request is None or request.state in {RequestState.DONE, RequestState.REFUSED}:
        return
    if mpesa_lookups.is_over(request, sitting.now):
        await _abandon(sitting, request, mpesa_requests.NO_RESULT)
    elif request.moves_money:
        await mpesa_lookups.look_up(request, sitting.now)
        later = mpesa_lookups.next_look(request, sitting.now)
        await mpesa_requests.look_again(request, later)
    else:
        await mpesa_requests.put_off(request, sitting.now)


async def _abandon(sitting: Sitting, request: Request, code: str) -> None:
    """A look-up of ours ends in silence: what it was about is looked at again."""
    if not await mpesa_requests.abandoned(request, code, sitting.now):
        return
    if request.moves_money or request.proof_id is not None:
        log.error("request_without_a_result", request_id=request.id, kind=request.kind, alarm=True)
        await tell(sitting, Conclusion(request, Outcome.ABANDONED, code))


async def tell(sitting: Sitting, conclusion: Conclusion) -> None:
    """Whoever the request was for, in the same transaction; of a question only its answer."""
    request = conclusion.request
    if request.proof_id is not None:
        await proof_results.concluded(sitting, conclusion)
    elif request.refund_id is not None and (
        request.moves_money or conclusion.outcome is Outcome.DONE
    ):
        await refund_results.concluded(sitting, conclusion)
