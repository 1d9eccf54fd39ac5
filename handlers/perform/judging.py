"""Judging proofs of payment: by the psychologist of the booking, or an admin, one of them once."""

from dataclasses import replace

from tortoise.exceptions import IntegrityError

from conversations.work.answer import NotPossible
from conversations.work.paidproof import (
    AcceptProof,
    CodeMissing,
    CodeRead,
    JudgingCommand,
    ListProofs,
    LookAtProof,
    ProofFound,
    ProofJudged,
    ProofsListed,
    ReadCode,
    RefuseProof,
)
from handlers import announce_paidproof as announce
from handlers import proving
from handlers.proving import NotUsable
from handlers.sitting import Sitting
from models.moves import Actor
from models.proof_views import PaidProof
from models.values import ProofState, Role
from models.views import BookingView
from services import mpesa_messages, payment_proofs, payments, people, reasons
from services.access import access_booking_as
from services.booking_views import view
from services.errors import NotYours
from services.people import Guest
from services.transaction import savepoint
from services.vault import CannotOpen

JudgingResult = ProofsListed | ProofFound | CodeRead | CodeMissing | ProofJudged | NotPossible


async def perform(sitting: Sitting, guest: Guest, command: JudgingCommand) -> JudgingResult:
    match command:
        case ListProofs(page=page, size=size):
            return await _list(guest, page, size)
        case ReadCode(words=words):
            found = mpesa_messages.read(words)
            return CodeRead(found.code) if found else CodeMissing()
        case LookAtProof(proof=public_id):
            found_proof = await payment_proofs.find(public_id)
            proof, booking = await _allowed(found_proof, guest.person_id)
            await payment_proofs.looked_at(proof, booking, guest.person_id, sitting.now)
            return await _as_it_stands(sitting, proof, booking)
        case AcceptProof() | RefuseProof():
            return await _judge(sitting, guest.person_id, command)


async def _list(guest: Guest, page: int, size: int) -> ProofsListed | NotPossible:
    if not guest.roles & {Role.ADMIN, Role.PSYCHOLOGIST}:
        return NotPossible("proofs_staff_only")
    found = await payment_proofs.waiting_for(
        guest.person_id, admin=Role.ADMIN in guest.roles, size=size, page=page
    )
    with_bookings = [(proof, await view(proof.booking_id)) for proof in found.proofs]
    return ProofsListed(tuple(with_bookings), found.more)


async def _allowed(proof: PaidProof | None, person_id: int) -> tuple[PaidProof, BookingView]:
    """Raises NotYours for whoever may not judge it, and for an id that doesn't exist."""
    if proof is None:
        raise NotYours("no such proof")
    booking = await view(proof.booking_id)
    await access_booking_as(booking.public_id, person_id, Actor.PSYCHOLOGIST, Actor.ADMIN)
    return proof, booking


async def _as_it_stands(sitting: Sitting, proof: PaidProof, booking: BookingView) -> ProofFound:
    """Whoever comes later reads why it was refused."""
    if proof.state is ProofState.REFUSED:
        try:
            words = await reasons.of_proof(sitting.practice.vault, proof)
        except CannotOpen:
            words = ""
        proof = replace(proof, note=words)
    return ProofFound(proof, booking, await payments.outstanding(booking))


async def _judge(
    sitting: Sitting, me: int, command: AcceptProof | RefuseProof
) -> ProofJudged | ProofFound | CodeMissing | NotPossible:
    proof, booking = await _allowed(await payment_proofs.find(command.proof), me)
    await people.lock_chat_of(proof.person_id)
    proof = await payment_proofs.lock(proof.id)
    if proof.state is not ProofState.OPEN:
        return await _as_it_stands(sitting, proof, booking)
    if isinstance(command, AcceptProof):
        return await _accept(sitting, me, proof, command)
    await _refuse(sitting, me, proof, command.why)
    await announce.refused(sitting, booking, command.why)
    refused = await payment_proofs.lock(proof.id)
    return ProofJudged(replace(refused, note=command.why), booking)


async def _refuse(sitting: Sitting, me: int, proof: PaidProof, why: str) -> None:
    """A code of ours lies as it is, what somebody typed lies sealed."""
    if reasons.is_code(why):
        await payment_proofs.refuse(proof, why, sitting.now, by=me)
    elif await payment_proofs.refuse(proof, None, sitting.now, by=me):
        await reasons.keep_of_proof(sitting.practice.vault, proof, why, sitting.now)


async def _accept(
    sitting: Sitting, me: int, proof: PaidProof, command: AcceptProof
) -> ProofJudged | ProofFound | CodeMissing | NotPossible:
    """A code that was shown can't be exchanged: a person types one for a picture only."""
    found = mpesa_messages.read(proof.code or command.code)
    if found is None:
        return CodeMissing()
    try:
        async with savepoint():
            counted = await proving.accept(sitting, proof, found.code, command.amount, me)
    except NotUsable:
        return NotPossible("proof_code_used")
    except IntegrityError as error:
        if "payment_proofs_one_by_code" not in str(error):
            raise
        return NotPossible("proof_code_used")
    decided, booking = await payment_proofs.lock(proof.id), await view(proof.booking_id)
    if counted is None:
        return await _as_it_stands(sitting, decided, booking)
    return ProofJudged(decided, booking, counted)
