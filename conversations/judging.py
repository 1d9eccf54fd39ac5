"""Judging what clients show for having paid: it has come in, or it can't be found (M5)."""

from enum import StrEnum
from uuid import UUID

from conversations import judging_screens as screens
from conversations.amounts import read_price
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.understanding import read_number
from conversations.words import Draft, Event, Turn
from conversations.work.answer import NotPossible
from conversations.work.paidproof import (
    AcceptProof,
    CodeMissing,
    CodeRead,
    ListProofs,
    LookAtProof,
    ProofFound,
    ProofJudged,
    ProofsListed,
    ReadCode,
    RefuseProof,
)
from models.proof_views import LONGEST_NOTE
from models.values import Money, ProofState

NAME = "judging"
ENTRANCE = Entrance(
    commands=frozenset({"proofs"}), verbs=frozenset({"pfsee", "pfok", "pfno"})
)  # fmt: skip
OF_WORK = True


class Step(StrEnum):
    LIST = "list"
    ONE = "one"
    CODE = "code"
    AMOUNT = "amount"
    REASON = "reason"


FRAME = Frame(Step, left="proofs_closed", hints={Step.REASON: "only_words_here"})


#: Where each button of a message leads.
_VERBS = {"pfsee": Step.ONE, "pfok": Step.AMOUNT, "pfno": Step.REASON}


def show(draft: Draft) -> Turn:
    if draft.step == Step.LIST:
        return Turn(draft, do=ListProofs(draft.answers.get("page", 0), screens.PAGE))
    return Turn(draft, do=LookAtProof(_proof(draft)))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.LIST:
            return None
        case Step.ONE:
            return draft.at(Step.LIST)
        case _:
            return draft.at(Step.ONE, code=None)


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about, by=verb) if verb in _VERBS:
            proof, _, _ = about.partition(":")
            return show(draft.at(_VERBS[verb], proof=proof, code=None))
        case _, Begin():
            return show(draft.at(Step.LIST, page=None))
        case Step.LIST, Tap(value=value) if (page := read_number(value[1:])) is not None:
            return show(draft.at(Step.LIST, page=page))
        case Step.ONE, Tap(value="y"):
            return show(draft.at(Step.AMOUNT))
        case Step.ONE, Tap(value="n"):
            return show(draft.at(Step.REASON))
        case Step.CODE, Text(text=text):
            return Turn(draft, do=ReadCode(text))
        case Step.AMOUNT, Text(text=text):
            amount = read_price(text)
            return _accept(draft, amount) if amount else show(draft.noting("proof_no_amount"))
        case Step.AMOUNT, Tap(value=value) if minor := read_number(value[1:]):
            return _accept(draft, Money(minor))
        case Step.REASON, Tap(value=why) if why in screens.REASONS:
            return Turn(draft, do=RefuseProof(_proof(draft), why))
        case Step.REASON, Text(text=text):
            return Turn(draft, do=RefuseProof(_proof(draft), text.strip()[:LONGEST_NOTE]))
        case _:
            return _answered(draft, event)


def _accept(draft: Draft, amount: Money) -> Turn:
    code = draft.answers.get("code")
    if code is None:
        return show(draft.at(Step.ONE))
    return Turn(draft, do=AcceptProof(_proof(draft), code, amount))


def _answered(draft: Draft, event: Event) -> Turn | None:
    match event:
        case ProofsListed(proofs=proofs, more=more):
            return Turn(draft, (screens.listed(proofs, draft.answers.get("page", 0), more),))
        case ProofFound():
            return _found(draft, event)
        case CodeRead(code=code):
            return show(draft.at(Step.AMOUNT, code=code))
        case CodeMissing():
            return show(draft.at(Step.CODE, code=None).noting("paidproof_no_code"))
        case ProofJudged(proof=proof, booking=booking, counted=counted):
            return Turn(draft.over(), (screens.judged(proof, booking, counted),))
        case NotPossible(key="proof_code_used" as key):
            return show(draft.at(Step.ONE, code=None).noting(key))
        case _:
            return None


def _found(draft: Draft, found: ProofFound) -> Turn:
    """What the step asks about a proof that still waits; anything else is over."""
    proof, booking = found.proof, found.booking
    if proof.state is not ProofState.OPEN:
        return Turn(draft.over(), (screens.judged_already(proof, booking),))
    code = proof.code or draft.answers.get("code")
    match draft.step:
        case Step.AMOUNT if code is not None:
            kept = draft if draft.answers.get("code") == code else draft.at(Step.AMOUNT, code=code)
            return Turn(kept, (screens.how_much(booking, code, found.due, proof.said),))
        case Step.AMOUNT | Step.CODE:
            asking = draft if draft.step == Step.CODE else draft.at(Step.CODE)
            return Turn(asking, (screens.which_code(booking),))
        case Step.REASON:
            return Turn(draft, (screens.why_not(booking),))
        case _:
            picture = screens.picture(proof)
            one = screens.one(proof, booking, found.due)
            return Turn(draft, (picture, one) if picture else (one,))


def _proof(draft: Draft) -> UUID:
    return UUID(draft.answers["proof"])
