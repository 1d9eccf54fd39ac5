"""What somebody wishes about reminders, and an e-mail address of theirs (R1, R8)."""

from dataclasses import dataclass, field
from datetime import time

from models.values import ReminderKind, SmsWish
from models.wish_views import WishView


@dataclass(frozen=True, slots=True)
class ReadWishes:
    """-> WishesFound"""


@dataclass(frozen=True, slots=True)
class WantKind:
    """Whether to be reminded so long before -> WishesKept"""

    kind: ReminderKind
    wanted: bool


@dataclass(frozen=True, slots=True)
class WantChat:
    """-> WishesKept"""

    wanted: bool


@dataclass(frozen=True, slots=True)
class WantSms:
    """-> WishesKept"""

    wish: SmsWish


@dataclass(frozen=True, slots=True)
class StartSms:
    """SMS again, after they were stopped -> WishesKept"""


@dataclass(frozen=True, slots=True)
class WantMail:
    """-> WishesKept"""

    wanted: bool


@dataclass(frozen=True, slots=True)
class KeepQuiet:
    """From one wall time to another, in their own zone; None: no quiet hours -> WishesKept"""

    quiet: tuple[time, time] | None


@dataclass(frozen=True, slots=True)
class SharePhone:
    """Whether others read along on their phone -> WishesKept"""

    shared: bool


@dataclass(frozen=True, slots=True)
class WantDigest:
    """-> WishesKept"""

    wanted: bool


@dataclass(frozen=True, slots=True)
class MailCode:
    """Mail a code to an address, as typed -> CodeMailed | NotPossible"""

    typed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TryCode:
    """A code as typed, against the hash of the one that was mailed -> WishesKept | CodeWrong"""

    address: str = field(repr=False)
    seal: str
    until: int
    typed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ForgetMail:
    """-> WishesKept"""


@dataclass(frozen=True, slots=True)
class WishesFound:
    mine: WishView


@dataclass(frozen=True, slots=True)
class WishesKept:
    """Changed, and how it is now."""

    mine: WishView


@dataclass(frozen=True, slots=True)
class CodeMailed:
    """A code is on its way; `seal` is all that is known of it, `until` seconds of the epoch."""

    mine: WishView
    address: str = field(repr=False)
    seal: str
    until: int


@dataclass(frozen=True, slots=True)
class CodeWrong:
    """`late`: it was good until a while ago, or would have been."""

    mine: WishView
    late: bool


RemindersCommand = (
    ReadWishes | WantKind | WantChat | WantSms | StartSms | WantMail | KeepQuiet | SharePhone
    | WantDigest | MailCode | TryCode | ForgetMail
)  # fmt: skip
RemindersResult = WishesFound | WishesKept | CodeMailed | CodeWrong
