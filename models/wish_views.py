"""How somebody is reminded and reached, as they themselves see it."""

from dataclasses import dataclass, field
from datetime import time

from models.values import ReminderKind, SmsWish


@dataclass(frozen=True, slots=True)
class WishView:
    """What somebody wishes, and what can come of it.

    `phone` (E.164) and `email` are theirs, or None. `stopped`: they want no SMS at all; `dead`: no
    SMS can reach that number. `has_sms`, `has_email`: the practice can send them. `quiet` is by
    their own clock.
    """

    by_chat: bool
    by_sms: SmsWish
    by_email: bool
    kinds: frozenset[ReminderKind]
    quiet: tuple[time, time] | None
    shares_phone: bool
    digest: bool
    phone: str | None = field(repr=False)
    stopped: bool
    dead: bool
    email: str | None = field(repr=False)
    is_psychologist: bool
    is_admin: bool
    has_sms: bool
    has_email: bool

    @property
    def may_sms(self) -> bool:
        """An SMS would arrive, were it wanted."""
        return self.has_sms and self.phone is not None and not (self.stopped or self.dead)

    @property
    def may_mail(self) -> bool:
        return self.has_email and self.email is not None

    @property
    def has_digest(self) -> bool:
        """There is a report of the day that is for them (R7)."""
        return self.is_psychologist or self.is_admin
