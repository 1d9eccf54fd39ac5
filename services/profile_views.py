"""Pictures of profiles, finished or not, for their owners and for admins."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models.database import row, rows
from models.profile_views import OwnService, ProfileView
from models.values import Medium, Money, SessionFormat

_VIEW = """
SELECT p.id, p.public_id, p.person_id, people.name, p.slug, p.title, p.bio, p.specialties,
       p.languages, p.photo_file_id AS photo, p.submitted_at, p.declined_at, p.decline_reason,
       p.approved_at, approver.name AS approved_by, p.paused_at,
       EXISTS (SELECT 1 FROM role_grants WHERE role_grants.person_id = p.person_id
               AND role = 'psychologist') AS holds_role,
       (SELECT coalesce(json_agg(json_build_array(
                   s.id, s.title, s.format, s.medium, s.duration_minutes, s.price_minor, s.currency,
                   s.capacity, s.needs_approval, s.is_active,
                   coalesce(s.purpose = 'emergency', false))
                   ORDER BY s.is_active DESC, s.price_minor, s.id), '[]')
        FROM services AS s WHERE s.psychologist_id = p.id) AS services
FROM psychologists AS p JOIN people ON people.id = p.person_id
LEFT JOIN people AS approver ON approver.id = p.approved_by_id
"""


async def of_person(person_id: int) -> ProfileView | None:
    found = await row(f"{_VIEW} WHERE p.person_id = $1", person_id)
    return _picture(found) if found else None


async def one(public_id: UUID) -> ProfileView | None:
    found = await row(f"{_VIEW} WHERE p.public_id = $1", public_id)
    return _picture(found) if found else None


async def waiting(limit: int, offset: int) -> tuple[ProfileView, ...]:
    """Applications that nobody has decided, the oldest first."""
    found = await rows(
        f"""{_VIEW} WHERE p.submitted_at IS NOT NULL AND p.approved_at IS NULL
            AND p.declined_at IS NULL ORDER BY p.submitted_at, p.id LIMIT $1 OFFSET $2""",
        limit,
        offset,
    )
    return tuple(map(_picture, found))


def _picture(found: Mapping[str, Any]) -> ProfileView:
    fields = dict(found)
    fields |= {
        "public_id": UUID(str(fields["public_id"])),
        "specialties": tuple(json.loads(fields["specialties"])),
        "languages": tuple(json.loads(fields["languages"])),
        "services": tuple(_service(*values) for values in json.loads(fields["services"])),
    }
    return ProfileView(**fields)


def _service(
    id_: int, title: str, format_: str, medium: str, minutes: int, price: int, currency: str,
    capacity: int, needs_approval: bool, is_active: bool, is_emergency: bool,
) -> OwnService:  # fmt: skip
    return OwnService(
        id_, title, SessionFormat(format_), Medium(medium), minutes, Money(price, currency),
        capacity, needs_approval, is_active, is_emergency,
    )  # fmt: skip
