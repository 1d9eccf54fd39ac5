"""A conversation test is the conversation: what is said, and what is heard, line by line."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from conversations.engine import DIALOGUES, advance, route
from conversations.events import Happening, Tap, Text, Typed
from conversations.render import render
from conversations.words import Draft, Event
from conversations.work import Command, Result
from conversations.work import answer as answer_work
from conversations.work import booking as booking_work
from conversations.work import desk as desk_work
from conversations.work import paidproof as paid
from conversations.work import payment as payment_work
from models.calendar import Slot, Unavailable
from models.proof_views import PaidProof, PaidSaid
from models.values import (
    BookingStatus,
    Medium,
    Money,
    PaymentStatus,
    PromptStatus,
    ProofState,
    Purpose,
    Role,
    SessionFormat,
)
from models.views import BookingView, House, PaymentView, PsychologistCard, Reader, ServiceCard

NOW = datetime(2026, 9, 7, 6, 0, tzinfo=UTC)
AMINA = Reader(1, "Amina", "en", "Africa/Nairobi")
HOUSE = House("Smiling Steps", "Africa/Nairobi")
REFERENCE = UUID(int=7)


def booking(**changed: Any) -> BookingView:
    """Amina's session with Brian, on Tue 15 Sep at 10:00 in Nairobi."""
    view = BookingView(
        id=7, public_id=REFERENCE, version=2, status=BookingStatus.APPROVED,
        payment_status=PaymentStatus.PENDING, reference="BK-2026-000007", client_id=1,
        client_name="Amina", psychologist_id=2, psychologist_person_id=3,
        psychologist_name="Brian Otieno", psychologist_slug="brian", service_id=4,
        service_title="Individual session", medium=Medium.VIDEO,
        starts_at=datetime(2026, 9, 15, 7, 0, tzinfo=UTC),
        ends_at=datetime(2026, 9, 15, 7, 50, tzinfo=UTC), minutes=50, price=Money(250_000),
        cancel_notice_minutes=1440, held_until=NOW + timedelta(minutes=10),
        answer_due_at=NOW + timedelta(hours=48), payment_due_at=NOW + timedelta(hours=24),
        meeting_link=None, calendar_uid=REFERENCE,
        calendar_sequence=0, needs_approval=True, purpose=Purpose.INITIAL,
        format=SessionFormat.INDIVIDUAL, rescheduled_from_id=None,
        moved_to=None, proposal_for_id=None, waiver_asked_at=None, started_at=None, ended_at=None,
        changed_at=NOW,
    )  # fmt: skip
    return replace(view, **changed)


BRIAN = PsychologistCard(
    2, "brian", "Brian Otieno", "Counselling psychologist", "Grief and change.", ("Grief",),
    ("English",),
    (ServiceCard(4, "Individual session", 50, Money(250_000), Medium.VIDEO, True),
     ServiceCard(5, "Long session", 90, Money(420_000), Medium.VIDEO, True)),
    datetime(2026, 9, 15, 7, 0, tzinfo=UTC),
)  # fmt: skip
SLOTS = tuple(
    Slot(datetime(2026, 9, 15, hour, tzinfo=UTC), datetime(2026, 9, 15, hour, 50, tzinfo=UTC))
    for hour in (7, 8, 9)
)
DAYS = booking_work.DaysFound(date(2026, 9, 7), date(2026, 9, 1),
                      {date(2026, 9, 8): 3, date(2026, 9, 15): 3}, False, True)  # fmt: skip


CODE = "UIH4A1B2C3"


def proof(**changed: Any) -> PaidProof:
    """Amina's code, of 8 Sep 2026, which waits for a person."""
    view = PaidProof(
        id=9, public_id=UUID(int=9), person_id=1, booking_id=7, code=CODE, said=Money(250_000),
        settled_at=None, file_id=None, file_kind=None, state=ProofState.OPEN, shown_at=NOW,
        decided_at=None, decided_by=None, note=None,
    )  # fmt: skip
    return replace(view, **changed)


def paid_world(command: Command) -> Result:
    """Whoever shows a code is believed in the end, and nobody else was quicker."""
    due = Money(250_000)
    match command:
        case paid.FindPayable():
            return paid.PayableFound((booking(), booking(public_id=UUID(int=8))))
        case paid.ReadUnasked(words=words) if CODE in words:
            return paid.MessageRead(PaidSaid(CODE, due), (booking(),))
        case paid.ReadUnasked():
            return desk_work.Known("Amina", frozenset({Role.CLIENT}))
        case paid.WantProof():
            return paid.ProofWanted(booking(), due)
        case paid.ShowMessage(words=words) | paid.ReadCode(words=words) if CODE not in words:
            return paid.CodeMissing()
        case paid.ShowMessage() | paid.ShowCode():
            return paid.ProofKept(booking(), proof(state=ProofState.CHECKING), due)
        case paid.ShowPicture(kind=kind, file_id=file_id):
            shown = proof(code=None, said=None, file_id=file_id, file_kind=kind)
            return paid.ProofKept(booking(), shown, due)
        case paid.ListProofs(page=page):
            return paid.ProofsListed(((proof(), booking()),), more=page < 2)
        case paid.LookAtProof():
            return paid.ProofFound(proof(), booking(), due)
        case paid.ReadCode():
            return paid.CodeRead(CODE)
        case paid.AcceptProof(amount=amount):
            return paid.ProofJudged(proof(state=ProofState.ACCEPTED), booking(), amount)
        case paid.RefuseProof(why=why):
            return paid.ProofJudged(proof(state=ProofState.REFUSED, note=why), booking())
        case _:
            raise AssertionError(f"nobody answers to {command}")


def bill(**changed: Any) -> payment_work.Bill:
    """All of Amina's session is to be paid, by the M-Pesa request only."""
    unpaid = payment_work.Bill(booking(), Money(250_000), Money(0), Money(0), NOW)
    return replace(unpaid, **changed)


def outside(command: Command) -> Result:
    """A world in which everything goes well; a test passes another one where it doesn't."""
    match command:
        case booking_work.FindPsychologists():
            return booking_work.PsychologistsFound((BRIAN,))
        case booking_work.OpenPsychologist(key=key):
            known = key in {2, "brian"} or (
                isinstance(key, str) and key.casefold() in "brian otieno"
            )
            return booking_work.PsychologistFound(BRIAN) if known else booking_work.NobodyFound()
        case booking_work.FindDays():
            return DAYS
        case booking_work.FindTimes(day=day):
            return booking_work.TimesFound(day, SLOTS, (time(10), time(11), time(12)))
        case booking_work.HoldSlot() | booking_work.ReviewHold():
            return booking_work.SlotHeld(booking(status=BookingStatus.HELD, reference=None))
        case booking_work.ReleaseHold():
            return booking_work.Released()
        case booking_work.SendRequest():
            return booking_work.Requested(booking(status=BookingStatus.PENDING))
        case answer_work.LookUp():
            return answer_work.BookingFound(booking(), NOW)
        case answer_work.Approve():
            return answer_work.Approved(booking())
        case answer_work.Decline():
            return answer_work.Declined(booking(status=BookingStatus.DECLINED))
        case payment_work.LookAtBill():
            return bill()
        case payment_work.UseCredit():
            return payment_work.CreditUsed(Money(250_000), Money(0))
        case payment_work.AskForPayment(phone=phone):
            payment = PaymentView(1, 7, PromptStatus.WAITING, Money(250_000), phone, None, None)
            return payment_work.PaymentAsked(payment)
        case payment_work.CheckPhone(typed=typed):
            good = typed.startswith("07")
            return (
                payment_work.PhoneChecked("+254712000001")
                if good
                else payment_work.PhoneRefused("phone_not_kenyan")
            )
        case desk_work.ListBookings(which=which):
            return desk_work.BookingsListed(which, (booking(),))
        case desk_work.WhoAmI():
            return desk_work.Known("Amina", frozenset({Role.CLIENT}))
        case _:
            return paid_world(command)


def asked(command: Command) -> Result:
    """The same world, in which the booking still waits for its psychologist."""
    if isinstance(command, answer_work.LookUp):
        return answer_work.BookingFound(booking(status=BookingStatus.PENDING), NOW)
    return outside(command)


def taken(command: Command) -> Result:
    """The same world, in which somebody else was quicker."""
    if isinstance(command, booking_work.HoldSlot):
        return booking_work.SlotTaken(Unavailable.BOOKED, SLOTS)
    return (
        booking_work.HoldLost()
        if isinstance(command, booking_work.ReviewHold | booking_work.SendRequest)
        else outside(command)
    )


@dataclass(slots=True)
class Chat:
    """One person's chat: drafts and the last screen, as the shell would keep them."""

    world: Callable[[Command], Result] = outside
    drafts: dict[str, Draft] = field(default_factory=dict)
    current: str | None = None
    screen: dict[str, Any] = field(default_factory=dict)
    asked: list[Command] = field(default_factory=list)
    reader: Reader = AMINA

    def happens(self, happening: Happening) -> list[dict[str, Any]]:
        """What the bot says to this, rendered."""
        name, event = route(happening, self.current)
        draft = self.drafts.get(name, Draft(name))
        return self.drive(draft, event)

    def drive(self, draft: Draft, event: Event) -> list[dict[str, Any]]:
        said: list[dict[str, Any]] = []
        for _ in range(8):
            turn = advance(draft, event)
            draft = turn.draft
            said += [render(say, self.reader, draft, HOUSE) for say in turn.say]
            if turn.do is None:
                break
            self.asked.append(turn.do)
            event = self.world(turn.do)
        else:
            raise AssertionError(f"{draft.dialogue} goes round in circles at {draft.step}")
        if draft.dialogue in DIALOGUES:
            self.drafts[draft.dialogue] = replace(draft, note=None)
            self.current = None if draft.is_over else draft.dialogue
        self.screen = said[-1] if said else self.screen
        return said

    def says(self, words: str) -> str:
        """Type, or tap the button with this label; the one answer. Red on silence and on two."""
        said = self.happens(self._event(words))
        assert len(said) == 1, f"“{words}” was answered {len(said)} times"
        return str(said[0]["text"])

    def _event(self, words: str) -> Happening:
        if words.startswith("/"):
            name, _, payload = words[1:].partition(" ")
            return Typed(name, payload)
        button = self.button(words)
        return Text(words) if button is None else tap(button["data"])

    def button(self, label: str) -> dict[str, str] | None:
        for row in self.screen.get("keyboard", []):
            for button in row:
                if button["text"].startswith(label) and "data" in button:
                    return dict(button)
        return None


def tap(data: str) -> Tap:
    dialogue, rev, value = data.split(":")
    return Tap(dialogue, int(rev), value, 1)


def dialog(lines: list[tuple[str, str]], chat: Chat | None = None) -> Chat:
    """Each line: what the person says or taps, and words of the one answer."""
    chat = chat or Chat()
    for says, hears in lines:
        answer = chat.says(says)
        assert hears in answer, f"“{says}” was answered with “{answer}”"
    return chat
