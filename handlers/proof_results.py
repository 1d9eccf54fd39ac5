"""What Daraja's word about a transaction means for the proof that a client has shown (M5)."""

import structlog

from handlers import announce_paidproof as announce
from handlers import c2b, proving
from handlers.proving import Evidence
from handlers.sitting import Sitting
from models.proof_views import PaidProof
from models.values import Money, MoneySource, ProofState
from services import payment_proofs
from services.booking_views import view
from services.gateways.mpesa_operator_values import OperatorResult
from services.mpesa_requests import NOT_FOUND, Conclusion, Outcome

log = structlog.get_logger()

COMPLETED = "completed"
#: The other final states of a transaction: no money has moved.
CAME_TO_NOTHING = {"cancelled", "declined", "expired"}


async def concluded(sitting: Sitting, conclusion: Conclusion) -> None:
    """Told inside the transaction that stores the conclusion; perhaps more than once a request."""
    if conclusion.outcome is Outcome.ACCEPTED:
        return
    proof_id = conclusion.request.proof_id
    assert proof_id is not None, "asked for a proof"
    proof = await payment_proofs.lock(proof_id)
    told = conclusion.result if conclusion.outcome is Outcome.DONE else None
    state = (told.status or "").lower() if told else ""
    if told and state == COMPLETED and told.amount_minor and told.receiver:
        await _completed(sitting, proof, conclusion, told)
    elif state in CAME_TO_NOTHING:
        await _refuse(sitting, proof, "not_completed")
    elif conclusion.code == NOT_FOUND:
        await _refuse(sitting, proof, "not_found")
    else:
        await _hand_over(sitting, proof)


async def _completed(
    sitting: Sitting, proof: PaidProof, conclusion: Conclusion, told: OperatorResult
) -> None:
    """It was paid, to us or to somebody else."""
    code = conclusion.request.about_code
    assert code is not None, "it was asked about by its code"
    assert told.amount_minor is not None, "looked at before"
    assert told.receiver is not None, "looked at before"
    if told.receiver.number is None:
        await _hand_over(sitting, proof)
        return
    if told.receiver.number not in sitting.practice.short_codes:
        await _refuse(sitting, proof, "not_to_us")
        return
    payer = told.payer
    evidence = Evidence(
        code, Money(told.amount_minor), MoneySource.STATUS, told.finished_at,
        payer=payer.name if payer else None,
        payer_phone=c2b.phone(payer.number) if payer else None,
    )  # fmt: skip
    was_open = proof.is_undecided
    if await proving.count(sitting, proof, evidence):
        if not was_open and proof.state is ProofState.REFUSED:
            log.error("refused_proof_was_real", proof_id=proof.id, alarm=True)
        return
    log.error("proof_of_anothers_money", proof_id=proof.id, alarm=True)
    await _refuse(sitting, proof, "not_usable")


async def _refuse(sitting: Sitting, proof: PaidProof, why: str) -> None:
    if await payment_proofs.refuse(proof, why, sitting.now):
        await announce.refused(sitting, await view(proof.booking_id), why)


async def _hand_over(sitting: Sitting, proof: PaidProof) -> None:
    """M-Pesa can't or won't say: the practice's people look."""
    if await payment_proofs.hand_over(proof):
        booking = await view(proof.booking_id)
        await announce.waits(sitting, booking, proof)
        await announce.taking_longer(sitting, booking)
