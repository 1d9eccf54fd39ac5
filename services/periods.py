"""How long each class of data is kept, in days; the settings RETENTION_* (D3)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Periods:
    """`forgotten` counts from being redacted, `health` from a client's last session.

    `idle` counts from somebody's last sign of life, the others from when it was over.
    """

    forgotten: int = 30
    inbox: int = 7
    buried: int = 30
    outbox: int = 7
    drafts: int = 30
    links: int = 7
    visits: int = 7
    callbacks: int = 365
    prompts: int = 90
    payers: int = 2557
    pictures: int = 90
    words: int = 730
    alerts: int = 730
    absences: int = 365
    reminders: int = 90
    sms: int = 400
    texting: int = 1
    idle: int = 1096
    health: int = 2557
