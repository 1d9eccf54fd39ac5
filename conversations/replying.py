"""Answers of one tap: yes to another time, keep it as it was, waive the rule, keep the rule."""

from enum import StrEnum
from uuid import UUID

from conversations import moving_screens
from conversations.booking_screens import details, state
from conversations.cancelling_screens import result
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin
from conversations.frame import nothing_open
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import BookingFound, LookUp, NotPossible
from conversations.work.change import (
    AcceptProposal,
    BookingCancelled,
    KeepRule,
    OpenProposal,
    ProposalAccepted,
    ProposalRefused,
    ProposalSeen,
    RefuseProposal,
    RuleKept,
    WaiveRule,
)

NAME = "reply"
ENTRANCE = Entrance(verbs=frozenset({"yes", "stay", "wv", "kp"}))
OF_WORK = True
_ABOUT_PROPOSALS = ("yes", "stay")


class Step(StrEnum):
    ASKED = "asked"


FRAME = Frame(Step)


def show(draft: Draft) -> Turn:
    """Nothing waits here for anybody: each button is answered at once."""
    return nothing_open(draft)


def advance(draft: Draft, event: Event) -> Turn | None:
    match event:
        case Begin():
            return _begin(draft, event)
        case ProposalAccepted(booking=booking, before=before, by_client=by_client):
            said = moving_screens.agreed(booking, before, by_client=by_client)
            return Turn(_done(draft, booking.public_id), (said,))
        case ProposalRefused(proposal=proposal):
            said = moving_screens.refused(proposal)
            return Turn(_done(draft, proposal.booking.public_id), (said,))
        case BookingCancelled(booking=booking, refund=refund):
            args = {**details(booking), "money": result(booking, refund, staff=True)}
            return Turn(_done(draft, booking.public_id), (Say("waived_done", args),))
        case RuleKept(booking=booking):
            return Turn(_done(draft, booking.public_id), (Say("rule_kept_done", details(booking)),))
        case ProposalSeen(proposal=proposal):
            return Turn(_noting_over(draft), (moving_screens.asked(proposal, screen=True),))
        case BookingFound(booking=booking):
            return Turn(draft.over(), (Say("answered_before", state(booking)),))
        case NotPossible():
            return _not_possible(draft, event)
        case _:
            return None


def _begin(draft: Draft, begin: Begin) -> Turn:
    verb, about = begin.by, begin.about
    if draft.answers.get("done") == f"{verb}:{about}":
        # The second tap of two: what came of the first is shown as it stands.
        return Turn(draft, do=LookUp(UUID(draft.answers["result"])))
    asked = draft.at(Step.ASKED, verb=verb, about=about, done=None, result=None)
    row, number = UUID(begin.row), begin.version
    match verb:
        case "yes":
            return Turn(asked, do=AcceptProposal(row, number))
        case "stay":
            return Turn(asked, do=RefuseProposal(row, number))
        case "wv":
            return Turn(asked, do=WaiveRule(row, number))
        case _:
            return Turn(asked, do=KeepRule(row, number))


def _done(draft: Draft, booking: UUID) -> Draft:
    done = f"{draft.answers['verb']}:{draft.answers['about']}"
    return draft.at("over", done=done, result=str(booking))


def _noting_over(draft: Draft) -> Draft:
    over = draft.over()
    return over.noting(draft.answers["note"]) if "note" in draft.answers else over


def _not_possible(draft: Draft, refused: NotPossible) -> Turn:
    """What only has to wait keeps its buttons; a proposal that is gone has no row to speak of."""
    verb, about = draft.answers.get("verb", ""), draft.answers.get("about", "")
    if verb in _ABOUT_PROPOSALS and refused.key == "change_prompt_live":
        held = UUID(about.partition(":")[0])
        return Turn(draft.at(Step.ASKED, note=refused.key), do=OpenProposal(held))
    if verb in _ABOUT_PROPOSALS and refused.key in {"not_yours", "outdated"}:
        return Turn(draft.over(), (Say("proposal_gone"),))
    now = refused.booking
    return Turn(draft.over(), (Say(refused.key, state(now) if now else {}),))
