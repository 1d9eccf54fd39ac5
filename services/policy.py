"""The practice's own times and limits, from its settings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """The practice's times, in hours and minutes; copied to each booking when it is made (B7).

    `timezone` is the IANA zone that the practice lives by.
    """

    hold_minutes: int = 10
    hold_most_minutes: int = 40
    approval_hours: int = 48
    payment_hours: int = 24
    payment_before_start_hours: int = 2
    cancel_notice_hours: int = 24
    timezone: str = "Africa/Nairobi"
