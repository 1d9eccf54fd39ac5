"""The screen of one booking: for each side and state exactly what can be done."""

from datetime import datetime, timedelta

import pytest

from conversations.booking_card import card
from models.moves import Actor
from models.values import BookingStatus as S
from models.values import PaymentStatus
from tests.dialog import booking

START = booking().starts_at
BEFORE, NEAR, BEGUN, LATER, OVER = (
    START - timedelta(days=3),
    START - timedelta(minutes=20),
    START + timedelta(minutes=1),
    START + timedelta(minutes=11),
    START + timedelta(hours=2),
)
CLIENT, STAFF, ADMIN = (
    frozenset({Actor.CLIENT}),
    frozenset({Actor.PSYCHOLOGIST}),
    frozenset({Actor.ADMIN}),
)


def verbs(status: S, actors: frozenset[Actor], now: datetime) -> str:
    paid = PaymentStatus.PENDING if status in {S.PENDING, S.APPROVED} else PaymentStatus.PAID
    screen = card(booking(status=status, payment_status=paid), actors, now)
    assert len(screen.keyboard) <= 8
    return " ".join(button.action[0] for row in screen.keyboard for button in row if button.action)


@pytest.mark.parametrize(
    ("status", "actors", "now", "can"),
    [
        (S.PENDING, CLIENT, BEFORE, "mv cx fill"),
        (S.APPROVED, CLIENT, BEFORE, "pay mv cx fill"),
        (S.CONFIRMED, CLIENT, BEFORE, "mv cx fill link rcpt"),
        (S.CONFIRMED, CLIENT, NEAR, "late mv cx fill link rcpt"),
        (S.CONFIRMED, CLIENT, BEGUN, "late link rcpt"),
        (S.IN_PROGRESS, CLIENT, BEGUN, "link rcpt"),
        *((over, CLIENT, LATER, "again rcpt") for over in (
            S.COMPLETED, S.DECLINED, S.EXPIRED, S.CANCELLED, S.LATE_CANCELLED, S.NO_SHOW)),
        (S.PENDING, STAFF, BEFORE, "ok no alt told"),
        (S.APPROVED, STAFF, BEFORE, "alt cx told"),
        (S.CONFIRMED, STAFF, BEFORE, "alt cx link told note proof"),
        (S.CONFIRMED, STAFF, NEAR, "go late alt cx link told note proof"),
        (S.CONFIRMED, STAFF, BEGUN, "go done late link told note proof"),
        (S.CONFIRMED, STAFF, LATER, "go done ns late link told note proof"),
        (S.CONFIRMED, STAFF, OVER, "done ns link told note proof"),
        (S.IN_PROGRESS, STAFF, LATER, "end ns link told note proof"),
        (S.COMPLETED, STAFF, LATER, "told note proof"),
        (S.NO_SHOW, STAFF, LATER, "told note proof"),
        (S.DECLINED, STAFF, LATER, ""),
        (S.PENDING, ADMIN, BEFORE, "alt cx glass"),
        (S.CONFIRMED, ADMIN, BEFORE, "alt cx link glass"),
        (S.COMPLETED, ADMIN, LATER, "glass"),
    ],
)  # fmt: skip
def test_what_can_be_done(status: S, actors: frozenset[Actor], now: datetime, can: str) -> None:
    assert verbs(status, actors, now) == can


def test_a_moved_session_says_where_it_went() -> None:
    moved = card(booking(status=S.CANCELLED, moved_to=START), CLIENT, LATER)
    assert moved.args["status"].key == "status_moved"
