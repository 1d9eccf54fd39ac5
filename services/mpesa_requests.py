"""Asynchronous requests to Daraja: the row before the request, claimed once, late truth wins.

`ask_status`, `ask_reversal` and `ask_b2c` write a row in the open transaction; whoever commits it
sends nothing, the requests' tick does. What becomes of it comes back as a `Conclusion`, possibly
more than one: accepted, then unknown, then done. Each change is one guarded UPDATE.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from models.database import Row, count, row
from models.values import RequestKind, RequestState
from services.gateways.mpesa_operator_values import OperatorResult

#: How long after it was taken a result may be missing before it is looked up.
FIRST_LOOK = timedelta(minutes=1)
#: What became of money that was sent is looked up for this long; a person takes over then (M6).
LOOKED_FOR = timedelta(hours=48)
#: In the place of a result code: the answer was lost; no result ever came.
LOST = "LOST"
NO_RESULT = "NONE"
#: There is no such transaction; of a request of our own that can't be said for certain.
NOT_FOUND = "2032"

_COLUMNS = """id, kind, state, token, originator_conversation_id, conversation_id, refund_id,
    proof_id, about_code, amount_minor, phone, result_code, asked_at, submitted_at"""


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `state` is the one before the change that is being told."""

    id: int
    kind: RequestKind
    state: RequestState
    token: str = field(repr=False)
    originator_conversation_id: str | None
    conversation_id: str | None
    refund_id: int | None
    proof_id: int | None
    about_code: str | None = field(repr=False)
    amount_minor: int | None
    phone: str | None = field(repr=False)
    result_code: str | None
    asked_at: datetime
    submitted_at: datetime | None

    @property
    def moves_money(self) -> bool:
        return self.kind is not RequestKind.STATUS

    @property
    def may_have_happened(self) -> bool:
        """Whether an earlier attempt to move this money has no certain end."""
        return self.moves_money and self.result_code is not None


class Outcome(StrEnum):
    """What is known now of a request."""

    ACCEPTED = "accepted"
    """Daraja has taken it; nothing has moved yet."""
    DONE = "done"
    """It has succeeded: money has moved, or the status that was asked for is in `result`."""
    FAILED = "failed"
    """Nothing has moved and nothing will, by this request."""
    UNKNOWN = "unknown"
    """It may have happened; it is being looked up. Never ask again."""
    ABANDONED = "abandoned"
    """Looked up for as long as makes sense: only a person can find out."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What became of a request; `code` is Daraja's, `result` all it said, if it said anything."""

    request: Request
    outcome: Outcome
    code: str
    result: OperatorResult | None = None


async def ask_status(
    now: datetime,
    *,
    receipt: str | None = None,
    conversation_id: str | None = None,
    proof_id: int | None = None,
    refund_id: int | None = None,
) -> int:
    """Ask what became of a transaction, by its receipt or the id of the request that made it.

    The OriginatorConversationID, ours or Daraja's, is what names a request there.
    """
    assert (receipt is None) != (conversation_id is None), "one name, and only one"
    return await _write(
        now, RequestKind.STATUS, about=receipt or conversation_id, proof_id=proof_id,
        refund_id=refund_id,
    )  # fmt: skip


async def ask_reversal(refund_id: int, receipt: str, amount_minor: int, now: datetime) -> int:
    """Send a whole payment back; raises IntegrityError while another payout of this refund is open.

    `amount_minor` is what the receipt is about, in Kenyan cents and whole shillings.
    """
    return await _write(
        now, RequestKind.REVERSAL, about=receipt, amount_minor=amount_minor, refund_id=refund_id
    )


async def ask_b2c(refund_id: int, phone: str, amount_minor: int, now: datetime) -> int:
    """Pay `phone` (E.164) out of the practice's account; raises IntegrityError like a reversal."""
    return await _write(
        now, RequestKind.B2C, phone=phone, amount_minor=amount_minor, refund_id=refund_id,
        originator=secrets.token_hex(16),
    )  # fmt: skip


async def _write(
    now: datetime, kind: RequestKind, *, about: str | None = None, phone: str | None = None,
    amount_minor: int | None = None, refund_id: int | None = None, proof_id: int | None = None,
    originator: str | None = None,
) -> int:  # fmt: skip
    written = await row(
        """INSERT INTO mpesa_requests (kind, state, token, originator_conversation_id, refund_id,
               proof_id, about_code, amount_minor, phone, asked_at)
           VALUES ($1, 'waiting', $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id""",
        kind.value,
        secrets.token_hex(24),
        originator,
        refund_id,
        proof_id,
        about,
        amount_minor,
        phone,
        now,
    )
    assert written is not None
    return int(written["id"])


async def claim(now: datetime) -> Request | None:
    """A request to be sent at once, given to one caller and never again.

    Only a payout that Daraja has not confirmed to have comes a second time, under the same
    OriginatorConversationID: Daraja itself refuses the double.
    """
    claimed = await row(
        f"""UPDATE mpesa_requests SET state = 'submitting', submitted_at = $1, next_look_at = NULL
            WHERE id = (SELECT id FROM mpesa_requests
                WHERE (state = 'waiting' AND (next_look_at IS NULL OR next_look_at <= $1))
                OR (state = 'unknown' AND kind = 'b2c' AND conversation_id IS NULL
                    AND next_look_at <= $1 AND asked_at > $1::timestamptz - $2::interval)
                ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING {_COLUMNS}""",  # noqa: S608 - our own column names
        now,
        LOOKED_FOR,
    )
    return _request(claimed) if claimed else None


async def person_behind(token: str) -> int | None:
    """Whose refund or proof a request is about."""
    found = await row(
        """SELECT coalesce(refunds.person_id, payment_proofs.person_id) AS person_id
           FROM mpesa_requests LEFT JOIN refunds ON refunds.id = refund_id
           LEFT JOIN payment_proofs ON payment_proofs.id = proof_id WHERE token = $1""",
        token,
    )
    return found["person_id"] if found else None


async def lock(token: str) -> Request | None:
    """The request that this token names, under its row lock; None for a stranger's."""
    found = await row(
        f"SELECT {_COLUMNS} FROM mpesa_requests WHERE token = $1 FOR UPDATE",  # noqa: S608 - as above
        token,
    )
    return _request(found) if found else None


async def open_payout_of(refund_id: int) -> Request | None:
    """The request that moves a refund's money, under its row lock, unless it is over."""
    found = await row(
        f"""SELECT {_COLUMNS} FROM mpesa_requests WHERE refund_id = $1
            AND kind IN ('reversal', 'b2c') AND state IN ('submitting', 'accepted', 'unknown')
            FOR UPDATE""",  # noqa: S608 - as above
        refund_id,
    )
    return _request(found) if found else None


async def accepted(
    request: Request, conversation_id: str | None, originator: str | None, now: datetime
) -> bool:
    """Daraja has it. False when more is known already. An id of another request is left out."""
    return await _changed(
        """UPDATE mpesa_requests SET state = 'accepted', next_look_at = $5,
               conversation_id = coalesce(conversation_id, (SELECT $3 WHERE NOT EXISTS
                   (SELECT 1 FROM mpesa_requests WHERE conversation_id = $3))),
               originator_conversation_id = coalesce(originator_conversation_id,
                   (SELECT $4 WHERE NOT EXISTS
                   (SELECT 1 FROM mpesa_requests WHERE originator_conversation_id = $4)))
           WHERE id = $1 AND state = ANY($2)""",
        request.id,
        ["submitting", "unknown"],
        conversation_id,
        originator or None,
        now + FIRST_LOOK,
    )


async def put_off(request: Request, until: datetime) -> bool:
    """It was not sent, or is a question that may be asked again: so later."""
    return await _changed(
        """UPDATE mpesa_requests SET state = 'waiting', next_look_at = $2
           WHERE id = $1 AND state IN ('submitting', 'accepted', 'unknown')""",
        request.id,
        until,
    )


async def look_again(request: Request, at: datetime) -> bool:
    """Nothing new; the next look is due at `at`."""
    return await _changed(
        """UPDATE mpesa_requests SET next_look_at = $2
           WHERE id = $1 AND state IN ('accepted', 'unknown')""",
        request.id,
        at,
    )


async def lost(request: Request, look_at: datetime, code: str) -> bool:
    """Nobody knows what became of it; False when that is known by now."""
    return await _changed(
        """UPDATE mpesa_requests SET state = 'unknown', next_look_at = $2,
               result_code = $3
           WHERE id = $1 AND state IN ('submitting', 'accepted', 'unknown')""",
        request.id,
        look_at,
        code,
    )


async def refused(request: Request, code: str, description: str, now: datetime) -> bool:
    """Daraja has put in writing that it won't: nothing was begun."""
    return await _changed(
        """UPDATE mpesa_requests SET state = 'refused', next_look_at = NULL, concluded_at = $4,
               result_code = $2, result_description = $3
           WHERE id = $1 AND state = 'submitting'""",
        request.id,
        code[:16],
        description,
        now,
    )


async def concluded(request: Request, result: OperatorResult, now: datetime) -> bool:
    """Daraja's last word; False when it is known. A success wins over whatever was said before."""
    return await _changed(
        """UPDATE mpesa_requests SET state = 'done', next_look_at = NULL, concluded_at = $5,
               result_code = $2, result_description = $3, result_receipt = $4
           WHERE id = $1 AND (state <> 'done' OR ($2 = '0' AND result_code <> '0'))""",
        request.id,
        result.result_code,
        result.description,
        result.receipt,
        now,
    )


async def abandoned(request: Request, code: str, now: datetime) -> bool:
    """No use in looking any longer; a result that comes all the same still counts."""
    return await _changed(
        """UPDATE mpesa_requests SET next_look_at = NULL, concluded_at = $2,
               state = 'unknown', result_code = $3
           WHERE id = $1 AND state IN ('submitting', 'accepted', 'unknown')""",
        request.id,
        now,
        code,
    )


async def _changed(query: str, *values: object) -> bool:
    return bool(await count(query, *values))


def _request(found: Row) -> Request:
    kind, state = RequestKind(found["kind"]), RequestState(found["state"])
    return Request(**{**found, "kind": kind, "state": state})
