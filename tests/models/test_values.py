"""The states that Python knows are those that the database lets in, and no others."""

import re
from collections.abc import Iterable

import pytest

from models.database import row
from models.values import (
    LIVE_PROMPTS,
    OCCUPYING,
    BookingStatus,
    InboxState,
    Medium,
    OutboxState,
    PaymentStatus,
    PromptStatus,
    Purpose,
    Role,
    SessionFormat,
)

pytestmark = pytest.mark.usefixtures("db")

QUOTED = re.compile(r"'(\w+)'")


async def _named_in(what: str, query: str) -> list[str]:
    found = await row(query, what)
    assert found is not None, what
    return sorted(QUOTED.findall(found["definition"]))


def _values(*kinds: Iterable[str]) -> list[str]:
    return sorted(str(value) for kind in kinds for value in kind)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("bookings_known_status", _values(BookingStatus)),
        ("bookings_known_payment_status", _values(PaymentStatus)),
        ("bookings_known_kind", _values(SessionFormat, Medium, Purpose)),
        ("role_grants_known_role", _values(Role)),
        ("payments_known_status", _values(PromptStatus)),
        ("inbox_known_state", _values(InboxState)),
        ("outbox_known_state", _values(OutboxState)),
        ("bookings_no_overlap", _values(OCCUPYING)),
    ],
)
async def test_a_constraint_names_what_python_names(constraint: str, values: list[str]) -> None:
    named = await _named_in(
        constraint,
        """SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint
           WHERE conname = $1""",
    )
    assert named == values


@pytest.mark.parametrize("index", ["payments_one_live_per_booking", "payments_one_live_per_phone"])
async def test_a_live_prompt_is_the_same_to_both(index: str) -> None:
    named = await _named_in(
        index, "SELECT indexdef AS definition FROM pg_indexes WHERE indexname = $1"
    )
    assert [value for value in named if value != "paystack"] == _values(LIVE_PROMPTS)
