"""A world that keeps what somebody wishes about reminders, for conversations about them."""

from dataclasses import dataclass, field, replace
from datetime import time
from typing import Any, get_args

from conversations.work import Command, Result
from conversations.work import reminders as work
from conversations.work.answer import NotPossible
from models.values import ReminderKind, SmsWish
from models.wish_views import WishView
from tests.dialog import outside

ADDRESS, CODE = "amina@example.com", "123456"
DEFAULTS = WishView(
    by_chat=True, by_sms=SmsWish.INSTEAD, by_email=True, kinds=frozenset(ReminderKind),
    quiet=(time(21), time(7)), shares_phone=False, digest=True, phone="+254712000001",
    stopped=False, dead=False, email=None, is_psychologist=False, is_admin=False, has_sms=True,
    has_email=True,
)  # fmt: skip


@dataclass(slots=True)
class Wishing:
    """`mine` as the shell would keep it; a code is good for `ADDRESS` only and until `late`."""

    mine: WishView = DEFAULTS
    late: bool = False
    asked: list[Command] = field(default_factory=list)

    @classmethod
    def having(cls, **changed: Any) -> "Wishing":
        return cls(replace(DEFAULTS, **changed))

    def __call__(self, command: Command) -> Result:
        if not isinstance(command, get_args(work.RemindersCommand)):
            return outside(command)
        self.asked.append(command)
        match command:
            case work.ReadWishes():
                return work.WishesFound(self.mine)
            case work.MailCode(typed=typed) if "@" not in typed:
                return NotPossible("email_unclear")
            case work.MailCode(typed=typed) if typed == self.mine.email:
                return NotPossible("email_is_known")
            case work.MailCode(typed=typed):
                return work.CodeMailed(self.mine, typed, "seal", 99)
            case work.TryCode(address=address, typed=typed):
                if self.late or typed.replace(" ", "") != CODE:
                    return work.CodeWrong(self.mine, self.late)
                self.mine = replace(self.mine, email=address)
            case work.ForgetMail():
                self.mine = replace(self.mine, email=None)
            case work.StartSms():
                self.mine = replace(self.mine, stopped=False, dead=False)
            case _:
                self._switch(command)
        return work.WishesKept(self.mine)

    def _switch(self, command: Command) -> None:
        mine = self.mine
        match command:
            case work.WantKind(kind=kind, wanted=wanted):
                kinds = mine.kinds | {kind} if wanted else mine.kinds - {kind}
                self.mine = replace(mine, kinds=kinds)
            case work.WantChat(wanted=wanted):
                self.mine = replace(mine, by_chat=wanted)
            case work.WantSms(wish=wish):
                self.mine = replace(mine, by_sms=wish)
            case work.WantMail(wanted=wanted):
                self.mine = replace(mine, by_email=wanted)
            case work.KeepQuiet(quiet=quiet):
                self.mine = replace(mine, quiet=quiet)
            case work.SharePhone(shared=shared):
                self.mine = replace(mine, shares_phone=shared)
            case work.WantDigest(wanted=wanted):
                self.mine = replace(mine, digest=wanted)
            case _:
                raise AssertionError(command)
