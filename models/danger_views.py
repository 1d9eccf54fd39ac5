"""An alert as those see it who look after somebody in danger; it quotes nothing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Alert:
    """`about` is what the rule is about; `reference` the session that is nearest, if any.

    `own_psychologist` is the person of that session. `taken_by` is the name of who takes care.
    """

    id: int
    public_id: UUID
    version: int
    person_id: int
    name: str
    phone: str | None
    telegram_id: int | None
    rule: str
    noticed_at: datetime
    taken_by_id: int | None
    taken_by: str | None
    repeated_at: datetime | None
    reference: str | None
    starts_at: datetime | None
    own_psychologist: int | None
