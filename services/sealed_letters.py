"""Letters that tell a secret: in the outbox they wait sealed, and are opened when they leave.

Somebody's words in a message that can do without them wait sealed, too; `unsaid` is what is sent
once their key is destroyed.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.vault import CannotOpen, Place, Vault


async def seal(
    vault: Vault, person_id: int, payload: Mapping[str, Any], now: datetime
) -> dict[str, Any]:  # fmt: skip
    """The payload of an outbox row that only the vault can read, under this person's key.

    Which message it changes stays readable: a newer state of that message drops this one.
    """
    record = secrets.token_hex(16)
    sealed = await vault.seal(person_id, _place(record), json.dumps(payload), now)
    letter = {"sealed": base64.b64encode(sealed).decode(), "of": person_id, "record": record}
    return {**letter, "edit": payload["edit"]} if "edit" in payload else letter


async def confide(
    vault: Vault, person_id: int, payload: Mapping[str, Any], unsaid: Mapping[str, Any],
    now: datetime,
) -> dict[str, Any]:  # fmt: skip
    """Sealed like any secret, with what is sent in its place where nobody can open it any more."""
    return {**await seal(vault, person_id, payload, now), "unsaid": dict(unsaid)}


async def opened(vault: Vault, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload as it is to be sent. Raises CannotOpen, for one whose key is gone."""
    if "sealed" not in payload:
        return dict(payload)
    place = _place(payload["record"])
    try:
        words = await vault.open(payload["of"], place, base64.b64decode(payload["sealed"]))
    except CannotOpen:
        if "unsaid" not in payload:
            raise
        return dict(payload["unsaid"])
    found: dict[str, Any] = json.loads(words)
    return found


def _place(record: str) -> Place:
    return Place("outbox", record, "payload")
