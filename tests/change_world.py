"""A world of one session of Amina with Brian, in which it can be cancelled and moved."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from conversations.events import Action
from conversations.work import Command, Result
from conversations.work import change as work
from conversations.work.answer import BookingFound, LookUp, NotPossible
from conversations.work.booking import TimesFound
from models.changes import Outcome, Owed, Proposal, Waiver
from models.moves import Actor
from models.values import BookingStatus as S
from models.values import Money, PaymentStatus
from models.views import BookingView
from tests.dialog import DAYS, NOW, REFERENCE, SLOTS, Chat, booking, outside

PRICE, NOTHING = Money(250_000), Money(0)
OWED = Owed(PRICE, NOTHING)
FREE = Outcome(None, late=False, refund=PRICE, kept=NOTHING)
LATE = Outcome(None, late=True, refund=NOTHING, kept=PRICE)
UNPAID = Outcome(None, late=False, refund=NOTHING, kept=NOTHING)
HELD = UUID(int=8)
LATER = datetime(2026, 9, 16, 9, 0, tzinfo=UTC)


def session(**changed: Any) -> BookingView:
    """Paid, on Tue 15 Sep at 10:00."""
    paid = {"status": S.CONFIRMED, "payment_status": PaymentStatus.PAID}
    return booking(**{**paid, **changed})


def proposal(of: BookingView, *, by_client: bool) -> Proposal:
    """For Wed 16 Sep at 12:00."""
    held = replace(of, public_id=HELD, version=1, status=S.HELD, starts_at=LATER,
                   held_until=NOW + timedelta(hours=24), proposal_for_id=of.id)  # fmt: skip
    return Proposal(of, held, by_client)


@dataclass(slots=True)
class World:
    """Answers as the shell would; `actor` is who asks, `gone` who lost the race for a time."""

    actor: Actor = Actor.CLIENT
    outcome: Outcome = FREE
    booking: BookingView = field(default_factory=session)
    waiver: Waiver = Waiver.NONE
    open: Proposal | None = None
    changes_to: Outcome | None = None
    gone: bool = False
    refusal: NotPossible | None = None

    def __call__(self, command: Command) -> Result:
        match command:
            case work.LookAtChange():
                return self._seen()
            case work.FindMoveDays():
                return DAYS
            case work.FindMoveTimes(day=day):
                return TimesFound(day, SLOTS, (time(10), time(11), time(12)))
            case LookUp():
                return BookingFound(self.booking, NOW)
            case _ if self.refusal:
                return self.refusal
            case work.CancelBooking() | work.MoveBooking() | work.AskWaiver() if self.changes_to:
                self.outcome, self.changes_to = self.changes_to, None
                return replace(self._seen(), again=True)
            case work.MoveBooking() | work.SendProposal() if self.gone:
                self.gone = False
                return work.TimeGone(SLOTS)
            case _:
                return self._done(command)

    def _seen(self) -> work.ChangeSeen:
        return work.ChangeSeen(self.booking, self.actor, self.outcome, self.waiver, self.open)

    def _done(self, command: Command) -> Result:
        by_client = self.actor is Actor.CLIENT
        match command:
            case work.CancelBooking(expected=expected):
                status = S.LATE_CANCELLED if expected.late else S.CANCELLED
                owed = expected.owed if expected.refund.minor else None
                return work.BookingCancelled(replace(self.booking, status=status), owed)
            case work.WaiveRule():
                return work.BookingCancelled(replace(self.booking, status=S.CANCELLED), OWED)
            case work.KeepRule():
                return work.RuleKept(self.booking)
            case work.AskWaiver():
                return work.WaiverAsked(self.booking)
            case work.SendProposal():
                return work.ProposalSent(proposal(self.booking, by_client=by_client))
            case work.MoveBooking(starts_at=starts_at):
                return work.BookingMoved(replace(self.booking, starts_at=starts_at), self.booking)
            case work.OpenProposal():
                found = self.open or proposal(self.booking, by_client=not by_client)
                return work.ProposalSeen(found, self.actor)
            case work.AcceptProposal():
                moved = replace(self.booking, starts_at=LATER)
                if self.booking.status is S.PENDING:
                    moved = replace(moved, status=S.APPROVED)
                return work.ProposalAccepted(moved, self.booking, by_client)
            case work.RefuseProposal():
                return work.ProposalRefused(proposal(self.booking, by_client=not by_client))
            case _:
                return outside(command)


def begun(verb: str, world: Callable[[Command], Result], version: int = 2) -> Chat:
    """A chat in which the button of a booking was tapped."""
    chat = Chat(world)
    about = HELD if verb in {"yes", "ctr", "stay"} else REFERENCE
    said = chat.happens(Action(verb, about, 1 if about == HELD else version, 1))
    assert len(said) == 1, verb
    return chat


def buttons(chat: Chat) -> list[str]:
    return [b["text"] for row in chat.screen.get("keyboard", []) for b in row]


def asked(chat: Chat, kind: type) -> list[Any]:
    return [command for command in chat.asked if isinstance(command, kind)]
