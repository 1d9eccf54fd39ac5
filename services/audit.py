"""What code itself tells the audit trail: who looked, who asked; triggers tell the rest (D1)."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from models.database import count, row
from models.values import Channel, Role

#: Ids, codes, states, amounts and instants have no blanks; sentences do.
_CODE: Final = re.compile(r"[\w.:/+-]{1,200}", re.ASCII)


class Words(ValueError):
    """Something that may be a person's words was to be written where it could never be erased."""


async def record(
    action: str, subject: str, subject_id: UUID | str | None = None, *, now: datetime,
    person_id: int | None = None, actor: int | None = None, role: Role | str | None = None,
    channel: Channel | None = None, before: str | None = None, after: str | None = None,
    detail: Mapping[str, str | int | None] | None = None,
) -> None:  # fmt: skip
    """Add a row to the trail, in the open transaction: it stands or falls with what it tells of.

    `person_id`: whose data it is about, who can see this row; `subject_id`: a public id. `actor` is
    who did it and `role` as what. The channel is the transaction's, else the chat for an `actor`.
    Raises Words for anything but codes.
    """
    about = None if subject_id is None else str(subject_id)
    known = [action, subject, about, before, after, *(detail or {}), *(detail or {}).values()]
    if not all(_is_code(each) for each in known):
        raise Words("the trail takes ids, codes, states and amounts")
    await count(
        """INSERT INTO audit_log (public_id, at, actor_id, actor_role, channel, action, subject,
               subject_id, person_id, before, after, detail)
           SELECT gen_random_uuid(), $1, $2, $3, coalesce($4,
                  nullif(current_setting('smiling.channel', true), ''),
                  CASE WHEN $2::bigint IS NULL THEN 'system' ELSE 'chat' END),
                  $5, $6, $7, $8, $9, $10, $11""",
        now,
        actor,
        role,
        channel,
        action,
        subject,
        about,
        person_id,
        before,
        after,
        None if detail is None else json.dumps(detail),
    )


async def acting(person_id: int, role: Role, now: datetime) -> None:
    """Whose doing the rest of this transaction is, for rows that have no column for it.

    Costs a statement: for what is rare, a role or a price, before it is changed.
    """
    await row(
        """SELECT set_config('smiling.actor', $1, true), set_config('smiling.role', $2, true),
                  set_config('smiling.now', $3, true)""",
        str(person_id),
        role.value,
        now.isoformat(),
    )


def _is_code(value: str | int | None) -> bool:
    return not isinstance(value, str) or _CODE.fullmatch(value) is not None
