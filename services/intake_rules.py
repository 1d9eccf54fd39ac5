"""What the intake of a service asks, changed by the psychologist who offers it (I1)."""

from models.database import count
from models.intake_form import BY_KEY, Asked, Rules
from services import catalogue, intake
from services.errors import Refused


class NoSuchQuestion(Refused):
    key = "no_such_question"


async def of(person_id: int, service_id: int) -> Rules:
    """Raises NoProfile, or NoSuchService for somebody else's."""
    await catalogue.one(person_id, service_id)
    return await intake.rules_of(service_id)


async def change(person_id: int, service_id: int, key: str, asked: Asked) -> Rules:
    """Only what differs from the form is kept, so that the form may change.

    Raises NoSuchQuestion, NoProfile, or NoSuchService for somebody else's.
    """
    if key not in BY_KEY:
        raise NoSuchQuestion("the form has no such question")
    await catalogue.one(person_id, service_id)
    settled = Rules({key: asked}).of(BY_KEY[key])
    differs = settled is not BY_KEY[key].asked
    await count(
        """UPDATE services SET intake_rules = nullif(CASE WHEN $4
               THEN coalesce(intake_rules, '{}') || jsonb_build_object($2::text, $3::text)
               ELSE coalesce(intake_rules, '{}') - $2::text END, '{}')
           FROM psychologists AS p WHERE services.id = $1 AND p.id = services.psychologist_id
               AND p.person_id = $5""",
        service_id,
        key,
        settled.value,
        differs,
        person_id,
    )
    return await intake.rules_of(service_id)
