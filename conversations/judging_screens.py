"""The screens of those who judge proofs of payment: what waits, one of it, how much, why not."""

from conversations.booking_screens import details
from conversations.words import Button, Keyboard, Media, Say
from models.proof_views import CHOICES, REFUSALS, PaidProof
from models.values import Money, ProofState
from models.views import BookingView

PAGE = 5
#: Offered as buttons; the client reads `paidproof_why_…`.
REASONS = CHOICES

_CLOSE = Button("proofs_close", value="cancel")
_NAVIGATION = (Button("back", value="back"), _CLOSE)


def listed(
    found: tuple[tuple[PaidProof, BookingView], ...], page: int, more: bool
) -> Say:  # fmt: skip
    rows = tuple(
        (Button("proof_button", {"client": booking.client_name, "reference": booking.reference},
                action=("pfsee", proof)),)
        for proof, booking in found
    )  # fmt: skip
    earlier = (Button("earlier", value=f"p{page - 1}"),) if page else ()
    later = (Button("later", value=f"p{page + 1}"),) if more else ()
    keyboard = tuple(row for row in (*rows, (*earlier, *later), (_CLOSE,)) if row)
    return Say("proofs_list" if found else "proofs_none", {}, keyboard)


def one(proof: PaidProof, booking: BookingView, due: Money) -> Say:
    yes = Button("proof_yes", value="y", style="success")
    no = Button("proof_no", value="n", style="danger")
    args = {**details(booking), **said_of(proof), "due": due}
    return Say("proof_one" if proof.code else "proof_one_picture", args, ((yes, no), _NAVIGATION))


def picture(proof: PaidProof) -> Say | None:
    """What the client sent: shown, and never copied."""
    if proof.file_id is None or proof.file_kind is None:
        return None
    media = Media(proof.file_kind, proof.file_id)
    return Say("proof_picture", {"shown_at": proof.shown_at}, screen=False, media=media,
               secret_of=proof.person_id)  # fmt: skip


def which_code(booking: BookingView) -> Say:
    return Say("proof_which_code", details(booking), (_NAVIGATION,))


def how_much(booking: BookingView, code: str, due: Money, said: Money | None) -> Say:
    """What is due and what the message says are one tap; whatever really came can be typed."""
    sums = dict.fromkeys(one for one in (due, said) if one is not None and one.minor > 0)
    rows: Keyboard = tuple(
        (Button("proof_amount", {"amount": amount}, value=f"a{amount.minor}"),) for amount in sums
    )
    args = {**details(booking), "code": code, "due": due}
    return Say("proof_how_much", args, (*rows, _NAVIGATION))


def why_not(booking: BookingView) -> Say:
    rows = tuple((Button(f"proof_reason_{why}", value=why),) for why in REASONS)
    return Say("proof_why_not", details(booking), (*rows, _NAVIGATION))


def judged(proof: PaidProof, booking: BookingView, counted: Money | None) -> Say:
    if counted is not None:
        return Say("proof_accepted_done", {**details(booking), "amount": counted})
    return Say("proof_refused_done", {**details(booking), "why": why_words(proof.note or "")})


def judged_already(proof: PaidProof, booking: BookingView) -> Say:
    """Somebody else was quicker, or M-Pesa has answered meanwhile."""
    args = {**details(booking), "at": proof.decided_at, "by": proof.decided_by or "M-Pesa"}
    match proof.state:
        case ProofState.ACCEPTED:
            return Say("proof_was_accepted", args)
        case ProofState.REFUSED:
            return Say("proof_was_refused", {**args, "why": why_words(proof.note or "")})
        case _:
            return Say("proof_is_looked_up", args)


def why_words(why: str) -> Say | str:
    """A reason of ours in its words, or somebody's own words as they are."""
    return Say(f"paidproof_why_{why}") if why in REFUSALS else why


def said_of(proof: PaidProof) -> dict[str, object]:
    """What the client shows: a code and what its message says, as far as it does."""
    said = Say("proof_said_amount", {"said": proof.said}) if proof.said else ""
    when = Say("proof_said_at", {"at": proof.settled_at}) if proof.settled_at else ""
    return {"code": proof.code or "", "said": said, "said_at": when, "shown_at": proof.shown_at}
