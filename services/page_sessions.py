"""Visits of the Mini App: one launch of Telegram's opens one, and only its token goes on (I3).

The page makes the token itself and shows it with the launch, so a request whose answer was lost on
the way can be made again, while the same launch with another token is somebody else's copy.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.database import Row, count, row
from services.errors import Refused
from services.init_data import Launch
from services.vault import Vault

#: How long a page that was opened may go on sending.
LIFE = timedelta(hours=2)
#: How long the phone keeps what isn't sent yet.
DRAFT_HOURS = 24


class Replayed(Refused):
    """This launch has been used, and not by this page."""

    key = "page_replayed"


class VisitOver(Refused):
    """No such visit, or none any more."""

    key = "page_over"


class NotYet(Refused):
    """Whether they are 18 comes before the first answer, and for the younger a guardian's word."""

    key = "page_not_yet"


class AnswersWrong(Refused):
    """Nothing was kept; `errors` has words for each question or consent that needs another look."""

    key = "page_look_again"

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("some answers can't be kept")
        self.errors = dict(errors)


@dataclass(frozen=True, slots=True)
class Visit:
    id: int
    person_id: int
    booking_id: int | None
    is_sent: bool


async def open_visit(
    launch: Launch, token: str, person_id: int, booking_id: int | None, now: datetime
) -> Visit:
    """Use this launch up. Raises Replayed, or VisitOver for a visit that has ended."""
    await row(
        """INSERT INTO page_sessions (token_hash, init_hash, person_id, booking_id, opened_at,
                                      expires_at)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id""",
        _hashed(token),
        launch.hash,
        person_id,
        booking_id,
        now,
        now + LIFE,
    )
    found = await row(f"{_VISIT} WHERE init_hash = $1", launch.hash)
    if found is None or not hmac.compare_digest(found["token_hash"], _hashed(token)):
        raise Replayed("this launch was used before")
    if found["expires_at"] <= now:
        raise VisitOver("its time has run out")
    return _visit(found)


async def hold_visit(token: str, now: datetime) -> Visit:
    """The visit of this token, held for this transaction by its chat. Raises VisitOver.

    The chat's lock comes first, as everywhere: whoever holds it may delete or change a visit.
    """
    await row(
        """SELECT id FROM chats WHERE person_id = (
               SELECT person_id FROM page_sessions WHERE token_hash = $1) FOR UPDATE""",
        _hashed(token),
    )
    found = await row(f"{_VISIT} WHERE token_hash = $1 AND expires_at > $2", _hashed(token), now)
    if found is None:
        raise VisitOver("no visit of this token")
    return _visit(found)


async def mark_sent(visit: Visit, now: datetime) -> bool:
    """False: this visit has sent already."""
    return bool(
        await count(
            "UPDATE page_sessions SET sent_at = $2 WHERE id = $1 AND sent_at IS NULL", visit.id, now
        )
    )


def draft_key(vault: Vault, person_id: int) -> bytes:
    """What this person's unsent answers are sealed with on their phone: ours to tell, never kept.

    It follows the master key; a draft from before a rotation is lost, and is a day old at most.
    """
    return _derived(vault, f"page draft|{person_id}")


def draft_owner(vault: Vault, person_id: int) -> str:
    """The name of a draft on the phone; it tells nobody whose it is."""
    return _derived(vault, f"page owner|{person_id}").hex()[:32]


def _derived(vault: Vault, label: str) -> bytes:
    return hmac.digest(vault.masters.house(vault.masters.newest), label.encode(), "sha256")


_VISIT = """
    SELECT id, token_hash, person_id, booking_id, expires_at, sent_at IS NOT NULL AS is_sent
    FROM page_sessions
"""


def _visit(found: Row) -> Visit:
    return Visit(found["id"], found["person_id"], found["booking_id"], found["is_sent"])


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
