"""The screens of “I have paid”: for which booking, the code, an odd date, and what happens next."""

from conversations.booking_screens import details, state
from conversations.words import Button, Say
from conversations.work.paidproof import MessageRead, ProofKept
from models.proof_views import PaidSaid
from models.values import Money, ProofState
from models.views import BookingView

#: Of more nobody would find the right one.
MOST = 5
_LATER = Button("pay_later", value="cancel")


def which(bookings: tuple[BookingView, ...]) -> Say:
    rows = tuple(
        (Button("paidproof_for", details(booking), action=("paid", booking)),)
        for booking in bookings[:MOST]
    )
    return Say("paidproof_which", {}, (*rows, (_LATER,)))


def ask(booking: BookingView, due: Money) -> Say:
    key = "paidproof_ask" if due.minor else "paidproof_ask_again"
    return Say(key, {**details(booking), "due": due}, ((_LATER,),))


def sure(said: PaidSaid, why: str) -> Say:
    yes, no = Button("paidproof_sure_yes", value="y"), Button("paidproof_another", value="n")
    return Say(f"paidproof_{why}", {"code": said.code}, ((yes,), (no,), (_LATER,)))


def kept(event: ProofKept) -> Say:
    proof, args = event.proof, {**details(event.booking), "code": event.proof.code or ""}
    if proof.state is ProofState.ACCEPTED:
        return Say("paidproof_found", args)
    key = "paidproof_checking" if proof.state is ProofState.CHECKING else "paidproof_open"
    if proof.said is not None and event.due.minor and proof.said != event.due:
        less = proof.said < event.due
        hint = Say("paidproof_less" if less else "paidproof_more",
                   {"said": proof.said, "due": event.due})  # fmt: skip
        return Say("paidproof_with_hint", {"kept": Say(key, args), "hint": hint})
    return Say(key, args)


def refused(key: str, booking: BookingView | None) -> Say:
    return Say(key, state(booking) if booking else {})


def is_this(read: MessageRead) -> Say:
    """M-Pesa's words, out of the blue: for which session?"""
    if not read.bookings:
        return Say("paidproof_is_nothing", {"code": read.said.code}, screen=False)
    minor = read.said.amount.minor if read.said.amount else 0
    about = f"paid {read.said.code} {minor}"
    rows = tuple(
        (Button("paidproof_for", details(booking), command=f"{about} {booking.public_id.hex}"),)
        for booking in read.bookings[:MOST]
    )
    return Say("paidproof_is_this", {"code": read.said.code}, rows, screen=False)
