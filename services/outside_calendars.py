"""The calendars that psychologists keep elsewhere: theirs to give, name and take away (A7)."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from models.database import Row, count, row, rows
from models.outside_views import OutsideCalendarView
from models.values import Role
from services.access import require_role
from services.errors import NotYours, Refused
from services.gateways.calendar_fetch import address
from services.vault import Place, Vault

MOST_CALENDARS = 5
_SHOWN = timedelta(days=30)
_KNOWN_HOSTS = {
    "google.com": "Google",
    "icloud.com": "iCloud",
    "outlook.com": "Outlook",
    "live.com": "Outlook",
    "office365.com": "Outlook",
    "proton.me": "Proton",
}

_VIEW = """
SELECT c.id, c.public_id, c.name, c.good_at, c.error, c.address,
       (SELECT count(*) FROM outside_events AS e WHERE e.calendar_id = c.id
        AND e.ends_at > $2 AND e.starts_at < $3) AS busy
FROM outside_calendars AS c JOIN psychologists AS p ON p.id = c.psychologist_id
WHERE p.person_id = $1
"""


class TooMany(Refused):
    key = "calendar_too_many"


class KnownAlready(Refused):
    key = "calendar_known_already"


def place(public_id: UUID) -> Place:
    """Where the address of a calendar is sealed."""
    return Place("outside_calendars", str(public_id), "address")


async def mine(person_id: int, now: datetime) -> tuple[OutsideCalendarView, ...]:
    """In the order in which they were given; one that is being read for the first time too."""
    return tuple(_view(found) for found in await _rows(person_id, now))


async def add(
    person_id: int, typed: str, vault: Vault, now: datetime, *, simulated: bool
) -> OutsideCalendarView:
    """Take in an address, to be read at once. Raises UnreadableCalendar for what is no address.

    Raises KnownAlready, TooMany, and NotYours for whoever is no psychologist.
    """
    psychologist = await _psychologist(person_id)
    url = address(typed, simulated=simulated)
    present = await _rows(person_id, now)
    for other in present:
        if await vault.open(person_id, place(other["public_id"]), other["address"]) == url:
            raise KnownAlready
    if len(present) >= MOST_CALENDARS:
        raise TooMany
    public_id = uuid4()
    sealed = await vault.seal(person_id, place(public_id), url, now)
    name = _name(url)
    await row(
        """INSERT INTO outside_calendars (public_id, psychologist_id, name, address, failures,
               due_at, added_at) VALUES ($1, $2, $3, $4, 0, $5, $5) RETURNING id""",
        public_id,
        psychologist,
        name,
        sealed,
        now,
    )
    return OutsideCalendarView(public_id, name, 0, None, None)


async def check_now(person_id: int, public_id: UUID, now: datetime) -> None:
    """Whatever is being read already has seen an older state: its result counts no more."""
    await _change(
        """UPDATE outside_calendars SET due_at = $3, etag = NULL, last_modified = NULL
           WHERE public_id = $2 AND psychologist_id = $1""",
        person_id, public_id, now,
    )  # fmt: skip


async def rename(person_id: int, public_id: UUID, name: str) -> None:
    await _change(
        """UPDATE outside_calendars SET name = $3
           WHERE public_id = $2 AND psychologist_id = $1""",
        person_id, public_id, name.strip()[:80],
    )  # fmt: skip


async def remove(person_id: int, public_id: UUID) -> None:
    """Its times go with it and are free again at once."""
    await _change(
        "DELETE FROM outside_calendars WHERE public_id = $2 AND psychologist_id = $1",
        person_id, public_id,
    )  # fmt: skip


async def _change(statement: str, person_id: int, public_id: UUID, *values: object) -> None:
    """Raises NotYours for a calendar of somebody else's, or one that is gone."""
    if not await count(statement, await _psychologist(person_id), public_id, *values):
        raise NotYours("no such calendar of this person")


async def _psychologist(person_id: int) -> int:
    await require_role(person_id, Role.PSYCHOLOGIST)
    found = await row("SELECT id FROM psychologists WHERE person_id = $1", person_id)
    if found is None:
        raise NotYours("has no profile")
    return int(found["id"])


async def _rows(person_id: int, now: datetime) -> list[Row]:
    return list(await rows(f"{_VIEW} ORDER BY c.id", person_id, now, now + _SHOWN))


def _view(found: Row) -> OutsideCalendarView:
    public_id = UUID(str(found["public_id"]))
    return OutsideCalendarView(
        public_id, found["name"], found["busy"], found["good_at"], found["error"]
    )


def _name(url: str) -> str:
    """What people call the place that the address belongs to."""
    host = url.split("/")[2].rpartition("@")[2].partition(":")[0].lower()
    known = (name for ending, name in _KNOWN_HOSTS.items() if f".{host}".endswith(f".{ending}"))
    return next(known, host[:80])
