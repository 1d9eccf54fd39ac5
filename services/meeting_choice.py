"""Where a psychologist's video sessions take place: their own choice (B11)."""

from models.database import count, row
from models.meeting_views import GoogleStanding, MeetingChoice
from models.values import MeetingKind, Role
from services.access import require_role
from services.errors import Outdated, Refused


class NoProfile(Refused):
    key = "meeting_no_profile"


async def of(person_id: int, *, offers_google: bool) -> MeetingChoice:
    """Raises NotYours for whoever is no psychologist, NoProfile before there is one."""
    await require_role(person_id, Role.PSYCHOLOGIST)
    found = await row(
        """SELECT p.meeting_kind, p.meeting_address, g.id IS NOT NULL AS known, g.broken_at
           FROM psychologists AS p LEFT JOIN google_grants AS g
               ON g.psychologist_id = p.id AND g.revoke_at IS NULL
           WHERE p.person_id = $1""",
        person_id,
    )
    if found is None:
        raise NoProfile("has no profile")
    standing = GoogleStanding.NONE
    if not offers_google:
        standing = GoogleStanding.OFF
    elif found["known"]:
        standing = GoogleStanding.BROKEN if found["broken_at"] else GoogleStanding.CONNECTED
    kind = MeetingKind(found["meeting_kind"] or MeetingKind.JITSI)
    if kind is MeetingKind.GOOGLE and standing in {GoogleStanding.OFF, GoogleStanding.NONE}:
        kind = MeetingKind.JITSI
    return MeetingChoice(kind, found["meeting_address"], standing)


async def choose(
    person_id: int, kind: MeetingKind, address: str | None, *, offers_google: bool
) -> MeetingChoice:
    """For sessions that are confirmed from now on. `address` is a checked one, for "typed".

    Raises NotYours, and Outdated for Google without a consent that works.
    """
    before = await of(person_id, offers_google=offers_google)
    if kind is MeetingKind.GOOGLE and before.google is not GoogleStanding.CONNECTED:
        raise Outdated("not connected")
    await count(
        """UPDATE psychologists SET meeting_kind = $2, meeting_address = $3 WHERE person_id = $1""",
        person_id,
        kind.value,
        address if kind is MeetingKind.TYPED else None,
    )
    return MeetingChoice(kind, address, before.google)
