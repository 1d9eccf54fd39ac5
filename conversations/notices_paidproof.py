"""What people hear of a proof of payment: that it waits for them, and why it was none (M5)."""

from conversations.booking_card import is_to_be_paid
from conversations.booking_screens import details
from conversations.brief_notices import about
from conversations.judging_screens import said_of, why_words
from conversations.words import Button, Confided, Say
from models.proof_views import PaidProof
from models.values import Money
from models.views import BookingView


def waits(booking: BookingView, proof: PaidProof, due: Money) -> Say:
    """A picture is looked at on a screen of its own: it is the client's, and isn't copied."""
    key = "proof_waits" if proof.code else "proof_waits_picture"
    args = {**details(booking), **said_of(proof), "due": due}
    look = Button("proof_look", action=("pfsee", proof))
    no = Button("proof_no", action=("pfno", proof), style="danger")
    yes = Button("proof_yes", action=("pfok", proof), style="success")
    return Say(key, args, ((yes, no),) if proof.code else ((look,),), screen=False)


def refused(booking: BookingView, why: str) -> Say:
    """What to do next: look at the code again, show another one, or pay."""
    told = why_words(why)
    confided = None if isinstance(told, Say) else Confided(booking.client_id, {"why": told})
    args = {**details(booking), "why": told if confided is None else ""}
    again = Button("paidproof_another", action=("paid", booking), style="primary")
    rows = [(again,)]
    if is_to_be_paid(booking):
        rows.append((Button("do_pay", action=("pay", booking)),))
    return Say("paidproof_refused", args, tuple(rows), screen=False,
               brief=about(booking, "brief_proof_refused"), confided=confided)  # fmt: skip


def taking_longer(booking: BookingView) -> Say:
    return Say("paidproof_taking_longer", details(booking), screen=False)


def still_waiting(total: int) -> Say:
    look = (Button("proofs_see", value="proofs", style="primary"),)
    return Say("proofs_still_waiting", {"total": total}, (look,), screen=False)
