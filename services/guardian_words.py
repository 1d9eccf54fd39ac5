"""What a guardian has agreed to for whoever is under 18, by a link, and taking it back (I4)."""

from datetime import datetime
from uuid import uuid4

from models.consent_views import Ward
from models.database import row, rows
from services.consents import BY_GUARDIAN
from services.errors import NotYours
from services.guardian_links import ward_from

#: The newest guardian's word on each kind of text, as long as it is this guardian's and says yes.
_GIVEN = f"""SELECT * FROM (
    SELECT DISTINCT ON (person_id, kind) * FROM consents AS word
    WHERE {BY_GUARDIAN} AND person_id IN (SELECT client_id FROM guardian_links
                                          WHERE used_by_id = $1)
    ORDER BY person_id, kind, id DESC) AS latest
    WHERE given_by_id = $1 AND is_given"""  # noqa: S608 - our own SQL
_WARD = """SELECT DISTINCT ON (ward.id) link.id, link.client_id, ward.name, ward.language
    FROM guardian_links AS link JOIN people AS ward ON ward.id = link.client_id
    WHERE link.used_by_id = $1 AND ward.is_minor"""


async def wards(guardian_id: int) -> tuple[Ward, ...]:
    """For whom something stands agreed to by this guardian, in a chat of their own."""
    found = await rows(
        f"""{_WARD} AND ward.id IN (SELECT person_id FROM ({_GIVEN}) AS given)
            ORDER BY ward.id, link.id""",  # noqa: S608 - our own SQL
        guardian_id,
    )
    return tuple(map(ward_from, found))


async def take_back(guardian_id: int, link_id: int, now: datetime) -> tuple[Ward, bool]:
    """Everything that this guardian agreed to by this link; whether there was anything.

    Raises NotYours for a link that somebody else used.
    """
    found = await row(f"{_WARD} AND link.id = $2 ORDER BY ward.id", guardian_id, link_id)
    if found is None:
        raise NotYours("not this person's ward")
    ward = ward_from(found)
    given = await rows(f"{_GIVEN} AND person_id = $2 ORDER BY kind", guardian_id, ward.client_id)
    for word in given:
        await row(
            """INSERT INTO consents (public_id, person_id, kind, version, language, text_sha256,
                                     is_given, given_at, given_by_id)
               VALUES ($1, $2, $3, $4, $5, $6, false, $7, $8) RETURNING id""",
            uuid4(),
            ward.client_id,
            word["kind"],
            word["version"],
            word["language"],
            word["text_sha256"],
            now,
            guardian_id,
        )
    return ward, bool(given)
