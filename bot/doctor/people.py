"""Is there somebody who runs the practice, and somebody who can be booked?"""

from bot.doctor.findings import Check, Finding, Visit, counted, good, warning, wrong
from models.database import row


async def _admins(visit: Visit) -> list[Finding]:
    found = await row(
        """SELECT count(*) AS admins FROM people AS p
           WHERE EXISTS (SELECT 1 FROM chats WHERE chats.person_id = p.id)
           AND unreachable_since IS NULL
           AND (telegram_id = ANY($1::bigint[]) OR EXISTS (
               SELECT 1 FROM role_grants WHERE person_id = p.id AND role = 'admin'))""",
        list(visit.settings.practice.admins),
    )
    assert found is not None
    if found["admins"]:
        return [good(f"People: {found['admins']} of the admins can be reached by the bot.")]
    todo = "Write /start to the bot from an account that is in ADMIN_TELEGRAM_IDS."
    return [wrong("People: no admin has started the bot.", todo)]


async def _psychologists(_visit: Visit) -> list[Finding]:
    found = await row(
        """SELECT count(*) AS approved, count(*) FILTER (WHERE offers AND works) AS bookable
           FROM (SELECT EXISTS (SELECT 1 FROM services
                     WHERE psychologist_id = p.id AND is_active) AS offers,
                     EXISTS (SELECT 1 FROM availability_windows
                     WHERE psychologist_id = p.id AND is_active) AS works
                 FROM psychologists AS p
                 WHERE approved_at IS NOT NULL AND paused_at IS NULL) AS ours"""
    )
    assert found is not None
    approved, bookable = found["approved"], found["bookable"]
    if not bookable:
        todo = "Invite psychologists with /admin and approve them; each needs a service (/services)"
        return [wrong("People: nobody can be booked.", f"{todo} and hours (/availability).")]
    found_ = [good(f"People: {counted(bookable, 'psychologist')} can be booked.")]
    if approved > bookable:
        said = f"People: {counted(approved - bookable, 'psychologist')} without a service or hours."
        found_.append(warning(said, "Remind them of /services and /availability."))
    return found_


CHECKS = (
    Check("People", _admins, needs_database=True),
    Check("People", _psychologists, needs_database=True),
)
