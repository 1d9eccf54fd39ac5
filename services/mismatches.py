"""What reconciling has found, for admins: compared days, and differences until somebody settles."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from models.books_views import DayView, MismatchView
from models.database import count, row, rows
from models.values import MismatchKind, Money, Provider
from services.errors import Outdated
from services.gateways.mpesa_fields import NAIROBI

PAGE = 5
#: Compared days on the first screen.
DAYS = 6


async def days() -> tuple[DayView, ...]:
    """The last compared days, newest first."""
    found = await rows(
        """SELECT provider, day, their_count, their_minor, our_count, our_minor,
               (SELECT count(*) FROM mismatches AS m WHERE m.provider = r.provider
                    AND m.day = r.day AND settled_at IS NULL) AS open,
               (SELECT count(*) FROM mismatches AS m WHERE m.provider = r.provider
                    AND m.day = r.day AND kind = 'missing_here' AND our_minor IS NOT NULL) AS found
           FROM reconciliations AS r WHERE finished_at IS NOT NULL
           ORDER BY day DESC, provider LIMIT $1""",
        DAYS,
    )
    return tuple(map(_day, found))


async def total_open() -> int:
    found = await row("SELECT count(*) AS n FROM mismatches WHERE settled_at IS NULL")
    assert found is not None
    return int(found["n"])


async def still_open(page: int) -> tuple[tuple[MismatchView, ...], bool]:
    """A page of what has to be looked at, oldest first, and whether there is more."""
    found = await rows(
        f"{_VIEW} WHERE settled_at IS NULL ORDER BY day, id LIMIT $1 OFFSET $2",
        PAGE + 1,
        page * PAGE,
    )
    return tuple(map(_view, found[:PAGE])), len(found) > PAGE


async def one(public_id: UUID) -> MismatchView:
    """An open one; raises Outdated when it is settled, or never was."""
    found = await row(f"{_VIEW} WHERE settled_at IS NULL AND public_id = $1", public_id)
    if found is None:
        raise Outdated("settled already")
    return _view(found)


async def other_amount(
    provider: Provider, code: str, ours: Money, theirs: Money, at: datetime, now: datetime
) -> bool:  # fmt: skip
    """We count `ours` for this code, and they say `theirs` now; False when that is written down."""
    written = await row(
        """INSERT INTO mismatches (public_id, provider, day, code, kind, their_minor, our_minor,
               found_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id""",
        uuid4(),
        provider.value,
        at.astimezone(NAIROBI).date(),
        code,
        MismatchKind.AMOUNT.value,
        theirs.minor,
        ours.minor,
        now,
    )
    return written is not None


async def settle(public_id: UUID, note: str, person_id: int, now: datetime) -> None:
    """Somebody has looked at it and says what it was; raises Outdated for all but the first."""
    settled = await count(
        """UPDATE mismatches SET settled_at = $3, settled_by_id = $4, note = $2
           WHERE public_id = $1 AND settled_at IS NULL""",
        public_id,
        note[:200],
        now,
        person_id,
    )
    if not settled:
        raise Outdated("settled already")


_VIEW = "SELECT public_id, provider, day, code, kind, their_minor, our_minor FROM mismatches"


def _view(found: Mapping[str, Any]) -> MismatchView:
    theirs, ours = found["their_minor"], found["our_minor"]
    return MismatchView(
        UUID(str(found["public_id"])), Provider(found["provider"]), found["day"], found["code"],
        MismatchKind(found["kind"]), None if theirs is None else Money(theirs),
        None if ours is None else Money(ours),
    )  # fmt: skip


def _day(found: Mapping[str, Any]) -> DayView:
    day: date = found["day"]
    return DayView(
        Provider(found["provider"]), day, found["their_count"], Money(found["their_minor"]),
        found["our_count"], Money(found["our_minor"]), found["open"], found["found"],
    )  # fmt: skip
