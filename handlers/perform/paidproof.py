"""Showing that one has paid, and judging what was shown."""

from conversations.work.answer import NotPossible
from conversations.work.desk import Known
from conversations.work.paidproof import (
    AcceptProof,
    CodeDoubted,
    CodeMissing,
    FindPayable,
    ListProofs,
    LookAtProof,
    MessageRead,
    PaidProofCommand,
    PaidProofResult,
    PayableFound,
    ProofKept,
    ProofWanted,
    ReadCode,
    ReadUnasked,
    RefuseProof,
    ShowCode,
    ShowingCommand,
    ShowMessage,
    ShowPicture,
    WantProof,
)
from handlers import proving
from handlers.perform import judging
from handlers.sitting import Sitting
from models.moves import Actor
from models.proof_views import PaidProof, PaidSaid
from models.values import BookingStatus as S
from models.views import BookingView
from services import booking_views, mpesa_messages, payments, references
from services.access import access_booking_as
from services.people import Guest

#: Nobody has been asked to pay for these.
_NOT_ASKED = (S.HELD, S.PENDING, S.DECLINED)


async def perform(
    sitting: Sitting, guest: Guest, command: PaidProofCommand
) -> PaidProofResult | Known | NotPossible:
    match command:
        case ListProofs() | LookAtProof() | ReadCode() | AcceptProof() | RefuseProof():
            return await judging.perform(sitting, guest, command)
        case _:
            return await _show(sitting, guest, command)


async def _show(
    sitting: Sitting, guest: Guest, command: ShowingCommand
) -> PaidProofResult | Known | NotPossible:
    match command:
        case FindPayable():
            return PayableFound(await booking_views.payable_by(guest.person_id))
        case ReadUnasked(words=words):
            return await _read_unasked(sitting, guest, words)
        case WantProof() | ShowMessage() | ShowCode() | ShowPicture():
            booking = await access_booking_as(command.booking, guest.person_id, Actor.CLIENT)
            if booking.status in _NOT_ASKED or not booking.price.minor:
                return NotPossible("payment_not_due", booking)
            return await _about(sitting, booking, command)


async def _about(
    sitting: Sitting, booking: BookingView,
    command: WantProof | ShowMessage | ShowCode | ShowPicture,
) -> PaidProofResult:  # fmt: skip
    match command:
        case WantProof():
            return ProofWanted(booking, await payments.outstanding(booking))
        case ShowMessage(words=words):
            found = mpesa_messages.read(words)
            if found is None:
                return CodeMissing()
            said = PaidSaid(found.code, found.amount, found.at)
            return await _code(sitting, booking, said, sure=False)
        case ShowCode(said=said, sure=sure):
            return await _code(sitting, booking, said, sure=sure)
        case ShowPicture(kind=kind, file_id=file_id):
            proof = await proving.show_picture(sitting, booking, kind, file_id)
            return await _kept(booking, proof)


async def _code(
    sitting: Sitting, booking: BookingView, said: PaidSaid, *, sure: bool
) -> PaidProofResult:
    found = mpesa_messages.read(said.code)
    if found is None:
        return CodeMissing()
    since = await booking_views.agreed_at(booking.id)
    why = mpesa_messages.doubt(found.code, since, sitting.now)
    if why and not sure:
        return CodeDoubted(said, why)
    proof = await proving.show(sitting, booking, said)
    return await _kept(booking, proof)


async def _kept(booking: BookingView, proof: PaidProof) -> ProofKept:
    return ProofKept(booking, proof, await payments.outstanding(booking))


async def _read_unasked(sitting: Sitting, guest: Guest, words: str) -> MessageRead | Known:
    """The account in the message may say which of several bookings was paid for."""
    found = mpesa_messages.unasked(words, sitting.now)
    if found is None:
        return Known(guest.reader.name, guest.roles)
    bookings = await booking_views.payable_by(guest.person_id)
    named = await references.find(found.account, sitting.now) if found.account else None
    meant = tuple(booking for booking in bookings if booking.id == named)
    return MessageRead(PaidSaid(found.code, found.amount, found.at), meant or bookings)
