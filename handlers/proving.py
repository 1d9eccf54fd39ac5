"""What becomes of a code or picture: found in the books, looked up, or given to a person (M5).

Only M-Pesa, our books and the practice's own people say how much came in; what a client's message
says is a hint. Whoever calls holds the client's chat: it comes before the proof in every order.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from handlers import announce_paidproof as announce
from handlers import settle
from handlers.sitting import Sitting
from models.proof_views import PaidProof, PaidSaid
from models.values import Money, MoneySource, ProofState, Provider
from models.views import BookingView
from services import money_in, mpesa_requests, payment_proofs
from services.errors import Refused
from services.money_in import Arrived, Known

log = structlog.get_logger()


class CountedAlready(Refused):
    """Their own money, and in the books."""

    key = "paidproof_counted"


class BeingChecked(Refused):
    key = "paidproof_being_checked"


class NotUsable(Refused):
    """Somebody else's: the words say nothing of that."""

    key = "paidproof_not_usable"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Who says that the money of a proof came, how much, and when (UTC)."""

    code: str
    amount: Money
    source: MoneySource
    settled_at: datetime | None = None
    payer: str | None = None
    payer_phone: str | None = None
    by: int | None = None


async def show(sitting: Sitting, booking: BookingView, said: PaidSaid) -> PaidProof:
    """Take a code and find out about it. Raises CountedAlready, BeingChecked, NotUsable, …"""
    known = await money_in.by_code(Provider.MPESA, said.code)
    if known is not None and not known.is_unallocated:
        raise _used(known.person_id == booking.client_id)
    looks_up = sitting.practice.has_operator and known is None
    state = ProofState.CHECKING if looks_up else ProofState.OPEN
    proof = await payment_proofs.show(booking, said, state, sitting.now)
    if proof is None:
        raise await _shown_before(booking, said.code)
    if known is not None and await count(sitting, proof, _as_it_came(known)):
        return await payment_proofs.lock(proof.id)
    if looks_up:
        await mpesa_requests.ask_status(sitting.now, receipt=said.code, proof_id=proof.id)
    else:
        await announce.waits(sitting, booking, proof)
    return proof


async def show_picture(
    sitting: Sitting, booking: BookingView, kind: str, file_id: str
) -> PaidProof:
    """Nobody but a person can read it."""
    proof = await payment_proofs.show_picture(booking, kind, file_id, sitting.now)
    await announce.waits(sitting, booking, proof)
    return proof


async def count(sitting: Sitting, proof: PaidProof, evidence: Evidence) -> bool:
    """The money is there: put it where it belongs, once. False when it isn't this client's.

    Everybody concerned is told by whatever the money does.
    """
    arrived = Arrived(
        Provider.MPESA, evidence.code, evidence.amount, evidence.source,
        payer=evidence.payer, payer_phone=evidence.payer_phone, settled_at=evidence.settled_at,
    )  # fmt: skip
    await settle.money_arrived(sitting, arrived, proof.booking_id, by=evidence.by)
    known = await money_in.by_code(Provider.MPESA, evidence.code)
    if known is None or known.person_id != proof.person_id:
        return False
    await payment_proofs.accept(proof, evidence.code, sitting.now, by=evidence.by)
    await payment_proofs.is_about(proof, known.id)
    return True


async def accept(
    sitting: Sitting, proof: PaidProof, code: str, amount: Money, by: int
) -> Money | None:
    """A person has seen the money: what it counts as; None when somebody was quicker.

    What is in the books already counts as it stands there. Raises NotUsable for a code of somebody
    else's, and IntegrityError for one that another proof has in force; then all is to be undone.
    """
    known = await money_in.by_code(Provider.MPESA, code)
    evidence = Evidence(code, amount, MoneySource.HAND, proof.settled_at, by=by)
    if known is not None:
        evidence = replace(_as_it_came(known), by=by)
    if not await payment_proofs.accept(proof, code, sitting.now, by=by):
        return None
    if not await count(sitting, proof, evidence):
        raise NotUsable("somebody else's money")
    return evidence.amount


def _as_it_came(known: Known) -> Evidence:
    assert known.code is not None, "it was found by its code"
    return Evidence(known.code, known.amount, MoneySource.STATUS)


def _used(own: bool) -> Refused:
    if own:
        return CountedAlready("counted")
    log.error("proof_of_anothers_money", alarm=True)
    return NotUsable("somebody else's money")


async def _shown_before(booking: BookingView, code: str) -> Refused:
    first = await payment_proofs.in_force(code)
    if first is not None and first.person_id == booking.client_id:
        undecided = first.is_undecided
        return BeingChecked("wait for it") if undecided else CountedAlready("counted")
    return _used(own=False)
