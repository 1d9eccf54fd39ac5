"""A phone that texts us, and what our side answers it: the shell of the dialogue by SMS."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar
from uuid import UUID

from conversations import briefs, texting
from conversations.sms_reading import read
from conversations.texting_facts import Facts
from conversations.words import Draft, Say
from conversations.work import Command, Result
from conversations.work.answer import NotPossible
from conversations.work.by_phone import (
    AskStaff,
    Coming,
    NumberIsWrong,
    NumberMarked,
    PhoneSpeaks,
    SayComing,
    SmsSwitched,
    SpeakTo,
    StaffAsked,
    WantSmsOf,
)
from conversations.work.change import CancelBooking, ChangeSeen, LookAtChange
from conversations.work.payment import AskForPayment, PaymentAsked
from models.phone_views import Ahead, Owner
from models.values import PromptStatus
from models.views import BookingView, House, PaymentView, Reader
from tests.change_world import World, session
from tests.dialog import NOW

PHONE, ZONE = "+254712000001", "Africa/Nairobi"
AMINA = Owner(Reader(1, "Amina", "en", ZONE), in_chat=False)
HOUSE = House("Smiling Steps", ZONE)
ONE = session(client_id=1, reference="BK-2026-000123")
OTHER = session(
    id=8, public_id=UUID(int=88), reference="BK-2026-000124", client_id=1,
    starts_at=ONE.starts_at + timedelta(days=2), ends_at=ONE.ends_at + timedelta(days=2),
)  # fmt: skip
SHARED = session(
    id=9, public_id=UUID(int=99), reference="BK-2026-000125", client_id=2,
    starts_at=ONE.starts_at + timedelta(days=3), ends_at=ONE.ends_at + timedelta(days=3),
)  # fmt: skip
STOPS = SmsSwitched(wanted=False, new=True)


Did = TypeVar("Did")


@dataclass
class Texted:
    """A phone and our side of it. `world` answers what changes bookings."""

    ahead: list[BookingView] = field(default_factory=lambda: [ONE])
    world: World = field(default_factory=lambda: World(booking=ONE))
    owners: tuple[Owner, ...] = (AMINA,)
    now: datetime = NOW
    reminded_at: datetime | None = NOW
    stop: SmsSwitched = STOPS
    code: str = "4821"
    refusal: NotPossible | None = None
    draft: Draft = texting.NOTHING_ASKED
    asked: list[Command] = field(default_factory=list)

    def text(self, words: str) -> str:
        """Send it; what the phone gets, "" for silence."""
        facts = Facts(
            PHONE, self.owners, tuple(Ahead(one, False) for one in self.ahead), self.now,
            self.reminded_at, "https://t.me/steps_bot", "0700 000 000", code=self.code,
        )  # fmt: skip
        said: list[Say] = []
        event: Result = read(words)  # type: ignore[assignment]
        for _ in range(4):
            turn = texting.advance(self.draft, event, facts)
            said += turn.say
            self.draft = turn.draft
            if turn.do is None:
                break
            self.asked.append(turn.do)
            event = self._answer(turn.do)
        assert len(said) <= 1, "two SMS for one"
        return sms(said[0]) if said else ""

    def _answer(self, command: Command) -> Result:
        match command:
            case _ if self.refusal:
                return self.refusal
            case SayComing(booking=about):
                return Coming(self._find(about))
            case AskStaff(booking=about, wanted=wanted):
                return StaffAsked(self._find(about), wanted)
            case NumberIsWrong():
                self.ahead, self.owners = [], ()
                return NumberMarked()
            case SpeakTo(language=language):
                return PhoneSpeaks(language)
            case WantSmsOf(wanted=wanted):
                return replace(self.stop, wanted=wanted)
            case AskForPayment(booking=about, phone=phone):
                booking = self._find(about)
                return PaymentAsked(PaymentView(1, booking.id, PromptStatus.WAITING, booking.price,
                                                phone, None, None))  # fmt: skip
            case LookAtChange(booking=about) | CancelBooking(booking=about):
                self.world.booking = self._find(about)
                found = self.world(command)
                if isinstance(command, CancelBooking) and not isinstance(found, ChangeSeen):
                    self.ahead = [one for one in self.ahead if one.public_id != about]
                return found
            case _:
                return self.world(command)

    def _find(self, public_id: UUID) -> BookingView:
        return next(one for one in self.ahead if one.public_id == public_id)

    def did(self, kind: type[Did]) -> list[Did]:
        return [command for command in self.asked if isinstance(command, kind)]


def sms(say: Say, language: str = "en") -> str:
    assert say.brief is not None
    reader = Reader(1, "Amina", language, ZONE)
    return briefs.for_sms(say.brief, reader, HOUSE, shared=False)


def texted(*lines: str, phone: Texted | None = None) -> Texted:
    """Lines by turns: sent, and words that the answer has ("" for silence)."""
    phone = phone or Texted()
    for sent, expected in list(pairwise(lines))[::2]:
        heard = phone.text(sent)
        assert (expected in heard) if expected else heard == "", f"{sent}: {heard}"
    return phone
