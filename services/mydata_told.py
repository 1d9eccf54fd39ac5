"""Of /mydata: what somebody answered and agreed to, and what was kept for their care."""

from typing import Any

from services import intake
from services.mydata_reading import Reading


async def intakes(reading: Reading) -> list[dict[str, Any]]:
    """Each filling-in of the form; the answers only where they are wanted in the file."""
    if not reading.with_intake:
        return await reading.all(
            """SELECT started_at AS "startedAt", completed_at AS "completedAt",
                      state = 'complete' AS "isComplete", way,
                      (SELECT count(*) FROM intake_answers WHERE intake_id = intakes.id)
                          AS "answersKept" FROM intakes WHERE client_id = $1 ORDER BY id"""
        )
    filled = await intake.every(reading.vault, reading.person_id)
    return reading.shown(
        [
            {"startedAt": one.started_at, "completedAt": one.completed_at,
             "isComplete": one.completed_at is not None, "way": one.way.value,
             **{_name(key): answer for key, answer in one.answers.items()}}
            for one in filled
        ]
    )  # fmt: skip


async def consents(reading: Reading) -> list[dict[str, Any]]:
    """Each word on each text; a guardian's name is the guardian's."""
    return await reading.all(
        """SELECT kind, version, language, text_sha256 AS "textSha256", is_given AS "isGiven",
                  given_at AS "givenAt", given_by_id <> person_id AS "byGuardian"
           FROM consents WHERE person_id = $1 ORDER BY id"""
    )


async def care(reading: Reading) -> dict[str, Any]:
    """Who has them as a client, alerts that there were, visits of the page, invitations."""
    found = {
        "clientOf": await reading.all(
            """SELECT people.name AS psychologist, added_at AS "addedAt" FROM caseload_entries
               JOIN people ON people.id = caseload_entries.person_id
               WHERE client_id = $1 ORDER BY caseload_entries.id"""
        ),
        "alerts": await reading.all(
            """SELECT noticed_at AS "noticedAt", channel, taken_at AS "lookedAfterAt"
               FROM danger_alerts WHERE person_id = $1 ORDER BY id"""
        ),
        "pageVisits": await reading.all(
            """SELECT opened_at AS "openedAt", sent_at AS "sentAt" FROM page_sessions
               WHERE person_id = $1 ORDER BY id"""
        ),
        "invitations": await reading.all(
            """SELECT role, used_at AS "usedAt" FROM invitations WHERE used_by_id = $1
               ORDER BY id"""
        ),
        "guardianLinks": await reading.all(
            """SELECT made_at AS "madeAt", used_at AS "usedAt" FROM guardian_links
               WHERE client_id = $1 ORDER BY id"""
        ),
        "sealedUnderOwnKeySince": await reading.all(
            """SELECT created_at AS since FROM data_keys
               WHERE person_id = $1 AND wrapped IS NOT NULL"""
        ),
    }
    return {name: told for name, told in found.items() if told}


def _name(key: str) -> str:
    """`current_medications` as the records call it: currentMedications."""
    first, *rest = key.split("_")
    return first + "".join(word.capitalize() for word in rest)
