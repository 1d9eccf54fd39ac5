"""What a client whom no chat reaches asked the practice for, done by an admin, on record (D2).

Whoever has a chat that works asks there: nobody else does it in their name.
"""

from datetime import datetime
from uuid import UUID

from models.rights_views import Gone
from models.values import Role
from services import access, audit, clients, contacting, forgetting
from services.clients import Access
from services.errors import Refused
from services.vault import Vault


class HasChat(Refused):
    """They can ask for it themselves."""

    key = "for_them_has_chat"


async def access_for(client: UUID, admin_id: int, now: datetime) -> Access:
    """Raises NotYours for whoever is no admin and for an unknown id, and HasChat."""
    await access.require_role(admin_id, Role.ADMIN)
    found = await clients.access_client(client, admin_id, now)
    if (await contacting.of(found.id)).in_chat:
        raise HasChat("asks for it in their own chat")
    return found


async def hand_out(
    found: Access, admin_id: int, asked: str, now: datetime, *, prints: bool
) -> None:
    """All of their data is handed to an admin, to be given to them. `asked`: how, as a code."""
    await audit.record(
        "data_handed_out", "person", found.card.public_id, now=now, person_id=found.id,
        actor=admin_id, role=Role.ADMIN,
        detail={"asked": asked, "with_intake": 0, "to_print": int(prints)},
    )  # fmt: skip


async def forget(
    vault: Vault, found: Access, admin_id: int, asked: str, fingerprint: str, delete_days: int,
    now: datetime, *, gives_up: bool,
) -> Gone:  # fmt: skip
    """As `forgetting.forget`, under a savepoint; and that it was asked for, how, and who did it."""
    await audit.record(
        "erasure_asked", "person", found.card.public_id, now=now, person_id=found.id,
        actor=admin_id, role=Role.ADMIN, detail={"asked": asked, "gives_up": int(gives_up)},
    )  # fmt: skip
    return await forgetting.forget(
        vault, found.id, fingerprint, delete_days, now, gives_up=gives_up
    )
