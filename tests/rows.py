"""Rows as SQL writes them, past every service: for what the database itself has to refuse."""

from typing import Any
from uuid import uuid4

from models.database import row
from tests.people import NOW, Practice, hours


async def insert(table: str, values: dict[str, Any]) -> int:
    names, places = ", ".join(values), ", ".join(f"${n}" for n in range(1, len(values) + 1))
    made = await row(
        f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING id", *values.values()
    )
    assert made is not None
    return int(made["id"])


async def book(here: Practice, at: float = 48, status: str = "held", **changed: Any) -> int:
    """A booking as a raw row: 50 minutes, so many hours from NOW."""
    starts = hours(at)
    values: dict[str, Any] = {
        "public_id": uuid4(), "client_id": here.amina, "psychologist_id": here.psychologist,
        "service_id": here.service, "status": status, "version": 1, "purpose": "initial",
        "format": "individual", "medium": "video", "starts_at": starts,
        "ends_at": hours(at + 50 / 60), "occupied_from": starts,
        "occupied_until": hours(at + 50 / 60), "group_key": uuid4(), "duration_minutes": 50,
        "price_minor": 250_000, "currency": "KES", "cancel_notice_minutes": 1440,
        "payment_status": "pending", "held_since": NOW, "held_until": hours(0.2),
        "calendar_sequence": 0, "created_at": NOW, "changed_at": NOW,
        "reference": None if status == "held" else f"BK-{uuid4().hex[:10]}", **changed,
    }  # fmt: skip
    return await insert("bookings", values)


async def pay(booking: int, status: str = "prompted", **changed: Any) -> int:
    """A payment as a raw row: one shilling, from a phone of its own."""
    values: dict[str, Any] = {
        "public_id": uuid4(), "booking_id": booking, "provider": "mpesa", "attempt": 1,
        "status": status, "amount_minor": 100, "currency": "KES", "phone": f"+2547{booking:08}",
        "callback_token": uuid4().hex, "queries": 0, "asked_at": NOW, **changed,
    }  # fmt: skip
    return await insert("payments", values)
