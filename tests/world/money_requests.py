"""Requests to Daraja as rows of a running program, and what becomes of them in the wallets."""

import secrets
from typing import Any
from uuid import uuid4

from tests.town import Town

MINOR = 50_000
SHILLINGS = MINOR // 100


async def refund(here: Town) -> int:
    """A refund that only its request's outcome moves: nobody else is to look at it."""
    found = await here.sql(
        """INSERT INTO refunds (public_id, cause, amount_minor, currency, state, reason, asked_at,
               changed_at)
           SELECT $1, $2, $3, 'KES', 'sending', 'test', now(), now() RETURNING id""",
        uuid4(),
        f"test:{secrets.token_hex(4)}",
        MINOR,
    )
    return int(found[0]["id"])


async def ask(here: Town, kind: str, **columns: Any) -> int:
    """What `services.mpesa_requests` writes, written from outside of the program."""
    values: dict[str, Any] = {
        "kind": kind,
        "state": "waiting",
        "token": secrets.token_hex(24),
        "asked_at": await now(here),
        **columns,
    }
    if kind != "status":
        values = {"amount_minor": MINOR, "refund_id": await refund(here), **values}
    if kind == "b2c":
        values = {"originator_conversation_id": uuid4().hex, **values}
    names, places = ", ".join(values), ", ".join(f"${n}" for n in range(1, len(values) + 1))
    found = await here.sql(
        f"INSERT INTO mpesa_requests ({names}) VALUES ({places}) RETURNING id", *values.values()
    )
    return int(found[0]["id"])


async def now(here: Town) -> Any:
    found = await here.sql(
        "SELECT now() + $1::float8 * interval '1 second' AS at",
        (await here.get("/sim/clock"))["offset"],
    )
    return found[0]["at"]


async def request(here: Town, request_id: int) -> dict[str, Any]:
    return (await here.sql("SELECT * FROM mpesa_requests WHERE id = $1", request_id))[0]


async def balance(here: Town, person: str = "amina") -> int:
    return int((await here.phone(person).state())["balance"])
