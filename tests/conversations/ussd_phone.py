"""A phone in the menu, without a network: what is typed, what shows, what the shell was asked."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from conversations import ussd, ussd_screens
from conversations.ussd_booth import DIALLED, Booth, Shown, Typed, person_of
from conversations.work import Command, Result
from conversations.work import payment as pay
from conversations.work.answer import NotPossible
from conversations.work.by_phone import AskStaff, Coming, SayComing, StaffAsked
from conversations.work.settings import KeepLanguage, SettingsFound, SettingsKept
from models.crisis import KENYA, CrisisLine
from models.phone_views import Ahead, Owner
from models.values import Money, PromptStatus
from models.views import BookingView, House, PaymentView, Reader
from models.views_people import Preferences
from tests.change_world import PRICE, World, session
from tests.dialog import AMINA, NOW

PHONE, CALL = "+254712000001", "0712 345 678"
HOUSE = House("Smiling Steps", "Africa/Nairobi")
#: Far from the practice, so that each time names its zone; the longest name that people have.
FAR = "America/Argentina/ComodRivadavia"


def another(number: int, **changed: Any) -> BookingView:
    """One more of Amina's, with a reference of its own."""
    return session(
        **{"id": 7 + number, "public_id": UUID(int=7 + number),
           "reference": f"BK-2026-{number:06}", **changed}
    )  # fmt: skip


@dataclass(slots=True)
class Shell:
    """Answers commands; `refusal` is what rules say to each."""

    booking: BookingView
    change: World = field(default_factory=World)
    bill: Money = PRICE
    rests_until: datetime | None = None
    held_until: datetime | None = None
    held: bool = False
    refusal: NotPossible | None = None

    def __call__(self, command: Command, language: str) -> Result:
        if self.refusal is not None:
            return self.refusal
        match command:
            case SayComing():
                return Coming(self.booking)
            case AskStaff(wanted=wanted):
                return StaffAsked(self.booking, wanted)
            case pay.LookAtBill():
                return self._bill()
            case pay.AskForPayment(phone=phone) if self.held:
                return pay.PaymentHeldBack("prompt_often", phone, self.held_until, self._bill())
            case pay.AskForPayment(phone=phone):
                return pay.PaymentAsked(
                    PaymentView(1, 7, PromptStatus.WAITING, self.bill, phone, None, None)
                )
            case KeepLanguage():
                found = Preferences("Amina", language, AMINA.timezone, PHONE, keeps_hours=False)
                return SettingsKept(SettingsFound(found, HOUSE.timezone, NOW))
            case _:
                self.change.booking = self.booking
                return self.change(command)

    def _bill(self) -> pay.Bill:
        return pay.Bill(self.booking, self.bill, Money(0), Money(0), NOW,
                        rests_until=self.rests_until)  # fmt: skip


class Handset:
    """Dialled already; `text` is its screen, `open` whether the session goes on."""

    def __init__(
        self, *bookings: BookingView, language: str = "en", timezone: str = "Africa/Nairobi",
        sharing: tuple[str, ...] = (), in_chat: bool = False, call: str | None = CALL,
        crisis: tuple[CrisisLine, ...] = KENYA, shell: Shell | None = None,
    ) -> None:  # fmt: skip
        readers = [Reader(1, "Amina", language, timezone)]
        readers += [Reader(2 + at, "Baraka", each, timezone) for at, each in enumerate(sharing)]
        self.booth = Booth(
            PHONE, tuple(Owner(reader, in_chat) for reader in readers),
            tuple(Ahead(booking, coming=False) for booking in bookings), NOW, None,
            "https://t.me/smiling_bot", call, house=HOUSE, crisis=crisis,
        )  # fmt: skip
        self.shell = shell or Shell(bookings[0] if bookings else session())
        self.asked: list[Command] = []
        self.whole = True
        self.draft = DIALLED
        self._show(ussd.home(self.booth))

    def types(self, *choices: str) -> str:
        """Each into the screen that shows then; the last screen."""
        for choice in choices:
            assert self.open, f"the session is over: {self.text}"
            shown = ussd.advance(self.draft, Typed(choice), self.booth)
            while shown.do is not None:
                self.asked.append(shown.do)
                result = self._do(shown.do)
                shown = ussd.advance(shown.draft, result, self.booth)
            self._show(shown)
        return self.text

    def now_has(self, *bookings: BookingView) -> None:
        """Meanwhile something has changed elsewhere."""
        ahead = tuple(Ahead(booking, coming=False) for booking in bookings)
        self.booth = replace(self.booth, ahead=ahead)

    def _do(self, command: Command) -> Result:
        if isinstance(command, KeepLanguage):
            owners = tuple(
                replace(one, reader=replace(one.reader, language=command.language))
                for one in self.booth.owners
            )
            self.booth = replace(self.booth, owners=owners)
        return self.shell(command, self.booth.owners[0].reader.language)

    def _show(self, shown: Shown) -> None:
        assert shown.do is None
        about = self.draft if person_of(shown.draft) is None else shown.draft
        reader = self.booth.reader(about)
        self.whole = ussd_screens.fits(shown.screen, reader, HOUSE)
        self.text = ussd_screens.words(shown.screen, reader, HOUSE)
        self.draft, self.open = shown.draft, not shown.draft.is_over

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")
