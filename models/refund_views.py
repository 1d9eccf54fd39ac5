"""Money that goes back, as people see it: its payer, and whoever has to see to it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.values import Money, Provider, RefundMethod, RefundState


@dataclass(frozen=True, slots=True)
class RefundView:
    """One refund. `reference` is its booking's, `person_name` null for money without an owner.

    `receipt` is what the money came by, `code` what it goes back by; `note` why it didn't.
    `waits`: a person has to see to it; `unclear`: nobody knows, and looking up has ended.
    """

    public_id: UUID
    amount: Money
    state: RefundState
    method: RefundMethod | None
    provider: Provider
    person_name: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    reference: str | None
    receipt: str | None = field(repr=False)
    code: str | None = field(repr=False)
    note: str | None
    asked_at: datetime
    changed_at: datetime
    waits: bool
    unclear: bool

    @property
    def by_hand(self) -> bool:
        return self.state is RefundState.DUE and self.method is RefundMethod.HAND
